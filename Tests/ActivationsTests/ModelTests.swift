import Testing

@testable import Activations

/// Fits whose answer follows from the mathematics, and data that have none.
@Suite struct ModelTests {
    static let unpenalized = FitOptions(l2: 0)

    // MARK: Answers

    /// One binary feature: the coefficients are the log-odds of a contingency table.
    @Test func logisticRegressionOfATableIsItsLogOdds() throws {
        // feature 0: 30 of class 0, 10 of class 1; feature 1: 5 and 15
        let (x, labels) = Self.table([(0, 0, 30), (0, 1, 10), (1, 0, 5), (1, 1, 15)])
        let model = try LogisticRegression(fitting: x, labels: labels, options: Self.unpenalized)
        #expect(model.progress.isConverged)
        #expect(abs(model.intercept - -1.0986122886681098) < 1e-12)  // ln(10/30)
        #expect(abs(model.coefficients[0] - 2.1972245773362196) < 1e-12)  // ln(15/5) - ln(10/30)
        #expect(abs(model.oddsRatios[0] - 9) < 1e-11)
        // The textbook's errors: √(1/10 + 1/30) and √(1/10 + 1/30 + 1/15 + 1/5)
        #expect(abs(model.interceptError - 0.3651483716701107) < 1e-12)
        #expect(abs(model.standardErrors[0] - 0.6324555320336759) < 1e-12)
        let interval = model.oddsRatioIntervals[0]
        #expect(abs(interval.lower * interval.upper - 81) < 1e-9 && interval.lower > 2.5 && interval.upper < 32)
        let p = try model.predictProbabilities([[0], [1]] as Tensor<Double>)
        #expect(zip(p.scalars, [0.75, 0.25, 0.25, 0.75]).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(try model.predict([[0], [1]] as Tensor<Double>).scalars == [0, 1])
    }

    /// Of two classes, half the difference of the coefficients is on each side, and the penalty is half as heavy.
    @Test func softmaxRegressionOfTwoClassesIsLogisticRegression() throws {
        let (x, labels) = Self.table([(0, 0, 30), (0, 1, 10), (1, 0, 5), (1, 1, 15)])
        let logistic = try LogisticRegression(fitting: x, labels: labels, options: FitOptions(l2: 0.5))
        let softmax = try SoftmaxRegression(fitting: x, labels: labels, options: FitOptions(l2: 1))
        #expect(abs(softmax.coefficients[1] * 2 - logistic.coefficients[0]) < 1e-7)
        #expect(abs(softmax.coefficients[0] + softmax.coefficients[1]) < 1e-12)
        #expect(abs(softmax.intercepts[1] - softmax.intercepts[0] - logistic.intercept) < 1e-7)
    }

    @Test func unitsDoNotMatterWhereFeaturesAreStandardized() throws {
        let (x, labels) = Self.table([(0, 0, 30), (0, 1, 10), (1, 0, 5), (1, 1, 15)])
        let options = FitOptions(l2: 3, standardizes: true)
        let model = try LogisticRegression(fitting: x, labels: labels, options: options)
        let scaled = try LogisticRegression(
            fitting: x.mapped { 1000 * $0 - 7000 }, labels: labels, options: options)
        #expect(abs(scaled.coefficients[0] * 1000 - model.coefficients[0]) < 1e-9)
        #expect(abs(scaled.intercept - model.intercept - 7 * model.coefficients[0]) < 1e-8)
    }

    /// Where a penalised fit ends its gradient is 0: Σ(p − label)·x + λw, computed here from the probabilities.
    @Test func theGradientIsZeroWhereAFitEnds() throws {
        let x = try Tensor<Double>(shape: [40, 3]) { Double(($0[0] * 7 + $0[1] * 5 + $0[0] * $0[1]) % 11) - 4 }
        let labels = Tensor((0..<40).map { ($0 * $0 + $0 / 3) % 3 })
        let model = try SoftmaxRegression(fitting: x, labels: labels, options: FitOptions(l2: 0.25))
        let p = try model.predictProbabilities(x)
        for label in 0..<3 {
            for feature in 0..<3 {
                var gradient = 0.25 * model.coefficients[feature * 3 + label]
                for row in 0..<40 { gradient += (p[row, label] - (labels[row] == label ? 1 : 0)) * x[row, feature] }
                #expect(abs(gradient) < 1e-6, "feature \(feature), class \(label)")
            }
        }
    }

