/// Binary cross entropy of logits: the negative log likelihood of targets, fused with the sigmoid.
///
///     w · (p·t·ln(1 + e⁻ˣ) + (1 − t)·ln(1 + eˣ)),   p the positive weight
///
/// Gradient: w · ((1 − t)·σ(x) − p·t·σ(−x)).
/// Edge cases: at x = ±∞ it is 0 where the target agrees and +∞ where it doesn't; NaN stays NaN.
/// Error bound: 4 ULP for each element where the target is 0 or 1; gradients between are within 4 ULP of their larger term.
///
///     let loss = try BinaryCrossEntropy()(logits, targets: t)
///     let dx = try BinaryCrossEntropy().gradient(logits, targets: t)
public struct BinaryCrossEntropy: Sendable, Hashable {
    let loss: LogitLoss

    public static func == (a: Self, b: Self) -> Bool { a.loss.parameters == b.loss.parameters }
    public func hash(into hasher: inout Hasher) { hasher.combine(loss.parameters) }

    /// - Parameter positiveWeight: the weight of class 1 against class 0, at least 0; to balance rare positives.
    /// - Throws: `ActivationError.invalidParameter`.
    @inline(__always)
    public init(positiveWeight: Double = 1) throws(ActivationError) {
        guard positiveWeight >= 0, positiveWeight < .infinity else {
            throw .invalidParameter(
                activation: "binary cross entropy", parameter: "positiveWeight", value: positiveWeight,
                allowed: "any number from 0 on")
        }
        loss = LogitLoss(
            name: "binary cross entropy", value: .crossEntropy, derivative: .crossEntropyDerivative,
            parameters: ParameterValues(positiveWeight, 1, 1), isHard: false)
    }

    /// The loss of each logit, or their sum or mean, of rank 0. The mean divides by the number of logits.
    ///
    /// - Parameters:
    ///   - targets: probabilities of class 1, of the logits' shape, from 0 to 1.
    ///   - weights: factors of the losses, of the logits' shape or a row that repeats.
    /// - Throws: `ActivationError.shapeMismatch`, `.targetOutOfRange`, which names the row.
    public func callAsFunction<S: BLASScalar>(
        _ logits: Tensor<S>, targets: Tensor<S>, weights: Tensor<S>? = nil, reduction: LossReduction = .mean
    ) throws(ActivationError) -> Tensor<S> {
        try loss(logits, targets, weights, reduction)
    }

    /// The gradient with respect to the logits.
    ///
    /// - Parameter upstream: the gradient with respect to the loss, of its shape; 1 unless given.
    /// - Throws: as the loss.
    public func gradient<S: BLASScalar>(
        _ logits: Tensor<S>, targets: Tensor<S>, weights: Tensor<S>? = nil, reduction: LossReduction = .mean,
        upstream: Tensor<S>? = nil
    ) throws(ActivationError) -> Tensor<S> {
        try loss.gradient(logits, targets, weights, reduction, upstream: upstream)
    }
}
