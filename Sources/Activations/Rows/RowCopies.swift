import Glibc

/// Room for copies of rows: side by side, as a kernel for columns takes them, or one row in one piece.
struct RowCopies<S: ActivationScalar> {
    private let operation: RowOperation<S>
    private let split: AxisSplit
    /// Elements that the copies of one input take.
    private let size: Int
    private var memory: UnsafeMutablePointer<S>

    /// Calls `body` with room for that many columns, or for a row in one piece when they are 0, once for each thread.
    ///
    /// - Returns: false, without a call, when there is no memory.
    @inline(__always)
    static func provide(
        columns: Int, _ operation: RowOperation<S>, _ split: AxisSplit, threads: Int, _ body: (RowCopies) -> Void
    ) -> Bool {
        let size = split.length * (columns == 0 ? split.inner == 1 ? 0 : 1 : width(columns))
        let inputs = operation.a == operation.b ? 1 : 2
        let byteCount = inputs * size * threads * MemoryLayout<S>.stride
        if byteCount == 0 {
            body(RowCopies(operation: operation, split: split, size: 0, memory: operation.output))
            return true
        }
        if byteCount <= 1024 {
            // On the stack, for the size is known and the alignment natural.
            withUnsafeTemporaryAllocation(of: S.self, capacity: 1024 / MemoryLayout<S>.stride) { buffer in
                guard let start = buffer.baseAddress else { return }
                body(RowCopies(operation: operation, split: split, size: size, memory: start))
            }
            return true
        }
        guard let bytes = malloc(byteCount) else { return false }
        defer { free(bytes) }
        let start = bytes.bindMemory(to: S.self, capacity: inputs * size * threads)
        body(RowCopies(operation: operation, split: split, size: size, memory: start))
        return true
    }

    subscript(thread: Int) -> RowCopies {
        var copies = self
        copies.memory += thread * (isUnary ? 1 : 2) * size
        return copies
    }

    /// The columns that a kernel takes for that many rows.
    private static func width(_ rows: Int) -> Int { (rows + AxisSplit.step - 1) / AxisSplit.step * AxisSplit.step }

    private var isUnary: Bool { operation.a == operation.b }

    private var inMemory: RowOperation<S> {
        RowOperation(
            kernels: operation.kernels, a: memory, b: isUnary ? memory : memory + size, output: memory,
            resultLength: operation.resultLength)
    }

    /// Computes rows side by side.
    func columns(_ rows: Range<Int>) {
        let width = Self.width(rows.count)
        copy(rows, width)
        if inMemory.columns(AxisSplit(outer: 1, length: split.length, inner: width), 0..<width) {
            place(rows, width)
        } else if rows.count > 1 {
            for row in rows { columns(row..<row + 1) }
        } else {
            row(rows.lowerBound)
        }
    }

    /// Computes one row in one piece.
    func row(_ row: Int) {
        copy(row..<row + 1, 1)
        inMemory.row(AxisSplit(outer: 1, length: split.length, inner: 1), 0)
        place(row..<row + 1, 1)
    }

    private func copy(_ rows: Range<Int>, _ width: Int) {
        copy(operation.a, to: memory, rows, width)
        if !isUnary { copy(operation.b, to: memory + size, rows, width) }
    }

    /// Columns beyond the rows are 0.
    private func copy(
        _ source: UnsafePointer<S>, to columns: UnsafeMutablePointer<S>, _ rows: Range<Int>, _ width: Int
    ) {
        for lane in 0..<rows.count {
            let start = source + split.start(of: rows.lowerBound + lane, length: split.length)
            Self.copy(split.length, from: start, step: split.inner, to: columns + lane, step: width)
        }
        for lane in rows.count..<width {
            for line in 0..<split.length { columns[line * width + lane] = 0 }
        }
    }

    private func place(_ rows: Range<Int>, _ width: Int) {
        for lane in 0..<rows.count {
            let target = operation.output + split.start(of: rows.lowerBound + lane, length: operation.resultLength)
            Self.copy(operation.resultLength, from: memory + lane, step: width, to: target, step: split.inner)
        }
    }

    private static func copy(
        _ count: Int, from source: UnsafePointer<S>, step: Int, to target: UnsafeMutablePointer<S>, step targetStep: Int
    ) {
        var (source, target) = (source, target)
        for _ in 0..<count {
            target.pointee = source.pointee
            source += step
            target += targetStep
        }
    }
}
