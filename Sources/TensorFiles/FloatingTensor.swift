import Activations

/// A tensor whose element type a file decides.
public enum FloatingTensor: Equatable, Sendable {
    case float32(Tensor<Float>)
    case float64(Tensor<Double>)

    /// The tensor in a type of the caller's choice; what that type does not hold is rounded to nearest.
    public func converted<Scalar: NumPyScalar>(to type: Scalar.Type = Scalar.self) -> Tensor<Scalar> {
        switch self {
        case .float32(let tensor): tensor as? Tensor<Scalar> ?? tensor.mapped { Scalar($0) }
        case .float64(let tensor): tensor as? Tensor<Scalar> ?? tensor.mapped { Scalar($0) }
        }
    }
}

extension FloatingTensor: CustomStringConvertible {
    public var description: String {
        switch self {
        case .float32(let tensor): tensor.description
        case .float64(let tensor): tensor.description
        }
    }
}
