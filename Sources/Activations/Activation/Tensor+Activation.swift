extension Tensor where Scalar: ActivationScalar {
    /// A tensor with the activation applied to each element.
    @inlinable
    public func applying(_ activation: Activation) -> Tensor {
        withUnsafeBufferPointer { x in
            Tensor(unsafeUninitializedShape: shape) { y in
                guard let source = x.baseAddress, let target = y.baseAddress else { return }
                activation.forward(source, target, count: y.count)
            }
        }
    }

    /// A tensor with the activations applied to each element one after the other, in one pass over memory.
    ///
    ///     x.applying(.linear(slope: 2), .sigmoid)   // σ(2x)
    public func applying(_ first: Activation, _ second: Activation, _ others: Activation...) -> Tensor {
        applying([first, second] + others)
    }

    /// A tensor with the stages applied to each element one after the other, in one pass over memory.
    public func applying(_ stages: some Collection<Activation>) -> Tensor {
        guard !stages.isEmpty else { return self }
        return withUnsafeBufferPointer { x in
            Tensor(unsafeUninitializedShape: shape) { y in
                guard let source = x.baseAddress, let target = y.baseAddress else { return }
                stages.forward(source, target, count: y.count)
            }
        }
    }

    /// Replaces each element by the activation's value.
    @inlinable
    public mutating func apply(_ activation: Activation) {
        withUnsafeMutableBufferPointer { activation.apply($0) }
    }
}

extension Activation {
    /// upstream · f′(x), the gradient of a loss with respect to x where upstream is that with respect to f(x).
    ///
    /// - Throws: `ActivationError.shapeMismatch` when the shapes differ.
    public func gradient<S: ActivationScalar>(
        at x: Tensor<S>, upstream dy: Tensor<S>
    ) throws(ActivationError) -> Tensor<S> {
        try gradient("the gradient at an input", x, dy) { backward($0, $1, $2, count: $3) }
    }

    /// upstream · f′ computed from the output y = f(x).
    ///
    /// - Throws: `ActivationError.shapeMismatch` when the shapes differ, `.gradientNeedsInput` when y does not determine
    ///   the derivative.
    public func gradient<S: ActivationScalar>(
        fromOutput y: Tensor<S>, upstream dy: Tensor<S>
    ) throws(ActivationError) -> Tensor<S> {
        guard description.hasGradientFromOutput else { throw .gradientNeedsInput(activation: description.name) }
        return try gradient("the gradient from an output", y, dy) {
            _ = backwardFromOutput($0, $1, $2, count: $3)
        }
    }

    private func gradient<S: ActivationScalar>(
        _ operation: String, _ read: Tensor<S>, _ dy: Tensor<S>,
        _ body: (UnsafePointer<S>, UnsafePointer<S>, UnsafeMutablePointer<S>, Int) -> Void
    ) throws(ActivationError) -> Tensor<S> {
        guard read.shape == dy.shape else { throw .shapeMismatch(operation: operation, read.shape, dy.shape) }
        return read.withUnsafeBufferPointer { read in
            dy.withUnsafeBufferPointer { upstream in
                Tensor(unsafeUninitializedShape: dy.shape) { dx in
                    guard let read = read.baseAddress, let upstream = upstream.baseAddress, let target = dx.baseAddress
                    else { return }
                    body(upstream, read, target, dx.count)
                }
            }
        }
    }
}
