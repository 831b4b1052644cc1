/// Why a model can't be fitted to data, or saved coefficients are none.
public enum FitError: Error, Equatable, Sendable {
    /// The features are no matrix with rows and columns.
    case noMatrix(shape: [Int])
    /// There are more or fewer labels than rows.
    case labelCountMismatch(rows: Int, labels: Int)
    /// A feature is NaN or infinite.
    case notFinite(row: Int, column: Int)
    /// A label is no class.
    case labelOutOfRange(row: Int, label: Int, classes: Int)
    /// All rows belong to one class.
    case singleClass(Int)
    /// A class has no row; its intercept would be −∞.
    case missingClass(Int)
    /// Without a penalty, a feature that is a combination of the others (a constant one included, and always where there
    /// are no more rows than features) has no coefficient of its own.
    case dependentFeatures
    /// Without a penalty, features that tell rows apart with certainty drive the coefficients to infinity.
    case separable
    /// An option is outside the values it allows.
    case invalidOption(name: String, value: Double, allowed: String)
    /// A model was asked about rows of another width than it was fitted to.
    case featureCountMismatch(expected: Int, shape: [Int])
    /// A probability is outside [0, 1].
    case noProbability(row: Int, column: Int, Double)
    /// No temperature is best: every row's true class is ahead already, or the logits tell nothing.
    case noTemperature
    /// The dimensions of saved coefficients disagree.
    case inconsistentModel(String)
}

extension FitError: CustomStringConvertible {
    /// One sentence that names the values that disagree.
    public var description: String {
        switch self {
        case .noMatrix(let shape):
            "Features are a matrix with a row for each case and a column for each feature, not of shape \(shape)."
        case .labelCountMismatch(let rows, let labels):
            "There are \(rows) rows and \(labels) labels."
        case .notFinite(let row, let column):
            "The feature in row \(row), column \(column) is not a finite number."
        case .labelOutOfRange(let row, let label, let classes):
            "The label of row \(row) is \(label), not one of the classes 0 to \(classes - 1)."
        case .singleClass(let label):
            "All rows belong to class \(label); two classes are needed."
        case .missingClass(let label):
            "No row belongs to class \(label)."
        case .dependentFeatures:
            """
            Some features are combinations of the others or constant; without a penalty their coefficients are not \
            determined. Leave them out or let l2 be greater than 0.
            """
        case .separable:
            """
            The features tell rows of different classes apart with certainty; without a penalty the coefficients grow \
            without end. Let l2 be greater than 0.
            """
        case .invalidOption(let name, let value, let allowed):
            "The option \(name) is \(value); allowed is \(allowed)."
        case .featureCountMismatch(let expected, let shape):
            "The model has \(expected) features; these rows have the shape \(shape)."
        case .noProbability(let row, let column, let value):
            "The number in row \(row), column \(column) is \(value); a probability from 0 to 1 is needed."
        case .noTemperature:
            """
            No temperature is best for these rows: either each has its true class ahead already, or the logits tell \
            nothing about the classes.
            """
        case .inconsistentModel(let detail):
            "The coefficients are no model: \(detail)."
        }
    }
}
