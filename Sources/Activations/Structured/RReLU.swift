internal import CKernels

extension Tensor where Scalar: ActivationScalar {
    /// The rectifier with slopes drawn at random, for training.
    ///
    ///     x ≥ 0 ? x : slope · x        slope ~ U(lower, upper) for each element
    ///
    /// Outside training the slope is the mean, `.leakyReLU(negativeSlope: (lower + upper) / 2)`, with its gradient.
    ///
    /// Edge cases: NaN stays NaN.
    /// - Parameters:
    ///   - lower: 1/8 unless given, finite.
    ///   - upper: 1/3 unless given, finite, at least `lower`.
    ///   - generator: Gives one number for each element, in their order, whatever their values.
    /// - Returns: The result, and the slopes, which ``rreluGradient(slopes:upstream:)`` needs.
    /// - Throws: `ActivationError.invalidParameter`.
    /// Reference: Xu et al., 2015.
    public func rrelu(
        lower: Double = 1.0 / 8, upper: Double = 1.0 / 3, using generator: inout some RandomNumberGenerator
    ) throws(ActivationError) -> (output: Tensor, slopes: Tensor) {
        let rrelu = try RReLU(lower: lower, upper: upper)
        let slopes = Tensor(unsafeUninitializedShape: shape) { slopes in
            for index in slopes.indices { slopes.initializeElement(at: index, to: rrelu.slope(generator.next())) }
        }
        let output = Tensor(shape: shape, from: [self, slopes]) {
            RReLU.forward($0[0], slopes: $0[1], $1, count: count)
        }
        return (output, slopes)
    }

    /// The gradient of a loss with respect to this tensor: upstream · (x > 0 ? 1 : slope).
    ///
    /// - Parameters:
    ///   - slopes: What ``rrelu(lower:upper:using:)`` has drawn.
    ///   - upstream: The gradient of the loss with respect to the output.
    /// - Throws: `ActivationError.shapeMismatch`.
    public func rreluGradient(slopes: Tensor, upstream dy: Tensor) throws(ActivationError) -> Tensor {
        for other in [slopes, dy] where other.shape != shape {
            throw .shapeMismatch(operation: "the gradient of RReLU", shape, other.shape)
        }
        return Tensor(shape: shape, from: [dy, self, slopes]) {
            RReLU.backward($0[0], $0[1], slopes: $0[2], $1, count: count)
        }
    }
}

/// A slope for each element, drawn and applied.
struct RReLU {
    private let lower, upper: Double

    init(lower: Double, upper: Double) throws(ActivationError) {
        func invalid(_ name: String, _ value: Double, _ allowed: String) -> ActivationError {
            .invalidParameter(activation: "rrelu", parameter: name, value: value, allowed: allowed)
        }
        guard lower.isFinite else { throw invalid("lower", lower, "any finite number") }
        guard upper.isFinite, (upper - lower).isFinite else { throw invalid("upper", upper, "any finite number") }
        guard lower <= upper else { throw invalid("lower", lower, "at most upper, which is \(upper)") }
        (self.lower, self.upper) = (lower, upper)
    }

    /// The slope that a random number stands for: its upper 53 bits are a fraction of the way from `lower` to `upper`.
    func slope<S: ActivationScalar>(_ bits: UInt64) -> S { S(lower + (upper - lower) * (Double(bits >> 11) * 0x1p-53)) }

    /// y is x, the slopes or overlaps nothing.
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    static func forward<S: ActivationScalar>(
        _ x: UnsafePointer<S>, slopes: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>, count: Int
    ) {
        let whole = Runs.whole(count)
        let streams = Walk<S>.isLarge(count) && y != x && y != slopes
        whole.forEachBlock(count, of: S.self, rooms: 3, streams: streams) { block in
            let x = block.read(x, whole, room: 0)
            let slopes = block.read(slopes, whole, room: 1)
            let results = block.place(y, whole, room: 2)
            block.combine(.prelu, x, slopes, to: results)
            block.finish(results, y, whole)
        }
    }

    /// dx is one of the inputs or overlaps nothing.
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    static func backward<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ x: UnsafePointer<S>, slopes: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>,
        count: Int
    ) {
        let whole = Runs.whole(count)
        let streams = Walk<S>.isLarge(count) && dx != dy && dx != x && dx != slopes
        whole.forEachBlock(count, of: S.self, rooms: 5, streams: streams) { block in
            let dy = block.read(dy, whole, room: 0)
            let x = block.read(x, whole, room: 1)
            let slopes = block.read(slopes, whole, room: 2)
            let results = block.place(dx, whole, room: 4)
            block.combine(.preluDerivative, x, slopes, to: block[room: 3])
            block.combine(.upstreamProduct, dy, block[room: 3], to: results)
            block.finish(results, dx, whole)
        }
    }
}
