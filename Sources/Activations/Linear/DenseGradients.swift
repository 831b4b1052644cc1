import Glibc

/// The gradients of a loss with respect to what a dense layer is made of.
public struct DenseGradients<Scalar: BLASScalar>: Sendable {
    /// With respect to the layer's input, of its shape.
    public let input: Tensor<Scalar>
    /// [inputs, outputs].
    public let weights: Tensor<Scalar>
    /// [outputs].
    public let bias: Tensor<Scalar>
}

extension Tensor where Scalar: BLASScalar {
    /// The gradients of y = f(x·w + bias), this tensor being x.
    ///
    ///     dz = dy ⊙ f′(z),  z = x·w + bias;  dx = dz·wᵀ;  dw = xᵀ·dz;  dbias = Σ dz over the rows
    ///
    /// z is computed anew. Products go through OpenBLAS.
    ///
    /// - Parameters:
    ///   - weights: [inputs, outputs].
    ///   - bias: [outputs], or nothing.
    ///   - upstream: dy, of the layer's output shape.
    ///   - output: f, as in the layer.
    /// - Throws: ``ActivationError/shapeMismatch(operation:_:_:)``, ``ActivationError/dimensionTooLarge(_:limit:)``.
    public func denseGradients(
        weights: Tensor, bias: Tensor? = nil, upstream: Tensor, output: DenseOutput = .activations([])
    ) throws(ActivationError) -> DenseGradients<Scalar> {
        guard let inputs = shape.last, weights.rank == 2, weights.shape[0] == inputs else {
            throw .shapeMismatch(operation: "the gradients of a dense layer", shape, weights.shape)
        }
        let outputs = weights.shape[1]
        if let bias, bias.count != outputs || bias.shape.last != outputs {
            throw .shapeMismatch(operation: "the bias of a dense layer", [outputs], bias.shape)
        }
        let expected = shape.dropLast() + [outputs]
        guard upstream.shape == Array(expected) else {
            throw .shapeMismatch(operation: "the upstream gradient of a dense layer", Array(expected), upstream.shape)
        }
        let rows = shape.dropLast().reduce(1, *)
        let layer = try DenseBackward(rows: rows, inputs: inputs, outputs: outputs, output: output)
        var dw = Tensor(unsafeUninitializedShape: weights.shape) { _ in }
        var db = Tensor(unsafeUninitializedShape: [outputs]) { _ in }
        let dx = Tensor(shape: shape, from: [self, weights, upstream] + (bias.map { [$0] } ?? [])) { inputs, dx in
            dw.withUnsafeMutableBufferPointer { dw in
                db.withUnsafeMutableBufferPointer { db in
                    _ = layer(
                        inputs[0], inputs[1], bias: inputs.count > 3 ? inputs[3] : nil, dy: inputs[2], dx: dx,
                        dw: dw.baseAddress, db: db.baseAddress)
                }
            }
        }
        return DenseGradients(input: dx, weights: dw, bias: db)
    }
}

/// The gradients of a dense layer over memory, row-major and contiguous; what is not wanted is nil. No output overlaps
/// anything.
struct DenseBackward {
    private let rows, inputs, outputs: Int
    private let output: DenseOutput
    private let layer: Dense

    init(rows: Int, inputs: Int, outputs: Int, output: DenseOutput) throws(ActivationError) {
        layer = try Dense(rows: rows, inputs: inputs, outputs: outputs, output: .activations([]))
        (self.rows, self.inputs, self.outputs, self.output) = (rows, inputs, outputs, output)
    }

