import Glibc

/// What the stack has room for without a question, in bytes.
private var little: Int { 1024 }

/// Calls `body` with that much memory for a while: of the stack where it is little, otherwise of the heap.
///
/// - Returns: false, without a call, when there is no memory.
@inline(__always)
func withMemory(byteCount: Int, _ body: (UnsafeMutableRawPointer) -> Void) -> Bool {
    if byteCount <= little {
        withScratch(byteCount: byteCount, body)
        return true
    }
    guard let memory = malloc(byteCount) else { return false }
    defer { free(memory) }
    body(memory)
    return true
}

/// Calls `body` with that much memory for a while: of the stack, without an allocation, where it is little.
@inline(__always)
func withScratch(byteCount: Int, _ body: (UnsafeMutableRawPointer) -> Void) {
    func lend(_ memory: UnsafeMutableRawBufferPointer) {
        if let start = memory.baseAddress { body(start) }
    }
    if byteCount <= little {
        withUnsafeTemporaryAllocation(byteCount: little, alignment: 16, lend)
    } else {
        withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 64, lend)
    }
}
