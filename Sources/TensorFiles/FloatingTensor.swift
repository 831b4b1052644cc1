import Activations

/// A tensor whose element type a file decides.
public enum FloatingTensor: Equatable, Sendable {
    case float32(Tensor<Float>)
    case float64(Tensor<Double>)

    public var shape: [Int] {
        switch self {
        case .float32(let tensor): tensor.shape
        case .float64(let tensor): tensor.shape
        }
    }

    /// In float32; wider numbers are rounded to nearest.
    public var asFloat: Tensor<Float> {
        switch self {
        case .float32(let tensor): tensor
        case .float64(let tensor): tensor.map(Float.init)
        }
    }

    /// In float64, which holds every value.
    public var asDouble: Tensor<Double> {
        switch self {
        case .float32(let tensor): tensor.map(Double.init)
        case .float64(let tensor): tensor
        }
    }
}

extension Tensor {
    fileprivate func map<Target>(_ transform: (Scalar) -> Target) -> Tensor<Target> {
        withUnsafeBufferPointer { source in
            Tensor<Target>(unsafeUninitializedShape: shape) { target in
                for index in source.indices { target.initializeElement(at: index, to: transform(source[index])) }
            }
        }
    }
}
