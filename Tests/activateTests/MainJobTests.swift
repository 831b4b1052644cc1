import Activations
import Foundation
import TensorFiles
import Testing

/// The command line on Tests/Data, beside scikit-learn's `predict_proba`.
@Suite struct MainJobTests {
    let activate: Command

    init() throws { activate = try Command() }

    @Test func digits() throws {
        let result = try activate(
            "dense", "--weights", data("digits/weights"), "--bias", data("digits/bias"), "--activation", "softmax",
            data("digits/features"), "-o", "p.npy")
        #expect(result == .init(code: 0))
        try expectEqual("p.npy", data("digits/probabilities"))
    }

    @Test func breastCancer() throws {
        let result = try activate(
            "dense", "--weights", data("breast-cancer/weights"), "--bias", data("breast-cancer/bias"),
            data("breast-cancer/features"), "-o", "logits.npy")
        #expect(result == .init(code: 0))
        let classified = try activate(
            "classify", "logits.npy", "--expected", data("breast-cancer/labels"), "--rows", "0", "-o", "p.npy")
        // What scikit-learn's model scores.
        #expect(classified == .init(code: 0, output: "141 of 143 are right: 98.60 %\n"))
        try expectEqual("p.npy", data("breast-cancer/probabilities"))
    }

    private func data(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Data/\(name).npy").path
    }

    private func expectEqual(_ output: String, _ expected: String) throws {
        let (output, expected) = (try Tensor<Double>(npy: activate.path(output)), try Tensor<Double>(npy: expected))
        #expect(output.shape == expected.shape)
        #expect(zip(output.scalars, expected.scalars).allSatisfy { abs($0 - $1) < 1e-6 })
    }
}
