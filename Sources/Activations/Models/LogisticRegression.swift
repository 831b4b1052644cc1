internal import COpenBLAS
import Glibc

/// Logistic regression: the log-odds of class 1 as a linear function of the features.
///
///     ln(p / (1 − p)) = x·w + intercept
///
/// The fit minimises Σ ln(1 + e^∓(x·w + intercept)) + λ/2·Σw² by Newton steps, each a Cholesky solution of LAPACK. It is
/// scikit-learn's with λ = 1/C.
///
///     let model = try LogisticRegression(fitting: x, labels: y)
///     let p = try model.predictProbabilities(x)      // [rows, 2]
public struct LogisticRegression: Sendable, Hashable, Codable {
    /// The change of the log-odds of class 1 for each unit of a feature.
    public let coefficients: [Double]
    /// The log-odds of class 1 where all features are 0.
    public let intercept: Double
    /// The standard error of each coefficient: the root of the diagonal of the inverse Hessian, the penalty included.
    public let standardErrors: [Double]
    public let interceptError: Double
    /// The last iteration. Where it is not converged the coefficients are those of that iteration.
    public let progress: FitProgress

    /// By how much a unit of each feature multiplies the odds of class 1: e^w.
    public var oddsRatios: [Double] { coefficients.map { exp($0) } }

    /// The interval that covers each odds ratio with 95 % confidence: e^(w ± 1.96·error).
    public var oddsRatioIntervals: [(lower: Double, upper: Double)] {
        zip(coefficients, standardErrors).map { coefficient, error in
            let reach = 1.959963984540054 * error
            return (exp(coefficient - reach), exp(coefficient + reach))
        }
    }

    /// - Parameters:
    ///   - x: [rows, features].
    ///   - labels: 0 or 1 for each row.
    ///   - onProgress: called after each iteration.
    /// - Throws: ``FitError``. More features than rows, dependent and constant features are fine where `l2` is greater
    ///   than 0 (a constant one gets the coefficient 0), and so are rows that a plane separates.
    public init<S: BinaryFloatingPoint>(
        fitting x: Tensor<S>, labels: Tensor<Int>, options: FitOptions = FitOptions(),
        onProgress: (FitProgress) -> Void = { _ in }
    ) throws(FitError) {
        let design = try Design(x, options)
        var newton = NewtonFit(design, try requireLabels(labels, rows: design.rows, classes: 2).labels)
        progress = try newton.run(options, onProgress)
        (coefficients, intercept) = design.original(newton.weights)
        (standardErrors, interceptError) = design.originalErrors(try newton.system().inverse())
    }

    /// - Throws: ``FitError/inconsistentModel(_:)`` for saved coefficients that don't belong together.
    package func validate() throws(FitError) {
        guard coefficients.count == standardErrors.count, !coefficients.isEmpty else {
            throw .inconsistentModel("\(coefficients.count) coefficients with \(standardErrors.count) standard errors")
        }
    }

    /// The log-odds of class 1 for each row.
    ///
    /// - Throws: ``FitError/featureCountMismatch(expected:shape:)``.
    public func logits<S: BLASScalar>(_ x: Tensor<S>) throws(FitError) -> Tensor<S> {
        guard x.rank == 2,
            let weights = try? Tensor(shape: [coefficients.count, 1], scalars: coefficients.map { S($0) }),
            let column = try? x.dense(weights: weights, bias: Tensor([S(intercept)])),
            let logits = try? column.reshaped([column.count])
        else { throw .featureCountMismatch(expected: coefficients.count, shape: x.shape) }
        return logits
    }

    /// The probabilities of class 0 and class 1 for each row, [rows, 2].
    ///
    /// - Throws: ``FitError/featureCountMismatch(expected:shape:)``.
    public func predictProbabilities<S: BLASScalar>(_ x: Tensor<S>) throws(FitError) -> Tensor<S> {
        let logits = try logits(x)
        let (zero, one) = (logits.probabilityOfClass0(), logits.probabilityOfClass1())
        return zero.withUnsafeBufferPointer { zero in
            one.withUnsafeBufferPointer { one in
                Tensor(unsafeUninitializedShape: [logits.count, 2]) { pairs in
                    for row in zero.indices {
                        pairs.initializeElement(at: 2 * row, to: zero[row])
                        pairs.initializeElement(at: 2 * row + 1, to: one[row])
                    }
                }
            }
        }
    }

    /// 1 for each row whose log-odds are above 0, else 0.
    ///
    /// - Throws: ``FitError/featureCountMismatch(expected:shape:)``.
    public func predict<S: BLASScalar>(_ x: Tensor<S>) throws(FitError) -> Tensor<Int> {
        try logits(x).mapped { $0 > 0 ? 1 : 0 }
    }
}

/// Newton's method on the logistic loss.
private struct NewtonFit {
    private let design: Design
    /// −1 for rows of class 1, +1 for those of class 0: a row's loss is softplus(sign · logit).
    private let signs: [Double]
    private(set) var weights: [Double]
    private var logits: [Double]
    private var loss = 0.0

