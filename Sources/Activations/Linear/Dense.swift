internal import CKernels

/// What a dense layer makes of x·w + bias.
public enum DenseOutput: Sendable, Hashable {
    /// The activations one after the other; x·w + bias itself when there are none.
    case activations([Activation])
    /// The softmax of each row.
    case softmax
    /// The logarithm of the softmax of each row.
    case logSoftmax
}

extension Tensor where Scalar: BLASScalar {
    /// A dense layer, y = f(x·w + bias), with the activations one after the other as f.
    ///
    ///     let hidden = try x.dense(weights: w, bias: b, .relu)
    ///
    /// - Parameters:
    ///   - weights: [inputs, outputs].
    ///   - bias: [outputs], or nothing to add.
    /// - Returns: The shape of this tensor with its last dimension, the inputs, replaced by the outputs.
    /// - Throws: ``ActivationError/shapeMismatch(operation:_:_:)``, ``ActivationError/dimensionTooLarge(_:limit:)``.
    public func dense(
        weights: Tensor, bias: Tensor? = nil, _ activations: Activation...
    ) throws(ActivationError) -> Tensor {
        try dense(weights: weights, bias: bias, output: .activations(activations))
    }

    /// A dense layer, y = f(x·w + bias), for classifiers:
    ///
    ///     let probabilities = try x.dense(weights: w, bias: b, output: .softmax)
    public func dense(
        weights: Tensor, bias: Tensor? = nil, output: DenseOutput
    ) throws(ActivationError) -> Tensor {
        guard let inputs = shape.last, weights.rank == 2, weights.shape[0] == inputs else {
            throw .shapeMismatch(operation: "a dense layer", shape, weights.shape)
        }
        let (outputs, leading) = (weights.shape[1], shape.dropLast())
        if let bias, bias.count != outputs || bias.shape.last != outputs {
            throw .shapeMismatch(operation: "the bias of a dense layer", [outputs], bias.shape)
        }
        let layer = try Dense(rows: leading.reduce(1, *), inputs: inputs, outputs: outputs, output: output)
        let shape = leading + [outputs]
        _ = try Self.count(of: Array(shape))
        return withUnsafeBufferPointer { x in
            weights.withUnsafeBufferPointer { weights in
                Tensor(unsafeUninitializedShape: Array(shape)) { y in
                    guard let x = x.baseAddress, let weights = weights.baseAddress, let y = y.baseAddress else {
                        return
                    }
                    if let bias {
                        bias.withUnsafeBufferPointer { layer(x, weights, bias: $0.baseAddress, y) }
                    } else {
                        layer(x, weights, bias: nil, y)
                    }
                }
            }
        }
    }
}

/// y = f(x·w + bias) over memory: x is `rows`×`inputs`, w `inputs`×`outputs`, all row-major and contiguous; y overlaps
/// nothing.
///
/// The output is cut into panels, which run in parallel; f goes over a panel while it is in the cache. The product is the
/// kernel's: each element one chain of fused multiply-adds that begins with the bias, in the order of the inputs, whatever
/// the panels are. Where the kernel is slower than OpenBLAS, that adds it to the bias, on one thread in each panel.
struct Dense {
    private let rows, inputs, outputs: Int
    private let output: DenseOutput

    init(rows: Int, inputs: Int, outputs: Int, output: DenseOutput) throws(ActivationError) {
        for dimension in [rows, inputs, outputs] where dimension > Int32.max {
            throw .dimensionTooLarge(dimension, limit: Int(Int32.max))
        }
        (self.rows, self.inputs, self.outputs, self.output) = (rows, inputs, outputs, output)
    }

