import Activations
import Foundation
import TensorFiles
import Testing

/// Fits on real data. What is expected comes from scikit-learn, see Tests/Data/README.md.
struct FittingTests {
    static let standardized = FitOptions(standardizes: true)

    @Test func breastCancerEqualsScikitLearn() throws {
        let data = try TrainingData("breast-cancer")
        let model = try LogisticRegression(fitting: data.features, labels: data.labels, options: Self.standardized)
        #expect(model.progress.isConverged)
        try expectEqual(model.coefficients, to: data.expected("weights"))
        try expectEqual([model.intercept], to: data.expected("bias"))

        let heldOut = try HeldOut<Double>("breast-cancer")
        #expect(heldOut.correct(try model.predict(heldOut.features)) == 141)
    }

    @Test(arguments: ["digits", "iris"])
    func softmaxRegressionEqualsScikitLearn(name: String) throws {
        let data = try TrainingData(name)
        let model = try SoftmaxRegression(fitting: data.features, labels: data.labels, options: Self.standardized)
        #expect(model.progress.isConverged)
        try expectEqual(model.coefficients, to: data.expected("weights"))
        try expectEqual(model.intercepts, to: data.expected("bias"))
    }

    /// Within 10⁻⁵ of the larger of 1 and the expected number.
    private func expectEqual(_ found: [Double], to expected: [Double]) throws {
        #expect(found.count == expected.count)
        let worst = zip(found, expected).map { abs($0 - $1) / max(1, abs($1)) }.max()
        #expect(try #require(worst) < 1e-5)
    }
}

/// The rows of Tests/Data that models are fitted to.
struct TrainingData {
    let folder: URL
    let features: Tensor<Double>
    let labels: Tensor<Int>

    init(_ name: String) throws {
        folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Data/\(name)")
        let table = try CSVTable(csv: folder.appending(path: "train.csv").path)
        features = try table.numbers(table.names.filter { $0 != "class" })
        let classes = try table.column("class")
        let names = Set(classes).sorted()
        labels = Tensor(classes.map { names.firstIndex(of: $0) ?? -1 })
    }

    func expected(_ file: String) throws -> [Double] {
        try Tensor<Double>(npy: folder.appending(path: "\(file).npy").path).scalars
    }
}
