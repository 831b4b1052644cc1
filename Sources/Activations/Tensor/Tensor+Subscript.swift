extension Tensor {
    /// An element of a vector.
    @inlinable
    public subscript(_ index: Int) -> Scalar {
        get {
            precondition(rank == 1, "One index into a tensor of rank \(rank).")
            return element(at: position(index, axis: 0))
        }
        set {
            precondition(rank == 1, "One index into a tensor of rank \(rank).")
            setElement(at: position(index, axis: 0), to: newValue)
        }
    }

    /// An element of a matrix.
    @inlinable
    public subscript(_ row: Int, _ column: Int) -> Scalar {
        get {
            precondition(rank == 2, "Two indices into a tensor of rank \(rank).")
            return element(at: position(row, axis: 0) * shape[1] + position(column, axis: 1))
        }
        set {
            precondition(rank == 2, "Two indices into a tensor of rank \(rank).")
            setElement(at: position(row, axis: 0) * shape[1] + position(column, axis: 1), to: newValue)
        }
    }

    /// An element of a tensor of any rank; without an index, the number that a tensor of rank 0 is.
    @inlinable
    public subscript(_ indices: Int...) -> Scalar {
        get { element(at: position(indices)) }
        set { setElement(at: position(indices), to: newValue) }
    }

    @inlinable
    func position(_ index: Int, axis: Int) -> Int {
        precondition(0 <= index && index < shape[axis], "Index \(index) is outside axis \(axis) of shape \(shape).")
        return index
    }

    @inlinable
    func position(_ indices: [Int]) -> Int {
        precondition(indices.count == rank, "\(indices.count) indices into a tensor of rank \(rank).")
        return indices.indices.reduce(0) { $0 * shape[$1] + position(indices[$1], axis: $1) }
    }

    @inlinable
    func element(at position: Int) -> Scalar {
        withUnsafeBufferPointer { $0[position] }
    }

    @inlinable
    mutating func setElement(at position: Int, to value: Scalar) {
        withUnsafeMutableBufferPointer { $0[position] = value }
    }
}

// MARK: - Rows

extension Tensor {
    /// A copy of what stands at an index of the first axis: a row of a matrix, a number of a vector.
    @inlinable
    public func row(_ index: Int) -> Tensor {
        precondition(rank > 0, "A tensor of rank 0 has no rows.")
        let shape = Array(shape.dropFirst())
        let length = shape.reduce(1, *)
        let start = position(index, axis: 0) * length
        return withUnsafeBufferPointer { scalars in
            Tensor(unsafeUninitializedShape: shape) { row in
                _ = row.initialize(fromContentsOf: UnsafeBufferPointer(rebasing: scalars[start..<start + length]))
            }
        }
    }

    /// What stands at each index of the first axis, copied one by one as they are asked for.
    @inlinable
    public var rows: some RandomAccessCollection<Tensor> {
        precondition(rank > 0, "A tensor of rank 0 has no rows.")
        return (0..<shape[0]).lazy.map(row)
    }
}
