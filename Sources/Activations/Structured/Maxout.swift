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
    let split: AxisSplit
    private let pieces: Int

    /// - Parameter split: of an axis that the pieces divide.
    init(split: AxisSplit, pieces: Int) { (self.split, self.pieces) = (split, pieces) }

    init(_ shape: [Int], axis: Int, pieces: Int) throws(ActivationError) {
        guard pieces >= 1 else {
            throw .invalidParameter(
                activation: "maxout", parameter: "pieces", value: Double(pieces), allowed: "at least 1")
        }
        self.init(split: try AxisSplit(shape, axis: axis, pieces: pieces), pieces: pieces)
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
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func forward<S: ActivationScalar>(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>) {
        let whole = Runs.whole(count)
        runs.forEachBlock(count, of: S.self, rooms: 3, streams: Walk<S>.isLarge(count) && x != y) { block in
            let results = block.place(y, whole, room: 2)
            findLargest(x, block, results)
            block.finish(results, y, whole)
        }
    }

    /// dx is x, or dy where there is one piece, or overlaps nothing.
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func backward<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ x: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>
    ) {
        runs.forEachBlock(count, of: S.self, rooms: 7) { block in
            let (largest, left, isLargest, results) = (block[room: 2], block[room: 4], block[room: 5], block[room: 6])
            findLargest(x, block, largest)
            // What is left of dy for the pieces that follow.
            var upstream = block.read(dy, .whole(count), room: 3)
            for piece in 0..<pieces {
                let source = block.read(x + piece * runs.length, runs, room: 0)
                block.combine(.isLargest, source, largest, to: isLargest)
                block.combine(.upstreamProduct, upstream, isLargest, to: results)
                block.combine(.remainder, upstream, isLargest, to: left)
                block.finish(results, dx + piece * runs.length, runs)
                upstream = UnsafeRawPointer(left)
            }
        }
    }

    /// The largest pieces of a block's units, by way of the first two rooms.
    private func findLargest<S>(_ x: UnsafePointer<S>, _ block: Block<S>, _ largest: UnsafeMutableRawPointer) {
        var before = block.read(x, runs, room: 0)
        for piece in min(1, pieces - 1)..<pieces {
            block.combine(.larger, before, block.read(x + piece * runs.length, runs, room: 1), to: largest)
            before = UnsafeRawPointer(largest)
        }
    }
}
