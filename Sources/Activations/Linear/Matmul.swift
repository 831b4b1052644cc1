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
        let (rows, columns) = (shape.dropLast(), right.shape.dropFirst())
        let (m, k, n) = (rows.first ?? 1, right.shape[0], columns.first ?? 1)
        for dimension in [m, k, n] where dimension > Int32.max {
            throw .dimensionTooLarge(dimension, limit: Int(Int32.max))
        }
        _ = try Self.count(of: Array(rows + columns))
        return withUnsafeBufferPointer { a in
            right.withUnsafeBufferPointer { b in
                Tensor(unsafeUninitializedShape: Array(rows + columns)) { c in
                    c.initialize(repeating: 0)
                    guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
                    Scalar.addProduct(rows: m, inner: k, columns: n, a, b, to: c)
                }
            }
        }
    }
}
