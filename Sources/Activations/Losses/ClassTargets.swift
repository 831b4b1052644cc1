// Targets and weights of losses over classes, checked.

func requireWeights(_ weights: [Double]?, of loss: String) throws(ActivationError) {
    guard let wrong = weights?.first(where: { !($0 >= 0 && $0 < .infinity) }) else { return }
    throw .invalidParameter(activation: loss, parameter: "classWeights", value: wrong, allowed: "any number from 0 on")
}

func requireWeights(_ weights: [Double]?, classes: Int) throws(ActivationError) {
    if let weights, weights.count != classes { throw .countMismatch(expected: classes, actual: weights.count) }
}

extension ClassLoss {
    init(
        _ x: Tensor<S>, classes targets: Tensor<Int>, of loss: String, classWeights: [Double]?, ignored: Int?,
        smoothing: Double
    ) throws(ActivationError) {
        guard x.rank > 0, Array(x.shape.dropLast()) == targets.shape else {
            throw .shapeMismatch(operation: "the logits and classes of \(loss)", x.shape, targets.shape)
        }
        let classes = x.shape[x.rank - 1]
        try requireWeights(classWeights, classes: classes)
        try self.init(
            classes: classes, labels: targets.scalars, classWeights: classWeights, ignored: ignored,
            smoothing: smoothing)
    }

    /// A label for each row.
    init(
        classes: Int, labels: [Int], classWeights: [Double]?, ignored: Int?, smoothing: Double
    ) throws(ActivationError) {
        // All of them without an exit in between, which the compiler vectorises.
        let outside = labels.reduce(0) { $0 | (UInt(bitPattern: $1) < UInt(classes) ? 0 : 1) }
        if outside != 0, let row = labels.firstIndex(where: { $0 != ignored && !(0..<classes).contains($0) }) {
            throw .targetOutOfRange(
                row: row, target: Double(labels[row]), allowed: "a class from 0 to \(classes - 1)")
        }
        self.init(
            rows: labels.count, classes: classes, targets: .classes(labels), classWeights: classWeights,
            ignored: ignored, smoothing: smoothing)
    }

    /// What a row's gradient is multiplied with.
    func scale(
        _ shape: [Int], _ reduction: LossReduction, _ dy: Tensor<S>?, of loss: String
    ) throws(ActivationError) -> (_ row: Int) -> Double {
        let shape = reduction == .none ? Array(shape.dropLast()) : []
        if let dy, dy.shape != shape {
            throw .shapeMismatch(operation: "the upstream gradient of \(loss)", shape, dy.shape)
        }
        return scale(reduction, dy?.scalars.map { Double($0) })
    }

    /// What a row's gradient is multiplied with, from the upstream gradient: of each row without a reduction, else one.
    func scale(_ reduction: LossReduction, _ factors: [Double]?) -> (_ row: Int) -> Double {
        switch reduction {
        case .none: return { factors?[$0] ?? 1 }
        case .sum:
            let factor = factors?.first ?? 1
            return { _ in factor }
        case .mean:
            let factor = (factors?.first ?? 1) / totalWeight
            return { _ in factor }
        }
    }
}
