import Glibc
import Testing

/// Calls `body` with a copy of the elements that ends where a page without access begins.
func withMemoryBeforeNoAccess<S>(_ elements: [S], _ body: (UnsafeMutableRawPointer) -> Void) {
    let page = sysconf(Int32(_SC_PAGESIZE))
    let size = elements.count * MemoryLayout<S>.stride
    let room = (size + page - 1) / page * page
    guard let start = mmap(nil, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
        start != MAP_FAILED, mprotect(start + room, page, PROT_NONE) == 0
    else {
        Issue.record("no memory")
        return
    }
    defer { munmap(start, room + page) }
    elements.withUnsafeBytes {
        (start + room - size).copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(start), byteCount: size)
    }
    body(start + room - size)
}
