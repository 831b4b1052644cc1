internal import COpenBLAS

/// Scalars that OpenBLAS multiplies: `Float` and `Double`.
public protocol BLASScalar: ActivationScalar {
    /// c += a·b for row-major matrices whose rows follow one another: a is `rows`×`inner`, b `inner`×`columns`.
    static func addProduct(
        rows: Int, inner: Int, columns: Int, _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>,
        to c: UnsafeMutablePointer<Self>)
}

extension Float: BLASScalar {
    public static func addProduct(
        rows: Int, inner: Int, columns: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
        to c: UnsafeMutablePointer<Float>
    ) {
        let (m, k, n) = (blasint(rows), blasint(inner), blasint(columns))
        if rows == 1 {
            cblas_sgemv(CblasRowMajor, CblasTrans, k, n, 1, b, max(n, 1), a, 1, 1, c, 1)
        } else if columns == 1 {
            cblas_sgemv(CblasRowMajor, CblasNoTrans, m, k, 1, a, max(k, 1), b, 1, 1, c, 1)
        } else {
            cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, max(k, 1), b, max(n, 1), 1, c, max(n, 1))
        }
    }
}

extension Double: BLASScalar {
    public static func addProduct(
        rows: Int, inner: Int, columns: Int, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
        to c: UnsafeMutablePointer<Double>
    ) {
        let (m, k, n) = (blasint(rows), blasint(inner), blasint(columns))
        if rows == 1 {
            cblas_dgemv(CblasRowMajor, CblasTrans, k, n, 1, b, max(n, 1), a, 1, 1, c, 1)
        } else if columns == 1 {
            cblas_dgemv(CblasRowMajor, CblasNoTrans, m, k, 1, a, max(k, 1), b, 1, 1, c, 1)
        } else {
            cblas_dgemm(
                CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, max(k, 1), b, max(n, 1), 1, c, max(n, 1))
        }
    }
}
