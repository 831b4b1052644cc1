internal import CKernels

// How a function of rows goes over a tensor, a row being the elements along the axis with the same place in a block and in
// its lines.
//
// A long row is taken by itself, rows that begin side by side as columns, and short rows are copied to where they do, unless
// they are few: a short row's result is the same either way. Which way depends on the shape alone, so that no row's result
// depends on its neighbours.

extension AxisSplit {
    /// Elements that keep a thread busy for as long as it takes to wake it.
    private static var grain: Int { 131072 }
    /// The most columns that a kernel takes, and what their number is a multiple of.
    static var limit: Int { ck_column_limit }
    static var step: Int { ck_column_step }
    /// The most short rows that are taken one by one, by measurement.
    private static var few: Int { 8 }

    /// - Returns: false, with nothing written, when there is no memory to copy rows to.
    func forEachRow<S>(_ operation: RowOperation<S>) -> Bool {
        let (rows, limit, step) = (outer * inner, Self.limit, Self.step)
        if inner >= step {
            let strips = (inner + limit - 1) / limit
            return split(outer * strips, elements: limit * length, operation, columns: step) { strip, copied in
                let start = strip / strips * inner + strip % strips * limit
                let end = min(start + limit, (strip / strips + 1) * inner)
                let whole = start + (end - start) / step * step
                if start < whole, !operation.columns(self, start..<whole) {
                    for first in stride(from: start, to: whole, by: step) { copied.columns(first..<first + step) }
                }
                if whole < end { copied.columns(whole..<end) }
            }
        } else if length <= ck_short_row, inner > 1 || rows > Self.few {
            let batches = (rows + limit - 1) / limit
            return split(batches, elements: limit * length, operation, columns: min(limit, rows)) { batch, copied in
                copied.columns(batch * limit..<min((batch + 1) * limit, rows))
            }
        } else {
            return split(rows, elements: length, operation, columns: 0) { row, copied in
                if inner == 1 { operation.row(self, row) } else { copied.row(row) }
            }
        }
    }

    /// Calls `body` with each of `count` pieces of that many elements, and with room for copies of rows.
    @inline(__always)
    private func split<S>(
        _ count: Int, elements: Int, _ operation: RowOperation<S>, columns: Int,
        _ body: (_ piece: Int, _ copied: RowCopies<S>) -> Void
    ) -> Bool {
        let threads = Threads.worth(count, grain: max(1, Self.grain / max(1, elements)))
        return RowCopies.provide(columns: columns, operation, self, threads: threads) { copied in
            Threads.split(count, threads: threads) { part, thread in
                withStandardFloatingPoint {
                    let copied = copied[thread]
                    for piece in part { body(piece, copied) }
                }
            }
        }
    }

    /// Where a row begins in a tensor whose rows have that length.
    func start(of row: Int, length: Int) -> Int { row / inner * length * inner + row % inner }
}

/// A function of rows with the memory that it works on: two inputs, which may be the same, and an output, which may be
/// an input.
struct RowOperation<S: ActivationScalar> {
    enum Kernels {
        case forward(ck_row, ck_columns)
        case backward(ck_row_gradient, ck_column_gradient)
    }

    let kernels: Kernels
    let a, b: UnsafePointer<S>
    let output: UnsafeMutablePointer<S>
    /// How many elements a row's result has: the row's length, or 1.
    let resultLength: Int

    /// A row of neighbouring elements.
    func row(_ split: AxisSplit, _ row: Int) {
        let start = row * split.length
        let result = output + row * resultLength
        switch kernels {
        case .forward(let kernel, _): kernel(a + start, result, split.length)
        case .backward(let kernel, _): kernel(a + start, b + start, result, split.length)
        }
    }

    /// Rows that begin side by side.
    ///
    /// - Returns: false, with nothing written, when one of them has to be taken by itself.
    func columns(_ split: AxisSplit, _ rows: Range<Int>) -> Bool {
        let start = split.start(of: rows.lowerBound, length: split.length)
        let result = output + split.start(of: rows.lowerBound, length: resultLength)
        switch kernels {
        case .forward(_, let kernel):
            return kernel(a + start, result, split.length, split.inner, rows.count)
        case .backward(_, let kernel):
            kernel(a + start, b + start, result, split.length, split.inner, rows.count)
            return true
        }
    }
}
