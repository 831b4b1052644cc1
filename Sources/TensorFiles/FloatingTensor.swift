import Activations

/// A tensor whose element type a file decides.
public enum FloatingTensor: Equatable, Sendable {
    case float32(Tensor<Float>)
    case float64(Tensor<Double>)
    case float16(Tensor<Float16>)
    case bfloat16(Tensor<BFloat16>)

    /// The tensor in a type of the caller's choice; what that type does not hold is rounded to nearest.
    public func converted<Scalar: NumPyScalar>(to type: Scalar.Type = Scalar.self) -> Tensor<Scalar> {
        switch self {
        case .float32(let tensor): tensor as? Tensor<Scalar> ?? tensor.mapped { Scalar($0) }
        case .float64(let tensor): tensor as? Tensor<Scalar> ?? tensor.mapped { Scalar($0) }
        case .float16(let tensor): tensor as? Tensor<Scalar> ?? tensor.mapped { Scalar($0) }
        case .bfloat16(let tensor): tensor as? Tensor<Scalar> ?? tensor.mapped { Scalar(Float($0)) }
        }
    }
}

extension FloatingTensor: CustomStringConvertible {
    public var description: String {
        switch self {
        case .float32(let tensor): tensor.description
        case .float64(let tensor): tensor.description
        case .float16(let tensor): tensor.description
        case .bfloat16(let tensor): tensor.description
        }
    }
}
