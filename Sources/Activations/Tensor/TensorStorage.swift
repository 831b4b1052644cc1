/// Memory that tensors share: their own, aligned to a cache line, or someone else's, which nobody writes.
@usableFromInline
final class TensorStorage: @unchecked Sendable {
    @usableFromInline static let alignment = 64

    @usableFromInline let base: UnsafeMutableRawPointer
    @usableFromInline let release: (@Sendable () -> Void)?

    @usableFromInline
    init(byteCount: Int) {
        base = .allocate(byteCount: max(byteCount, 1), alignment: Self.alignment)
        release = nil
    }

    @usableFromInline
    init(foreign base: UnsafeRawPointer, release: @escaping @Sendable () -> Void) {
        self.base = UnsafeMutableRawPointer(mutating: base)
        self.release = release
    }

    @inlinable var isForeign: Bool { release != nil }

    deinit {
        if let release { release() } else { base.deallocate() }
    }
}
