extension Tensor where Scalar: BLASScalar {
    /// The matrix product: [m, k]·[k, n] is [m, n].
    ///
    /// A vector on the left is a row, [k]·[k, n] is [n]; one on the right a column, [m, k]·[k] is [m]; the product of
    /// two vectors is a single number.
    ///
    /// - Throws: ``ActivationError/shapeMismatch(operation:_:_:)`` when the inner dimensions differ or a rank is
    ///   neither 1 nor 2.
    public func matmul(_ right: Tensor) throws(ActivationError) -> Tensor {
        guard 1...2 ~= rank, 1...2 ~= right.rank, shape[rank - 1] == right.shape[0] else {
            throw .shapeMismatch(operation: "matmul", shape, right.shape)
        }
        let matrix = try right.reshaped([right.shape[0], right.rank == 2 ? right.shape[1] : 1])
        return try dense(weights: matrix).reshaped(shape.dropLast() + right.shape.dropFirst())
    }
}
