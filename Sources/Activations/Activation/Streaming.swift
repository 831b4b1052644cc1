internal import CKernels
import Synchronization

/// Which large outputs go past the caches.
///
/// A line of memory that is written past the caches need not be read first, and pushes nothing out of them. But some
/// processors write so more slowly than otherwise: of two of Intel's servers one copies 8 MiB in 0.8 times the time, an
/// older one in 2. So now and then, of two neighbouring pieces one is written either way, and the quicker way gets a vote.
struct Streaming: ~Copyable {
    static let shared = Streaming()

    /// The size in bytes from which an output is large: half of the last-level cache, but no more than 8 MiB. A large cache
    /// is shared with many other cores, and with other virtual machines; from there on, the one who reads such an output
    /// next gains too, by measurement.
    static let threshold = min(ck_last_cache() / 2, 8 << 20)

    /// How much more often it was quicker past the caches, as far as it is remembered.
    private let votes = Atomic<Int>(0)
    private static let remembered = 8

    /// Whether it is quicker, by what is known.
    var pays: Bool { votes.load(ordering: .relaxed) >= 0 }

    /// Calls `body` with pieces of a range of a large output, and whether they go past the caches.
    ///
    /// - Parameter size: the bytes of one of the range.
    @inline(__always)
    func forEachPiece(of part: Range<Int>, size: Int, _ body: (Range<Int>, _ streams: Bool) -> Void) {
        let piece = max(1, (64 << 10) / size)
        let stretch = max(2 * piece, (1 << 20) / size)
        var start = part.lowerBound
        while start < part.upperBound {
            let (end, number) = (min(start + stretch, part.upperBound), start / stretch)
            let isKnown = abs(votes.load(ordering: .relaxed)) == Self.remembered
            if end - start >= 2 * piece, !isKnown || number % 8 == 0 {
                compare(start, start + piece, start + 2 * piece, streamsFirst: (number / 8 + number) % 2 == 0, body)
                start += 2 * piece
            }
            if start < end { body(start..<end, pays) }
            start = end
        }
    }

    private func compare(
        _ start: Int, _ middle: Int, _ end: Int, streamsFirst: Bool, _ body: (Range<Int>, Bool) -> Void
    ) {
        let clock = ContinuousClock()
        let first = clock.measure { body(start..<middle, streamsFirst) }
        let second = clock.measure { body(middle..<end, !streamsFirst) }
        let sum = votes.load(ordering: .relaxed) + ((first < second) == streamsFirst ? 1 : -1)
        votes.store(min(max(sum, -Self.remembered), Self.remembered), ordering: .relaxed)
    }
}
