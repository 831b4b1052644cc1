/// What an axis divides a shape into: `outer` blocks of `length` lines of `inner` neighbouring elements.
@usableFromInline
struct AxisSplit {
    @usableFromInline let outer, length, inner: Int

    /// The number of elements.
    var count: Int { outer * length * inner }

    @usableFromInline
    init(outer: Int, length: Int, inner: Int) {
        self.outer = outer
        self.length = length
        self.inner = inner
    }

    /// - Parameter axis: a negative one counts from the back.
    @usableFromInline
    init(_ shape: some RandomAccessCollection<Int>, axis: Int) throws(ActivationError) {
        let rank = shape.count
        guard (-rank..<rank).contains(axis) else { throw .axisOutOfRange(axis: axis, rank: rank) }
        let offset = axis < 0 ? axis + rank : axis
        self.init(
            outer: shape.prefix(offset).reduce(1, *), length: shape[shape.index(shape.startIndex, offsetBy: offset)],
            inner: shape.dropFirst(offset + 1).reduce(1, *))
    }
}
