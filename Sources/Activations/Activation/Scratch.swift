/// Calls `body` with that much memory for a while: of the stack, without an allocation, where it is little.
@inline(__always)
func withScratch(byteCount: Int, _ body: (UnsafeMutableRawPointer) -> Void) {
    func lend(_ memory: UnsafeMutableRawBufferPointer) {
        if let start = memory.baseAddress { body(start) }
    }
    let little = 1024
    if byteCount <= little {
        withUnsafeTemporaryAllocation(byteCount: little, alignment: 16, lend)
    } else {
        withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 64, lend)
    }
}
