import Activations
import ArgumentParser
import Glibc
import TensorFiles

struct Classify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turn logits into probabilities and classes.",
        discussion: """
            activate classify logits.npy --labels cat,dog,horse -o probabilities.npy

            A matrix has a row for each case and a column for each class. A vector or a single column holds the log-odds \
            of class 1 against class 0. The probabilities have a column for each class in both.
            """)

    @Argument(help: "The logits, a .npy file of float32 or float64.", completion: .file(extensions: ["npy"]))
    var input: String

    @Option(help: "The names of the classes from class 0 on: separated by commas, or a file with a name on each line.")
    var labels: String?

    @Option(help: "Of two classes, class 1 is chosen when its probability exceeds this number; 0.5 unless given.")
    var threshold: Double?

    @Option(name: .shortAndLong, help: "Where the probabilities go, in the type of the logits.")
    var output: String?

    @Option(help: "How many cases the table shows; with 0 nothing is printed.")
    var rows = 10

    func validate() throws {
        if rows < 0 { throw ValidationError("--rows is \(rows), below 0.") }
        if let threshold, !(0...1).contains(threshold) {
            throw ValidationError("--threshold is \(threshold), not between 0 and 1.")
        }
    }

    func run() throws {
        switch try FloatingTensor(npy: input) {
        case .float32(let logits): try classify(logits)
        case .float64(let logits): try classify(logits)
        }
    }

    private func classify<S: ActivationScalar & NumPyScalar>(_ logits: Tensor<S>) throws {
        let (probabilities, classes) = try classified(logits)
        let names = try names(of: probabilities.shape[1])
        try output.map { path in try probabilities.write(npy: path) }
        let shown = min(rows, classes.count)
        guard shown > 0 else { return }
        print(table(probabilities, classes, names: names, rows: shown))
        if shown < classes.count { print("\(shown) of \(classes.count) rows shown") }
    }

    private func classified<S: ActivationScalar>(_ logits: Tensor<S>) throws -> (Tensor<S>, classes: Tensor<Int>) {
        if logits.rank < 2 || logits.rank == 2 && logits.shape[1] == 1 {
            let logits = try logits.reshaped([logits.count])
            let classes = try logits.predictedClasses(threshold: threshold ?? 0.5)
            let columns = logits.probabilityOfClass0().scalars + logits.probabilityOfClass1().scalars
            return (try Tensor(shape: [2, logits.count], scalars: columns).transposed(), classes)
        }
        guard logits.rank == 2 else {
            throw Failure(description: "\(input): logits are a vector or a matrix, not of shape \(logits.shape)")
        }
        guard threshold == nil else {
            throw Failure(description: "\(input): --threshold is for one logit per case, not \(logits.shape[1])")
        }
        return (logits.classProbabilities(), try logits.predictedClasses())
    }

    private func names(of count: Int) throws -> [String] {
        guard let labels else { return (0..<count).map(String.init) }
        let names = (labels.contains(",") ? labels.split(separator: ",") : try readLines(of: labels)).map(String.init)
        guard names.count == count else {
            throw Failure(description: "--labels \(labels) names \(names.count) classes, and \(input) has \(count)")
        }
        return names
    }

    private func table<S: ActivationScalar>(
        _ probabilities: Tensor<S>, _ classes: Tensor<Int>, names: [String], rows: Int
    ) -> Table {
        // With many classes, the likeliest tell more than all.
        let ranked = 3
        let showsAll = names.count <= 10
        var table = Table(header: ["row", "class"])
        table.header += showsAll ? names.map { "P(\($0))" } : ["P"] + (2...ranked).flatMap { ["no. \($0)", "P"] }
        table.numeric = showsAll ? Set([0] + (2..<names.count + 2)) : Set(stride(from: 0, through: 2 * ranked, by: 2))
        for row in 0..<rows {
            let values = probabilities.row(row).scalars.map(Double.init)
            let cells =
                if showsAll {
                    [names[classes[row]]] + values.map(Self.readable)
                } else {
                    values.indices.sorted { values[$0] > values[$1] }.prefix(ranked).flatMap {
                        [names[$0], Self.readable(values[$0])]
                    }
                }
            table.rows.append(["\(row)"] + cells)
        }
        return table
    }

    /// Four decimals, or one digit where they would all be zeros.
    private static func readable(_ probability: Double) -> String {
        let format = probability > 0 && probability < 0.00005 ? "%.0e" : "%.4f"
        return withVaList([probability]) { arguments in
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
                vsnprintf(text.baseAddress!, text.count, format, arguments)
                return String(cString: text.baseAddress!)
            }
        }
    }
}
