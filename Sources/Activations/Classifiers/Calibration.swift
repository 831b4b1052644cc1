/// How a classifier's confidence compares with how often it is right: the reliability table.
///
///     let calibration = try Calibration(probabilities: p, labels: labels)
///     print(calibration.expectedError)
///
/// Reference: Naeini, Cooper & Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, 2015.
public struct Calibration: Sendable, Hashable {
    /// The rows whose likeliest class has a probability within a range.
    public struct Bin: Sendable, Hashable {
        /// The bin holds probabilities above the lower and up to the upper bound; the first also holds its lower one.
        public let range: ClosedRange<Double>
        public let count: Int
        /// The mean probability of the likeliest class; 0 in an empty bin.
        public let confidence: Double
        /// The share of rows whose likeliest class is the true one; 0 in an empty bin.
        public let accuracy: Double
    }

    /// Bins of equal width from 0 to 1.
    public let bins: [Bin]

    /// The expected calibration error: the bins' differences between confidence and accuracy, weighted by their rows.
    public var expectedError: Double {
        let rows = bins.reduce(0) { $0 + $1.count }
        return bins.reduce(0) { $0 + Double($1.count) / Double(max(1, rows)) * abs($1.confidence - $1.accuracy) }
    }

    /// - Parameters:
    ///   - probabilities: [rows, classes], each row a distribution.
    ///   - labels: the true class of each row.
    ///   - bins: how many, from 1 on.
    /// - Throws: ``FitError``, for a probability outside [0, 1] too.
    public init<S: ActivationScalar>(
        probabilities: Tensor<S>, labels: Tensor<Int>, bins: Int = 10
    ) throws(FitError) {
        guard probabilities.rank == 2, !probabilities.isEmpty else { throw .noMatrix(shape: probabilities.shape) }
        guard bins > 0 else { throw .invalidOption(name: "bins", value: Double(bins), allowed: "any number from 1 on") }
        let classes = probabilities.shape[1]
        let labels = try requireLabels(labels, rows: probabilities.shape[0], range: classes)
        var counts = [Int](repeating: 0, count: bins)
        var rights = counts
        var sums = [Double](repeating: 0, count: bins)
        for (row, label) in labels.enumerated() {
            var likeliest = 0
            for index in 0..<classes {
                let probability = Double(probabilities[row, index])
                guard (0...1).contains(probability) else { throw .noProbability(row: row, column: index, probability) }
                if probability > Double(probabilities[row, likeliest]) { likeliest = index }
            }
            let confidence = Double(probabilities[row, likeliest])
            let bin = max(0, Int((confidence * Double(bins)).rounded(.up)) - 1)
            counts[bin] += 1
            sums[bin] += confidence
            rights[bin] += likeliest == label ? 1 : 0
        }
        self.bins = (0..<bins).map { bin in
            let count = Double(max(1, counts[bin]))
            return Bin(
                range: Double(bin) / Double(bins)...Double(bin + 1) / Double(bins), count: counts[bin],
                confidence: sums[bin] / count, accuracy: Double(rights[bin]) / count)
        }
    }
}
