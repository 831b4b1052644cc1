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

        /// Callers one after the other, several at a time, and calls within calls, whose helpers are those of the calls before.
        @Test func callsFollowOneAnother() async {
            let sums = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let sum = Atomic<Int>(0)
                        for call in 0..<300 {
                            Threads.split(100, threads: call % 4 + 1) { part, _ in
                                Threads.split(part.count, threads: call % 3 + 1) { inner, _ in
                                    sum.wrappingAdd(inner.count, ordering: .relaxed)
                                }
                            }
                        }
                        return sum.load(ordering: .relaxed)
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(sums == Array(repeating: 300 * 100, count: 8))
        }

        /// A thread's number is its own as long as the call lasts.
        @Test func numbersAreNotShared() {
            let working = (0..<8).map { _ in Flag() }
            for _ in 0..<200 {
                Threads.split(512, threads: 8) { _, thread in
                    let isShared = working[thread].isRaised.exchange(true, ordering: .acquiring)
                    #expect(!isShared)
                    working[thread].isRaised.store(false, ordering: .releasing)
                }
            }
        }

        /// As many as there are places, each with its own number, and nobody once the job is closed.
        @Test func aJobHasPlaces() {
            let numbers = Mutex<[Int]>([])
            let job = Crew.Job(threads: 3) { thread in numbers.withLock { $0.append(thread) } }
            for _ in 0..<4 { job.join() }
            #expect(numbers.withLock { $0 } == [1, 2])
            let closed = Crew.Job(threads: 3) { thread in numbers.withLock { $0.append(thread) } }
            closed.close()
            closed.join()
            #expect(numbers.withLock { $0 } == [1, 2])
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

private final class Flag: Sendable {
    let isRaised = Atomic<Bool>(false)
}

/// 1, unknown to the compiler.
private let multiplier = Atomic<Float>(1)
