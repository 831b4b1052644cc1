// The textbook's words, from logits to probabilities. A logit is the log-odds of class 1; a row of logits has one per class.

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

    /// The logarithms of the distribution over the classes from each row of logits.
    public func classLogProbabilities() -> Tensor { logSoftmax() }

    /// The log-odds of a class against another from each row of logits: the difference of their logits.
    ///
    ///     ln(p(a) / p(b)) = x(a) − x(b)
    ///
    /// - Throws: `ActivationError.classOutOfRange`.
    public func logOdds(ofClass a: Int, against b: Int) throws(ActivationError) -> Tensor {
        let (a, b) = (try column(a), try column(b))
        return try a - b
    }

    /// The log-odds of a class against all others together from each row of logits.
    ///
    ///     ln(p(a) / (1 − p(a))) = x(a) − ln Σ_{j≠a} e^x(j)
    ///
    /// Its odds are `odds()` of this, its probability and complement `probabilityOfClass1()` and `probabilityOfClass0()`,
    /// which keep their digits however close to 1 the probability is.
    ///
    /// - Throws: `ActivationError.classOutOfRange`.
    public func logOdds(ofClass a: Int) throws(ActivationError) -> Tensor {
        let own = try column(a)
        let classes = shape[rank - 1]
        let others = withUnsafeBufferPointer { x in
            Tensor(unsafeUninitializedShape: own.shape + [classes - 1]) { others in
                var target = 0
                for index in x.indices where index % classes != a {
                    others.initializeElement(at: target, to: x[index])
                    target += 1
                }
            }
        }
        return try own - others.logSumExp()
    }

    /// The logits of one class.
    private func column(_ index: Int) throws(ActivationError) -> Tensor {
        let classes = shape.last ?? 0
        guard 0..<classes ~= index else { throw .classOutOfRange(index, classes: classes) }
        return withUnsafeBufferPointer { x in
            Tensor(unsafeUninitializedShape: Array(shape.dropLast())) { column in
                for row in column.indices { column.initializeElement(at: row, to: x[row * classes + index]) }
            }
        }
    }
}
