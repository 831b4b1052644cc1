/// The rows of a tensor on their way through a function along an axis: copied, scaled, masked, computed, and put back.
///
/// A scale that is a power of two, and masks that keep or drop, leave elements exact: their rows are computed in the type
/// that the kernels take. Otherwise they are computed in `Double`, since the rounding of a scaled or shifted element alone
/// would cost tens of units in the last place.
struct PreparedRows<S: ActivationScalar> {
    let function: AlongAxis
    let split: AxisSplit
    let scale: Double
    private let additive, keeping: MaskPlan?
    private let options: SoftmaxOptions<S>
    /// Along the axis before the last; 0 where nothing is causal.
    private let queries: Int

    init(_ function: AlongAxis, _ shape: [Int], axis: Int, _ options: SoftmaxOptions<S>) throws(ActivationError) {
        guard options.temperature != 0, !options.temperature.isNaN else {
            throw .invalidParameter(
                activation: "\(function)", parameter: "temperature", value: options.temperature,
                allowed: "any number except 0")
        }
        split = try AxisSplit(shape, axis: axis)
        let axis = axis < 0 ? axis + shape.count : axis
        if options.isCausal, shape.count < 2 || axis != shape.count - 1 {
            throw .shapeMismatch(operation: "a causal mask along axis \(axis)", shape, [])
        }
        queries = options.isCausal ? shape[shape.count - 2] : 0
        var (additive, keeping): (MaskPlan?, MaskPlan?)
        switch options.mask {
        case .additive(let mask): additive = try MaskPlan(mask: mask.shape, to: shape, axis: axis)
        case .keeping(let mask): keeping = try MaskPlan(mask: mask.shape, to: shape, axis: axis)
        case nil: break
        }
        (self.function, self.options, self.additive, self.keeping) = (function, options, additive, keeping)
        scale = (function == .softmin ? -1 : 1) / options.temperature
    }

    private var isExact: Bool {
        additive == nil && scale.significand == 1 && abs(scale.exponent) < 64 && function != .sparsemax
            && function != .entmax15
    }

    // MARK: Forward

    func forward(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>) {
        if S.self == Double.self || !isExact {
            forward(x, y, Double.self)
        } else {
            forward(x, y, Float.self)
        }
    }

    @specialized(where S == Float, W == Float)
    @specialized(where S == Float, W == Double)
    @specialized(where S == Double, W == Double)
    @specialized(where S == Float16, W == Float)
    @specialized(where S == Float16, W == Double)
    @specialized(where S == BFloat16, W == Float)
    @specialized(where S == BFloat16, W == Double)
    private func forward<W: ActivationScalar>(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>, _: W.Type) {
        let (length, inner) = (split.length, split.inner)
        let width = length + (function == .softmax1 ? 1 : 0)
        forEachBatch(scratch: max(1, width), W.self) { rows, scratch in
            for row in rows {
                let line = scratch + (row - rows.lowerBound) * width
                copy(x + split.start(of: row, length: length), to: line, row)
                if function == .softmax1 { line[length] = 0 }
            }
            let lines = AxisSplit(outer: rows.count, length: width, inner: 1)
            let massless = rows.filter { row in
                width == length
                    && (0..<length).allSatisfy { scratch[(row - rows.lowerBound) * width + $0] == -.infinity }
            }
            compute(lines, scratch)
            for row in massless where length > 0 { fill(scratch + (row - rows.lowerBound) * width) }
            for row in rows {
                let line = scratch + (row - rows.lowerBound) * (function.reduces ? 1 : width)
                let target = y + split.start(of: row, length: function.reduces ? 1 : length)
                for index in 0..<(function.reduces ? 1 : length) { target[index * inner] = S(line[index]) }
            }
        }
    }

    /// The elements of a row, scaled and masked.
    private func copy<W: ActivationScalar>(_ x: UnsafePointer<S>, to line: UnsafeMutablePointer<W>, _ row: Int) {
        let (length, inner, scale) = (split.length, split.inner, W(scale))
        if scale == 1 {
            for index in 0..<length { line[index] = W(x[index * inner]) }
        } else {
            for index in 0..<length { line[index] = W(x[index * inner]) * scale }
        }
        if let additive, case .additive(let mask) = options.mask {
            mask.withUnsafeBufferPointer { mask in
                let start = additive.start(row: row)
                for index in 0..<length { line[index] += W(mask[start + index * additive.step]) }
            }
        }
        forEachMasked(row) { line[$0] = -.infinity }
    }

    /// Calls `body` with the places of a row that masks drop altogether.
    private func forEachMasked(_ row: Int, _ body: (Int) -> Void) {
        if let keeping, case .keeping(let mask) = options.mask {
            mask.withUnsafeBufferPointer { mask in
                let start = keeping.start(row: row)
                for index in 0..<split.length where !mask[start + index * keeping.step] { body(index) }
            }
        }
        if queries > 0 {
            for index in stride(from: row % queries + 1, to: split.length, by: 1) { body(index) }
        }
    }

