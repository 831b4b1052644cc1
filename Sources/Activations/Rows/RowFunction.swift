internal import CKernels

/// A function of the rows of a tensor. What each does with NaN and infinity is told where it is public.
enum RowFunction {
    case softmax, logSoftmax, logSumExp

    /// What a row of that length gives.
    func resultLength(_ length: Int) -> Int { self == .logSumExp ? 1 : length }

    /// - Returns: false, with nothing written, when there is no memory to work with.
    @discardableResult
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func callAsFunction<S: ActivationScalar>(
        _ split: AxisSplit, _ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>
    ) -> Bool {
        let table = S._kernels.pointer.pointee
        let (rows, columns) =
            switch self {
            case .softmax: (table.row_softmax, table.column_softmax)
            case .logSoftmax: (table.row_log_softmax, table.column_log_softmax)
            case .logSumExp: (table.row_logsumexp, table.column_logsumexp)
            }
        let operation = RowOperation(
            rows: rows, columns: columns, a: x, b: x, output: y, resultLength: resultLength(split.length))
        return operation(split)
    }

    /// dx from the upstream gradient and the function's output, of softmax and log-softmax.
    ///
    /// - Returns: false, with nothing written, when there is no memory to work with.
    @discardableResult
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func backward<S: ActivationScalar>(
        _ split: AxisSplit, _ dy: UnsafePointer<S>, _ y: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>
    ) -> Bool {
        let table = S._kernels.pointer.pointee
        let (rows, columns) =
            self == .softmax
            ? (table.row_softmax_backward, table.column_softmax_backward)
            : (table.row_log_softmax_backward, table.column_log_softmax_backward)
        if split.inner == 1, let half = S._kernels.half?.pointee {
            let rows = self == .softmax ? half.row_softmax_backward : half.row_log_softmax_backward
            return split.forEachRow(
                RowOperation(rows: rows, columns: columns, a: dy, b: y, output: dx, resultLength: split.length))
        }
        let operation = RowOperation(
            rows: rows, columns: columns, a: dy, b: y, output: dx, resultLength: split.length)
        return operation(split)
    }
}
