import Activations
import FoundationEssentials

/// A fitted model with the names of its features and classes, as a file keeps it.
public struct Classifier: Codable, Equatable, Sendable {
    public enum Model: Codable, Equatable, Sendable {
        /// Two classes.
        case logistic(LogisticRegression)
        /// Two or more.
        case softmax(SoftmaxRegression)
    }

    public let model: Model
    public let features: [String]
    public let classes: [String]

    /// - Throws: `FitError.inconsistentModel` when there are more or fewer names than features or classes.
    public init(_ model: Model, features: [String], classes: [String]) throws(FitError) {
        (self.model, self.features, self.classes) = (model, features, classes)
        try validate()
    }

    /// The probability of each class for each row, [rows, classes].
    public func predictProbabilities<S: BLASScalar>(_ x: Tensor<S>) throws(FitError) -> Tensor<S> {
        switch model {
        case .logistic(let model): try model.predictProbabilities(x)
        case .softmax(let model): try model.predictProbabilities(x)
        }
    }

    /// The logits of the classes for each row, [rows, classes]; of a logistic regression, 0 and the log-odds.
    public func logits<S: BLASScalar>(_ x: Tensor<S>) throws(FitError) -> Tensor<S> {
        switch model {
        case .logistic(let model):
            let logOdds = try model.logits(x)
            return logOdds.withUnsafeBufferPointer { logOdds in
                Tensor(unsafeUninitializedShape: [logOdds.count, 2]) { pairs in
                    for row in logOdds.indices {
                        pairs.initializeElement(at: 2 * row, to: 0)
                        pairs.initializeElement(at: 2 * row + 1, to: logOdds[row])
                    }
                }
            }
        case .softmax(let model):
            return try model.logits(x)
        }
    }

    /// Reads a model that ``write(json:)`` has written.
    ///
    /// - Throws: an error that names the file and what is wrong with it.
    public init(json path: String) throws(TensorFileError) {
        do throws(TensorFileError.Problem) {
            let file = try InputFile(path)
            let bytes = try file.read(count: file.size)
            do {
                self = try JSONDecoder().decode(Classifier.self, from: Data(bytes))
                try validate()
            } catch {
                throw TensorFileError.Problem.malformedModel(Self.text(error))
            }
        } catch {
            throw TensorFileError(path: path, problem: error)
        }
    }

    /// Writes the model as JSON, every number with all its digits; the file appears whole or not at all.
    public func write(json path: String) throws(TensorFileError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let bytes: [UInt8]
        do {
            bytes = Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
        } catch {
            throw TensorFileError(path: path, problem: .malformedModel(Self.text(error)))
        }
        try OutputFile.replace(path) { (file) throws(TensorFileError.Problem) in try file.write(bytes) }
    }

    private func validate() throws(FitError) {
        let (featureCount, classCount): (Int, Int)
        switch model {
        case .logistic(let model):
            try model.validate()
            (featureCount, classCount) = (model.coefficients.count, 2)
        case .softmax(let model):
            try model.validate()
            (featureCount, classCount) = (model.features, model.classes)
        }
        guard features.count == featureCount else {
            throw .inconsistentModel("\(features.count) names of features for \(featureCount)")
        }
        guard classes.count == classCount else {
            throw .inconsistentModel("\(classes.count) names of classes for \(classCount)")
        }
    }

    private static func text(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "“\(key.stringValue)” is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            "\((context.codingPath.map(\.stringValue) + [context.debugDescription]).joined(separator: ": "))"
        default: "\(error)"
        }
    }
}
