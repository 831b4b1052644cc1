import Activations
import ArgumentParser
import TensorFiles

struct Classify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turn logits into probabilities and classes.",
        discussion: """
            activate classify logits.npy --labels cat,dog,horse -o probabilities.npy
            activate classify logits.npy --expected classes.npy

            A matrix has a row for each case and a column for each class. A vector or a single column holds the log-odds \
            of class 1 against class 0. The probabilities have a column for each class in both.
            """)

    @Argument(help: "The logits, a .npy file of floats of 16, 32 or 64 bits.", completion: .file(extensions: ["npy"]))
    var input: String

    @Option(help: "The names of the classes from class 0 on: separated by commas, or a file with a name on each line.")
    var labels: String?

    @Option(help: "Of two classes, class 1 is chosen when its probability exceeds this number; 0.5 unless given.")
    var threshold: Double?

    @Option(
        help: "The true classes, a .npy file with a class number for each case; says how many are right.",
        completion: .file(extensions: ["npy"]))
    var expected: String?

    @Option(name: .shortAndLong, help: "Where the probabilities go, in the type of the logits.")
    var output: String?

    @Option(help: "How many cases the table shows; with 0 there is no table.")
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
        case .float16(let logits): try classify(logits)
        case .bfloat16(let logits): try classify(logits)
        }
    }

    private func classify<S: ActivationScalar & NumPyScalar>(_ logits: Tensor<S>) throws {
        let logits = logits.rank < 2 ? try logits.reshaped([logits.count, 1]) : logits
        let (probabilities, classes) = try classified(logits)
        let names = try names(of: probabilities.shape[1])
        let trueClasses = try expected.map { path in
            try classNumbers(in: path, cases: classes.count, classes: names.count)
        }
        try output.map { path in try probabilities.write(npy: path) }

        let shown = 0..<min(rows, classes.count)
        if !shown.isEmpty {
            var table = Table()
            table.addColumn("row", shown.map(String.init), isNumeric: true)
            table.addColumn("class", shown.map { names[classes[$0]] })
            if let trueClasses { table.addColumn("true class", shown.map { names[trueClasses[$0]] }) }
            table.addProbabilities(probabilities, of: shown, names: names)
            if logits.shape[1] == 1 {
                table.addColumn("log-odds", shown.map { formatted("%.4f", Double(logits[$0, 0])) }, isNumeric: true)
            }
            print(table)
            if shown.count < classes.count { print("\(shown.count) of \(classes.count) rows shown") }
        }
        if let trueClasses, !trueClasses.isEmpty {
            let right = zip(classes.scalars, trueClasses).count { $0 == $1 }
            let share = formatted("%.2f %%", 100 * Double(right) / Double(classes.count))
            print("\(right) of \(classes.count) are right: \(share)")
        }
    }

    private func classified<S: ActivationScalar>(_ logits: Tensor<S>) throws -> (Tensor<S>, classes: Tensor<Int>) {
        guard logits.rank == 2 else {
            throw Failure(description: "\(input): logits are a vector or a matrix, not of shape \(logits.shape)")
        }
        if logits.shape[1] == 1 {
            let logits = try logits.reshaped([logits.count])
            let classes = try logits.predictedClasses(threshold: threshold ?? 0.5)
            let columns = logits.probabilityOfClass0().scalars + logits.probabilityOfClass1().scalars
            return (try Tensor(shape: [2, logits.count], scalars: columns).transposed(), classes)
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

    private func classNumbers(in path: String, cases: Int, classes: Int) throws -> [Int] {
        let numbers = try FloatingTensor(npy: path).converted(to: Double.self)
        guard numbers.count == cases else {
            throw Failure(description: "\(path) holds \(numbers.count) classes, and \(input) has \(cases) cases")
        }
        return try numbers.scalars.map { number in
            guard let index = Int(exactly: number), 0..<classes ~= index else {
                throw Failure(description: "\(path): \(number) is not one of the classes 0 to \(classes - 1)")
            }
            return index
        }
    }
}
