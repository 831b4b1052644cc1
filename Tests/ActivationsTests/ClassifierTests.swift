import Testing

@testable import Activations

/// Classifiers' words. Decimals come from mpmath at 40 digits.
@Suite struct ClassifierTests {
    let logits: Tensor<Double> = [[2, 1, 0.125], [0, 0, 0], [-1, 7, 7]]

    // MARK: Log-odds

    @Test func logOddsOfAClassAgainstAnotherAreTheDifference() throws {
        #expect(try logits.logOdds(ofClass: 0, against: 2).scalars == [1.875, 0, -8])
        #expect(try logits.logOdds(ofClass: 1, against: 1).scalars == [0, 0, 0])
    }

    @Test func logOddsOfAClassAgainstTheRest() throws {
        let found = try logits.logOdds(ofClass: 0)
        #expect(ulps(found[0], 0.65155541899494428756) <= 4)
        #expect(ulps(found[1], -0.69314718055994530942) <= 4)
        let p = found.probabilityOfClass1()
        #expect(ulps(p[0], logits.softmax()[0, 0]) <= 4)
        // 1 - p would be 0 from here on.
        let far = try Tensor<Double>(rows: [[50, 0, 0]]).logOdds(ofClass: 0)
        #expect(ulps(far[0], 49.306852819440054691) <= 4)
        // Half a place of 49.3 is 16 places of its exponential.
        #expect(ulps(far.probabilityOfClass0()[0], 3.8574996959278355660e-22) <= 16 + 4)
        // Of one class there is nothing against it.
        #expect(try Tensor<Double>(rows: [[3], [-2]]).logOdds(ofClass: 0).scalars == [.infinity, .infinity])
    }