    /// - Returns: false, with nothing written, when there is no memory to work with.
    func callAsFunction<S: BLASScalar>(
        _ x: UnsafePointer<S>, _ w: UnsafePointer<S>, bias: UnsafePointer<S>?, dy: UnsafePointer<S>,
        dx: UnsafeMutablePointer<S>?, dw: UnsafeMutablePointer<S>?, db: UnsafeMutablePointer<S>?
    ) -> Bool {
        let count = rows * outputs
        guard let memory = malloc(max(1, 2 * count * MemoryLayout<S>.stride)) else { return false }
        defer { free(memory) }
        let dz = memory.bindMemory(to: S.self, capacity: 2 * count)
        if case .activations([]) = output {
            dz.initialize(from: dy, count: count)
        } else {
            layer(x, w, bias: bias, dz)
            differentiate(dz, dy, scratch: dz + count)
        }
        let upstream = UnsafePointer(dz)
        if let dx { multiply(upstream, byTransposed: w, dx) }
        if let dw { multiply(transposed: x, by: upstream, dw) }
        if let db { sumRows(upstream, db) }
        return true
    }

    /// Turns z into dz = dy ⊙ f′(z).
    private func differentiate<S: BLASScalar>(
        _ z: UnsafeMutablePointer<S>, _ dy: UnsafePointer<S>, scratch: UnsafeMutablePointer<S>
    ) {
        let (count, split) = (rows * outputs, AxisSplit(outer: rows, length: outputs, inner: 1))
        switch output {
        case .softmax:
            RowFunction.softmax(split, z, z)
            RowFunction.softmax.backward(split, dy, z, z)
        case .logSoftmax:
            RowFunction.logSoftmax(split, z, z)
            RowFunction.logSoftmax.backward(split, dy, z, z)
        case .activations(let stages):
            guard let last = stages.last else { return }
            if stages.count == 1 { return last.backward(dy, z, z, count: count) }
            // From the last stage to the first, each at the input that the stages before it make.
            let gradient = UnsafeMutablePointer<S>.allocate(capacity: count)
            defer { gradient.deallocate() }
            gradient.initialize(from: dy, count: count)
            for stage in stages.indices.reversed() {
                scratch.update(from: z, count: count)
                Array(stages[..<stage]).forward(scratch, scratch, count: count)
                stages[stage].backward(gradient, scratch, gradient, count: count)
            }
            z.update(from: gradient, count: count)
        }
    }

    /// dx = dz·wᵀ, threads sharing the rows.
    private func multiply<S: BLASScalar>(
        _ dz: UnsafePointer<S>, byTransposed w: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>
    ) {
        split(rows) { part in
            S._product(
                _Matrix(start: dz + part.lowerBound * outputs, rows: part.count, columns: outputs, stride: outputs),
                _Matrix(start: w, rows: inputs, columns: outputs, stride: outputs), transposed: .right,
                to: dx + part.lowerBound * inputs, stride: inputs)
        }
    }

    /// dw = xᵀ·dz, threads sharing the inputs.
    private func multiply<S: BLASScalar>(
        transposed x: UnsafePointer<S>, by dz: UnsafePointer<S>, _ dw: UnsafeMutablePointer<S>
    ) {
        split(inputs) { part in
            S._product(
                _Matrix(start: x + part.lowerBound, rows: rows, columns: part.count, stride: inputs),
                _Matrix(start: dz, rows: rows, columns: outputs, stride: outputs), transposed: .left,
                to: dw + part.lowerBound * outputs, stride: outputs)
        }
    }

    private func split(_ count: Int, _ body: (Range<Int>) -> Void) {
        let isWorthThreads = Double(rows) * Double(inputs) * Double(outputs) > 0x1p23
        let threads = isWorthThreads ? min(Threads.maximum, count) : 1
        let share = (count + max(1, threads) - 1) / max(1, threads)
        BLASThreads.withoutTheirs {
            Threads.split(threads, threads: threads) { parts, _ in
                for part in parts where part * share < count { body(part * share..<min(count, (part + 1) * share)) }
            }
        }
    }

    private func sumRows<S: BLASScalar>(_ dz: UnsafePointer<S>, _ db: UnsafeMutablePointer<S>) {
        var sums = [Double](repeating: 0, count: outputs)
        for row in 0..<rows {
            for column in 0..<outputs { sums[column] += Double(dz[row * outputs + column]) }
        }
        for column in 0..<outputs { (db + column).initialize(to: S(sums[column])) }
    }
}
