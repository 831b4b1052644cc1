/// The negative log likelihood of classes from log-probabilities over the last axis, such as a log-softmax gives.
///
///     −w(k)·x(k), k the true class
///
/// Gradient: −w(k) there, 0 elsewhere.
public struct NegativeLogLikelihood: Sendable, Hashable {
    let classWeights: [Double]?
    let ignored: Int?

    /// - Parameters:
    ///   - classWeights: the weight of each class, at least 0.
    ///   - ignoring: a target that marks rows without loss and gradient; any number, -100 in PyTorch.
    /// - Throws: `ActivationError.invalidParameter`.
    public init(classWeights: [Double]? = nil, ignoring: Int? = nil) throws(ActivationError) {
        try requireWeights(classWeights, of: "negative log likelihood")
        (self.classWeights, ignored) = (classWeights, ignoring)
    }

    /// The loss of each row, or their sum or mean, of rank 0. The mean divides by the weights of the rows' classes.
    ///
    /// - Parameter classes: a class for each row: the shape without the last axis.
    /// - Throws: `ActivationError.shapeMismatch`, `.targetOutOfRange`, which names the row, `.countMismatch` for class
    ///   weights.
    public func callAsFunction<S: BLASScalar>(
        _ logProbabilities: Tensor<S>, classes: Tensor<Int>, reduction: LossReduction = .mean
    ) throws(ActivationError) -> Tensor<S> {
        let targets = try targets(logProbabilities, classes)
        let shape = reduction == .none ? Array(logProbabilities.shape.dropLast()) : []
        return Tensor(shape: shape, from: [logProbabilities]) { inputs, result in
            let (sum, weight) = targets.losses(0..<targets.rows, logarithms: inputs[0]) { row, loss in
                if reduction == .none { (result + row).initialize(to: S(loss)) }
            }
            if reduction != .none { result.initialize(to: S(reduction == .mean ? sum / weight : sum)) }
        }
    }

    /// The gradient with respect to the log-probabilities.
    ///
    /// - Parameter upstream: the gradient with respect to the loss, of its shape; 1 unless given.
    /// - Throws: as the loss.
    public func gradient<S: BLASScalar>(
        _ logProbabilities: Tensor<S>, classes: Tensor<Int>, reduction: LossReduction = .mean,
        upstream: Tensor<S>? = nil
    ) throws(ActivationError) -> Tensor<S> {
        let targets = try targets(logProbabilities, classes)
        let scale = try targets.scale(logProbabilities.shape, reduction, upstream, of: "negative log likelihood")
        var gradient = try Tensor<S>(shape: logProbabilities.shape, repeating: 0)
        gradient.withUnsafeMutableBufferPointer { gradient in
            for row in 0..<targets.rows where !targets.isIgnored(row) {
                gradient[row * targets.classes + targets.label(row)] = S(-targets.weight(row) * scale(row))
            }
        }
        return gradient
    }

    private func targets<S: BLASScalar>(
        _ x: Tensor<S>, _ classes: Tensor<Int>
    ) throws(ActivationError) -> ClassLoss<S> {
        try ClassLoss(
            x, classes: classes, of: "negative log likelihood", classWeights: classWeights, ignored: ignored,
            smoothing: 0)
    }
}
