/// Cross entropy of logits over the last axis: the negative log likelihood of targets, fused with the softmax.
///
///     −Σ w(k)·t(k)·ln p(k),   p = softmax(x)
///
/// The target is a class, t(k) = 1 there and 0 elsewhere, or a distribution. Label smoothing ε moves it to
/// (1 − ε)·t(k) + ε/classes.
///
/// Gradient: p·Σ w(k)·t(k) − w·t.
/// Edge cases: an impossible class (x = −∞) costs +∞ where the target needs it and nothing elsewhere; a NaN makes its
/// row's loss NaN.
///
///     let loss = try SoftmaxCrossEntropy()(logits, classes: labels)
///     let dx = try SoftmaxCrossEntropy().gradient(logits, classes: labels)
public struct SoftmaxCrossEntropy: Sendable, Hashable {
    let classWeights: [Double]?
    let ignored: Int?
    let smoothing: Double

    /// - Parameters:
    ///   - classWeights: the weight of each class, at least 0.
    ///   - ignoring: a target that marks rows without loss and gradient; any number, -100 in PyTorch.
    ///   - labelSmoothing: ε, from 0 to 1.
    /// - Throws: `ActivationError.invalidParameter`.
    public init(
        classWeights: [Double]? = nil, ignoring: Int? = nil, labelSmoothing: Double = 0
    ) throws(ActivationError) {
        guard (0...1).contains(labelSmoothing) else {
            throw .invalidParameter(
                activation: "cross entropy", parameter: "labelSmoothing", value: labelSmoothing,
                allowed: "from 0 to 1")
        }
        try requireWeights(classWeights, of: "cross entropy")
        (self.classWeights, ignored, smoothing) = (classWeights, ignoring, labelSmoothing)
    }

    /// The loss of each row, or their sum or mean, of rank 0. The mean divides by the weights of the rows' classes.
    ///
    /// - Parameter classes: a class for each row: the logits' shape without the last axis.
    /// - Throws: `ActivationError.shapeMismatch`, `.targetOutOfRange`, which names the row, `.countMismatch` for class
    ///   weights.
    public func callAsFunction<S: BLASScalar>(
        _ logits: Tensor<S>, classes: Tensor<Int>, reduction: LossReduction = .mean
    ) throws(ActivationError) -> Tensor<S> {
        try loss(logits, try targets(logits, classes), reduction)
    }

    /// The loss of each row, or their sum or mean, of rank 0. The mean divides by the number of rows.
    ///
    /// - Parameter distributions: of the logits' shape, each element from 0 to 1.
    /// - Throws: as for classes.
    public func callAsFunction<S: BLASScalar>(
        _ logits: Tensor<S>, distributions: Tensor<S>, reduction: LossReduction = .mean
    ) throws(ActivationError) -> Tensor<S> {
        try loss(logits, try targets(logits, distributions), reduction)
    }

    /// The gradient with respect to the logits.
    ///
    /// - Parameter upstream: the gradient with respect to the loss, of its shape; 1 unless given.
    /// - Throws: as the loss.
    public func gradient<S: BLASScalar>(
        _ logits: Tensor<S>, classes: Tensor<Int>, reduction: LossReduction = .mean, upstream: Tensor<S>? = nil
    ) throws(ActivationError) -> Tensor<S> {
        try gradient(logits, try targets(logits, classes), reduction, upstream)
    }

    /// The gradient with respect to the logits.
    public func gradient<S: BLASScalar>(
        _ logits: Tensor<S>, distributions: Tensor<S>, reduction: LossReduction = .mean, upstream: Tensor<S>? = nil
    ) throws(ActivationError) -> Tensor<S> {
        try gradient(logits, try targets(logits, distributions), reduction, upstream)
    }

    private func targets<S: BLASScalar>(
        _ logits: Tensor<S>, _ classes: Tensor<Int>
    ) throws(ActivationError) -> ClassLoss<S> {
        try ClassLoss(
            logits, classes: classes, of: "cross entropy", classWeights: classWeights, ignored: ignored,
            smoothing: smoothing)
    }

    private func targets<S: BLASScalar>(
        _ logits: Tensor<S>, _ distributions: Tensor<S>
    ) throws(ActivationError) -> ClassLoss<S> {
        guard logits.rank > 0, logits.shape == distributions.shape else {
            throw .shapeMismatch(
                operation: "the logits and distributions of cross entropy", logits.shape, distributions.shape)
        }
        let width = logits.shape[logits.rank - 1]
        try requireWeights(classWeights, classes: width)
        let wrong = distributions.withUnsafeBufferPointer { $0.firstIndex { !($0 >= 0 && $0 <= 1) } }
        if let wrong {
            throw .targetOutOfRange(
                row: wrong / width, target: Double(distributions.withUnsafeBufferPointer { $0[wrong] }),
                allowed: "from 0 to 1")
        }
        return ClassLoss(
            rows: logits.count / max(1, width), classes: width, targets: .distributions(distributions),
            classWeights: classWeights, ignored: nil, smoothing: smoothing)
    }

    /// Rows that a block has: enough to keep the kernels busy, few enough for the cache.
    private func rowsOfBlock(_ classes: Int) -> Int { max(1, 4096 / max(1, classes)) }

    private func loss<S: BLASScalar>(
        _ logits: Tensor<S>, _ targets: ClassLoss<S>, _ reduction: LossReduction
    ) throws(ActivationError) -> Tensor<S> {
        let shape = reduction == .none ? Array(logits.shape.dropLast()) : []
        return Tensor(shape: shape, from: [logits]) { inputs, result in
            losses(inputs[0], targets, reduction, result)
        }
    }

    private func gradient<S: BLASScalar>(
        _ logits: Tensor<S>, _ targets: ClassLoss<S>, _ reduction: LossReduction, _ dy: Tensor<S>?
    ) throws(ActivationError) -> Tensor<S> {
        let scale = try targets.scale(logits.shape, reduction, dy, of: "cross entropy")
        return Tensor(shape: logits.shape, from: [logits]) { inputs, dx in
            gradients(inputs[0], targets, scale: scale, dx)
        }
    }

    func losses<S: BLASScalar>(
        _ x: UnsafePointer<S>, _ targets: ClassLoss<S>, _ reduction: LossReduction, _ result: UnsafeMutablePointer<S>
    ) {
        let (classes, size) = (targets.classes, rowsOfBlock(targets.classes))
        let (sum, weight) = sumOfBlocks(targets.rows, of: size, scratch: classes, S.self) { block, scratch in
            let split = AxisSplit(outer: block.count, length: classes, inner: 1)
            RowFunction.logSoftmax(split, x + block.lowerBound * classes, scratch)
            return targets.losses(block, logarithms: UnsafePointer(scratch)) { row, loss in
                if reduction == .none { (result + row).initialize(to: S(loss)) }
            }
        }
        if reduction != .none { result.initialize(to: S(reduction == .mean ? sum / weight : sum)) }
    }

    func gradients<S: BLASScalar>(
        _ x: UnsafePointer<S>, _ targets: ClassLoss<S>, scale: (_ row: Int) -> Double, _ dx: UnsafeMutablePointer<S>
    ) {
        let (classes, size) = (targets.classes, rowsOfBlock(targets.classes))
        _ = sumOfBlocks(targets.rows, of: size, scratch: 1, S.self) { block, sums in
            let (source, target) = (x + block.lowerBound * classes, dx + block.lowerBound * classes)
            RowFunction.softmax(AxisSplit(outer: block.count, length: classes, inner: 1), source, target)
            targets.gradients(block, target, sums: sums, scale: scale)
            return (0, 0)
        }
    }
}
