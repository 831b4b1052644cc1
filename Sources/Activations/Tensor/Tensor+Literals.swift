/// A piece of a tensor literal: a scalar, or an array of pieces of one shape.
public struct TensorLiteral<Scalar: BitwiseCopyable & Sendable>: Sendable {
    let shape: [Int]
    let scalars: [Scalar]

    /// A scalar that is not written as a literal: `[[.scalar(.nan), 1]]`.
    public static func scalar(_ scalar: Scalar) -> TensorLiteral { TensorLiteral(shape: [], scalars: [scalar]) }

    init(shape: [Int], scalars: [Scalar]) {
        self.shape = shape
        self.scalars = scalars
    }

    /// - Precondition: the elements have the same shape.
    public init(arrayLiteral elements: TensorLiteral...) {
        self.init(elements)
    }

    init(_ elements: [TensorLiteral]) {
        let inner = elements.first?.shape ?? []
        for element in elements {
            precondition(
                element.shape == inner, "A literal puts the shapes \(inner) and \(element.shape) side by side.")
        }
        self.init(shape: [elements.count] + inner, scalars: elements.flatMap(\.scalars))
    }
}

extension TensorLiteral: ExpressibleByArrayLiteral {}

extension TensorLiteral: ExpressibleByIntegerLiteral where Scalar: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Scalar.IntegerLiteralType) { self = .scalar(Scalar(integerLiteral: value)) }
}

extension TensorLiteral: ExpressibleByFloatLiteral where Scalar: ExpressibleByFloatLiteral {
    public init(floatLiteral value: Scalar.FloatLiteralType) { self = .scalar(Scalar(floatLiteral: value)) }
}

extension TensorLiteral: ExpressibleByBooleanLiteral where Scalar: ExpressibleByBooleanLiteral {
    public init(booleanLiteral value: Scalar.BooleanLiteralType) { self = .scalar(Scalar(booleanLiteral: value)) }
}

extension Tensor: ExpressibleByArrayLiteral {
    /// `[1, 2, 3]` is a vector, `[[1, 2], [3, 4]]` a matrix, and so on.
    ///
    /// - Precondition: inner arrays have the same shape; rows that arrive at run time go through ``init(rows:)``.
    public init(arrayLiteral elements: TensorLiteral<Scalar>...) {
        self.init(TensorLiteral(elements))
    }

    /// The tensor that a literal spells: `Tensor<Float>([[1, 2], [3, 4]])`.
    public init(_ literal: TensorLiteral<Scalar>) {
        self.init(unsafeUninitializedShape: literal.shape) { _ = $0.initialize(fromContentsOf: literal.scalars) }
    }
}
