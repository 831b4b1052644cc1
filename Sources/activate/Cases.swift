import Activations
import ArgumentParser
import TensorFiles

/// Where the rows of a data set come from, and where their true classes.
struct CaseOptions: ParsableArguments {
    @Argument(
        help: "The features, a row for each case: a .csv file whose first line names the columns, or a .npy file.",
        completion: .file(extensions: ["csv", "npy"]))
    var input: String

    @Option(help: "The column of the .csv file that holds the true classes.")
    var label: String?

    @Option(
        help: "The true classes of a .npy file, another .npy file with a class number for each case.",
        completion: .file(extensions: ["npy"]))
    var labels: String?

    var isTable: Bool { input.hasSuffix(".csv") }

    func validate() throws {
        if isTable, labels != nil { throw ValidationError("--labels goes with a .npy file; --label names a column.") }
        if !isTable, label != nil { throw ValidationError("--label names a column of a .csv file; use --labels.") }
    }
}

/// The rows of a data set.
struct Cases {
    /// The true classes as the file tells them.
    private enum Classes {
        case names([String])
        case numbers([Int])
    }

    let features: Tensor<Double>
    let featureNames: [String]
    private let classes: Classes?

    /// - Parameter wanted: the names of the features, all columns but the label unless given; a .npy file has no names.
    init(_ options: CaseOptions, features wanted: [String]? = nil) throws {
        if options.isTable {
            let table = try CSVTable(csv: options.input)
            featureNames = wanted ?? table.names.filter { $0 != options.label }
            features = try table.numbers(featureNames)
            classes = try options.label.map { label in .names(try table.column(label)) }
        } else {
            features = try FloatingTensor(npy: options.input).converted()
            featureNames = wanted ?? (0..<(features.shape.last ?? 0)).map { "feature \($0)" }
            classes = try options.labels.map { path in
                let numbers = try FloatingTensor(npy: path).converted(to: Double.self).scalars.map { number in
                    guard let index = Int(exactly: number) else {
                        throw Failure(description: "\(path): \(number) is not the number of a class")
                    }
                    return index
                }
                return .numbers(numbers)
            }
        }
    }

    /// The classes' names that occur, in the order of numbers where they are numbers, else in that of the alphabet.
    var classNames: [String] {
        switch classes {
        case .names(let names):
            let names = Set(names)
            return names.allSatisfy { Int($0) != nil } ? names.sorted { Int($0) ?? 0 < Int($1) ?? 0 } : names.sorted()
        case .numbers(let numbers): return (0...max(0, numbers.max() ?? 0)).map(String.init)
        case nil: return []
        }
    }

    /// The class numbers of the rows; nil where nobody tells.
    func labels(among names: [String]) throws -> Tensor<Int>? {
        switch classes {
        case .names(let classes):
            let indices = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
            return Tensor(
                try classes.enumerated().map { row, name in
                    guard let index = indices[name] else {
                        let known = names.joined(separator: ", ")
                        throw Failure(description: "the class of row \(row + 1) is “\(name)”; the classes are \(known)")
                    }
                    return index
                })
        case .numbers(let numbers): return Tensor(numbers)
        case nil: return nil
        }
    }
}
