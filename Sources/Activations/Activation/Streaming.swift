internal import CKernels

/// Which large outputs go past the caches.
///
/// A line of memory that is written past the caches need not be read first, and pushes nothing out of them. But some
/// processors write so more slowly than otherwise: of two of Intel's servers one copies 8 MiB in 0.8 times the time, an
/// older one in 2.
enum Streaming {
    /// The size in bytes from which an output is large: half of the last-level cache, but no more than 8 MiB. A large cache
    /// is shared with many other cores, and with other virtual machines; from there on, the one who reads such an output
    /// next gains too, by measurement.
    static let threshold = min(ck_last_cache() / 2, 8 << 20)

    private static let quicker = QuickerWay()

    /// Calls `body` with pieces of a range of a large output, and whether they go past the caches. Those that are compared are
    /// so long that kernels ask for lines ahead as they do elsewhere, where the range is long enough.
    ///
    /// - Parameter size: the bytes of one of the range.
    @inline(__always)
    static func forEachPiece(of part: Range<Int>, size: Int, _ body: (Range<Int>, _ streams: Bool) -> Void) {
        let piece = max(1, min((512 << 10) / size, part.count / 4))
        let stretch = 8 * piece
        for start in stride(from: part.lowerBound, to: part.upperBound, by: stretch) {
            quicker.take(start..<min(start + stretch, part.upperBound), piece: piece, body)
        }
    }
}