    @Test func progressIsReportedAndMayEndBeforeItConverges() throws {
        let (x, labels) = Self.table([(0, 0, 30), (0, 1, 10), (1, 0, 5), (1, 1, 15)])
        var reports: [FitProgress] = []
        let model = try LogisticRegression(fitting: x, labels: labels) { reports.append($0) }
        #expect(reports.map(\.iteration) == Array(1...reports.count) && reports.last == model.progress)
        #expect(zip(reports, reports.dropFirst()).allSatisfy { $1.loss <= $0.loss + 1e-12 })
        let short = try SoftmaxRegression(fitting: x, labels: labels, options: FitOptions(maximumIterations: 1))
        #expect(!short.progress.isConverged && short.progress.iteration == 1)
    }

    // MARK: Data that ask for a penalty

    @Test func separableRowsNeedAPenalty() throws {
        let x: Tensor<Double> = [[1], [2], [3], [4]]
        let labels: Tensor<Int> = [0, 0, 1, 1]
        expectError(.separable, "The features tell rows of different classes apart with certainty") {
            try LogisticRegression(fitting: x, labels: labels, options: Self.unpenalized)
        }
        expectError(.separable, "The features tell") {
            try SoftmaxRegression(fitting: x, labels: labels, options: Self.unpenalized)
        }
        let model = try LogisticRegression(fitting: x, labels: labels)
        #expect(model.progress.isConverged)
        #expect(try model.predict(x) == labels)
    }

    /// Only a part of the rows is told apart with certainty: all of class 1 where the feature is 1.
    @Test func partlySeparableRowsNeedAPenalty() throws {
        let (x, labels) = Self.table([(0, 0, 20), (0, 1, 10), (1, 1, 15)])
        expectError(.separable, "The features tell") {
            try LogisticRegression(fitting: x, labels: labels, options: Self.unpenalized)
        }
        #expect(try LogisticRegression(fitting: x, labels: labels).progress.isConverged)
    }

    @Test func constantAndDependentFeaturesNeedAPenalty() throws {
        let constant: Tensor<Double> = [[1, 0.1], [2, 0.1], [2, 0.1], [1, 0.1], [3, 0.1]]
        let twins: Tensor<Double> = [[1, 3], [2, 5], [2, 5], [1, 3], [3, 7]]
        let labels: Tensor<Int> = [0, 1, 0, 1, 1]
        for x in [constant, twins] {
            expectError(.dependentFeatures, "Some features are combinations of the others or constant") {
                try LogisticRegression(fitting: x, labels: labels, options: Self.unpenalized)
            }
        }
        let model = try LogisticRegression(fitting: constant, labels: labels)
        #expect(model.coefficients[1] == 0)
        let softmax = try SoftmaxRegression(fitting: constant, labels: labels)
        #expect(softmax.coefficients[2...] == [0, 0])
    }

    @Test func moreFeaturesThanRowsNeedAPenalty() throws {
        let x = try Tensor<Double>(shape: [4, 9]) { Double(($0[0] * 5 + $0[1] * 3 + $0[0] * $0[1]) % 7) }
        let labels: Tensor<Int> = [0, 1, 1, 0]
        expectError(.dependentFeatures, "Some features") {
            try LogisticRegression(fitting: x, labels: labels, options: Self.unpenalized)
        }
        #expect(try LogisticRegression(fitting: x, labels: labels).progress.isConverged)
    }

    // MARK: Data that are none

