internal import CKernels
import Synchronization

/// How many threads one operation may use.
///
/// Results do not depend on it. Operations too small to gain run on the caller's thread alone.
public enum Threads {
    private static let limit = Atomic<Int>(processors)

    /// The processors that this process may run on.
    public static let processors = max(1, ck_processors())

    /// What `maximum` can be.
    static let allowed = 1...1024

    /// The largest number of threads, from 1 to 1024. It starts as `processors`.
    public static var maximum: Int {
        get { limit.load(ordering: .relaxed) }
        set { limit.store(min(max(allowed.lowerBound, newValue), allowed.upperBound), ordering: .relaxed) }
    }

    /// How many threads `count` elements are worth when each should have `grain` or more of them; at least 1.
    static func worth(_ count: Int, grain: Int) -> Int {
        let worth = count / max(1, grain)
        return worth > 1 ? min(maximum, worth) : 1
    }

    /// Calls `body` with ranges that cover `0..<count`, on that many threads, and with each thread's number.
    ///
    /// Ranges begin at multiples of `alignment`. Each thread has a stretch of its own, which is the same in the next call of
    /// that size and then lies in its cache; when it is through, it helps the others, so that they end together.
    @inline(__always)
    static func split(
        _ count: Int, threads: Int, alignment: Int = 1, _ body: (_ part: Range<Int>, _ thread: Int) -> Void
    ) {
        if threads > 1 {
            share(count, threads: threads, alignment: alignment, body)
        } else if count > 0 {
            body(0..<count, 0)
        }
    }

    private static func share(
        _ count: Int, threads: Int, alignment: Int, _ body: (_ part: Range<Int>, _ thread: Int) -> Void
    ) {
        let share = (count + 32 * threads - 1) / (32 * threads)
        let size = max(1, (share + alignment - 1) / alignment * alignment)
        let parts = (count + size - 1) / size
        withUnsafeTemporaryAllocation(of: Atomic<Int>.self, capacity: threads) { next in
            for owner in next.indices { next.initializeElement(at: owner, to: Atomic(owner * parts / threads)) }
            Crew.work(threads: threads) { thread in
                for turn in 0..<threads {
                    let owner = (thread + turn) % threads
                    let end = (owner + 1) * parts / threads
                    while true {
                        let part = next[owner].wrappingAdd(1, ordering: .relaxed).oldValue
                        guard part < end else { break }
                        body(part * size..<min(count, (part + 1) * size), thread)
                    }
                }
            }
        }
    }
}
