import Synchronization
import Testing

@testable import Activations

extension ThreadDependentTests {
    @Suite struct ThreadsTests {
        @Test func thereIsAlwaysOne() {
            let maximum = Threads.maximum
            defer { Threads.maximum = maximum }
            #expect(Threads.processors >= 1)
            for (wanted, given) in [(3, 3), (1, 1), (0, 1), (-5, 1), (7, 7)] {
                Threads.maximum = wanted
                #expect(Threads.maximum == given)
            }
        }

        @Test(arguments: [1, 2, 3, 64], [0, 1, 63, 64, 65, 1000, 4096, 10007])
        func splitCoversEveryIndexOnce(threads: Int, count: Int) {
            for alignment in [1, 64] {
                let pieces = Mutex<[(part: Range<Int>, thread: Int)]>([])
                Threads.split(count, threads: threads, alignment: alignment) { part, thread in
                    pieces.withLock { $0.append((part, thread)) }
                }
                let taken = pieces.withLock { $0.sorted { $0.part.lowerBound < $1.part.lowerBound } }
                #expect(taken.flatMap(\.part).elementsEqual(0..<count))
                #expect(taken.allSatisfy { !$0.part.isEmpty && $0.part.lowerBound.isMultiple(of: alignment) })
                #expect(taken.allSatisfy { (0..<threads).contains($0.thread) })
            }
        }

        @Test func aThreadIsWorthItsGrain() {
            Host(threads: 4, disturbed: false).calling {
                #expect(Threads.worth(0, grain: 100) == 1)
                #expect(Threads.worth(199, grain: 100) == 1)
                #expect(Threads.worth(200, grain: 100) == 2)
                #expect(Threads.worth(100_000, grain: 100) == 4)
                #expect(Threads.worth(3, grain: 0) == 3)
            }
        }

        /// The host's floating-point modes are as it left them.
        @Test func modesOfTheHostAreKept() {
            let x: Tensor<Float> = [[1, 2], [3, 4]]
            let kept = Host(threads: 1, disturbed: true).calling {
                _ = x.applying(.exp).softmax()
                return Float.leastNonzeroMagnitude / multiplier.load(ordering: .relaxed) == 0
            }
            #expect(kept)
        }
    }
}

/// 1, unknown to the compiler.
private let multiplier = Atomic<Float>(1)
