/// What can go wrong with data: shapes, names, parameters and memory that arrive at run time.
public enum ActivationError: Error, Equatable, Sendable {
    /// A dimension is negative, or the elements do not fit into the address space.
    case invalidShape([Int])
    /// A shape asks for another number of scalars than there are.
    case scalarCountMismatch(shape: [Int], count: Int)
    /// Two vectors that go together have different lengths.
    case countMismatch(expected: Int, actual: Int)
    /// Rows of an array of arrays have different lengths.
    case raggedRows(row: Int, expected: Int, actual: Int)
    /// An operation can't combine these shapes.
    case shapeMismatch(operation: String, [Int], [Int])
    /// An axis is outside `-rank..<rank`.
    case axisOutOfRange(axis: Int, rank: Int)
    /// The axes are no permutation of `0..<rank`.
    case invalidAxes([Int], rank: Int)
    /// An axis does not divide into that many equal pieces.
    case indivisibleAxis(axis: Int, length: Int, pieces: Int)
    /// There is neither one slope nor one for each element of the axis.
    case slopeCountMismatch(Int, axis: Int, length: Int)
    /// A reduction without a neutral element has nothing to reduce.
    case emptyAxis(axis: Int, shape: [Int])
    /// A dimension is beyond what BLAS can count.
    case dimensionTooLarge(Int, limit: Int)
    /// Foreign memory does not start at a multiple of the scalar's alignment.
    case misalignedMemory(alignment: Int)
    /// No activation has this name or alias.
    case unknownActivation(String)
    /// The activation has no parameter of this name.
    case unknownParameter(activation: String, parameter: String)
    /// A parameter is outside the values its activation allows.
    case invalidParameter(activation: String, parameter: String, value: Double, allowed: String)
    /// The output of this activation does not determine its gradient.
    case gradientNeedsInput(activation: String)
    /// A probability that decides between two classes is outside [0, 1].
    case thresholdOutOfRange(Double)
    /// What a loss compares a row with is no class or no probability.
    case targetOutOfRange(row: Int, target: Double, allowed: String)
    /// There is no class of that number.
    case classOutOfRange(Int, classes: Int)
    /// More of the likeliest classes are asked for than there are, or none.
    case topCountOutOfRange(Int, classes: Int)
    /// A value that must be a number is NaN.
    case notANumber(position: Int)
}

extension ActivationError: CustomStringConvertible {
    /// One sentence that names the values that disagree.
    public var description: String {
        switch self {
        case .invalidShape(let shape):
            if let negative = shape.first(where: { $0 < 0 }) {
                "The shape \(shape) has a negative dimension, \(negative)."
            } else {
                "A tensor of shape \(shape) does not fit into memory."
            }
        case .scalarCountMismatch(let shape, let count):
            "The shape \(shape) does not hold \(count) scalars."
        case .countMismatch(let expected, let actual):
            "Expected \(expected) elements and got \(actual)."
        case .raggedRows(let row, let expected, let actual):
            "Row \(row) has \(actual) elements where the rows before it have \(expected)."
        case .shapeMismatch(let operation, let left, let right):
            "The shapes \(left) and \(right) do not fit for \(operation)."
        case .axisOutOfRange(let axis, let rank):
            "Axis \(axis) is out of range for a tensor of rank \(rank)."
        case .invalidAxes(let axes, let rank):
            "The axes \(axes) are no permutation of the \(rank) axes of the tensor."
        case .indivisibleAxis(let axis, let length, let pieces):
            "Axis \(axis) has \(length) elements, which do not divide into \(pieces) equal pieces."
        case .slopeCountMismatch(let count, let axis, let length):
            "There are \(count) slopes for the \(length) channels along axis \(axis); 1 or \(length) are needed."
        case .emptyAxis(let axis, let shape):
            "Axis \(axis) of a tensor of shape \(shape) is empty and has no largest element."
        case .dimensionTooLarge(let dimension, let limit):
            "A dimension of \(dimension) is beyond the \(limit) that BLAS can count."
        case .misalignedMemory(let alignment):
            "The memory does not start at a multiple of \(alignment) bytes."
        case .unknownActivation(let name):
            "There is no activation named “\(name)”."
        case .unknownParameter(let activation, let parameter):
            "The activation \(activation) has no parameter “\(parameter)”."
        case .invalidParameter(let activation, let parameter, let value, let allowed):
            "The parameter \(parameter) of \(activation) is \(value); allowed is \(allowed)."
        case .thresholdOutOfRange(let threshold):
            "The threshold is \(threshold); a probability from 0 to 1 is needed."
        case .targetOutOfRange(let row, let target, let allowed):
            "The target of row \(row) is \(Int(exactly: target).map(String.init) ?? "\(target)"); allowed is \(allowed)."
        case .classOutOfRange(let index, let classes):
            "Class \(index) is out of range for \(classes) classes."
        case .topCountOutOfRange(let count, let classes):
            "The \(count) likeliest of \(classes) classes can't be told; at least 1 and at most all can."
        case .notANumber(let position):
            "Element \(position) is not a number."
        case .gradientNeedsInput(let activation):
            "The gradient of \(activation) does not follow from its output; it needs the input."
        }
    }
}
