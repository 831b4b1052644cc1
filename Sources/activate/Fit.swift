import Activations
import ArgumentParser
import Glibc
import TensorFiles

struct Fit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fit a classifier: logistic regression for two classes, softmax regression for more.",
        discussion: """
            activate fit train.csv --label diagnosis -o model.json
            activate fit features.npy --labels classes.npy -o model.json

            The report is on the rows that the model was fitted to; 'activate predict' makes one on others.
            """)

    @OptionGroup var cases: CaseOptions

    @Option(name: .shortAndLong, help: "Where the model goes, a .json file.")
    var output: String?

    @Option(help: "The weight of the penalty on squared coefficients, 1/C of scikit-learn.")
    var l2 = 1.0

    @Flag(inversion: .prefixedNo, help: "Penalise the coefficients of features scaled to standard deviation 1.")
    var standardize = true

    @Option(help: "The most iterations.")
    var iterations = 1000

    @Flag(help: "Tell of every iteration.")
    var progress = false

    func validate() throws {
        if cases.label == nil, cases.labels == nil {
            throw ValidationError("The true classes are needed: --label COLUMN, or --labels FILE.")
        }
    }

    func run() throws {
        let data = try Cases(cases)
        let names = data.classNames
        guard let labels = try data.labels(among: names) else { return }
        let options = FitOptions(l2: l2, standardizes: standardize, maximumIterations: iterations)
        let (model, last) = try fitted(data.features, labels, names, options)
        let classifier = try Classifier(model, features: data.featureNames, classes: names)
        try output.map { path in try classifier.write(json: path) }

        let counts = names.indices.map { index in "\(names[index]) (\(labels.scalars.count { $0 == index }))" }
        print("\(labels.count) rows, \(data.featureNames.count) features, classes: \(counts.joined(separator: ", "))")
        let ending = last.isConverged ? "converged" : "not converged, the last change of a logit is \(last.change)"
        print("\(last.iteration) iterations, loss \(formatted("%.6g", last.loss)): \(ending)\n")
        print(try Report(logits: try classifier.logits(data.features), labels: labels, names: names))
        if case .logistic(let regression) = model {
            print("\nOdds of \(names[1]) against \(names[0]), where a feature grows by a standard deviation:")
            print(oddsRatios(regression, data))
        }
    }

    private func fitted(
        _ x: Tensor<Double>, _ labels: Tensor<Int>, _ names: [String], _ options: FitOptions
    ) throws -> (Classifier.Model, FitProgress) {
        func report(_ step: FitProgress) {
            guard progress else { return }
            let loss = formatted("%.9g", step.loss)
            var line = "iteration \(step.iteration): loss \(loss), change \(formatted("%.2e", step.change))\n"
            line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
        }
        if names.count <= 2 {
            let model = try LogisticRegression(fitting: x, labels: labels, options: options, onProgress: report)
            return (.logistic(model), model.progress)
        }
        let model = try SoftmaxRegression(fitting: x, labels: labels, options: options, onProgress: report)
        return (.softmax(model), model.progress)
    }

    /// The model's odds ratios to the power of each feature's standard deviation: a unit may be nothing or all.
    private func oddsRatios(_ model: LogisticRegression, _ data: Cases) -> Table {
        var table = Table()
        table.addColumn("feature", data.featureNames)
        func add(_ name: String, _ numbers: [Double]) {
            table.addColumn(name, numbers.map { formatted("%.4g", $0) }, isNumeric: true)
        }
        let deviations = data.featureNames.indices.map { column in
            let values = (0..<data.features.shape[0]).map { data.features[$0, column] }
            let mean = values.reduce(0, +) / Double(values.count)
            return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
        }
        add("coefficient", model.coefficients)
        add("error", model.standardErrors)
        add("deviation", deviations)
        add("odds ratio", zip(model.oddsRatios, deviations).map(pow))
        add("from", zip(model.oddsRatioIntervals, deviations).map { pow($0.lower, $1) })
        add("to (95 %)", zip(model.oddsRatioIntervals, deviations).map { pow($0.upper, $1) })
        return table
    }
}
