import Activations
import TensorFiles
import Testing

/// Features to probabilities on real data. What is expected comes from scikit-learn's `predict_proba`, see
/// Tests/Data/README.md.
struct PredictionTests {
    /// In float32 the logits, of magnitude 30, are sums of up to 64 rounded products.
    static let float32Tolerance: Float = 1e-5

    @Test func digitsEqualScikitLearn() throws {
        let digits = try HeldOut<Double>("digits")
        let probabilities = try digits.features.dense(weights: digits.weights, bias: digits.bias, output: .softmax)
        #expect(largestDifference(probabilities, digits.probabilities) < 1e-6)
        #expect(digits.correct(try probabilities.argmax(axis: -1)) == 437)
    }

    @Test func digitsEqualScikitLearnInFloat32() throws {
        let digits = try HeldOut<Float>("digits")
        let logits = try digits.features.matmul(digits.weights) + digits.bias
        #expect(largestDifference(logits.softmax(), digits.probabilities) < Self.float32Tolerance)
    }

    @Test func breastCancerEqualsScikitLearn() throws {
        let cancer = try HeldOut<Double>("breast-cancer")
        let logits = try cancer.logOdds
        #expect(largestDifference(logits.probabilityOfClass0(), try cancer.column(0)) < 1e-6)
        #expect(largestDifference(logits.probabilityOfClass1(), try cancer.column(1)) < 1e-6)
        #expect(cancer.correct(try logits.predictedClasses(threshold: 0.5)) == 141)
    }

    @Test func breastCancerEqualsScikitLearnInFloat32() throws {
        let cancer = try HeldOut<Float>("breast-cancer")
        #expect(largestDifference(try cancer.logOdds.applying(.sigmoid), try cancer.column(1)) < Self.float32Tolerance)
    }
}

extension HeldOut {
    /// The log-odds of class 1 of two.
    fileprivate var logOdds: Tensor<Scalar> {
        get throws { try features.dense(weights: weights, bias: bias).reshaped([features.shape[0]]) }
    }

    /// scikit-learn's probabilities of a class.
    fileprivate func column(_ index: Int) throws -> Tensor<Scalar> {
        try Tensor(shape: [probabilities.shape[0]]) { probabilities[$0[0], index] }
    }
}

/// Infinite where the shapes differ or a difference is no number.
private func largestDifference<S: ActivationScalar>(_ a: Tensor<S>, _ b: Tensor<S>) -> S {
    guard a.shape == b.shape else { return .infinity }
    let differences = zip(a.scalars, b.scalars).map { abs($0 - $1) }
    return differences.allSatisfy(\.isFinite) ? differences.max() ?? .infinity : .infinity
}
