// From logits to classes.

/// Which of equal logits decides.
public enum TieBreak: Sendable {
    /// That of the lowest class.
    case first
    /// That of the highest class.
    case last
}

extension Tensor where Scalar: ActivationScalar {
    /// The class with the largest logit (or probability) in each row.
    ///
    /// - Throws: `ActivationError.emptyAxis` without classes, `.notANumber` for a row with a NaN.
    public func predictedClasses(ties: TieBreak = .first) throws(ActivationError) -> Tensor<Int> {
        try requireElements(along: -1)
        let classes = shape[rank - 1]
        var position: Int?
        let predicted = withUnsafeBufferPointer { x in
            Tensor<Int>(unsafeUninitializedShape: Array(shape.dropLast())) { predicted in
                for row in predicted.indices {
                    var best = 0
                    for index in 0..<classes {
                        let (logit, largest) = (x[row * classes + index], x[row * classes + best])
                        if logit.isNaN, position == nil { position = row * classes + index }
                        if logit > largest || logit == largest && ties == .last { best = index }
                    }
                    predicted.initializeElement(at: row, to: best)
                }
            }
        }
        if let position { throw .notANumber(position: position) }
        return predicted
    }

    /// 1 where the probability of class 1 exceeds the threshold, else 0: each logit is compared with the threshold's.
    ///
    /// - Parameter threshold: a probability; ½ unless given.
    /// - Throws: `ActivationError.thresholdOutOfRange` outside [0, 1], `.notANumber` for a NaN among the logits.
    public func predictedClasses(threshold: Double) throws(ActivationError) -> Tensor<Int> {
        guard (0...1).contains(threshold) else { throw .thresholdOutOfRange(threshold) }
        if let position = withUnsafeBufferPointer({ $0.firstIndex(where: \.isNaN) }) {
            throw .notANumber(position: position)
        }
        let bound = Activation.logit(threshold)
        return mapped { Double($0) > bound ? 1 : 0 }
    }
}
