internal import COpenBLAS

/// Softmax (multinomial logistic) regression: the logits of the classes as linear functions of the features.
///
///     p = softmax(x·w + intercepts)
///
/// The fit minimises −Σ ln p(label) + λ/2·Σw² by L-BFGS on the exact gradient. It is scikit-learn's with λ = 1/C. Nothing
/// but their differences is determined by the data: the intercepts add up to 0, and so do the coefficients of each
/// feature.
///
///     let model = try SoftmaxRegression(fitting: x, labels: digits)
///     let p = try model.predictProbabilities(x)      // [rows, classes]
public struct SoftmaxRegression: Sendable, Hashable, Codable {
    /// [features][classes], row-major.
    public let coefficients: [Double]
    /// One for each class.
    public let intercepts: [Double]
    /// The last iteration. Where it is not converged the coefficients are those of that iteration.
    public let progress: FitProgress

    public var classes: Int { intercepts.count }
    public var features: Int { coefficients.count / max(1, classes) }

    /// - Parameters:
    ///   - x: [rows, features].
    ///   - labels: a class from 0 on for each row.
    ///   - classes: how many there are; one more than the largest label unless given.
    ///   - onProgress: called after each iteration.
    /// - Throws: ``FitError``. More features than rows, dependent and constant features are fine where `l2` is greater
    ///   than 0 (a constant one gets the coefficient 0), and so are classes that planes separate. Without a penalty the
    ///   classes may be separable beyond what an iteration can tell; `progress` is then not converged.
    public init<S: BinaryFloatingPoint>(
        fitting x: Tensor<S>, labels: Tensor<Int>, classes: Int? = nil, options: FitOptions = FitOptions(),
        onProgress: (FitProgress) -> Void = { _ in }
    ) throws(FitError) {
        let design = try Design(x, options)
        let (labels, classes) = try requireLabels(labels, rows: design.rows, classes: classes)
        if options.l2 == 0, design.hasConstantFeature { throw .dependentFeatures }
        let loss = SoftmaxLoss(design: design, labels: labels, classes: classes)
        let (solved, progress) = try loss.minimized(options, onProgress)
        self.progress = progress
        var coefficients = [Double](repeating: 0, count: design.features * classes)
        intercepts = (0..<classes).map { label in
            let own = stride(from: label, to: solved.count, by: classes).map { solved[$0] }
            let (weights, intercept) = design.original(own)
            for feature in 0..<design.features { coefficients[feature * classes + label] = weights[feature] }
            return intercept
        }
        self.coefficients = coefficients
    }

    /// - Throws: ``FitError/inconsistentModel(_:)`` for saved coefficients that don't belong together.
    package func validate() throws(FitError) {
        guard classes > 1, !coefficients.isEmpty, coefficients.count == features * classes else {
            throw .inconsistentModel("\(coefficients.count) coefficients for \(classes) classes")
        }
    }

    /// The logits of the classes for each row, [rows, classes].
    ///
    /// - Throws: ``FitError/featureCountMismatch(expected:shape:)``.
    public func logits<S: BLASScalar>(_ x: Tensor<S>) throws(FitError) -> Tensor<S> { try dense(x, .activations([])) }

    /// The distribution over the classes for each row, [rows, classes].
    ///
    /// - Throws: ``FitError/featureCountMismatch(expected:shape:)``.
    public func predictProbabilities<S: BLASScalar>(_ x: Tensor<S>) throws(FitError) -> Tensor<S> {
        try dense(x, .softmax)
    }

    /// The class with the largest logit for each row, the first of equals.
    ///
    /// - Throws: ``FitError/featureCountMismatch(expected:shape:)``.
    public func predict<S: BLASScalar>(_ x: Tensor<S>) throws(FitError) -> Tensor<Int> {
        let logits = try logits(x)
        guard let classes = try? logits.argmax(axis: -1) else {
            throw .featureCountMismatch(expected: features, shape: x.shape)
        }
        return classes
    }

    private func dense<S: BLASScalar>(_ x: Tensor<S>, _ output: DenseOutput) throws(FitError) -> Tensor<S> {
        guard x.rank == 2,
            let weights = try? Tensor(shape: [features, classes], scalars: coefficients.map { S($0) }),
            let y = try? x.dense(weights: weights, bias: Tensor(intercepts.map { S($0) }), output: output)
        else { throw .featureCountMismatch(expected: features, shape: x.shape) }
        return y
    }
}
