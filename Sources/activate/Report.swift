import Activations
import TensorFiles

/// How right a classifier is: accuracy, log loss, confusion matrix, calibration.
struct Report: CustomStringConvertible {
    private let labels, predicted: [Int]
    private let names: [String]
    private let logLoss: Double
    private let calibration: Calibration

    init(logits: Tensor<Double>, labels: Tensor<Int>, names: [String]) throws {
        self.names = names
        self.labels = labels.scalars
        predicted = try logits.predictedClasses().scalars
        let logarithms = logits.classLogProbabilities()
        logLoss = -self.labels.enumerated().reduce(0) { $0 + logarithms[$1.offset, $1.element] } / Double(labels.count)
        calibration = try Calibration(probabilities: logits.classProbabilities(), labels: labels)
    }

    var description: String {
        let right = zip(predicted, labels).count { $0 == $1 }
        let share = formatted("%.2f %%", 100 * Double(right) / Double(labels.count))
        return """
            \(right) of \(labels.count) are right: \(share); log loss \(formatted("%.4f", logLoss))

            \(confusion)

            Expected calibration error \(formatted("%.2f %%", 100 * calibration.expectedError)):
            \(reliability)
            """
    }

    private var confusion: Table {
        var counts = [[Int]](repeating: [Int](repeating: 0, count: names.count), count: names.count)
        for (label, guess) in zip(labels, predicted) { counts[label][guess] += 1 }
        var table = Table()
        table.addColumn("true class", names)
        for (index, name) in names.enumerated() {
            table.addColumn("as \(name)", counts.map { String($0[index]) }, isNumeric: true)
        }
        return table
    }

    private var reliability: Table {
        let bins = calibration.bins.filter { $0.count > 0 }
        var table = Table()
        table.addColumn(
            "confidence",
            bins.map { formatted("%.1f", $0.range.lowerBound) + formatted(" to %.1f", $0.range.upperBound) })
        table.addColumn("rows", bins.map { String($0.count) }, isNumeric: true)
        table.addColumn("mean", bins.map { formatted("%.3f", $0.confidence) }, isNumeric: true)
        table.addColumn("right", bins.map { formatted("%.3f", $0.accuracy) }, isNumeric: true)
        return table
    }
}
