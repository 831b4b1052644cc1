internal import CKernels

/// Room for copies of rows: side by side, as a kernel for columns takes them, or one row in one piece.
struct RowCopies<S: ActivationScalar> {
    private let operation: RowOperation<S>
    private let split: AxisSplit
    /// Elements that the copies of one input take.
    private let size: Int
    private var memory: UnsafeMutablePointer<S>
    /// Whether results go past the caches.
    private let streams: Bool

    /// Calls `body` with room for that many columns, or for a row in one piece when they are 0, once for each thread.
    ///
    /// - Returns: false, without a call, when there is no memory.
    @inline(__always)
    static func provide(
        columns: Int, streams: Bool, _ operation: RowOperation<S>, _ split: AxisSplit, threads: Int,
        _ body: (RowCopies) -> Void
    ) -> Bool {
        let size = split.length * (columns == 0 ? 1 : width(columns))
        let inputs = operation.isUnary ? 1 : 2
        let byteCount = inputs * size * threads * MemoryLayout<S>.stride
        func copies(_ start: UnsafeMutablePointer<S>) -> RowCopies {
            RowCopies(operation: operation, split: split, size: size, memory: start, streams: streams)
        }
        return withMemory(byteCount: byteCount) { memory in
            body(copies(memory.bindMemory(to: S.self, capacity: inputs * size * threads)))
        }
    }

    subscript(thread: Int) -> RowCopies {
        var copies = self
        copies.memory += thread * (operation.isUnary ? 1 : 2) * size
        return copies
    }

    /// The columns that a kernel takes for that many rows.
    private static func width(_ rows: Int) -> Int { (rows + AxisSplit.step - 1) / AxisSplit.step * AxisSplit.step }

    private var inMemory: RowOperation<S> {
        RowOperation(
            rows: operation.rows, columns: operation.columns, a: memory, b: operation.isUnary ? memory : memory + size,
            output: memory, resultLength: operation.resultLength)
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
        inMemory.rows(AxisSplit(outer: 1, length: split.length, inner: 1), 0..<1)
        place(row..<row + 1, 1)
    }

    private func copy(_ rows: Range<Int>, _ width: Int) {
        copy(operation.a, to: memory, rows, width)
        if !operation.isUnary { copy(operation.b, to: memory + size, rows, width) }
    }

    /// Columns beyond the rows are 0.
    private func copy(
        _ source: UnsafePointer<S>, to columns: UnsafeMutablePointer<S>, _ rows: Range<Int>, _ width: Int
    ) {
        if areSideBySide(rows) {
            let start = source + split.start(of: rows.lowerBound, length: split.length)
            for line in 0..<split.length {
                let target = columns + line * width
                target.update(from: start + line * split.inner, count: rows.count)
                (target + rows.count).update(repeating: 0, count: width - rows.count)
            }
            return
        }
        for lane in 0..<rows.count {
            let start = source + split.start(of: rows.lowerBound + lane, length: split.length)
            Self.copy(split.length, from: start, step: split.inner, to: columns + lane, step: width)
        }
        for lane in rows.count..<width {
            for line in 0..<split.length { columns[line * width + lane] = 0 }
        }
    }

    private func place(_ rows: Range<Int>, _ width: Int) {
        if areSideBySide(rows) {
            let start = operation.output + split.start(of: rows.lowerBound, length: operation.resultLength)
            let stream = S._kernels.pointer.pointee.stream
            for line in 0..<operation.resultLength {
                let (result, target) = (memory + line * width, start + line * split.inner)
                if streams {
                    stream(result, target, rows.count)
                } else {
                    target.update(from: result, count: rows.count)
                }
            }
            if streams { ck_stream_end() }
            return
        }
        for lane in 0..<rows.count {
            let target = operation.output + split.start(of: rows.lowerBound + lane, length: operation.resultLength)
            Self.copy(operation.resultLength, from: memory + lane, step: width, to: target, step: split.inner)
        }
    }

    /// Whether a line of them is in one piece.
    private func areSideBySide(_ rows: Range<Int>) -> Bool { rows.count > 1 && split.inner >= AxisSplit.step }

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
