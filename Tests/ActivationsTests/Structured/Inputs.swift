import Glibc

@testable import Activations

/// Numbers that are the same in each run: `float` in a range, exact in every type.
struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(in range: ClosedRange<Double>) -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let unit = Double(state >> 11) * 0x1p-53
        return Double(Float(range.lowerBound + (range.upperBound - range.lowerBound) * unit))
    }

    mutating func tensor<S: ActivationScalar>(_ shape: [Int], in range: ClosedRange<Double> = -8...8) -> Tensor<S> {
        Tensor((0..<shape.reduce(1, *)).map { _ in S(next(in: range)) }).shaped(shape)
    }
}

extension Tensor {
    /// The same elements in a shape that holds as many.
    func shaped(_ shape: [Int]) -> Tensor {
        withUnsafeBufferPointer { elements in
            Tensor(unsafeUninitializedShape: shape) { _ = $0.initialize(fromContentsOf: elements) }
        }
    }

    /// The elements as an axis nests them.
    func nested(_ axis: Int) -> Nested<Scalar> {
        Nested(scalars: scalars, lines: shape[axis], neighbours: shape.dropFirst(axis + 1).reduce(1, *))
    }
}

/// Elements in blocks of lines of neighbours.
struct Nested<Scalar> {
    let scalars: [Scalar]
    let lines, neighbours: Int

    subscript(block: Int, line: Int, neighbour: Int) -> Scalar {
        scalars[(block * lines + line) * neighbours + neighbour]
    }
}

/// Shapes of every kind: short and long runs, one and many of them, blocks that runs do not divide, and lengths around them.
let shapesOfEvenAxes = [
    [2], [6], [2, 4], [4, 2], [4, 6, 10], [1, 2, 1026], [2, 2050], [1026, 2], [2, 512, 2], [2, 130, 8], [3, 2, 257],
    [2, 2, 1025], [0, 2], [2, 0], [400, 6], [100, 34], [20, 126], [20, 128], [30, 200], [12, 254], [12, 256], [6, 510],
    [6, 512],
]

/// The very same bits.
func sameBits<S: ActivationScalar>(_ a: Tensor<S>, _ b: Tensor<S>) -> Bool {
    let count = a.count
    return a.shape == b.shape
        && a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                guard let a = a.baseAddress, let b = b.baseAddress else { return false }
                return memcmp(a, b, count * MemoryLayout<S>.stride) == 0
            }
        }
}
