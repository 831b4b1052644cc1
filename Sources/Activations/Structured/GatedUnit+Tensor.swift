extension Tensor where Scalar: ActivationScalar {
    /// The gated unit of the halves along an axis; the result is half as long there.
    ///
    ///     try x.applying(.swiglu)             // silu(a) · b
    ///     try x.applying(.glu, axis: 1)       // a · σ(b)
    ///
    /// - Parameters:
    ///   - axis: The last one unless given; a negative one counts from the back.
    ///   - gate: The half that is the gate; the unit's usual one unless given.
    /// - Throws: `ActivationError.axisOutOfRange`, `.indivisibleAxis` for an odd length.
    public func applying(
        _ unit: GatedUnit, axis: Int = -1, gate: GatedUnit.Half? = nil
    ) throws(ActivationError) -> Tensor {
        let split = try AxisSplit(shape, axis: axis, pieces: 2)
        let half = Activations.shape(shape, with: split.length / 2, alongAxis: axis)
        return Tensor(shape: half, from: [self]) { unit.forward(split, gate: gate, $0[0], $1) }
    }
}

extension GatedUnit {
    /// f(gate) · value, the halves being apart.
    ///
    /// - Throws: `ActivationError.shapeMismatch` when their shapes differ.
    public func callAsFunction<S: ActivationScalar>(
        gate: Tensor<S>, value: Tensor<S>
    ) throws(ActivationError) -> Tensor<S> {
        guard gate.shape == value.shape else {
            throw .shapeMismatch(operation: "a gate and its value", gate.shape, value.shape)
        }
        return Tensor(shape: gate.shape, from: [gate, value]) {
            forward(gate: $0[0], value: $0[1], .whole(gate.count), $1, count: gate.count)
        }
    }

    /// The gradient of a loss with respect to x, whose halves along the axis are gate and value; `upstream` is that
    /// with respect to the result.
    ///
    /// - Parameters:
    ///   - axis: The last one unless given; a negative one counts from the back.
    ///   - gate: The half that is the gate; the unit's usual one unless given.
    /// - Throws: `ActivationError.axisOutOfRange`, `.indivisibleAxis` for an odd length, `.shapeMismatch`.
    public func gradient<S: ActivationScalar>(
        at x: Tensor<S>, upstream dy: Tensor<S>, axis: Int = -1, gate: Half? = nil
    ) throws(ActivationError) -> Tensor<S> {
        let split = try AxisSplit(x.shape, axis: axis, pieces: 2)
        let half = shape(x.shape, with: split.length / 2, alongAxis: axis)
        guard dy.shape == half else {
            throw .shapeMismatch(operation: "the gradient of a gated unit", half, dy.shape)
        }
        return Tensor(shape: x.shape, from: [dy, x]) { backward(split, gate: gate, $0[0], $0[1], $1) }
    }

    /// The gradients of a loss with respect to a gate and its value; `upstream` is that with respect to the result.
    ///
    /// - Throws: `ActivationError.shapeMismatch` when the shapes differ.
    public func gradient<S: ActivationScalar>(
        gate: Tensor<S>, value: Tensor<S>, upstream dy: Tensor<S>
    ) throws(ActivationError) -> (gate: Tensor<S>, value: Tensor<S>) {
        for other in [value, dy] where other.shape != gate.shape {
            throw .shapeMismatch(operation: "the gradient of a gated unit", gate.shape, other.shape)
        }
        let count = gate.count
        var toGate = Tensor<S>(unsafeUninitializedShape: gate.shape) { _ in }
        let toValue = toGate.withUnsafeMutableBufferPointer { toGate in
            Tensor(shape: gate.shape, from: [dy, gate, value]) { inputs, toValue in
                guard let toGate = toGate.baseAddress else { return }
                backward(
                    inputs[0], gate: inputs[1], value: inputs[2], .whole(count), toGate: toGate, toValue: toValue,
                    count: count)
            }
        }
        return (toGate, toValue)
    }

    /// y = f(gate) · value of x's halves.
    func forward<S: ActivationScalar>(
        _ split: AxisSplit, gate: Half?, _ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>
    ) {
        let runs = Runs.half(split)
        let (gate, value) = offsets(runs, gate)
        forward(gate: x + gate, value: x + value, runs, y, count: split.outer * runs.length)
    }

    /// dx is x or overlaps nothing.
    func backward<S: ActivationScalar>(
        _ split: AxisSplit, gate: Half?, _ dy: UnsafePointer<S>, _ x: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>
    ) {
        let runs = Runs.half(split)
        let (gate, value) = offsets(runs, gate)
        backward(
            dy, gate: x + gate, value: x + value, runs, toGate: dx + gate, toValue: dx + value,
            count: split.outer * runs.length)
    }

    private func offsets(_ runs: Runs, _ gate: Half?) -> (gate: Int, value: Int) {
        (gate ?? usualGate) == .first ? (0, runs.length) : (runs.length, 0)
    }
}
