import Activations
import Foundation
import TensorFiles

/// Rows of Tests/Data that no weight was fitted on, the fitted weights, and scikit-learn's answer.
struct HeldOut<Scalar: BLASScalar> {
    let features, labels, weights, bias, probabilities: Tensor<Scalar>

    init(_ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Data/\(name)")
        func read(_ file: String) throws -> Tensor<Scalar> {
            try Tensor<Double>(npy: folder.appending(path: "\(file).npy").path).mapped { Scalar($0) }
        }
        features = try read("features")
        labels = try read("labels")
        weights = try read("weights")
        bias = try read("bias")
        probabilities = try read("probabilities")
    }

    /// How many rows are given their true class.
    func correct(_ predicted: Tensor<Int>) -> Int {
        zip(predicted.scalars, labels.scalars).count { Scalar($0) == $1 }
    }
}
