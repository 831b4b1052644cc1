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
        var (outer, length, inner) = (1, 1, 1)
        for (index, extent) in shape.enumerated() {
            if index < offset { outer *= extent } else if index == offset { length = extent } else { inner *= extent }
        }
        self.init(outer: outer, length: length, inner: inner)
    }
}