    @Test func classesAreChecked() {
        for index in [-1, 3] {
            let error = #expect(throws: ActivationError.classOutOfRange(index, classes: 3)) {
                try logits.logOdds(ofClass: index)
            }
            #expect(error?.description == "Class \(index) is out of range for 3 classes.")
            #expect(throws: ActivationError.classOutOfRange(index, classes: 3)) {
                try logits.logOdds(ofClass: 0, against: index)
            }
        }
    }

    // MARK: Decisions

    @Test func tiesGoToTheFirstOrTheLast() throws {
        #expect(try logits.predictedClasses().scalars == [0, 0, 1])
        #expect(try logits.predictedClasses(ties: .last).scalars == [0, 2, 2])
        let nan = Tensor<Float>([1, .nan, 2])
        #expect(throws: ActivationError.notANumber(position: 1)) { try nan.predictedClasses() }
        #expect(throws: ActivationError.emptyAxis(axis: 1, shape: [2, 0])) {
            try Tensor<Float>(shape: [2, 0], repeating: 0).predictedClasses()
        }
    }

    @Test func theLikeliestClassesComeWithTheSoftmax() throws {
        let (classes, probabilities) = try logits.topClasses(2)
        #expect(classes.scalars == [0, 1, 0, 1, 1, 2] && classes.shape == [3, 2])
        let p = logits.softmax()
        #expect(probabilities.scalars == [p[0, 0], p[0, 1], p[1, 0], p[1, 1], p[2, 1], p[2, 2]])
        let all = try logits.topClasses(3)
        #expect(all.classes.scalars == [0, 1, 2, 0, 1, 2, 1, 2, 0])
        #expect(try Tensor<Float>([3, 9, 5]).topClasses(1).classes.shape == [1])
    }

    /// Against a full sort, over more rows than one block holds.
    @Test func theLikeliestOfManyClassesAreThoseOfASort() throws {
        let x = try Tensor<Float>(shape: [97, 1000]) { Float(($0[0] * 7919 + $0[1] * 104_729) % 5003) / 256 }
        let p = x.softmax()
        let (classes, probabilities) = try x.topClasses(7)
        for row in 0..<97 {
            let order = (0..<1000).sorted { (x[row, $1], $0) < (x[row, $0], $1) }.prefix(7)
            #expect(classes.row(row).scalars == Array(order))
            #expect(probabilities.row(row).scalars == order.map { p[row, $0] })
        }
    }

    @Test func topCountsAreChecked() {
        for count in [-1, 0, 4] {
            #expect(throws: ActivationError.topCountOutOfRange(count, classes: 3)) { try logits.topClasses(count) }
        }
        #expect(throws: ActivationError.notANumber(position: 2)) { try Tensor<Float>([1, 2, .nan]).topClasses(1) }
    }

    // MARK: Uncertainty

    @Test func entropyAndMargin() throws {
        let entropy = logits.entropy()
        #expect(ulps(entropy[0], 0.85036959109375273998) <= 4)
        #expect(ulps(entropy[1], 1.0986122886681096914) <= 4)
        #expect(try Tensor<Double>(rows: [[800, 0], [-.infinity, 3]]).entropy().scalars == [0, 0])
        #expect(try Tensor<Double>(rows: [[.nan, 0]]).entropy()[0].isNaN)
        #expect(ulps(try logits.margin()[0], 0.41553133133033571534, scale: 1) <= 4)
        #expect(try logits.margin()[2] == 0)
        #expect(throws: ActivationError.topCountOutOfRange(2, classes: 1)) { try Tensor<Float>(rows: [[1]]).margin() }
    }

    // MARK: Calibration

    @Test func temperatureOfATableIsInClosedForm() throws {
        // Three rows in four are right about logits that are 1 apart: σ(1/T) = 3/4.
        let x: Tensor<Double> = [[1, 0], [1, 0], [0, 1], [1, 0]]
        let scaling = try TemperatureScaling(fitting: x, labels: [0, 0, 1, 1])
        #expect(ulps(scaling.temperature, 0.91023922662683739) <= 64)
        #expect(ulps(scaling(x).softmax()[0, 0], 0.75) <= 64)
        let hot = try TemperatureScaling(fitting: x * 50, labels: [0, 0, 1, 1])
        #expect(ulps(hot.temperature, 50 * 0.91023922662683739) <= 64)
    }

    @Test func someRowsHaveNoBestTemperature() {
        let x: Tensor<Float> = [[1, 0], [0, 1]]
        #expect(throws: FitError.noTemperature) { try TemperatureScaling(fitting: x, labels: [0, 1]) }
        #expect(throws: FitError.noTemperature) { try TemperatureScaling(fitting: x, labels: [1, 0]) }
        #expect(throws: FitError.labelOutOfRange(row: 1, label: 2, classes: 2)) {
            try TemperatureScaling(fitting: x, labels: [0, 2])
        }
        #expect(throws: FitError.notFinite(row: 0, column: 1)) {
            try TemperatureScaling(fitting: Tensor<Float>(rows: [[1, .infinity], [0, 1]]), labels: [0, 1])
        }
    }

    @Test func calibrationCountsByConfidence() throws {
        let p: Tensor<Double> = [[0.9, 0.1], [0.8, 0.2], [0.25, 0.75], [0.45, 0.55], [0, 1], [0.5, 0.5]]
        let calibration = try Calibration(probabilities: p, labels: [0, 1, 1, 0, 1, 0], bins: 4)
        #expect(calibration.bins.map(\.count) == [0, 1, 2, 3])
        #expect(calibration.bins[1].confidence == 0.5 && calibration.bins[1].accuracy == 1)
        #expect(abs(calibration.bins[2].confidence - 0.65) < 1e-15 && calibration.bins[2].accuracy == 0.5)
        #expect(
            abs(calibration.bins[3].confidence - 0.9) < 1e-15 && abs(calibration.bins[3].accuracy - 2.0 / 3) < 1e-15)
        // (1·0.5 + 2·0.15 + 3·0.2333…)/6
        #expect(abs(calibration.expectedError - 0.25) < 1e-15)
        #expect(throws: FitError.noProbability(row: 1, column: 0, 1.5)) {
            try Calibration(probabilities: Tensor<Double>(rows: [[1, 0], [1.5, 0]]), labels: [0, 0])
        }
        #expect(throws: FitError.invalidOption(name: "bins", value: 0, allowed: "any number from 1 on")) {
            try Calibration(probabilities: p, labels: [0, 1, 1, 0, 1, 0], bins: 0)
        }
    }
}