    private func compute<W: ActivationScalar>(_ lines: AxisSplit, _ scratch: UnsafeMutablePointer<W>) {
        switch function {
        case .softmax, .softmin, .softmax1: RowFunction.softmax(lines, scratch, scratch)
        case .logSoftmax: RowFunction.logSoftmax(lines, scratch, scratch)
        case .logSumExp:
            // Each result stands where its line does no longer matter.
            for row in 0..<lines.outer {
                let split = AxisSplit(outer: 1, length: lines.length, inner: 1)
                var result: W = 0
                RowFunction.logSumExp(split, scratch + row * lines.length, &result)
                scratch[row] = result
            }
        case .hardmax, .sparsemax, .entmax15:
            for row in 0..<lines.outer {
                let line = UnsafeMutableBufferPointer(start: scratch + row * lines.length, count: lines.length)
                switch function {
                case .sparsemax: Simplex.sparsemax(line)
                case .entmax15: Simplex.entmax15(line)
                default: Simplex.hardmax(line)
                }
            }
        }
    }

    /// What a row without any mass gives.
    private func fill<W: ActivationScalar>(_ line: UnsafeMutablePointer<W>) {
        guard !function.reduces else { return }
        let share: W =
            switch options.fullyMasked {
            case .nan: .nan
            case .zero: function == .logSoftmax ? -.infinity : 0
            case .uniform: function == .logSoftmax ? W(-Activation.log(Double(split.length))) : 1 / W(split.length)
            }
        for index in 0..<split.length { line[index] = share }
    }

    // MARK: Backward

    /// The gradient with respect to x from the output y (from x itself for logSumExp) and the upstream gradient.
    func backward(_ dy: UnsafePointer<S>, _ y: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>) {
        if S.self == Double.self || !isExact {
            backward(dy, y, dx, Double.self)
        } else {
            backward(dy, y, dx, Float.self)
        }
    }

    @specialized(where S == Float, W == Float)
    @specialized(where S == Float, W == Double)
    @specialized(where S == Double, W == Double)
    @specialized(where S == Float16, W == Float)
    @specialized(where S == Float16, W == Double)
    @specialized(where S == BFloat16, W == Float)
    @specialized(where S == BFloat16, W == Double)
    private func backward<W: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ y: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>, _: W.Type
    ) {
        let (length, inner) = (split.length, split.inner)
        forEachBatch(scratch: 2 * length, W.self) { rows, scratch in
            let (lines, upstream) = (scratch, scratch + rows.count * length)
            for row in rows {
                let offset = (row - rows.lowerBound) * length
                let start = split.start(of: row, length: length)
                if function.reduces {
                    copy(y + start, to: lines + offset, row)
                } else {
                    for index in 0..<length { lines[offset + index] = W(y[start + index * inner]) }
                    for index in 0..<length { upstream[offset + index] = W(dy[start + index * inner]) }
                    forEachMasked(row) { upstream[offset + $0] = 0 }
                }
            }
            differentiate(rows, dy, lines, upstream)
            for row in rows {
                let line = lines + (row - rows.lowerBound) * length
                if function != .hardmax { forEachMasked(row) { line[$0] = 0 } }
                let target = dx + split.start(of: row, length: length)
                for index in 0..<length { target[index * inner] = S(line[index] * W(scale)) }
            }
        }
    }

    /// Turns outputs into gradients, all but for the scale.
    private func differentiate<W: ActivationScalar>(
        _ rows: Range<Int>, _ dy: UnsafePointer<S>, _ lines: UnsafeMutablePointer<W>,
        _ upstream: UnsafeMutablePointer<W>
    ) {
        let length = split.length
        let batch = AxisSplit(outer: rows.count, length: length, inner: 1)
        switch function {
        case .softmax, .softmin, .softmax1: RowFunction.softmax.backward(batch, upstream, lines, lines)
        case .logSoftmax: RowFunction.logSoftmax.backward(batch, upstream, lines, lines)
        case .hardmax: lines.update(repeating: 0, count: rows.count * length)
        case .sparsemax, .entmax15:
            for offset in stride(from: 0, to: rows.count * length, by: max(1, length)) {
                Simplex.differentiate(
                    UnsafeMutableBufferPointer(start: lines + offset, count: length), upstream + offset,
                    isSparsemax: function == .sparsemax)
            }
        case .logSumExp:
            RowFunction.softmax(batch, lines, lines)
            for row in rows {
                let factor = W(dy[row])
                for index in 0..<length {
                    let place = (row - rows.lowerBound) * length + index
                    lines[place] = lines[place] * factor
                }
            }
        }
    }

    // MARK: Batches

    /// Calls `body` with rows that together fit the cache, and with room for so many elements of each.
    private func forEachBatch<W: ActivationScalar>(
        scratch: Int, _: W.Type, _ body: (_ rows: Range<Int>, _ scratch: UnsafeMutablePointer<W>) -> Void
    ) {
        let rows = split.outer * split.inner
        let size = max(1, 2048 / max(1, scratch))
        let batches = (rows + size - 1) / size
        let grain = max(1, 32768 / max(1, scratch * size))
        Threads.split(batches, threads: Threads.worth(batches, grain: grain)) { part, _ in
            withStandardFloatingPoint {
                withUnsafeTemporaryAllocation(byteCount: size * scratch * MemoryLayout<W>.stride, alignment: 64) {
                    memory in
                    guard let start = memory.bindMemory(to: W.self).baseAddress else { return }
                    for batch in part { body(batch * size..<min(rows, (batch + 1) * size), start) }
                }
            }
        }
    }
}
