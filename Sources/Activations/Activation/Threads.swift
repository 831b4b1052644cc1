internal import CKernels
import Dispatch
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

    /// Calls `body` with ranges that cover `0..<count`, in parallel when each can have `grain` or more elements.
    ///
    /// Ranges begin at multiples of `alignment`.
    static func split(_ count: Int, grain: Int, alignment: Int = 1, _ body: (Range<Int>) -> Void) {
        let pieces = min(maximum, count / max(1, grain))
        guard pieces > 1 else {
            if count > 0 { body(0..<count) }
            return
        }
        let even = (count + pieces - 1) / pieces
        let size = (even + alignment - 1) / alignment * alignment
        withoutActuallyEscaping(body) { body in
            // The closure does not outlive the call, and its callers write disjoint ranges.
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: pieces) { piece in
                let start = min(count, piece * size)
                let end = min(count, start + size)
                if start < end { body(start..<end) }
            }
        }
    }
}
