/// The features of a fit as the solvers take them: centred, scaled to standard deviation 1, and with a last column of ones
/// for the intercept.
///
/// Solvers meet no units and no offsets, and what is fitted is the same: the intercept takes the centres, the penalty the
/// scales.
struct Design {
    let rows, features: Int
    /// Row-major, `rows` × (`features` + 1).
    let matrix: [Double]
    let means, scales: [Double]
    /// The weight of each coefficient's square in the penalty; that of the intercept is 0.
    let penalties: [Double]
    let hasConstantFeature: Bool

    var columns: Int { features + 1 }

    init<S: BinaryFloatingPoint>(_ x: Tensor<S>, _ options: FitOptions) throws(FitError) {
        try options.validate()
        guard x.rank == 2, !x.isEmpty else { throw .noMatrix(shape: x.shape) }
        let (rows, features) = (x.shape[0], x.shape[1])
        var matrix = [Double](repeating: 1, count: rows * (features + 1))
        var means = [Double](repeating: 0, count: features)
        let notFinite = x.withUnsafeBufferPointer { x in
            for row in 0..<rows {
                for column in 0..<features {
                    let value = Double(x[row * features + column])
                    if !value.isFinite { return (row, column) as (Int, Int)? }
                    matrix[row * (features + 1) + column] = value
                    means[column] += value / Double(rows)
                }
            }
            return nil
        }
        if let (row, column) = notFinite { throw .notFinite(row: row, column: column) }

        var scales = [Double](repeating: 0, count: features)
        for column in 0..<features {
            var (squares, largest) = (0.0, 0.0)
            for row in 0..<rows {
                matrix[row * (features + 1) + column] -= means[column]
                let value = matrix[row * (features + 1) + column]
                squares += value * value / Double(rows)
                largest = max(largest, abs(value))
            }
            // What centring leaves of a constant is its rounding error.
            let isConstant = largest <= abs(means[column]) * 0x1p-46
            scales[column] = isConstant ? 0 : squares.squareRoot()
            for row in 0..<rows {
                let index = row * (features + 1) + column
                matrix[index] = isConstant ? 0 : matrix[index] / scales[column]
            }
        }
        hasConstantFeature = scales.contains(0)
        penalties =
            scales.map { $0 == 0 || options.standardizes ? options.l2 : options.l2 / ($0 * $0) } + [0]
        (self.rows, self.features, self.matrix, self.means) = (rows, features, matrix, means)
        self.scales = scales.map { $0 == 0 ? 1 : $0 }
    }

    /// The coefficients of the features as they are, and the intercept, from those of a solver.
    func original(_ solved: some RandomAccessCollection<Double>) -> (coefficients: [Double], intercept: Double) {
        let coefficients = zip(solved, scales).map { $0 / $1 }
        let offset = zip(coefficients, means).reduce(0) { $0 + $1.0 * $1.1 }
        return (coefficients, (solved.last ?? 0) - offset)
    }

    /// The standard errors of the same from a solver's covariance matrix.
    func originalErrors(_ covariance: [Double]) -> (coefficients: [Double], intercept: Double) {
        let direction = zip(means, scales).map { -$0 / $1 } + [1]
        var variance = 0.0
        for row in 0..<columns {
            for column in 0..<columns {
                variance += direction[row] * covariance[row * columns + column] * direction[column]
            }
        }
        let coefficients = (0..<features).map { covariance[$0 * columns + $0].squareRoot() / scales[$0] }
        return (coefficients, variance.squareRoot())
    }
}

/// The labels of a fit: every class has a row.
func requireLabels(_ labels: Tensor<Int>, rows: Int, classes: Int?) throws(FitError) -> (labels: [Int], classes: Int) {
    let classes = classes ?? max(2, (labels.scalars.max() ?? 0) + 1)
    let labels = try requireLabels(labels, rows: rows, range: classes)
    let present = Set(labels)
    if present.count == 1, let only = present.first { throw .singleClass(only) }
    if let missing = (0..<classes).first(where: { !present.contains($0) }) { throw .missingClass(missing) }
    return (labels, classes)
}

/// A label for each row, each one of the classes.
func requireLabels(_ labels: Tensor<Int>, rows: Int, range classes: Int) throws(FitError) -> [Int] {
    guard labels.count == rows else { throw .labelCountMismatch(rows: rows, labels: labels.count) }
    let labels = labels.scalars
    for (row, label) in labels.enumerated() where !(0..<classes).contains(label) {
        throw .labelOutOfRange(row: row, label: label, classes: classes)
    }
    return labels
}
