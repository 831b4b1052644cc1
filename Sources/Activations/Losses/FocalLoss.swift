/// The focal loss of logits: a binary cross entropy in which rows that are right already count little.
///
///     −a·(1 − q)^γ·ln q,   q the probability of the true class, a = α for class 1 and 1 − α for class 0
///
/// Gradient: of class 1, −a·(1 − q)^γ·(γ·q·(−ln q) + 1 − q); of class 0 its opposite.
/// Edge cases: at x = ±∞ it is 0 where the target agrees and +∞ where it doesn't; NaN stays NaN.
/// Error bound: 4 + 3γ ULP for each element.
/// Reference: Lin, Goyal, Girshick, He & Dollár, Focal Loss for Dense Object Detection, 2017.
public struct FocalLoss: Sendable, Hashable {
    let loss: LogitLoss

    public static func == (a: Self, b: Self) -> Bool { a.loss.parameters == b.loss.parameters }
    public func hash(into hasher: inout Hasher) { hasher.combine(loss.parameters) }

    /// - Parameters:
    ///   - gamma: how much less right rows count; at least 0, where 0 gives cross entropy.
    ///   - alpha: the weight of class 1, from 0 to 1; without it both classes count 1.
    /// - Throws: `ActivationError.invalidParameter`.
    public init(gamma: Double = 2, alpha: Double? = 0.25) throws(ActivationError) {
        guard gamma >= 0, gamma < .infinity else {
            throw .invalidParameter(
                activation: "focal loss", parameter: "gamma", value: gamma, allowed: "any number from 0 on")
        }
        if let alpha, !(0...1).contains(alpha) {
            throw .invalidParameter(
                activation: "focal loss", parameter: "alpha", value: alpha, allowed: "from 0 to 1")
        }
        loss = LogitLoss(
            name: "focal loss", value: .focal, derivative: .focalDerivative,
            parameters: ParameterValues(alpha ?? 1, alpha.map { 1 - $0 } ?? 1, 1, gamma), isHard: true)
    }

    /// The loss of each logit, or their sum or mean, of rank 0. The mean divides by the number of logits.
    ///
    /// - Parameters:
    ///   - targets: 0 or 1, of the logits' shape.
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
