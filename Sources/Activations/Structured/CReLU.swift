internal import CKernels

extension Tensor where Scalar: ActivationScalar {
    /// Both sides of each element: max(x, 0), and after all of these along the axis max(−x, 0).
    ///
    /// Edge cases: NaN stays NaN in both.
    /// - Parameter axis: The last one unless given, which becomes twice as long; a negative one counts from the back.
    /// - Throws: `ActivationError.axisOutOfRange`, `.invalidShape` when memory can't hold the result.
    /// Reference: Shang et al., 2016.
    public func crelu(axis: Int = -1) throws(ActivationError) -> Tensor {
        let crelu = CReLU(split: try AxisSplit(shape, axis: axis))
        let doubled = try doubled(crelu.split, axis)
        return Tensor(shape: doubled, from: [self]) { crelu.forward($0[0], $1) }
    }

    /// The gradient of a loss with respect to this tensor, `upstream` being that with respect to its CReLU.
    ///
    /// Where x > 0 it is the upstream gradient of the first side, where x < 0 that of the second negated, and 0 at 0.
    ///
    /// - Throws: `ActivationError.axisOutOfRange`, `.invalidShape`, `.shapeMismatch`.
    public func creluGradient(upstream dy: Tensor, axis: Int = -1) throws(ActivationError) -> Tensor {
        let crelu = CReLU(split: try AxisSplit(shape, axis: axis))
        let doubled = try doubled(crelu.split, axis)
        guard dy.shape == doubled else { throw .shapeMismatch(operation: "the gradient of CReLU", doubled, dy.shape) }
        return Tensor(shape: shape, from: [dy, self]) { crelu.backward($0[0], $0[1], $1) }
    }

    private func doubled(_ split: AxisSplit, _ axis: Int) throws(ActivationError) -> [Int] {
        let (length, overflow) = split.length.multipliedReportingOverflow(by: 2)
        let doubled = Activations.shape(shape, with: overflow ? .max : length, alongAxis: axis)
        _ = try Self.count(of: doubled)
        return doubled
    }
}

/// CReLU over memory.
struct CReLU {
    let split: AxisSplit

    private var count: Int { split.count }
    /// How the first sides lie; the second ones are `sides.length` elements further on.
    private var sides: Runs { Runs(length: split.length * split.inner, step: 2 * split.length * split.inner) }

    /// y overlaps nothing.
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func forward<S: ActivationScalar>(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>) {
        let negative = y + sides.length
        sides.forEachBlock(count, of: S.self, rooms: 3, streams: Walk<S>.isLarge(count)) { block in
            let x = block.read(x, .whole(count), room: 0)
            let (first, second) = (block.place(y, sides, room: 1), block.place(negative, sides, room: 2))
            block.apply(.relu, x, to: first)
            block.apply(.linear(slope: -1), x, to: second)
            block.apply(.relu, second, to: second)
            block.finish(first, y, sides)
            block.finish(second, negative, sides)
        }
    }

    /// dx is x or overlaps nothing.
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func backward<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ x: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>
    ) {
        let whole = Runs.whole(count)
        sides.forEachBlock(count, of: S.self, rooms: 6, streams: Walk<S>.isLarge(count) && x != dx) { block in
            let x = block.read(x, whole, room: 0)
            let first = block.read(dy, sides, room: 1)
            let second = block.read(dy + sides.length, sides, room: 2)
            let (negated, fromFirst, fromSecond) = (block[room: 3], block[room: 4], block[room: 5])
            block.gradient(.relu, first, at: x, to: fromFirst)
            block.apply(.linear(slope: -1), x, to: negated)
            block.gradient(.relu, second, at: negated, to: fromSecond)
            let results = block.place(dx, whole, room: 4)
            block.combine(.difference, fromFirst, fromSecond, to: results)
            block.finish(results, dx, whole)
        }
    }
}
