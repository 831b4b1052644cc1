import Synchronization
import Testing

@testable import Activations

extension ThreadDependentTests {
    @Suite struct ThreadsTests {
        @Test func thereIsAlwaysOne() {
            let maximum = Threads.maximum
            defer { Threads.maximum = maximum }
            #expect(Threads.processors >= 1)
            for (wanted, given) in [(3, 3), (1, 1), (0, 1), (-5, 1), (Int.max, Int.max)] {
                Threads.maximum = wanted
                #expect(Threads.maximum == given)
            }
        }

        @Test(arguments: [1, 2, 3, 64], [0, 1, 63, 64, 65, 1000, 4096, 10007])
        func splitCoversEveryIndexOnce(threads: Int, count: Int) {
            for (grain, alignment) in [(1, 1), (64, 64), (100, 64), (20000, 1), (0, 1)] {
                let pieces = Mutex<[Range<Int>]>([])
                Host(threads: threads, disturbed: false).calling {
                    Threads.split(count, grain: grain, alignment: alignment) { part in
                        pieces.withLock { $0.append(part) }
                    }
                }
                let parts = pieces.withLock { $0.sorted { $0.lowerBound < $1.lowerBound } }
                #expect(parts.flatMap { $0 }.elementsEqual(0..<count))
                #expect(parts.allSatisfy { !$0.isEmpty && $0.lowerBound.isMultiple(of: alignment) })
                #expect(parts.count <= max(1, min(threads, count / max(1, grain))))
            }
        }

        @Test func smallOperationsStayOnTheCallersThread() {
            Host(threads: 4, disturbed: false).calling {
                Threads.split(7, grain: 4) { #expect($0 == 0..<7) }
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