    init(_ design: Design, _ labels: [Int]) {
        self.design = design
        signs = labels.map { $0 == 1 ? -1 : 1 }
        weights = [Double](repeating: 0, count: design.columns)
        logits = [Double](repeating: 0, count: design.rows)
        loss = loss(logits, weights)
    }

    mutating func run(_ options: FitOptions, _ onProgress: (FitProgress) -> Void) throws(FitError) -> FitProgress {
        // Where features depend on each other the first Hessian, a quarter of their correlations, has no inverse.
        let dependence = Double(design.columns) * 0x1p-50
        if options.l2 == 0, try system().reciprocalCondition < dependence { throw .dependentFeatures }
        var iteration = 0
        while true {
            let gradient = gradient()
            let step = try system().solution(gradient)
            let decrement = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
            let change = advance(step, decrement)
            iteration += 1
            let progress = FitProgress(
                iteration: iteration, loss: loss, change: change, isConverged: change <= options.tolerance)
            onProgress(progress)
            if progress.isConverged || iteration == options.maximumIterations { return progress }
            // Where the loss has nothing left to lose and logits still grow, they grow for ever.
            if options.l2 == 0, decrement < 1e-10 * Double(design.rows), change > 0.1 { throw .separable }
        }
    }

    /// The Hessian Aᵀ·diag(p(1−p))·A + penalty, ready to be solved.
    func system() throws(FitError) -> SymmetricSystem {
        let (rows, columns) = (design.rows, design.columns)
        let slopes = Activation.sigmoid.derivatives(logits)
        var weighted = design.matrix
        for row in 0..<rows {
            let root = slopes[row].squareRoot()
            for column in 0..<columns { weighted[row * columns + column] *= root }
        }
        var hessian = [Double](repeating: 0, count: columns * columns)
        for column in 0..<columns { hessian[column * columns + column] = design.penalties[column] }
        cblas_dsyrk(
            CblasRowMajor, CblasUpper, CblasTrans, blasint(columns), blasint(rows), 1, weighted, blasint(columns), 1,
            &hessian, blasint(columns))
        guard let system = SymmetricSystem(hessian, size: columns) else {
            throw design.hasConstantFeature ? .dependentFeatures : .separable
        }
        return system
    }

    private func gradient() -> [Double] {
        // p − label = ∓σ(∓logit), which keeps its digits
        let residuals = zip(Activation.sigmoid.values(zip(signs, logits).map { $0 * $1 }), signs).map { $0 * $1 }
        var gradient = zip(design.penalties, weights).map { $0 * $1 }
        let (rows, columns) = (blasint(design.rows), blasint(design.columns))
        cblas_dgemv(
            CblasRowMajor, CblasTrans, rows, columns, 1, design.matrix, columns, residuals, 1, 1, &gradient, 1)
        return gradient
    }

    /// Goes along −step as far as the loss falls enough, and returns the largest change of a logit.
    private mutating func advance(_ step: [Double], _ decrement: Double) -> Double {
        var direction = [Double](repeating: 0, count: design.rows)
        let (rows, columns) = (blasint(design.rows), blasint(design.columns))
        cblas_dgemv(CblasRowMajor, CblasNoTrans, rows, columns, 1, design.matrix, columns, step, 1, 0, &direction, 1)
        let largest = direction.reduce(0) { max($0, abs($1)) }
        var length = 1.0
        while true {
            let newLogits = zip(logits, direction).map { $0 - length * $1 }
            let newWeights = zip(weights, step).map { $0 - length * $1 }
            let newLoss = loss(newLogits, newWeights)
            // Close to the minimum the loss falls by less than its last place: a whole step is right there.
            let isEnough = newLoss <= loss - 1e-4 * length * decrement
            if isEnough || decrement <= 1e-12 * (1 + loss) || length < 0x1p-40 {
                (logits, weights, loss) = (newLogits, newWeights, newLoss)
                return length * largest
            }
            length /= 2
        }
    }

    private func loss(_ logits: [Double], _ weights: [Double]) -> Double {
        let losses = Activation.softplus.values(zip(signs, logits).map { $0 * $1 })
        let penalty = zip(design.penalties, weights).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
        return losses.reduce(0, +) + penalty / 2
    }
}

extension Activation {
    /// The values at x.
    fileprivate func values(_ x: [Double]) -> [Double] { Tensor(x).applying(self).scalars }

    /// The derivatives at x.
    fileprivate func derivatives(_ x: [Double]) -> [Double] {
        var derivatives = [Double](repeating: 1, count: x.count)
        derivatives.withUnsafeMutableBufferPointer { dx in
            x.withUnsafeBufferPointer { x in
                guard let target = dx.baseAddress, let x = x.baseAddress else { return }
                backward(UnsafePointer(target), x, target, count: dx.count)
            }
        }
        return derivatives
    }
}
