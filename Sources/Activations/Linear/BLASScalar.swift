internal import COpenBLAS
import Synchronization

/// Scalars that OpenBLAS multiplies: `Float` and `Double`.
public protocol BLASScalar: ActivationScalar {
    /// c += a·b.
    static func _addProduct(_ a: _Matrix<Self>, _ b: _Matrix<Self>, to c: UnsafeMutablePointer<Self>, stride: Int)
}

/// A part of a row-major matrix in memory; `stride` elements lie between the starts of two rows.
public struct _Matrix<Scalar> {
    let start: UnsafePointer<Scalar>
    let rows, columns, stride: Int
}

extension Float: BLASScalar {
    public static func _addProduct(
        _ a: _Matrix<Float>, _ b: _Matrix<Float>, to c: UnsafeMutablePointer<Float>, stride: Int
    ) {
        let (m, k, n) = (blasint(a.rows), blasint(b.rows), blasint(b.columns))
        let (lda, ldb, ldc) = (blasint(a.stride), blasint(b.stride), blasint(stride))
        if m == 1 {
            cblas_sgemv(CblasRowMajor, CblasTrans, k, n, 1, b.start, ldb, a.start, 1, 1, c, 1)
        } else if n == 1 {
            cblas_sgemv(CblasRowMajor, CblasNoTrans, m, k, 1, a.start, lda, b.start, ldb, 1, c, ldc)
        } else {
            cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a.start, lda, b.start, ldb, 1, c, ldc)
        }
    }
}

extension Double: BLASScalar {
    public static func _addProduct(
        _ a: _Matrix<Double>, _ b: _Matrix<Double>, to c: UnsafeMutablePointer<Double>, stride: Int
    ) {
        let (m, k, n) = (blasint(a.rows), blasint(b.rows), blasint(b.columns))
        let (lda, ldb, ldc) = (blasint(a.stride), blasint(b.stride), blasint(stride))
        if m == 1 {
            cblas_dgemv(CblasRowMajor, CblasTrans, k, n, 1, b.start, ldb, a.start, 1, 1, c, 1)
        } else if n == 1 {
            cblas_dgemv(CblasRowMajor, CblasNoTrans, m, k, 1, a.start, lda, b.start, ldb, 1, c, ldc)
        } else {
            cblas_dgemm(
                CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a.start, lda, b.start, ldb, 1, c, ldc)
        }
    }
}

/// The threads of OpenBLAS, which the whole process shares.
enum BLASThreads {
    private static let callers = Mutex((count: 0, threads: Int32(1)))

    /// Runs `body` while OpenBLAS works on the threads that call it alone, so that its threads and ours don't multiply.
    static func withoutTheirs<R>(_ body: () -> R) -> R {
        callers.withLock { callers in
            if callers.count == 0 {
                callers.threads = openblas_get_num_threads()
                openblas_set_num_threads(1)
            }
            callers.count += 1
        }
        defer {
            callers.withLock { callers in
                callers.count -= 1
                if callers.count == 0 { openblas_set_num_threads(callers.threads) }
            }
        }
        return body()
    }
}
