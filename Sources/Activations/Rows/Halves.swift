internal import CKernels
import Glibc
import Synchronization

// Functions of rows on numbers of 16 bits.

extension ck_half {
    /// Calls `compute` with as many blocks at a time, widened, as stay in the caches.
    ///
    /// - Returns: false when there is no memory to work with.
    func inFloat<S: ActivationScalar>(
        _ split: AxisSplit, _ inputs: [UnsafePointer<S>], _ output: UnsafeMutablePointer<S>, resultLength: Int,
        _ compute: (AxisSplit, [UnsafePointer<Float>], UnsafeMutablePointer<Float>) -> Bool
    ) -> Bool {
        let (block, result) = (split.length * split.inner, resultLength * split.inner)
        let size = max(1, min(split.outer, 16384 / max(1, block)))
        let groups = (split.outer + size - 1) / size
        let threads = block <= 65536 ? Threads.worth(groups, grain: 2) : 1  // or those of `compute`
        let room = size * (inputs.count * block + result)
        guard let memory = malloc(max(1, threads * room) * MemoryLayout<Float>.stride) else { return false }
        defer { free(memory) }
        let rooms = memory.bindMemory(to: Float.self, capacity: threads * room)
        let failed = Atomic<Bool>(false)
        Threads.split(groups, threads: threads) { part, thread in
            let wide = rooms + thread * room
            let computed = wide + inputs.count * size * block
            for group in part {
                let (first, count) = (group * size, min(size, split.outer - group * size))
                let blocks = AxisSplit(outer: count, length: split.length, inner: split.inner)
                withStandardFloatingPoint {
                    for (k, input) in inputs.enumerated() {
                        widen(input + first * block, wide + k * size * block, count * block)
                    }
                }
                guard compute(blocks, inputs.indices.map { UnsafePointer(wide + $0 * size * block) }, computed) else {
                    return failed.store(true, ordering: .relaxed)
                }
                withStandardFloatingPoint { narrow(computed, output + first * result, count * result) }
            }
        }
        return !failed.load(ordering: .relaxed)
    }
}
