import Foundation
import Testing

@testable import Activations

struct QuickerWayTests {
    /// Each comes once and in order, both ways to begin with, unless there is too little to compare.
    @Test(arguments: [(0..<1, 1), (5..<3_000_000, 16384), (1..<40, 20), (1..<41, 20), (7..<7, 1)])
    func everyOneComesOnce(range: Range<Int>, piece: Int) {
        let way = QuickerWay()
        for turn in 0..<40 {
            var next = range.lowerBound
            var ways: Set<Bool> = []
            way.take(range, piece: piece) { piece, first in
                #expect(piece.lowerBound == next && !piece.isEmpty)
                next = piece.upperBound
                ways.insert(first)
            }
            #expect(next == range.upperBound)
            if turn < 8 { #expect(ways.count == (range.count < 2 * piece ? min(range.count, 1) : 2)) }
        }
    }

    /// The slower way is given up, and taken up again once it is the quicker one.
    @Test func theQuickerWayIsTaken() {
        let way = QuickerWay()
        for isFirstSlow in [true, false, true] {
            var count = [false: 0, true: 0]
            for turn in 0..<300 {
                if turn == 200 { count = [:] }
                way.take(0..<64, piece: 1) { piece, first in
                    count[first, default: 0] += piece.count
                    if first == isFirstSlow { usleep(500) }
                }
            }
            #expect(way.isFirst != isFirstSlow)
            #expect(count[!isFirstSlow, default: 0] > 50 * count[isFirstSlow, default: 0])
        }
    }
}
