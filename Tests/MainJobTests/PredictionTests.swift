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
        let logits = try digits.features.matmul(digits.weights) + digits.bias
        let probabilities = logits.softmax()
        #expect(largestDifference(probabilities, digits.probabilities) < 1e-6)
        #expect(try digits.correct(in: probabilities) == 436)
    }

    @Test func digitsEqualScikitLearnInFloat32() throws {
        let digits = try HeldOut<Float>("digits")
        let probabilities = (try digits.features.matmul(digits.weights) + digits.bias).softmax()
        #expect(largestDifference(probabilities, digits.probabilities) < Self.float32Tolerance)
    }

    @Test func breastCancerEqualsScikitLearn() throws {
        let cancer = try HeldOut<Double>("breast-cancer")
        let logits = try cancer.features.matmul(cancer.weights) + cancer.bias
        let malignant = logits.applying(.sigmoid)
        let benign = (-logits).applying(.sigmoid)
        let probabilities = try Tensor(shape: cancer.probabilities.shape) { index in
            index[1] == 1 ? malignant[index[0], 0] : benign[index[0], 0]
        }
        #expect(largestDifference(probabilities, cancer.probabilities) < 1e-6)
        #expect(try cancer.correct(in: probabilities) == 141)
    }

    @Test func breastCancerEqualsScikitLearnInFloat32() throws {
        let cancer = try HeldOut<Float>("breast-cancer")
        let logits = try cancer.features.matmul(cancer.weights) + cancer.bias
        let malignant = logits.applying(.sigmoid)
        let expected = try Tensor(shape: malignant.shape) { cancer.probabilities[$0[0], 1] }
        #expect(largestDifference(malignant, expected) < Self.float32Tolerance)
    }
}

/// Infinite where the shapes differ or a difference is no number.
private func largestDifference<S: ActivationScalar>(_ a: Tensor<S>, _ b: Tensor<S>) -> S {
    guard a.shape == b.shape else { return .infinity }
    let differences = zip(a.scalars, b.scalars).map { abs($0 - $1) }
    return differences.allSatisfy(\.isFinite) ? differences.max() ?? .infinity : .infinity
}
