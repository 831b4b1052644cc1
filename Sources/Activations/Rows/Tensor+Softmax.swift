extension Tensor where Scalar: ActivationScalar {
    /// The softmax over the last axis: logits to a distribution over the classes.
    ///
    ///     e^xᵢ / Σⱼ e^xⱼ
    ///
    /// Each row sums to 1. A NaN makes its row NaN, and no other. Entries that are +∞ share the whole equally. A row that is
    /// all −∞ has no distribution: NaN. A tensor of rank 0 is a row of one.
    public func softmax() -> Tensor { applying(.softmax, split: lastAxis, shape: shape) }

    /// The softmax over an axis; a negative one counts from the back.
    ///
    /// - Throws: `ActivationError.axisOutOfRange`.
    public func softmax(axis: Int) throws(ActivationError) -> Tensor {
        applying(.softmax, split: try AxisSplit(shape, axis: axis), shape: shape)
    }

    /// The logarithm of the softmax over the last axis.
    ///
    ///     xᵢ − ln Σⱼ e^xⱼ
    ///
    /// The largest class keeps its digits however far ahead it is.
    public func logSoftmax() -> Tensor { applying(.logSoftmax, split: lastAxis, shape: shape) }

    /// The logarithm of the softmax over an axis; a negative one counts from the back.
    ///
    /// - Throws: `ActivationError.axisOutOfRange`.
    public func logSoftmax(axis: Int) throws(ActivationError) -> Tensor {
        applying(.logSoftmax, split: try AxisSplit(shape, axis: axis), shape: shape)
    }

    /// The logarithm of the sum of exponentials over the last axis, which the result lacks.
    ///
    ///     ln Σⱼ e^xⱼ
    ///
    /// −∞ over nothing.
    public func logSumExp() -> Tensor { applying(.logSumExp, split: lastAxis, shape: Array(shape.dropLast())) }

    /// The logarithm of the sum of exponentials over an axis, which the result lacks; a negative axis counts from the
    /// back.
    ///
    /// - Throws: `ActivationError.axisOutOfRange`.
    public func logSumExp(axis: Int) throws(ActivationError) -> Tensor {
        applying(.logSumExp, split: try AxisSplit(shape, axis: axis), shape: try shape(without: axis))
    }

    /// The gradient with respect to the logits, this tensor being the softmax and `upstream` the gradient with respect
    /// to it.
    ///
    ///     y ⊙ (dy − Σ dy ⊙ y)
    ///
    /// - Throws: `ActivationError.axisOutOfRange`, `.shapeMismatch`.
    public func softmaxGradient(upstream: Tensor, axis: Int = -1) throws(ActivationError) -> Tensor {
        try gradient(.softmax, "the softmax gradient", upstream, axis: axis)
    }

    /// The gradient with respect to the logits, this tensor being the log-softmax and `upstream` the gradient with
    /// respect to it.
    ///
    ///     dy − eʸ Σ dy
    ///
    /// - Throws: `ActivationError.axisOutOfRange`, `.shapeMismatch`.
    public func logSoftmaxGradient(upstream: Tensor, axis: Int = -1) throws(ActivationError) -> Tensor {
        try gradient(.logSoftmax, "the log-softmax gradient", upstream, axis: axis)
    }

    private var lastAxis: AxisSplit {
        AxisSplit(outer: shape.dropLast().reduce(1, *), length: shape.last ?? 1, inner: 1)
    }

    private func applying(_ function: RowFunction, split: AxisSplit, shape: [Int]) -> Tensor {
        withUnsafeBufferPointer { x in
            Tensor(unsafeUninitializedShape: shape) { y in
                guard let source = x.baseAddress, let target = y.baseAddress else { return }
                function(split, source, target)
            }
        }
    }

    private func gradient(
        _ function: RowFunction, _ operation: String, _ upstream: Tensor, axis: Int
    ) throws(ActivationError) -> Tensor {
        guard shape == upstream.shape else { throw .shapeMismatch(operation: operation, shape, upstream.shape) }
        let split = try AxisSplit(shape, axis: axis)
        return withUnsafeBufferPointer { y in
            upstream.withUnsafeBufferPointer { dy in
                Tensor(unsafeUninitializedShape: shape) { dx in
                    guard let y = y.baseAddress, let dy = dy.baseAddress, let target = dx.baseAddress else { return }
                    function.backward(split, dy, y, target)
                }
            }
        }
    }
}
