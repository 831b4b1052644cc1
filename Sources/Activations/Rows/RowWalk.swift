internal import CKernels

// How a function of rows goes over a tensor, a row being the elements along the axis with the same place in a block and in
// its lines.
//
// Neighbouring rows are taken as they are, rows that begin side by side as columns, and short rows that do neither are
// copied to where they do: a short row's result is the same either way. Which way depends on the shape alone, so that no
// row's result depends on its neighbours.

extension AxisSplit {
    /// Elements that keep a thread busy for as long as it takes to wake it.
    private static var grain: Int { 131072 }
    /// The most columns that a kernel takes, and what their number is a multiple of.
    static var limit: Int { ck_column_limit }
    static var step: Int { ck_column_step }

    /// - Returns: false, with nothing written, when there is no memory to copy rows to.
    func forEachRow<S>(_ operation: RowOperation<S>) -> Bool {
        let (rows, limit, step) = (outer * inner, Self.limit, Self.step)
        if inner == 1 {
            let streams = !operation.isUnary && isLarge(operation)
            let alignment = length <= ck_short_row ? limit : 1
            Threads.split(rows, threads: threads(rows, elements: length), alignment: alignment) { part, _ in
                withStandardFloatingPoint {
                    guard streams else { return operation.rows(self, part) }
                    Streaming.forEachPiece(of: part, size: length * MemoryLayout<S>.stride) { rows, streams in
                        operation.rows(self, rows, streams: streams)
                    }
                }
            }
            return true
        } else if inner >= step {
            let width = operation.isUnary ? limit : gradientWidth
            let strips = (inner + width - 1) / width
            let copies = copies(operation)
            return split(
                outer * strips, elements: width * length, operation, columns: copies ? limit : step, streams: copies
            ) { strip, copied in
                let start = strip / strips * inner + strip % strips * width
                let end = min(start + width, (strip / strips + 1) * inner)
                if copies { return copied.columns(start..<end) }
                let whole = start + (end - start) / step * step
                if start < whole, !operation.columns(self, start..<whole) {
                    for first in stride(from: start, to: whole, by: step) { copied.columns(first..<first + step) }
                }
                if whole < end { copied.columns(whole..<end) }
            }
        } else if length <= ck_short_row {
            let batches = (rows + limit - 1) / limit
            return split(batches, elements: limit * length, operation, columns: min(limit, rows)) { batch, copied in
                copied.columns(batch * limit..<min((batch + 1) * limit, rows))
            }
        } else {
            return split(rows, elements: length, operation, columns: 0) { row, copied in copied.row(row) }
        }
    }

    /// How many columns gradients take side by side: as many as the kernel does, if there are enough for every thread.
    private var gradientWidth: Int {
        max(Self.limit, min(Int(ck_line_limit), outer * inner / Threads.maximum / Self.limit * Self.limit))
    }

    /// Whether columns are copied to the second-level cache, computed there, and written past the caches: the lines of a
    /// large tensor are far apart, and several passes over them take longer than the copy. Short pieces of lines are written
    /// faster so by any processor. A gradient's lines are wide.
    private func copies<S>(_ operation: RowOperation<S>) -> Bool {
        let stripSize = Self.limit * length * MemoryLayout<S>.stride
        return operation.isUnary && length > ck_short_row && stripSize <= 1 << 20 && isLarge(operation)
            && (inner * MemoryLayout<S>.stride | Int(bitPattern: operation.output)).isMultiple(of: 64)
    }

    /// Whether results would push everything else out of the caches, and where they go is not read.
    private func isLarge<S>(_ operation: RowOperation<S>) -> Bool {
        Walk<S>.isLarge(outer * operation.resultLength * inner) && !operation.isInPlace
            && Int(bitPattern: operation.output).isMultiple(of: MemoryLayout<S>.alignment)
    }

    @inline(__always)
    func threads(_ count: Int, elements: Int) -> Int {
        count * elements < Self.grain ? 1 : Threads.worth(count, grain: max(1, Self.grain / max(1, elements)))
    }

    /// Calls `body` with each of `count` pieces of that many elements, and with room for copies of rows.
    @inline(__always)
    private func split<S>(
        _ count: Int, elements: Int, _ operation: RowOperation<S>, columns: Int,
        streams: Bool = false, _ body: (_ piece: Int, _ copied: RowCopies<S>) -> Void
    ) -> Bool {
        let threads = threads(count, elements: elements)
        return RowCopies.provide(columns: columns, streams: streams, operation, self, threads: threads) { copied in
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
    let rows: ck_rows
    let columns: ck_columns
    let a, b: UnsafePointer<S>
    let output: UnsafeMutablePointer<S>
    /// How many elements a row's result has: the row's length, or 1.
    let resultLength: Int

    var isUnary: Bool { a == b }
    var isInPlace: Bool { output == a || output == b }

    /// - Returns: false, with nothing written, when there is no memory to work with.
    func callAsFunction(_ split: AxisSplit) -> Bool {
        guard let half = S._kernels.half?.pointee else { return split.forEachRow(self) }
        guard split.inner == 1, 1...Int(ck_half_row) ~= split.length else { return blocks(split, half) }
        neighbours(split, half)
        return true
    }

    /// Neighbouring rows.
    ///
    /// - Parameter streams: whether gradients go past the caches.
    func rows(_ split: AxisSplit, _ rows: Range<Int>, streams: Bool = false) {
        let start = rows.lowerBound * split.length
        let result = output + rows.lowerBound * resultLength
        self.rows(a + start, b + start, result, split.length, rows.count, streams)
        if streams { ck_stream_end() }
    }

    /// Rows that begin side by side.
    ///
    /// - Returns: false, with nothing written, when one of them has to be taken by itself.
    func columns(_ split: AxisSplit, _ rows: Range<Int>) -> Bool {
        let start = split.start(of: rows.lowerBound, length: split.length)
        let result = output + split.start(of: rows.lowerBound, length: resultLength)
        return columns(a + start, b + start, result, split.length, split.inner, rows.count)
    }
}
