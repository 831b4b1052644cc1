/// What becomes of the losses of a batch.
public enum LossReduction: Sendable, Hashable {
    /// Each stands for itself.
    case none
    /// Their sum.
    case sum
    /// Their sum divided by their number (by their weights where classes have weights); NaN where there are none.
    case mean
}

/// Sums that do not depend on the number of threads: a block's are added up by its length alone, then block by block.
func sumOfBlocks<S: ActivationScalar>(
    _ count: Int, of size: Int, scratch: Int, _: S.Type,
    _ body: (_ block: Range<Int>, _ scratch: UnsafeMutablePointer<S>) -> (sum: Double, weight: Double)
) -> (sum: Double, weight: Double) {
    let blocks = (count + size - 1) / size
    var sums = [(sum: Double, weight: Double)](repeating: (0, 0), count: blocks)
    sums.withUnsafeMutableBufferPointer { sums in
        guard let target = sums.baseAddress else { return }
        let grain = max(1, 65536 / max(1, scratch))
        Threads.split(blocks, threads: Threads.worth(blocks, grain: grain)) { part, _ in
            withStandardFloatingPoint {
                withUnsafeTemporaryAllocation(byteCount: scratch * MemoryLayout<S>.stride, alignment: 64) { memory in
                    guard let scratch = memory.bindMemory(to: S.self).baseAddress else { return }
                    for block in part {
                        target[block] = body(block * size..<min(count, (block + 1) * size), scratch)
                    }
                }
            }
        }
    }
    return sums.reduce((0, 0)) { ($0.0 + $1.sum, $0.1 + $1.weight) }
}
