import Activations
import ArgumentParser
import TensorFiles

struct Predict: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Class probabilities by a model of 'activate fit'.",
        discussion: """
            activate predict model.json cases.csv -o probabilities.npy
            activate predict model.json cases.csv --label diagnosis

            The columns of a .csv file are found by the names of the model's features; those of a .npy file are taken in \
            order. Where the true classes are known there is a report.
            """)

    @Argument(help: "The model, a .json file.", completion: .file(extensions: ["json"]))
    var model: String

    @OptionGroup var cases: CaseOptions

    @Option(name: .shortAndLong, help: "Where the probabilities go, a .npy file.")
    var output: String?

    @Option(help: "How many cases the table shows; with 0 there is no table.")
    var rows = 10

    func validate() throws {
        if rows < 0 { throw ValidationError("--rows is \(rows), below 0.") }
    }

    func run() throws {
        let classifier = try Classifier(json: model)
        let data = try Cases(cases, features: classifier.features)
        let names = classifier.classes
        let labels = try data.labels(among: names)
        let logits = try classifier.logits(data.features)
        let probabilities = logits.classProbabilities()
        try output.map { path in try probabilities.write(npy: path) }

        let shown = 0..<min(rows, logits.shape[0])
        if !shown.isEmpty {
            let classes = try logits.predictedClasses()
            var table = Table()
            table.addColumn("row", shown.map(String.init), isNumeric: true)
            table.addColumn("class", shown.map { names[classes[$0]] })
            if let labels { table.addColumn("true class", shown.map { names[labels[$0]] }) }
            table.addProbabilities(probabilities, of: shown, names: names)
            print(table)
            if shown.count < classes.count { print("\(shown.count) of \(classes.count) rows shown") }
        }
        if let labels {
            if !shown.isEmpty { print() }
            print(try Report(logits: logits, labels: labels, names: names))
        }
    }
}
