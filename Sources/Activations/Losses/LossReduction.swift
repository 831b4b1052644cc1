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
///
/// - Parameter scratch: how many elements `body` needs room for, for each of the block's.
@inline(__always)
func sumOfBlocks<S: ActivationScalar>(
    _ count: Int, of size: Int, scratch: Int, _: S.Type,
    _ body: (_ block: Range<Int>, _ scratch: UnsafeMutablePointer<S>) -> (sum: Double, weight: Double)
) -> (sum: Double, weight: Double) {
    typealias Sum = (sum: Double, weight: Double)
    let blocks = (count + size - 1) / size
    let room = min(size, count) * scratch
    var total: Sum = (0, 0)
    if blocks == 1 {
        withStandardFloatingPoint {
            withScratch(byteCount: room * MemoryLayout<S>.stride) { memory in
                total = body(0..<count, memory.bindMemory(to: S.self, capacity: room))
            }
        }
        return total
    }
    withScratch(byteCount: blocks * MemoryLayout<Sum>.stride) { memory in
        let sums = memory.bindMemory(to: Sum.self, capacity: blocks)
        let grain = max(1, 65536 / max(1, size * scratch))
        Threads.split(blocks, threads: Threads.worth(blocks, grain: grain)) { part, _ in
            withStandardFloatingPoint {
                withScratch(byteCount: room * MemoryLayout<S>.stride) { memory in
                    let scratch = memory.bindMemory(to: S.self, capacity: room)
                    for block in part {
                        (sums + block).initialize(to: body(block * size..<min(count, (block + 1) * size), scratch))
                    }
                }
            }
        }
        for block in 0..<blocks { total = (total.sum + sums[block].sum, total.weight + sums[block].weight) }
    }
    return total
}
