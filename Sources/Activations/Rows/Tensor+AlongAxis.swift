extension Tensor where Scalar: ActivationScalar {
    /// The function along an axis; a negative one counts from the back.
    ///
    /// - Returns: The same shape; without the axis for `logSumExp`.
    /// - Throws: `ActivationError.axisOutOfRange`, `.shapeMismatch` for a mask that does not repeat to the shape or a
    ///   causal mask along another axis than the last of two, `.invalidParameter` for the temperature.
    public func applying(
        _ function: AlongAxis, axis: Int = -1, _ options: SoftmaxOptions<Scalar> = SoftmaxOptions()
    ) throws(ActivationError) -> Tensor {
        if options.isDefault {
            switch function {
            case .softmax: return try softmax(axis: axis)
            case .logSoftmax: return try logSoftmax(axis: axis)
            case .logSumExp: return try logSumExp(axis: axis)
            default: break
            }
        }
        let rows = try PreparedRows(function, shape, axis: axis, options)
        return withUnsafeBufferPointer { x in
            Tensor(unsafeUninitializedShape: function.reduces ? removing(axis) : shape) { y in
                guard let source = x.baseAddress, let target = y.baseAddress, !y.isEmpty else { return }
                rows.forward(source, target)
            }
        }
    }

    /// The function along several axes as if they were one: a distribution over the pixels of an image, say.
    ///
    /// - Throws: as along one axis; `ActivationError.invalidAxes` when an axis occurs twice or there is none.
    public func applying(
        _ function: AlongAxis, axes: [Int], _ options: SoftmaxOptions<Scalar> = SoftmaxOptions()
    ) throws(ActivationError) -> Tensor {
        let merge = try AxisMerge(shape, axes: axes)
        let result = try merge.merged(self).applying(function, axis: -1, try merge.merged(options, shape))
        return function.reduces ? result : try merge.separated(result)
    }

    /// The softmax of −x over an axis: the smaller, the likelier.
    public func softmin(axis: Int = -1) throws(ActivationError) -> Tensor { try applying(.softmin, axis: axis) }

    /// 1 at the first largest element along an axis, 0 elsewhere.
    public func hardmax(axis: Int = -1) throws(ActivationError) -> Tensor { try applying(.hardmax, axis: axis) }

    /// The distribution closest to the elements along an axis; see ``AlongAxis/sparsemax``.
    public func sparsemax(axis: Int = -1) throws(ActivationError) -> Tensor { try applying(.sparsemax, axis: axis) }

    /// Between softmax and sparsemax; see ``AlongAxis/entmax15``.
    public func entmax15(axis: Int = -1) throws(ActivationError) -> Tensor { try applying(.entmax15, axis: axis) }

    /// The softmax with 1 in its denominator, shifted with the rest; see ``AlongAxis/softmax1``.
    public func softmax1(axis: Int = -1) throws(ActivationError) -> Tensor { try applying(.softmax1, axis: axis) }

    fileprivate func removing(_ axis: Int) -> [Int] {
        var shape = shape
        shape.remove(at: axis < 0 ? axis + rank : axis)
        return shape
    }
}

extension AlongAxis {
    /// The gradient with respect to the input, from the output y and the gradient with respect to it.
    ///
    /// Elements that a mask drops have the gradient 0.
    ///
    /// - Parameters:
    ///   - y: the output, computed with the same axis and options; for `logSumExp`, the input.
    ///   - dy: of the output's shape.
    /// - Throws: `ActivationError.axisOutOfRange`, `.shapeMismatch`, `.invalidParameter`.
    public func gradient<S: ActivationScalar>(
        fromOutput y: Tensor<S>, upstream dy: Tensor<S>, axis: Int = -1,
        _ options: SoftmaxOptions<S> = SoftmaxOptions()
    ) throws(ActivationError) -> Tensor<S> {
        let rows = try PreparedRows(self, y.shape, axis: axis, options)
        let expected = reduces ? y.removing(axis) : y.shape
        guard dy.shape == expected else {
            throw .shapeMismatch(operation: "the gradient of \(self)", expected, dy.shape)
        }
        return y.withUnsafeBufferPointer { output in
            dy.withUnsafeBufferPointer { upstream in
                Tensor(unsafeUninitializedShape: y.shape) { dx in
                    guard let output = output.baseAddress, let upstream = upstream.baseAddress,
                        let target = dx.baseAddress, !dx.isEmpty
                    else { return }
                    rows.backward(upstream, output, target)
                }
            }
        }
    }

    /// The gradient along several axes as if they were one.
    public func gradient<S: ActivationScalar>(
        fromOutput y: Tensor<S>, upstream dy: Tensor<S>, axes: [Int],
        _ options: SoftmaxOptions<S> = SoftmaxOptions()
    ) throws(ActivationError) -> Tensor<S> {
        let merge = try AxisMerge(y.shape, axes: axes)
        let upstream = reduces ? dy : try merge.merged(dy)
        let dx = try gradient(
            fromOutput: try merge.merged(y), upstream: upstream, axis: -1, try merge.merged(options, y.shape))
        return try merge.separated(dx)
    }
}

/// Several axes taken as one: they are moved behind the others and merged.
private struct AxisMerge {
    let shape, order: [Int]
    let count: Int

    init(_ shape: [Int], axes: [Int]) throws(ActivationError) {
        var moved: [Int] = []
        for axis in axes {
            guard (-shape.count..<shape.count).contains(axis) else {
                throw .axisOutOfRange(axis: axis, rank: shape.count)
            }
            moved.append(axis < 0 ? axis + shape.count : axis)
        }
        guard !axes.isEmpty, Set(moved).count == moved.count else { throw .invalidAxes(axes, rank: shape.count) }
        moved.sort()
        order = shape.indices.filter { !moved.contains($0) } + moved
        (self.shape, count) = (shape, moved.count)
    }

    func merged<S>(_ tensor: Tensor<S>) throws(ActivationError) -> Tensor<S> {
        guard tensor.shape == shape else { throw .shapeMismatch(operation: "merging axes", shape, tensor.shape) }
        let moved = try tensor.transposed(order)
        let kept = moved.shape.dropLast(count)
        return try moved.reshaped(kept + [moved.shape.suffix(count).reduce(1, *)])
    }

    func separated<S>(_ tensor: Tensor<S>) throws(ActivationError) -> Tensor<S> {
        var inverse = order
        for (place, axis) in order.enumerated() { inverse[axis] = place }
        return try tensor.reshaped(order.map { shape[$0] }).transposed(inverse)
    }

    /// Options with the mask in full size.
    func merged<S>(_ options: SoftmaxOptions<S>, _ shape: [Int]) throws(ActivationError) -> SoftmaxOptions<S> {
        guard !options.isCausal else { throw .shapeMismatch(operation: "a causal mask along several axes", shape, []) }
        var options = options
        switch options.mask {
        case .additive(let mask): options.mask = .additive(try merged(try spread(mask, shape)))
        case .keeping(let mask): options.mask = .keeping(try merged(try spread(mask, shape)))
        case nil: break
        }
        return options
    }

    private func spread<S>(_ mask: Tensor<S>, _ shape: [Int]) throws(ActivationError) -> Tensor<S> {
        let last = shape.count - 1
        let plan = try MaskPlan(mask: mask.shape, to: shape, axis: last)
        let length = shape[last]
        return mask.withUnsafeBufferPointer { mask in
            Tensor(unsafeUninitializedShape: shape) { full in
                for place in full.indices {
                    let index = plan.start(row: place / length) + place % length * plan.step
                    full.initializeElement(at: place, to: mask[index])
                }
            }
        }
    }
}
