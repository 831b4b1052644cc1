// The textbook's words, from logits to classes. A logit is the log-odds of class 1; a row of logits has one per class.

extension Tensor where Scalar: ActivationScalar {
    /// The probability of class 1 from each logit: σ(x).
    public func probabilityOfClass1() -> Tensor { applying(.sigmoid) }

    /// The probability of class 0 from each logit: σ(−x), which keeps the digits that 1 − σ(x) loses.
    public func probabilityOfClass0() -> Tensor { applying(.linear(slope: -1), .sigmoid) }

    /// The odds p / (1 − p) from each logit: eˣ.
    public func odds() -> Tensor { applying(.exp) }

    /// The log-odds ln(p / (1 − p)) of each probability, NaN outside [0, 1].
    public func logOdds() -> Tensor { applying(.logit) }

    /// The distribution over the classes from each row of logits.
    public func classProbabilities() -> Tensor { softmax() }

    /// The class with the largest logit (or probability) in each row, the first of equals.
    ///
    /// - Throws: `ActivationError.emptyAxis` without classes, `.notANumber` for a row with a NaN.
    public func predictedClasses() throws(ActivationError) -> Tensor<Int> {
        let classes = try argmax(axis: -1)
        let largest = try maximum(axis: -1)
        try largest.requireNumbers()
        return classes
    }

    /// 1 where the probability of class 1 exceeds the threshold, else 0: each logit is compared with the threshold's.
    ///
    /// - Parameter threshold: a probability; ½ unless given.
    /// - Throws: `ActivationError.thresholdOutOfRange` outside [0, 1], `.notANumber` for a NaN among the logits.
    public func predictedClasses(threshold: Double) throws(ActivationError) -> Tensor<Int> {
        guard (0...1).contains(threshold) else { throw .thresholdOutOfRange(threshold) }
        try requireNumbers()
        let bound = Activation.logit(threshold)
        return mapped { Double($0) > bound ? 1 : 0 }
    }

    private func requireNumbers() throws(ActivationError) {
        if let position = withUnsafeBufferPointer({ $0.firstIndex(where: \.isNaN) }) {
            throw .notANumber(position: position)
        }
    }
}
