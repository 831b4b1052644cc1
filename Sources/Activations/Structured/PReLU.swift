extension Tensor where Scalar: ActivationScalar {
    /// The rectifier whose slopes below 0 are learned, one for each channel.
    ///
    ///     x ≥ 0 ? x : slope · x
    ///
    /// Edge cases: NaN stays NaN; a slope that is NaN or infinite acts below 0 alone.
    /// Error bound: ½ ULP.
    /// - Parameters:
    ///   - slopes: As many as the axis has elements, or one for all.
    ///   - axis: The axis of the channels. Unless given it is the second, and the last of a vector; a negative one
    ///     counts from the back.
    /// - Throws: `ActivationError.axisOutOfRange`, `.slopeCountMismatch`.
    /// Reference: He et al., 2015.
    public func prelu(slopes: Tensor, axis: Int? = nil) throws(ActivationError) -> Tensor {
        let prelu = try PReLU(shape, axis: axis, slopes: slopes.count)
        return Tensor(shape: shape, from: [self, slopes]) { prelu.forward($0[0], slopes: $0[1], $1) }
    }

    /// The gradients of a loss with respect to this tensor and to its slopes, `upstream` being that with respect to
    /// its PReLU.
    ///
    ///     x:      upstream · (x > 0 ? 1 : slope)
    ///     slopes: Σ upstream · min(x, 0), over all elements of the channel
    ///
    /// The sums are in double, and in an order that the shape alone decides. An element that is not below 0 adds
    /// nothing.
    ///
    /// - Throws: `ActivationError.axisOutOfRange`, `.slopeCountMismatch`, `.shapeMismatch`.
    public func preluGradient(
        slopes: Tensor, upstream dy: Tensor, axis: Int? = nil
    ) throws(ActivationError) -> (x: Tensor, slopes: Tensor) {
        let prelu = try PReLU(shape, axis: axis, slopes: slopes.count)
        guard dy.shape == shape else { throw .shapeMismatch(operation: "the gradient of PReLU", shape, dy.shape) }
        var sums = [Double](repeating: 0, count: prelu.sumCount)
        var dx = Tensor(unsafeUninitializedShape: shape) { _ in }
        let toSlopes = dx.withUnsafeMutableBufferPointer { dx in
            sums.withUnsafeMutableBufferPointer { sums in
                Tensor(shape: slopes.shape, from: [dy, self, slopes]) { inputs, toSlopes in
                    guard let dx = dx.baseAddress else { return }
                    prelu.backward(inputs[0], inputs[1], slopes: inputs[2], dx, toSlopes: toSlopes, sums: sums)
                }
            }
        }
        return (dx, toSlopes)
    }
}
