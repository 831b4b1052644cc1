internal import CKernels

extension Tensor where Scalar: ActivationScalar {
    /// The largest of each `pieces` neighbours along an axis, which becomes so many times shorter.
    ///
    ///     yᵢ = max(x₍ₖᵢ₎, …, x₍ₖᵢ₊ₖ₋₁₎)    with k pieces
    ///
    /// Neighbours make up a unit, as in Pylearn2, Chainer and Paddle.
    /// Edge cases: a NaN makes its unit NaN. Of equal pieces, two zeros too, the first is taken.
    /// - Parameter axis: The last one unless given; a negative one counts from the back.
    /// - Throws: `ActivationError.invalidParameter` for less than one piece, `.axisOutOfRange`, `.indivisibleAxis`.
    /// Reference: Goodfellow et al., 2013.
    public func maxout(pieces: Int, axis: Int = -1) throws(ActivationError) -> Tensor {
        let maxout = try Maxout(shape, axis: axis, pieces: pieces)
        return Tensor(shape: maxout.units(shape, axis: axis), from: [self]) { maxout.forward($0[0], $1) }
    }

    /// The gradient of a loss with respect to this tensor, `upstream` being that with respect to its maxout.
    ///
    /// It goes to the first largest piece of each unit, and the others get 0. All pieces beside a NaN get NaN.
    ///
    /// - Throws: `ActivationError.invalidParameter`, `.axisOutOfRange`, `.indivisibleAxis`, `.shapeMismatch`.
    public func maxoutGradient(pieces: Int, upstream dy: Tensor, axis: Int = -1) throws(ActivationError) -> Tensor {
        let maxout = try Maxout(shape, axis: axis, pieces: pieces)
        let units = maxout.units(shape, axis: axis)
        guard dy.shape == units else { throw .shapeMismatch(operation: "the gradient of maxout", units, dy.shape) }
        return Tensor(shape: shape, from: [dy, self]) { maxout.backward($0[0], $0[1], $1) }
    }
}

/// Maxout over memory.
struct Maxout {
    private let split: AxisSplit
    private let pieces: Int

    init(_ shape: some RandomAccessCollection<Int>, axis: Int, pieces: Int) throws(ActivationError) {
        guard pieces >= 1 else {
            throw .invalidParameter(
                activation: "maxout", parameter: "pieces", value: Double(pieces), allowed: "at least 1")
        }
        split = try AxisSplit(shape, axis: axis, pieces: pieces)
        self.pieces = pieces
    }

    /// The number of units.
    var count: Int { split.outer * (split.length / pieces) * split.inner }

    /// The shape of the units.
    func units(_ shape: [Int], axis: Int) -> [Int] {
        Activations.shape(shape, with: split.length / pieces, alongAxis: axis)
    }

    /// How the first piece of each unit lies; the others follow `runs.length` elements apart.
    private var runs: Runs { Runs(length: split.inner, step: pieces * split.inner) }

    /// y overlaps nothing, or is x where there is one piece.
    @specialized(where S == Float)
    @specialized(where S == Double)
    func forward<S: ActivationScalar>(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>) {
        Walk<S>.over(count, output: y, streams: Walk<S>.isLarge(count) && x != y) { part, target in
            Rooms<S>.provide(2) { rooms in
                runs.forEachBlock(in: part) { block in
                    largest(x, block, rooms, target + (block.lowerBound - part.lowerBound))
                }
            }
        }
    }

    /// dx is x, or dy where there is one piece, or overlaps nothing.
    @specialized(where S == Float)
    @specialized(where S == Double)
    func backward<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ x: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>
    ) {
        Walk<S>.over(count, output: dx, streams: false) { part, _ in
            Rooms<S>.provide(6) { rooms in
                runs.forEachBlock(in: part) { block in
                    let count = block.count
                    let (largest, left, isLargest, result) = (rooms[2], rooms[3], rooms[4], rooms[5])
                    self.largest(x, block, rooms, largest)
                    left.update(from: dy + block.lowerBound, count: count)
                    for piece in 0..<pieces {
                        let source = runs.read(x + piece * runs.length, block, rooms[0])
                        PairKind.isLargest(source, UnsafePointer(largest), isLargest, count: count)
                        PairKind.upstreamProduct(UnsafePointer(left), UnsafePointer(isLargest), result, count: count)
                        PairKind.remainder(UnsafePointer(left), UnsafePointer(isLargest), left, count: count)
                        runs.finish(result, block, dx + piece * runs.length)
                    }
                }
            }
        }
    }

    /// The largest pieces of a block's units, by way of the first two rooms.
    private func largest<S: ActivationScalar>(
        _ x: UnsafePointer<S>, _ block: Range<Int>, _ rooms: Rooms<S>, _ y: UnsafeMutablePointer<S>
    ) {
        let first = runs.read(x, block, rooms[0])
        guard pieces > 1 else { return y.update(from: first, count: block.count) }
        for piece in 1..<pieces {
            let next = runs.read(x + piece * runs.length, block, rooms[1])
            PairKind.larger(piece == 1 ? first : UnsafePointer(y), next, y, count: block.count)
        }
    }
}
