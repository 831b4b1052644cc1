/// Room where rows that do not begin side by side, or are too few for a kernel, are copied so that they do.
final class SideBySide<S: ActivationScalar> {
    private let operation: RowOperation<S>
    private let walk: RowWalk
    /// The columns of both inputs, one after the other; results replace the first.
    private let memory: (a: UnsafeMutablePointer<S>, b: UnsafeMutablePointer<S>)

    init(_ operation: RowOperation<S>, _ walk: RowWalk) {
        self.operation = operation
        self.walk = walk
        let size = max(1, walk.length) * Self.width(min(RowWalk.limit, walk.outer * walk.inner))
        let start = UnsafeMutablePointer<S>.allocate(capacity: 2 * size)
        memory = (start, operation.a == operation.b ? start : start + size)
    }

    deinit { memory.a.deallocate() }

    /// The columns that a kernel takes for that many rows.
    private static func width(_ rows: Int) -> Int { (rows + RowWalk.step - 1) / RowWalk.step * RowWalk.step }

    /// Computes rows, at most `RowWalk.limit` of them.
    func take(_ rows: Range<Int>) {
        let width = Self.width(rows.count)
        gather(operation.a, into: memory.a, rows, width)
        if memory.b != memory.a { gather(operation.b, into: memory.b, rows, width) }
        if inMemory.columns(RowWalk(outer: 1, length: walk.length, inner: width), 0..<width) {
            scatter(rows, width)
        } else if rows.count > 1 {
            for row in rows { take(row..<row + 1) }
        } else {
            for line in 0..<walk.length { memory.a[line] = memory.a[line * width] }
            inMemory.row(RowWalk(outer: 1, length: walk.length, inner: 1), 0)
            scatter(rows, 1)
        }
    }

    private var inMemory: RowOperation<S> {
        RowOperation(
            kernels: operation.kernels, a: memory.a, b: memory.b, output: memory.a,
            resultLength: operation.resultLength)
    }

    /// Columns beyond the rows are 0.
    private func gather(
        _ source: UnsafePointer<S>, into columns: UnsafeMutablePointer<S>, _ rows: Range<Int>, _ width: Int
    ) {
        for (lane, row) in rows.enumerated() {
            let start = source + walk.start(of: row, length: walk.length)
            for line in 0..<walk.length { columns[line * width + lane] = start[line * walk.inner] }
        }
        for lane in rows.count..<width {
            for line in 0..<walk.length { columns[line * width + lane] = 0 }
        }
    }

    private func scatter(_ rows: Range<Int>, _ width: Int) {
        for (lane, row) in rows.enumerated() {
            let target = operation.output + walk.start(of: row, length: operation.resultLength)
            for line in 0..<operation.resultLength { target[line * walk.inner] = memory.a[line * width + lane] }
        }
    }
}
