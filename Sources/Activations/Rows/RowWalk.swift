/// How a function of rows goes over a tensor: `outer` blocks of `length` lines of `inner` neighbouring elements, a row
/// being the `length` elements with the same place in a block and in its lines.
struct RowWalk {
    let outer, length, inner: Int

    init(outer: Int, length: Int, inner: Int) {
        self.outer = outer
        self.length = length
        self.inner = inner
    }

    /// - Parameter axis: a negative one counts from the back.
    init(_ shape: some RandomAccessCollection<Int>, axis: Int) throws(ActivationError) {
        let rank = shape.count
        guard (-rank..<rank).contains(axis) else { throw .axisOutOfRange(axis: axis, rank: rank) }
        let offset = axis < 0 ? axis + rank : axis
        self.init(
            outer: shape.prefix(offset).reduce(1, *), length: shape[shape.index(shape.startIndex, offsetBy: offset)],
            inner: shape.dropFirst(offset + 1).reduce(1, *))
    }

    /// Rows that are gathered at a time when their elements are not neighbours: a cache line of floats.
    private static var strip: Int { 16 }

    /// Calls `body` with each row of a (and of b) and the place of its result, which takes `resultLength` elements: the
    /// row's length, or 1. The output may be an input when that is the row's length.
    func callAsFunction<S: ActivationScalar>(
        _ a: UnsafePointer<S>, _ b: UnsafePointer<S>, _ output: UnsafeMutablePointer<S>, resultLength: Int,
        _ body: (UnsafePointer<S>, UnsafePointer<S>, UnsafeMutablePointer<S>) -> Void
    ) {
        let grain = max(1, 32768 / max(1, length))
        if inner == 1 {
            Threads.split(outer, grain: grain) { part in
                withStandardFloatingPoint {
                    for row in part { body(a + row * length, b + row * length, output + row * resultLength) }
                }
            }
        } else {
            let strips = (inner + Self.strip - 1) / Self.strip
            Threads.split(outer * strips, grain: max(1, grain / Self.strip)) { part in
                withStandardFloatingPoint {
                    gathered(part, strips: strips, a, b, output, resultLength: resultLength, body)
                }
            }
        }
    }

    private func gathered<S: ActivationScalar>(
        _ part: Range<Int>, strips: Int, _ a: UnsafePointer<S>, _ b: UnsafePointer<S>,
        _ output: UnsafeMutablePointer<S>, resultLength: Int,
        _ body: (UnsafePointer<S>, UnsafePointer<S>, UnsafeMutablePointer<S>) -> Void
    ) {
        let size = Self.strip * max(1, length)
        withUnsafeTemporaryAllocation(of: S.self, capacity: 3 * size) { memory in
            guard let rowsOfA = memory.baseAddress else { return }
            let rowsOfB = rowsOfA + size
            let results = rowsOfB + size
            for index in part {
                let (block, strip) = index.quotientAndRemainder(dividingBy: strips)
                let first = strip * Self.strip
                let width = min(Self.strip, inner - first)
                let start = block * length * inner + first
                gather(a + start, into: rowsOfA, width: width)
                if b != a { gather(b + start, into: rowsOfB, width: width) }
                for row in 0..<width {
                    body(
                        rowsOfA + row * length, (b == a ? rowsOfA : rowsOfB) + row * length,
                        results + row * resultLength)
                }
                let target = output + block * resultLength * inner + first
                for line in 0..<resultLength {
                    for row in 0..<width { target[line * inner + row] = results[row * resultLength + line] }
                }
            }
        }
    }

    private func gather<S: ActivationScalar>(
        _ source: UnsafePointer<S>, into rows: UnsafeMutablePointer<S>, width: Int
    ) {
        for line in 0..<length {
            for row in 0..<width { rows[row * length + line] = source[line * inner + row] }
        }
    }
}
