internal import COpenBLAS

/// The loss of a softmax regression as a function of its coefficients, [features and intercept][classes].
struct SoftmaxLoss {
    let design: Design
    let labels: [Int]
    let classes: Int

    func minimized(
        _ options: FitOptions, _ onProgress: (FitProgress) -> Void
    ) throws(FitError) -> (coefficients: [Double], FitProgress) {
        var solver = LBFGS(from: [Double](repeating: 0, count: design.columns * classes), evaluate)
        var iteration = 0
        while true {
            let change = logits(solver.advance()).reduce(0) { max($0, abs($1)) }
            iteration += 1
            let progress = FitProgress(
                iteration: iteration, loss: solver.point.value, change: change,
                isConverged: change <= options.tolerance)
            onProgress(progress)
            if options.l2 == 0, progress.loss < 1e-6 * Double(design.rows) { throw .separable }
            if progress.isConverged || iteration == options.maximumIterations {
                return (solver.point.position, progress)
            }
        }
    }

    /// A·coefficients, [rows][classes].
    private func logits(_ coefficients: [Double]) -> [Double] {
        let (m, k, n) = (blasint(design.rows), blasint(design.columns), blasint(classes))
        var logits = [Double](repeating: 0, count: design.rows * classes)
        cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, design.matrix, k, coefficients, n, 0, &logits, n)
        return logits
    }

    private func evaluate(_ coefficients: [Double]) -> (value: Double, gradient: [Double]) {
        var logarithms = logits(coefficients)
        logarithms.withUnsafeMutableBufferPointer { logits in
            guard let start = logits.baseAddress else { return }
            RowFunction.logSoftmax(AxisSplit(outer: design.rows, length: classes, inner: 1), start, start)
        }
        var loss = 0.0
        for (row, label) in labels.enumerated() { loss -= logarithms[row * classes + label] }
        var residuals = Tensor(logarithms).applying(.exp).scalars
        for (row, label) in labels.enumerated() { residuals[row * classes + label] -= 1 }

        var gradient = coefficients
        for column in 0..<design.columns {
            for index in column * classes..<(column + 1) * classes {
                gradient[index] *= design.penalties[column]
                loss += gradient[index] * coefficients[index] / 2
            }
        }
        let (m, k, n) = (blasint(design.rows), blasint(design.columns), blasint(classes))
        cblas_dgemm(
            CblasRowMajor, CblasTrans, CblasNoTrans, k, n, m, 1, design.matrix, k, residuals, n, 1, &gradient, n)
        return (loss, gradient)
    }
}