    @Test func whatIsWrongIsNamed() {
        let x: Tensor<Double> = [[1], [2], [3], [4]]
        let labels: Tensor<Int> = [0, 1, 0, 1]
        func expectBothRefuse(_ x: Tensor<Double>, _ labels: Tensor<Int>, _ error: FitError, _ text: String) {
            expectError(error, text) { try LogisticRegression(fitting: x, labels: labels) }
            expectError(error, text) { try SoftmaxRegression(fitting: x, labels: labels, classes: 2) }
        }
        expectBothRefuse(
            x.mapped { $0 == 2 ? .nan : $0 }, labels, .notFinite(row: 1, column: 0), "row 1, column 0 is not a finite")
        expectBothRefuse(
            x.mapped { $0 == 4 ? -.infinity : $0 }, labels, .notFinite(row: 3, column: 0), "row 3, column 0")
        expectBothRefuse(x, [0, 1, 0], .labelCountMismatch(rows: 4, labels: 3), "There are 4 rows and 3 labels.")
        expectBothRefuse(x, [1, 1, 1, 1], .singleClass(1), "All rows belong to class 1")
        expectBothRefuse(
            x, [0, 1, 2, 1], .labelOutOfRange(row: 2, label: 2, classes: 2), "row 2 is 2, not one of the classes 0 to 1"
        )
        expectBothRefuse(x, [0, -1, 1, 1], .labelOutOfRange(row: 1, label: -1, classes: 2), "row 1 is -1")
        expectBothRefuse([1, 2, 3, 4], labels, .noMatrix(shape: [4]), "not of shape [4]")
        expectError(.missingClass(1), "No row belongs to class 1.") {
            try SoftmaxRegression(fitting: x, labels: [0, 2, 2, 0])
        }
    }

    @Test func optionsAreChecked() {
        let x: Tensor<Double> = [[1], [2], [3], [4]]
        for (options, name) in [
            (FitOptions(l2: -1), "l2 is -1"), (FitOptions(l2: .nan), "l2 is nan"),
            (FitOptions(tolerance: 0), "tolerance is 0"), (FitOptions(maximumIterations: 0), "maximumIterations is 0"),
        ] {
            let error = #expect(throws: FitError.self) {
                try LogisticRegression(fitting: x, labels: [0, 1, 0, 1], options: options)
            }
            #expect(error?.description.contains(name) == true)
        }
    }

    @Test func aModelRefusesRowsOfAnotherWidth() throws {
        let (x, labels) = Self.table([(0, 0, 30), (0, 1, 10), (1, 0, 5), (1, 1, 15)])
        let logistic = try LogisticRegression(fitting: x, labels: labels)
        let softmax = try SoftmaxRegression(fitting: x, labels: labels)
        for wrong in [[[1, 2]], [1]] as [Tensor<Double>] {
            expectError(.featureCountMismatch(expected: 1, shape: wrong.shape), "The model has 1 features") {
                try logistic.predict(wrong)
            }
            expectError(.featureCountMismatch(expected: 1, shape: wrong.shape), "The model has 1 features") {
                try softmax.predictProbabilities(wrong)
            }
        }
    }

    private func expectError<R>(_ expected: FitError, _ text: String, _ body: () throws -> R) {
        let error = #expect(throws: FitError.self) { _ = try body() }
        #expect(error == expected)
        #expect(error?.description.contains(text) == true, "\(error?.description ?? "")")
    }

    /// Rows with one feature, repeated: (feature, class, how often).
    private static func table(_ cells: [(Double, Int, Int)]) -> (Tensor<Double>, Tensor<Int>) {
        let features = cells.flatMap { [Double](repeating: $0.0, count: $0.2) }
        let labels = cells.flatMap { [Int](repeating: $0.1, count: $0.2) }
        return (
            Tensor<Double>(unsafeUninitializedShape: [features.count, 1]) {
                _ = $0.initialize(fromContentsOf: features)
            }, Tensor(labels)
        )
    }
}