    func callAsFunction<S: BLASScalar>(
        _ x: UnsafePointer<S>, _ weights: UnsafePointer<S>, bias: UnsafePointer<S>?, _ y: UnsafeMutablePointer<S>
    ) {
        guard rows > 0, outputs > 0 else { return }
        let kernels = S._kernels.pointer.pointee
        // A single column wants inner products.
        if outputs > 1, min(rows, outputs) <= kernels.product_limit {
            overPanels(tallest: ck_product_rows, y) { top, left, height, width, target in
                kernels.product(
                    x + top * inputs, weights + left, bias.map { $0 + left }, target, height, inputs, width, outputs)
            }
        } else {
            BLASThreads.withoutTheirs {
                // OpenBLAS packs the weights anew for each panel, which is nothing beside 512 rows; where the outputs are
                // few, the rows of x are what should stay in the cache.
                overPanels(tallest: outputs < 128 ? 128 : 512, y) { top, left, height, width, target in
                    for row in 0..<height {
                        let line = target + row * outputs
                        if let bias {
                            line.initialize(from: bias + left, count: width)
                        } else {
                            line.initialize(repeating: 0, count: width)
                        }
                    }
                    guard inputs > 0 else { return }
                    S._addProduct(
                        _Matrix(start: x + top * inputs, rows: height, columns: inputs, stride: inputs),
                        _Matrix(start: weights + left, rows: inputs, columns: width, stride: outputs),
                        to: target, stride: outputs)
                }
            }
        }
    }

    /// Calls `multiply` with the place and the size of each panel, and applies f to what it leaves there.
    private func overPanels<S: BLASScalar>(
        tallest: Int, _ y: UnsafeMutablePointer<S>,
        _ multiply: (_ top: Int, _ left: Int, _ height: Int, _ width: Int, _ target: UnsafeMutablePointer<S>) -> Void
    ) {
        let threads = isWorthThreads ? Threads.maximum : 1
        let (height, width) = panelSize(tallest: tallest, threads: threads)
        let across = (outputs + width - 1) / width
        let count = (rows + height - 1) / height * across
        Threads.split(count, threads: min(threads, count)) { part, _ in
            withStandardFloatingPoint {
                for panel in part {
                    let (top, left) = (panel / across * height, panel % across * width)
                    let (height, width) = (min(height, rows - top), min(width, outputs - left))
                    let target = y + top * outputs + left
                    multiply(top, left, height, width, target)
                    finish(target, height, width)
                }
            }
        }
        if across > 1 { finishRows(y, rows) }
    }

    /// From some hundred and fifty microseconds of work on: one row stays on one thread while the weights fit into the caches.
    private var isWorthThreads: Bool { Double(rows) * Double(inputs) * Double(outputs) > 0x1p23 }

    /// Threads share the rows when each gets a whole panel, otherwise the outputs, so that each reads its own part of the
    /// weights.
    private func panelSize(tallest: Int, threads: Int) -> (height: Int, width: Int) {
        let panels = (rows + tallest - 1) / tallest
        if panels < threads, outputs >= 128 * threads {
            return (min(rows, tallest), ((outputs + threads - 1) / threads + 63) / 64 * 64)
        }
        let rounds = (panels + threads - 1) / threads
        let height = (rows + rounds * threads - 1) / (rounds * threads)
        return (min((height + 11) / 12 * 12, tallest), outputs)  // whole tiles of the kernel
    }

    private func finish<S: BLASScalar>(_ panel: UnsafeMutablePointer<S>, _ height: Int, _ width: Int) {
        switch output {
        case .activations(let stages) where stages.isEmpty: break
        case .activations(let stages) where width == outputs:
            stages.forward(panel, panel, count: height * width)
        case .activations(let stages):
            for row in 0..<height { stages.forward(panel + row * outputs, panel + row * outputs, count: width) }
        case .softmax, .logSoftmax:
            if width == outputs { finishRows(panel, height) }
        }
    }

    private func finishRows<S: BLASScalar>(_ y: UnsafeMutablePointer<S>, _ count: Int) {
        let split = AxisSplit(outer: count, length: outputs, inner: 1)
        switch output {
        case .softmax: RowFunction.softmax(split, y, y)
        case .logSoftmax: RowFunction.logSoftmax(split, y, y)
        case .activations: break
        }
    }
}
