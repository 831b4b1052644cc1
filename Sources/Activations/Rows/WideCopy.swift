internal import CKernels
import Glibc

/// Numbers of 16 bits in the type that they are computed in.
struct WideCopy: ~Copyable {
    let start: UnsafeMutablePointer<Float>
    private let count: Int

    /// - Returns: nil when there is no memory.
    init?(count: Int) {
        guard let memory = malloc(max(1, count) * MemoryLayout<Float>.stride) else { return nil }
        start = memory.bindMemory(to: Float.self, capacity: count)
        self.count = count
    }

    /// - Returns: nil when there is no memory.
    init?(of numbers: UnsafeRawPointer, count: Int, _ half: ck_half) {
        self.init(count: count)
        withStandardFloatingPoint { half.widen(numbers, start, count) }
    }

    deinit { free(start) }

    func narrow(to numbers: UnsafeMutableRawPointer, _ half: ck_half) {
        withStandardFloatingPoint { half.narrow(start, numbers, count) }
    }
}
