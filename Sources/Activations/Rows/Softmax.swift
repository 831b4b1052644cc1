internal import CKernels

/// A function of the rows of a tensor.
enum RowFunction {
    case softmax, logSoftmax, logSumExp

    /// What a row of that length gives.
    func resultLength(_ length: Int) -> Int { self == .logSumExp ? 1 : length }

    func callAsFunction<S: ActivationScalar>(
        _ walk: RowWalk, _ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>
    ) {
        let row = Row<S>(length: walk.length)
        walk(x, x, y, resultLength: resultLength(walk.length)) { x, _, y in
            switch self {
            case .softmax: row.softmax(x, y)
            case .logSoftmax: row.logSoftmax(x, y)
            case .logSumExp: y.pointee = row.logSumExp(x)
            }
        }
    }

    /// dx from the upstream gradient and the function's output.
    func backward<S: ActivationScalar>(
        _ walk: RowWalk, _ dy: UnsafePointer<S>, _ y: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>
    ) {
        let kernels = S._kernels.pointer.pointee
        let count = walk.length
        walk(dy, y, dx, resultLength: count) { dy, y, dx in
            if self == .softmax {
                kernels.row_softmax_gradient(dy, y, dx, count, kernels.row_dot(dy, y, count))
            } else {
                kernels.row_log_softmax_gradient(dy, y, dx, count, kernels.row_total(dy, count))
            }
        }
    }
}

/// The softmax family on one row. Any NaN makes its row NaN. Where the maximum is +∞, the entries that are +∞ share the
/// whole; where it is −∞, there is nothing to share and the distribution is NaN.
private struct Row<S: ActivationScalar> {
    let length: Int
    let kernels = S._kernels.pointer.pointee

    func softmax(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>) {
        let maximum = kernels.row_maximum(x, length)
        if maximum.isFinite {
            kernels.row_normalize(y, length, kernels.row_exponentials(x, y, length, maximum))
        } else {
            let undefined = maximum < 0 || kernels.row_log_sum(x, length, maximum).isNaN
            let share = 1 / S((0..<length).count { x[$0] == .infinity })
            for i in 0..<length { y[i] = undefined ? .nan : x[i] == .infinity ? share : 0 }
        }
    }

    func logSoftmax(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>) {
        let maximum = kernels.row_maximum(x, length)
        let logSum = kernels.row_log_sum(x, length, maximum)
        if maximum.isFinite {
            kernels.row_log_normalize(x, y, length, maximum, logSum)
        } else {
            let undefined = maximum < 0 || logSum.isNaN
            for i in 0..<length { y[i] = undefined ? .nan : x[i] == .infinity ? S(-logSum) : -.infinity }
        }
    }

    func logSumExp(_ x: UnsafePointer<S>) -> S {
        guard length > 0 else { return -.infinity }
        let maximum = kernels.row_maximum(x, length)
        let logSum = kernels.row_log_sum(x, length, maximum)
        return S(logSum.isNaN ? .nan : maximum.isFinite ? maximum + logSum : maximum)
    }
}
