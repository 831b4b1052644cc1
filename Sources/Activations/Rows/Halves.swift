internal import CKernels
import Glibc
import Synchronization

// Functions of rows on numbers of 16 bits, which are computed in float.

extension RowOperation {
    /// Neighbouring rows, converted in the first-level cache.
    func neighbours(_ split: AxisSplit, _ half: ck_half) {
        Threads.split(split.outer, threads: split.threads(split.outer, elements: split.length)) { part, _ in
            let start = part.lowerBound * split.length
            let result = output + part.lowerBound * resultLength
            withStandardFloatingPoint {
                half.rows(rows, a + start, b + start, result, split.length, resultLength, part.count)
            }
        }
    }

    /// As many blocks at a time, widened, as stay in the caches.
    ///
    /// - Returns: false when there is no memory to work with.
    func blocks(_ split: AxisSplit, _ half: ck_half) -> Bool {
        let (block, result) = (split.length * split.inner, resultLength * split.inner)
        let inputs = isUnary ? 1 : 2
        let size = max(1, min(split.outer, 16384 / max(1, block)))
        let groups = (split.outer + size - 1) / size
        let threads = block <= 65536 ? Threads.worth(groups, grain: 2) : 1  // or those of the rows
        let room = size * (inputs * block + result)
        guard let memory = malloc(max(1, threads * room) * MemoryLayout<Float>.stride) else { return false }
        defer { free(memory) }
        let rooms = memory.bindMemory(to: Float.self, capacity: threads * room)
        let failed = Atomic<Bool>(false)
        Threads.split(groups, threads: threads) { part, thread in
            let wide = rooms + thread * room
            let wideB = isUnary ? wide : wide + size * block
            let computed = wide + inputs * size * block
            for group in part {
                let (first, count) = (group * size, min(size, split.outer - group * size))
                withStandardFloatingPoint {
                    half.widen(a + first * block, wide, count * block)
                    if !isUnary { half.widen(b + first * block, wideB, count * block) }
                }
                let operation = RowOperation<Float>(
                    rows: rows, columns: columns, a: wide, b: wideB, output: computed, resultLength: resultLength)
                guard AxisSplit(outer: count, length: split.length, inner: split.inner).forEachRow(operation) else {
                    return failed.store(true, ordering: .relaxed)
                }
                withStandardFloatingPoint { half.narrow(computed, output + first * result, count * result) }
            }
        }
        return !failed.load(ordering: .relaxed)
    }
}
