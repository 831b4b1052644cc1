internal import COpenBLAS
import Synchronization

/// Scalars that OpenBLAS multiplies: `Float` and `Double`.
public protocol BLASScalar: ActivationScalar {
    /// c += a·b.
    static func _addProduct(_ a: _Matrix<Self>, _ b: _Matrix<Self>, to c: UnsafeMutablePointer<Self>, stride: Int)
    /// c = aᵀ·b or a·bᵀ.
    static func _product(
        _ a: _Matrix<Self>, _ b: _Matrix<Self>, transposed: _TransposedFactor, to c: UnsafeMutablePointer<Self>,
        stride: Int)
}

/// Which factor of a product is transposed.
public enum _TransposedFactor {
    case left, right
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

    public static func _product(
        _ a: _Matrix<Float>, _ b: _Matrix<Float>, transposed: _TransposedFactor, to c: UnsafeMutablePointer<Float>,
        stride: Int
    ) {
        let shape = ProductShape(a, b, transposed)
        cblas_sgemm(
            CblasRowMajor, transposed == .left ? CblasTrans : CblasNoTrans,
            transposed == .right ? CblasTrans : CblasNoTrans, shape.m, shape.n, shape.k, 1, a.start,
            blasint(max(1, a.stride)), b.start, blasint(max(1, b.stride)), 0, c, blasint(max(1, stride)))
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

    public static func _product(
        _ a: _Matrix<Double>, _ b: _Matrix<Double>, transposed: _TransposedFactor, to c: UnsafeMutablePointer<Double>,
        stride: Int
    ) {
        let shape = ProductShape(a, b, transposed)
        cblas_dgemm(
            CblasRowMajor, transposed == .left ? CblasTrans : CblasNoTrans,
            transposed == .right ? CblasTrans : CblasNoTrans, shape.m, shape.n, shape.k, 1, a.start,
            blasint(max(1, a.stride)), b.start, blasint(max(1, b.stride)), 0, c, blasint(max(1, stride)))
    }
}

/// The dimensions of a product with a transposed factor.
private struct ProductShape {
    let m, n, k: blasint

    init<S>(_ a: _Matrix<S>, _ b: _Matrix<S>, _ transposed: _TransposedFactor) {
        (m, k) = transposed == .left ? (blasint(a.columns), blasint(a.rows)) : (blasint(a.rows), blasint(a.columns))
        n = blasint(transposed == .right ? b.rows : b.columns)
    }
}

/// The processor that OpenBLAS has its kernels for.
enum BLASCore {
    /// Whether it is a Pentium 4, for which OpenBLAS takes those that are newer than itself.
    static let isOutdated = openblas_get_corename().map { String(cString: $0) == "Prescott" } ?? false
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
