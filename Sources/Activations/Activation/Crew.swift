internal import CKernels
import Dispatch
import Glibc
import Synchronization

/// Threads that help with a call, and then stay awake for a moment to help with the next: to be woken takes as long as
/// a thousand floats.
enum Crew {
    /// Work that several threads do together.
    final class Job: @unchecked Sendable {
        private let places: Int
        private let joined = Atomic<Int>(1)
        private let working = Atomic<Int>(0)
        /// Read by those who have entered, and let go when the last has left and nobody can enter any more.
        private var work: ((_ thread: Int) -> Void)?

        init(threads: Int, _ work: @escaping (_ thread: Int) -> Void) {
            (places, self.work) = (threads, work)
        }

        /// Does what is left of the work, unless there are enough threads or it has been closed.
        func join() {
            guard enter() else { return }
            let thread = joined.wrappingAdd(1, ordering: .relaxed).oldValue
            if thread < places { work?(thread) }
            working.wrappingSubtract(1, ordering: .releasing)
        }

        private func enter() -> Bool {
            var threads = working.load(ordering: .relaxed)
            while threads >= 0 {
                let (exchanged, now) = working.weakCompareExchange(
                    expected: threads, desired: threads + 1, ordering: .acquiring)
                if exchanged { return true }
                threads = now
            }
            return false
        }

        /// Nobody joins any more; returns when everybody has left.
        func close() {
            var spins = 0
            while !working.compareExchange(expected: 0, desired: Int.min, ordering: .acquiringAndReleasing).exchanged {
                spins += 1
                if spins < Crew.moment { ck_pause() } else { sched_yield() }
            }
            work = nil
        }
    }

    /// The address of what those who are awake may join, or 0, and the number of offers until now.
    private static let offer = Atomic<UInt>(0)
    private static let offers = Atomic<Int>(0)
    /// How many are taking the offer up.
    private static let taking = Atomic<Int>(0)
    /// How many are awake.
    private static let awake = Atomic<Int>(0)
    /// The process that all this is about: threads do not survive a fork.
    private static let process = Atomic<Int32>(0)

    /// Some hundred microseconds of pauses.
    private static let moment = 2500

    /// Calls `work` on the caller's thread and on others, `threads` in all at the most, with their numbers; the others may
    /// find nothing left to do.
    static func work(threads: Int, _ work: (_ thread: Int) -> Void) {
        withoutActuallyEscaping(work) { work in
            let job = Job(threads: threads, work)
            renewAfterFork()
            let place = UInt(bitPattern: Unmanaged.passUnretained(job).toOpaque())
            let isOffered =
                offer.compareExchange(expected: 0, desired: place, ordering: .sequentiallyConsistent).exchanged
            if isOffered { offers.wrappingAdd(1, ordering: .relaxed) }
            let ready = isOffered ? awake.load(ordering: .relaxed) : 0
            for _ in 0..<max(0, threads - 1 - ready) { DispatchQueue.global().async { help(job) } }
            work(0)
            if isOffered {
                offer.store(0, ordering: .sequentiallyConsistent)
                while taking.load(ordering: .sequentiallyConsistent) > 0 { ck_pause() }
            }
            job.close()
        }
    }

    private static func help(_ job: Job) {
        var seen = offers.load(ordering: .relaxed)
        job.join()
        awake.wrappingAdd(1, ordering: .relaxed)
        var pauses = 0
        while pauses < moment {
            let latest = offers.load(ordering: .relaxed)
            if latest != seen, let job = taken() {
                (seen, pauses) = (latest, 0)
                awake.wrappingSubtract(1, ordering: .relaxed)
                job.join()
                awake.wrappingAdd(1, ordering: .relaxed)
            }
            ck_pause()
            pauses += 1
        }
        awake.wrappingSubtract(1, ordering: .relaxed)
    }

    /// The job on offer, kept: its caller waits for those who are taking it.
    private static func taken() -> Job? {
        taking.wrappingAdd(1, ordering: .sequentiallyConsistent)
        defer { taking.wrappingSubtract(1, ordering: .sequentiallyConsistent) }
        let place = UnsafeRawPointer(bitPattern: offer.load(ordering: .sequentiallyConsistent))
        return place.map { Unmanaged<Job>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func renewAfterFork() {
        let now = getpid()
        guard process.load(ordering: .relaxed) != now else { return }
        if process.exchange(now, ordering: .relaxed) != 0 {
            offer.store(0, ordering: .relaxed)
            taking.store(0, ordering: .relaxed)
            awake.store(0, ordering: .relaxed)
        }
    }
}
