internal import COpenBLAS

/// A symmetric positive definite matrix by its Cholesky factor, from LAPACK.
struct SymmetricSystem {
    private let size: Int
    private var factor: [Double]
    /// An estimate of 1 / (‖A‖·‖A⁻¹‖) in the 1-norm.
    let reciprocalCondition: Double

    /// - Parameter matrix: row-major; the upper triangle is read.
    /// - Returns: nil when it is not positive definite.
    init?(_ matrix: [Double], size: Int) {
        let n = Int32(size)
        let upper = CChar(UInt8(ascii: "U"))
        factor = matrix
        let norm = LAPACKE_dlansy(LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "1")), upper, n, matrix, n)
        guard LAPACKE_dpotrf(LAPACK_ROW_MAJOR, upper, n, &factor, n) == 0 else { return nil }
        var reciprocal = 0.0
        guard LAPACKE_dpocon(LAPACK_ROW_MAJOR, upper, n, factor, n, norm, &reciprocal) == 0 else { return nil }
        reciprocalCondition = reciprocal
        self.size = size
    }

    /// A⁻¹·b.
    func solution(_ right: [Double]) -> [Double] {
        var solution = right
        let n = Int32(size)
        LAPACKE_dpotrs(LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "U")), n, 1, factor, n, &solution, 1)
        return solution
    }

    /// A⁻¹, row-major, both triangles.
    func inverse() -> [Double] {
        var inverse = factor
        let n = Int32(size)
        LAPACKE_dpotri(LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "U")), n, &inverse, n)
        for row in 0..<size {
            for column in 0..<row { inverse[row * size + column] = inverse[column * size + row] }
        }
        return inverse
    }
}
