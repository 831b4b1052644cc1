internal import CKernels

/// A loss of each logit and its target, weighted and reduced.
struct LogitLoss {
    let name: StaticString
    let value, derivative: LossKind
    /// As losses.h has them; derivatives have the factor 1.
    let parameters: ParameterValues
    /// Whether targets are 0 or 1, or anything between too.
    let isHard: Bool

    /// w · loss(x, t), or the sum or mean of that, of rank 0.
    func callAsFunction<S: BLASScalar>(
        _ x: Tensor<S>, _ targets: Tensor<S>, _ weights: Tensor<S>?, _ reduction: LossReduction
    ) throws(ActivationError) -> Tensor<S> {
        let weights = try checked(x, targets, weights)
        return Tensor(shape: reduction == .none ? x.shape : [], from: [x, targets, weights ?? x]) { start, result in
            let inputs = LogitInputs(logits: start[0], targets: start[1], weights: weights.map { _ in start[2] })
            losses(of: inputs, count: x.count, reduction, result)
        }
    }

    /// The gradient with respect to x: w · loss′(x, t) · dy, divided by the number of elements for a mean.
    ///
    /// - Parameter dy: of x's shape without a reduction, of rank 0 with one; 1 unless given.
    func gradient<S: BLASScalar>(
        _ x: Tensor<S>, _ targets: Tensor<S>, _ weights: Tensor<S>?, _ reduction: LossReduction, upstream dy: Tensor<S>?
    ) throws(ActivationError) -> Tensor<S> {
        let weights = try checked(x, targets, weights)
        let shape = reduction == .none ? x.shape : []
        if let dy, dy.shape != shape {
            throw .shapeMismatch(operation: "the upstream gradient of \(name)", shape, dy.shape)
        }
        let each = reduction == .none ? dy : nil
        return Tensor(shape: x.shape, from: [x, targets, weights ?? x, each ?? x]) { start, dx in
            let inputs = LogitInputs(
                logits: start[0], targets: start[1], weights: weights.map { _ in start[2] },
                upstream: each.map { _ in start[3] })
            gradients(of: inputs, count: x.count, reduction, upstream: reduction == .none ? 1 : dy?[] ?? 1, dx)
        }
    }

    @specialized(where S == Float)
    @specialized(where S == Double)
    func losses<S: BLASScalar>(
        of inputs: LogitInputs<S>, count: Int, _ reduction: LossReduction, _ result: UnsafeMutablePointer<S>
    ) {
        if reduction == .none {
            Walk<S>.over(count, output: result, streams: false) { part, target in losses(of: inputs, part, target) }
        } else {
            let sum = sumOfBlocks(count, of: 2048, scratch: 1, S.self) { block, scratch in
                losses(of: inputs, block, scratch)
                return (S._kernels.pointer.pointee.sum(scratch, block.count), 0)
            }.sum
            result.initialize(to: S(reduction == .mean ? sum / Double(count) : sum))
        }
    }

    /// - Parameter upstream: A factor of all.
    @specialized(where S == Float)
    @specialized(where S == Double)
    func gradients<S: BLASScalar>(
        of inputs: LogitInputs<S>, count: Int, _ reduction: LossReduction, upstream dy: S,
        _ dx: UnsafeMutablePointer<S>
    ) {
        var parameters = parameters
        parameters[2] = Double(dy / (reduction == .mean ? S(count) : 1))
        // The other losses take longer than memory.
        let streams = Walk<S>.isLarge(count) && dx != inputs.logits && derivative == .crossEntropyDerivative
        let hasFactors = inputs.weights != nil || inputs.upstream != nil
        Walk<S>.over(count, output: dx, streams: streams, blockwise: hasFactors) { part, target in
            evaluate(derivative, parameters, inputs, part, target)
            multiply(target, by: inputs.weights, part)
            multiply(target, by: inputs.upstream, part)
        }
    }

    @inline(__always)
    private func losses<S: BLASScalar>(
        of inputs: LogitInputs<S>, _ part: Range<Int>, _ target: UnsafeMutablePointer<S>
    ) {
        evaluate(value, parameters, inputs, part, target)
        multiply(target, by: inputs.weights, part)
    }

    @inline(__always)
    private func evaluate<S: BLASScalar>(
        _ kind: LossKind, _ parameters: ParameterValues, _ inputs: LogitInputs<S>, _ part: Range<Int>,
        _ target: UnsafeMutablePointer<S>
    ) {
        let kernel = S._kernels.pointer.pointee.losses[Int(kind.rawValue)]
        parameters.withUnsafePointer {
            kernel(inputs.logits + part.lowerBound, inputs.targets + part.lowerBound, target, part.count, $0)
        }
    }

    @inline(__always)
    private func multiply<S: BLASScalar>(
        _ target: UnsafeMutablePointer<S>, by factors: UnsafePointer<S>?, _ part: Range<Int>
    ) {
        guard let factors else { return }
        PairKind.product(UnsafePointer(target), factors + part.lowerBound, target, count: part.count)
    }

    /// The weights in the shape of x.
    private func checked<S: BLASScalar>(
        _ x: Tensor<S>, _ targets: Tensor<S>, _ weights: Tensor<S>?
    ) throws(ActivationError) -> Tensor<S>? {
        guard x.shape == targets.shape else {
            throw .shapeMismatch(operation: "the logits and targets of \(name)", x.shape, targets.shape)
        }
        if let wrong = targets.withUnsafeBufferPointer(firstWrong) {
            let width = max(1, x.shape.dropFirst().reduce(1, *))
            throw .targetOutOfRange(
                row: wrong / width, target: Double(targets.withUnsafeBufferPointer { $0[wrong] }),
                allowed: isHard ? "0 or 1" : "from 0 to 1")
        }
        guard let weights, weights.shape != x.shape else { return weights }
        let spread = try Tensor(shape: x.shape, repeating: 0) + weights
        guard spread.shape == x.shape else {
            throw .shapeMismatch(operation: "the weights of \(name)", x.shape, weights.shape)
        }
        return spread
    }

    /// The first target that is out of range.
    func firstWrong<S: BLASScalar>(_ targets: UnsafeBufferPointer<S>) -> Int? {
        guard let first = targets.baseAddress,
            !S._kernels.pointer.pointee.are_targets(first, targets.count, !isHard)
        else { return nil }
        return targets.firstIndex { isHard ? $0 != 0 && $0 != 1 : !($0 >= 0 && $0 <= 1) }
    }
}
