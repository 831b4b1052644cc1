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

    private var count: Int { split.outer * split.length * split.inner }
    /// How the first sides lie; the second ones are `sides.length` elements further on.
    private var sides: Runs { Runs(length: split.length * split.inner, step: 2 * split.length * split.inner) }

    /// y overlaps nothing.
    @specialized(where S == Float)
    @specialized(where S == Double)
    func forward<S: ActivationScalar>(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>) {
        let negative = y + sides.length
        Walk<S>.over(count, output: y, streams: false) { part, _ in
            Rooms<S>.provide(2) { rooms in
                sides.forEachBlock(in: part) { block in
                    let count = block.count
                    let (first, second) = (sides.place(y, block, rooms[0]), sides.place(negative, block, rooms[1]))
                    Activation.relu.forward(x + block.lowerBound, first, count: count)
                    Activation.linear(slope: -1).forward(x + block.lowerBound, second, count: count)
                    Activation.relu.forward(UnsafePointer(second), second, count: count)
                    sides.finish(first, block, y)
                    sides.finish(second, block, negative)
                }
            }
        }
    }

    /// dx is x or overlaps nothing.
    @specialized(where S == Float)
    @specialized(where S == Double)
    func backward<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ x: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>
    ) {
        Walk<S>.over(count, output: dx, streams: false) { part, _ in
            Rooms<S>.provide(5) { rooms in
                sides.forEachBlock(in: part) { block in
                    let (count, x) = (block.count, x + block.lowerBound)
                    let first = sides.read(dy, block, rooms[0])
                    let second = sides.read(dy + sides.length, block, rooms[1])
                    let (negated, fromFirst, fromSecond) = (rooms[2], rooms[3], rooms[4])
                    Activation.relu.backward(first, x, fromFirst, count: count)
                    Activation.linear(slope: -1).forward(x, negated, count: count)
                    Activation.relu.backward(second, UnsafePointer(negated), fromSecond, count: count)
                    PairKind.difference(
                        UnsafePointer(fromFirst), UnsafePointer(fromSecond), dx + block.lowerBound, count: count)
                }
            }
        }
    }
}
