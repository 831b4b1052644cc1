import Synchronization

/// Which of two ways to the same results is quicker here, found out on the work itself: now and then one of two neighbouring
/// pieces of it goes either way, and the quicker way gets a vote.
struct QuickerWay: ~Copyable {
    /// How much more often the first way was the quicker one, as far as it is remembered.
    private let votes = Atomic<Int>(0)
    private let turns = Atomic<Int>(0)
    private static let remembered = 8

    /// Whether it is the first one, by what is known.
    var isFirst: Bool { votes.load(ordering: .relaxed) >= 0 }

    /// Calls `body` with pieces of a range, one after the other, and whether they go the first way.
    ///
    /// - Parameter piece: how many are enough for a comparison.
    @inline(__always)
    func take(_ part: Range<Int>, piece: Int, _ body: (_ piece: Range<Int>, _ first: Bool) -> Void) {
        let turn = turns.wrappingAdd(1, ordering: .relaxed).oldValue
        let isKnown = abs(votes.load(ordering: .relaxed)) == Self.remembered
        var start = part.lowerBound
        if part.count >= 2 * piece, !isKnown || turn % 8 == 0 {
            compare(start, piece, beginsWithFirst: (turn / 8 + turn) % 2 == 0, body)
            start += 2 * piece
        }
        if start < part.upperBound { body(start..<part.upperBound, isFirst) }
    }

    private func compare(_ start: Int, _ piece: Int, beginsWithFirst: Bool, _ body: (Range<Int>, Bool) -> Void) {
        let clock = ContinuousClock()
        let before = clock.measure { body(start..<start + piece, beginsWithFirst) }
        let after = clock.measure { body(start + piece..<start + 2 * piece, !beginsWithFirst) }
        let sum = votes.load(ordering: .relaxed) + ((before < after) == beginsWithFirst ? 1 : -1)
        votes.store(min(max(sum, -Self.remembered), Self.remembered), ordering: .relaxed)
    }
}
