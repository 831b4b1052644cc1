/// The temperature that makes a classifier's probabilities honest: softmax(x / temperature), fitted on rows that the
/// classifier has not seen. It changes no decision.
///
/// The fit minimises the log loss, which is convex in 1 / temperature, by Newton steps.
///
///     let scaling = try TemperatureScaling(fitting: heldOutLogits, labels: heldOutLabels)
///     let p = scaling(logits).softmax()
///
/// Reference: Guo, Pleiss, Sun & Weinberger, On Calibration of Modern Neural Networks, 2017.
public struct TemperatureScaling: Sendable, Hashable, Codable {
    /// Greater than 1 where the classifier is too sure of itself.
    public let temperature: Double

    /// - Parameters:
    ///   - logits: [rows, classes].
    ///   - labels: the true class of each row.
    /// - Throws: ``FitError``; ``FitError/noTemperature`` where every row's true class has the largest logit, so that
    ///   the best temperature is 0, or where the logits tell nothing and it is infinite.
    public init<S: ActivationScalar>(fitting logits: Tensor<S>, labels: Tensor<Int>) throws(FitError) {
        guard logits.rank == 2, !logits.isEmpty else { throw .noMatrix(shape: logits.shape) }
        let classes = logits.shape[1]
        let x = logits.mapped { Double($0) }
        if let position = x.withUnsafeBufferPointer({ $0.firstIndex { !$0.isFinite } }) {
            throw .notFinite(row: position / classes, column: position % classes)
        }
        let labels = try requireLabels(labels, rows: logits.shape[0], range: classes)

        /// The first two derivatives of the log loss by the inverse temperature.
        func slopes(_ inverse: Double) -> (first: Double, second: Double) {
            let p = x.applying(.linear(slope: inverse)).softmax()
            var (first, second) = (0.0, 0.0)
            for (row, label) in labels.enumerated() {
                var (mean, square) = (0.0, 0.0)
                let own = x[row, label]
                for index in 0..<classes {
                    let difference = x[row, index] - own
                    mean += p[row, index] * difference
                    square += p[row, index] * difference * difference
                }
                first += mean
                second += square - mean * mean
            }
            return (first, second)
        }

        // The loss falls at first, and where a row has another class ahead it grows in the end.
        let isWrongSomewhere = labels.enumerated().contains { row, label in
            (0..<classes).contains { x[row, $0] > x[row, label] }
        }
        guard isWrongSomewhere, slopes(0).first < 0 else { throw .noTemperature }
        var (low, high) = (0.0, 1.0)
        while slopes(high).first < 0 { (low, high) = (high, 2 * high) }
        var inverse = high
        for _ in 0..<200 {
            let (first, second) = slopes(inverse)
            if first < 0 { low = inverse } else { high = inverse }
            let newton = inverse - first / second
            let next = newton > low && newton < high ? newton : (low + high) / 2
            if abs(next - inverse) <= 1e-14 * inverse { break }
            inverse = next
        }
        temperature = 1 / inverse
    }

    /// The logits divided by the temperature.
    public func callAsFunction<S: ActivationScalar>(_ logits: Tensor<S>) -> Tensor<S> {
        logits.applying(.linear(slope: 1 / temperature))
    }
}
