// How sure a classifier is of each row.

extension Tensor where Scalar: ActivationScalar {
    /// The entropy of the distribution over the classes from each row of logits, in nats: 0 where one class has it all,
    /// ln(classes) where all are equal.
    ///
    ///     −Σ p·ln p, p = softmax(x)
    ///
    /// Impossible classes add nothing. A NaN makes its row NaN.
    public func entropy() -> Tensor {
        let classes = shape.last ?? 1
        return logSoftmax().withUnsafeBufferPointer { logarithms in
            Tensor(unsafeUninitializedShape: Array(shape.dropLast())) { entropies in
                for row in entropies.indices {
                    var entropy = 0.0
                    for index in row * classes..<(row + 1) * classes {
                        let logarithm = Double(logarithms[index])
                        if logarithm != -.infinity { entropy -= Activation.exp(logarithm) * logarithm }
                    }
                    entropies.initializeElement(at: row, to: Scalar(entropy))
                }
            }
        }
    }

    /// By how much the likeliest class is ahead of the next in probability, for each row of logits: from 0 to 1.
    ///
    /// - Throws: `ActivationError.topCountOutOfRange` where there are fewer than two classes, `.notANumber` for a row with
    ///   a NaN.
    public func margin() throws(ActivationError) -> Tensor {
        let top = try topClasses(2).probabilities
        return top.withUnsafeBufferPointer { top in
            Tensor(unsafeUninitializedShape: Array(shape.dropLast())) { margins in
                for row in margins.indices {
                    margins.initializeElement(at: row, to: top[2 * row] - top[2 * row + 1])
                }
            }
        }
    }
}
