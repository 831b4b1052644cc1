internal import CKernels

/// A loss of each logit and its target, weighted and reduced.
struct LogitLoss {
    let name: String
    let value, derivative: LossKind
    let parameters: ParameterValues
    /// Whether targets are 0 or 1, or anything between too.
    let isHard: Bool

    private static var block: Int { 2048 }

    /// w · loss(x, t), or the sum or mean of that, of rank 0.
    func callAsFunction<S: BLASScalar>(
        _ x: Tensor<S>, _ targets: Tensor<S>, _ weights: Tensor<S>?, _ reduction: LossReduction
    ) throws(ActivationError) -> Tensor<S> {
        let inputs = [x, targets] + (try checked(x, targets, weights).map { [$0] } ?? [])
        if reduction == .none {
            return Tensor(shape: x.shape, from: inputs) { inputs, result in
                Walk<S>.over(x.count, output: result, streams: false) { part, target in
                    losses(of: inputs, part, target)
                }
            }
        }
        let result = Tensor<S>(shape: [], from: inputs) { inputs, result in
            let sum = sumOfBlocks(x.count, of: Self.block, scratch: Self.block, S.self) { block, scratch in
                losses(of: inputs, block, scratch)
                return (S._kernels.pointer.pointee.sum(scratch, block.count), 0)
            }.sum
            result.initialize(to: S(reduction == .mean ? sum / Double(x.count) : sum))
        }
        return result
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
        let factors = [weights, reduction == .none ? dy : nil].compactMap(\.self)
        let scale = (reduction == .none ? 1 : dy?[] ?? 1) / (reduction == .mean ? S(x.count) : 1)
        return Tensor(shape: x.shape, from: [x, targets] + factors) { inputs, dx in
            let kernel = S._kernels.pointer.pointee.losses[Int(derivative.rawValue)]
            Walk<S>.over(x.count, output: dx, streams: false, blockwise: true) { part, target in
                parameters.withUnsafePointer {
                    kernel(inputs[0] + part.lowerBound, inputs[1] + part.lowerBound, target, part.count, $0)
                }
                for factor in inputs.dropFirst(2) {
                    PairKind.product(UnsafePointer(target), factor + part.lowerBound, target, count: part.count)
                }
                if scale != 1 {
                    Activation.linear(slope: Double(scale)).forward(UnsafePointer(target), target, count: part.count)
                }
            }
        }
    }

    private func losses<S: BLASScalar>(
        of inputs: [UnsafePointer<S>], _ part: Range<Int>, _ target: UnsafeMutablePointer<S>
    ) {
        let kernel = S._kernels.pointer.pointee.losses[Int(value.rawValue)]
        parameters.withUnsafePointer {
            kernel(inputs[0] + part.lowerBound, inputs[1] + part.lowerBound, target, part.count, $0)
        }
        if inputs.count > 2 {
            PairKind.product(UnsafePointer(target), inputs[2] + part.lowerBound, target, count: part.count)
        }
    }

    /// The weights in the shape of x.
    private func checked<S: BLASScalar>(
        _ x: Tensor<S>, _ targets: Tensor<S>, _ weights: Tensor<S>?
    ) throws(ActivationError) -> Tensor<S>? {
        guard x.shape == targets.shape else {
            throw .shapeMismatch(operation: "the logits and targets of \(name)", x.shape, targets.shape)
        }
        let wrong = targets.withUnsafeBufferPointer { targets in
            targets.firstIndex { isHard ? $0 != 0 && $0 != 1 : !($0 >= 0 && $0 <= 1) }
        }
        if let wrong {
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
}
