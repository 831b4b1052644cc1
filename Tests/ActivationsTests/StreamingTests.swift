import Foundation
import Testing

@testable import Activations

struct StreamingTests {
    /// Each element comes once and in order, pieces both ways, however large one is.
    @Test(arguments: [(0..<1, 4), (5..<3_000_000, 4), (1..<40, 200_000), (0..<3, 5_000_000), (7..<7, 1)])
    func everyElementComesOnce(range: Range<Int>, size: Int) {
        let streaming = Streaming()
        for _ in 0..<20 {
            var next = range.lowerBound
            var ways: Set<Bool> = []
            streaming.forEachPiece(of: range, size: size) { piece, streams in
                #expect(piece.lowerBound == next && !piece.isEmpty)
                next = piece.upperBound
                ways.insert(streams)
            }
            #expect(next == range.upperBound)
            #expect(ways.count == min(range.count, 2))
        }
    }

    /// The slower way is given up, and taken up again once it is the quicker one.
    @Test func theQuickerWayIsTaken() {
        let streaming = Streaming()
        for slow in [true, false, true] {
            var count = [false: 0, true: 0]
            for _ in 0..<4 {
                count = [:]
                streaming.forEachPiece(of: 0..<64 << 20, size: 1) { piece, streams in
                    count[streams, default: 0] += piece.count
                    if streams == slow { usleep(2000) }
                }
            }
            #expect(streaming.pays == !slow)
            #expect(count[!slow, default: 0] > 50 * count[slow, default: 0])
        }
    }
}
