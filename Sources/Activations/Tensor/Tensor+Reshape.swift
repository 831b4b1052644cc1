extension Tensor {
    /// The same elements in the same order under another shape, without a copy.
    @inlinable
    public func reshaped(_ shape: [Int]) throws(ActivationError) -> Tensor {
        guard try Self.count(of: shape) == count else { throw .scalarCountMismatch(shape: shape, count: count) }
        return Tensor(shape: shape, count: count, storage: storage)
    }

    /// The axes in reverse order: rows become columns.
    @inlinable
    public func transposed() -> Tensor {
        permuted(Array((0..<rank).reversed()))
    }

    /// The axes in the order given: axis `i` of the result is axis `axes[i]` of this tensor.
    @inlinable
    public func transposed(_ axes: [Int]) throws(ActivationError) -> Tensor {
        guard axes.sorted().elementsEqual(0..<rank) else { throw .invalidAxes(axes, rank: rank) }
        return permuted(axes)
    }

    @inlinable
    func permuted(_ axes: [Int]) -> Tensor {
        guard rank > 1 else { return self }
        var strides = [Int](repeating: 1, count: rank)
        for axis in (0..<rank - 1).reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
        // What the last two axes of the result step over is walked in square tiles, so that neither side misses cache
        // lines; the axes before them are counted like an odometer.
        let extents = axes.map { shape[$0] }
        let steps = axes.map { strides[$0] }
        let (rows, columns) = (extents[rank - 2], extents[rank - 1])
        let (rowStep, columnStep) = (steps[rank - 2], steps[rank - 1])
        let tile = 16
        return withUnsafeBufferPointer { source in
            Tensor(unsafeUninitializedShape: extents) { target in
                guard !target.isEmpty else { return }
                var index = [Int](repeating: 0, count: rank - 2)
                for plane in stride(from: 0, to: count, by: rows * columns) {
                    let origin = index.indices.reduce(0) { $0 + index[$1] * steps[$1] }
                    for top in stride(from: 0, to: rows, by: tile) {
                        for left in stride(from: 0, to: columns, by: tile) {
                            for row in top..<min(top + tile, rows) {
                                for column in left..<min(left + tile, columns) {
                                    let scalar = source[origin + row * rowStep + column * columnStep]
                                    target.initializeElement(at: plane + row * columns + column, to: scalar)
                                }
                            }
                        }
                    }
                    for axis in index.indices.reversed() {
                        index[axis] += 1
                        if index[axis] < extents[axis] { break }
                        index[axis] = 0
                    }
                }
            }
        }
    }
}

// MARK: - Axes

extension Tensor {
    /// The axis counted from the front; a negative one counts from the back.
    @inlinable
    public func resolved(axis: Int) throws(ActivationError) -> Int {
        guard (-rank..<rank).contains(axis) else { throw .axisOutOfRange(axis: axis, rank: rank) }
        return axis < 0 ? axis + rank : axis
    }

    @inlinable
    func shape(without axis: Int) throws(ActivationError) -> [Int] {
        var shape = shape
        shape.remove(at: try resolved(axis: axis))
        return shape
    }
}
