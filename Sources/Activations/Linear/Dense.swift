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
/// The output is cut into panels. A panel starts as the bias, OpenBLAS adds the product, and f goes over it while it is
/// near. Panels run in parallel, OpenBLAS on one thread in each. It packs the weights, which a few rows or outputs do not
/// repay: the kernels multiply those, each element as one chain of fused multiply-adds from the bias on.
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
        let kernels = S._kernels.pointer
        if isForKernels(kernels.pointee, of: S.self) {
            forEachPanel(of: y, highest: Self.heightForKernels) { top, left, height, width, panel in
                kernels.pointee.product(
                    x + top * inputs, weights + left, bias.map { $0 + left }, panel, height, inputs, width, outputs)
            }
        } else {
            BLASThreads.withoutTheirs {
                forEachPanel(of: y, highest: heightForBLAS) { top, left, height, width, panel in
                    for line in stride(from: panel, to: panel + height * outputs, by: outputs) {
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
                        to: panel, stride: outputs)
                }
            }
        }
    }

    // MARK: By whom

    /// Where OpenBLAS is slower: for slim weights, for few rows but not a single one, and where it does not know the processor.
    private func isForKernels<S>(_ kernels: ck_kernels, of _: S.Type) -> Bool {
        guard outputs > 1, kernels.product_rows > 0 else { return false }
        let isSlim = outputs <= kernels.product_outputs && inputs * outputs * MemoryLayout<S>.stride <= Self.slimSize
        return isSlim || BLASCore.isOutdated || (2...kernels.product_rows).contains(rows)
    }

    /// Slim weights of so many bytes stay in the second-level cache.
    private static var slimSize: Int { 1 << 19 }

    // MARK: Panels

    /// Finishes the panels of y that `multiply` fills, on any thread: from a row and an output on, so high and wide.
    private func forEachPanel<S: BLASScalar>(
        of y: UnsafeMutablePointer<S>, highest: Int,
        _ multiply: (_ top: Int, _ left: Int, _ height: Int, _ width: Int, _ panel: UnsafeMutablePointer<S>) -> Void
    ) {
        let threads = threads
        let (height, across) = panels(highest: highest, threads: threads)
        let count = (rows + height - 1) / height * across
        Threads.split(count, threads: min(threads, count)) { part, _ in
            withStandardFloatingPoint {
                for panel in part {
                    let (top, left) = (panel / across * height, edge(panel % across, of: across))
                    let (height, width) = (min(height, rows - top), edge(panel % across + 1, of: across) - left)
                    let target = y + top * outputs + left
                    multiply(top, left, height, width, target)
                    finish(target, height, width)
                }
            }
        }
        if across > 1 { finishRows(y, rows) }
    }

    /// Several from some hundred and fifty microseconds of work on: one row stays on one thread while the weights fit into the
    /// caches.
    private var threads: Int { Double(rows) * Double(inputs) * Double(outputs) > 0x1p23 ? Threads.maximum : 1 }

    /// How high the panels are, and how many stand beside each other. Threads share the rows when each gets some hundreds,
    /// otherwise the outputs, so that each has its own part of the weights.
    private func panels(highest: Int, threads: Int) -> (height: Int, across: Int) {
        if rows <= 512 * (threads - 1), outputs >= 128 * threads { return (rows, threads) }
        let rounds = (rows + highest * threads - 1) / (highest * threads)
        let height = (rows + rounds * threads - 1) / (rounds * threads)
        return ((height + Self.tile - 1) / Self.tile * Self.tile, 1)
    }

    /// OpenBLAS packs the weights anew for each panel: beside 512 rows, it takes some 4 % of the time for that, beside 2048 one,
    /// more than f loses for a panel outside of the second-level cache; beyond those, f loses more where the inputs are few.
    /// Where the outputs are few, the rows of x are what should stay in the cache.
    private var heightForBLAS: Int { outputs < 128 ? 128 : 2048 }

    /// The kernels pack nothing, and come back to the sums of all rows of a panel.
    private static var heightForKernels: Int { 144 }

    /// As many rows as the kernels' tiles have.
    private static var tile: Int { 12 }

    /// The output with which that panel of a row of them begins, the last of them being the end.
    private func edge(_ panel: Int, of across: Int) -> Int {
        panel == across ? outputs : outputs * panel / across / 64 * 64
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
