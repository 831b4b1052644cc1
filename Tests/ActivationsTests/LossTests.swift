import Glibc
import Testing

@testable import Activations

/// Losses. Decimals come from mpmath at 40 digits.
@Suite struct LossTests {
    // MARK: Binary cross entropy

    @Test(
        arguments: [
            (1.5, 1, 1, 0.2014132779827524095, -0.18242552380635634039),
            (1.5, 0, 1, 1.7014132779827524095, 0.81757447619364365961),
            (-3, 0.25, 2, 1.5607341894671775734, -0.4407176585280415239),
            (40, 0, 1, 40.000000000000000004, 0.99999999999999999575),
            (-40, 1, 3, 120.00000000000000001, -2.9999999999999999873),
            // Right at the ends where the target agrees, infinite where it doesn't.
            (.infinity, 1, 1, 0, 0), (-.infinity, 0, 1, 0, 0), (.infinity, 0, 1, .infinity, 1),
            (-.infinity, 1, 2, .infinity, -2), (.infinity, 0.5, 1, .infinity, 0.5),
        ] as [(Double, Double, Double, Double, Double)])
    func binaryCrossEntropy(x: Double, t: Double, positive: Double, value: Double, slope: Double) throws {
        let loss = try BinaryCrossEntropy(positiveWeight: positive)
        func check<S: BLASScalar>(_: S.Type) throws {
            let (logits, targets) = (Tensor([S(x)]), Tensor([S(t)]))
            #expect(ulps(try loss(logits, targets: targets, reduction: .none)[0], value) <= 4)
            #expect(ulps(try loss.gradient(logits, targets: targets)[0], slope) <= 4)
        }
        try check(Float.self)
        try check(Double.self)
    }

    /// Over the exponents, with hard targets: against libm in Double, in a form of its own.
    @Test func binaryCrossEntropyStaysWithinItsBound() throws {
        let x = (0..<40_000).map { Float(bitPattern: UInt32($0) &* 104_729) }.filter { !$0.isNaN }
        for target in [Float(0), 1] {
            let t = try Tensor(shape: [x.count], repeating: target)
            let losses = try BinaryCrossEntropy()(Tensor(x), targets: t, reduction: .none)
            let slopes = try BinaryCrossEntropy().gradient(Tensor(x), targets: t, reduction: .none)
            for (index, x) in x.enumerated() {
                let z = target == 1 ? Double(-x) : Double(x)
                let value = z > 0 ? z + log1p(exp(-z)) : log1p(exp(z))
                let slope = z > 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z))
                #expect(ulps(losses[index], value) <= 4, "at \(x)")
                #expect(ulps(slopes[index], target == 1 ? -slope : slope) <= 4, "at \(x)")
            }
        }
    }

    /// Neighbours that are scaled alike are scaled in one go.
    @Test func eachRowHasItsOwnFactor() throws {
        let (labels, upstream): ([Int], [Double]) = ([0, 2, 2, -1, 1, 1], [1, 3, 3, 5, 3, -2])
        let x = try Tensor<Double>(shape: [6, 3]) { Double($0[0] * 5 % 7) / 2 - Double($0[1] * $0[1]) / 3 }
        let loss = try SoftmaxCrossEntropy(classWeights: [1, 2, 0.5], ignoring: -1)
        let dx = try loss.gradient(x, classes: Tensor(labels), reduction: .none, upstream: Tensor(upstream))
        for row in 0..<6 {
            let alone = try loss.gradient(
                Tensor(shape: [1, 3]) { x[row, $0[1]] }, classes: Tensor([labels[row]]), reduction: .none)
            for k in 0..<3 { #expect(abs(dx[row, k] - upstream[row] * alone[0, k]) <= 1e-15) }
            #expect((labels[row] == -1) == (dx[row, 0] == 0 && dx[row, 1] == 0))
        }
    }

    @Test func weightsAndReductions() throws {
        let x: Tensor<Double> = [[0.5, -1, 2], [3, 0, -2]]
        let t: Tensor<Double> = [[1, 0, 0.5], [0, 1, 1]]
        let row: Tensor<Double> = [2, 0, 1]
        let loss = try BinaryCrossEntropy()
        let plain = try loss(x, targets: t, reduction: .none)
        let weighted = try loss(x, targets: t, weights: row, reduction: .none)
        #expect(weighted == (try plain * row))
        #expect(ulps(try loss(x, targets: t, reduction: .sum)[], plain.sum()) <= 2)
        #expect(ulps(try loss(x, targets: t)[], plain.sum() / 6) <= 2)
        #expect(ulps(try loss(x, targets: t, weights: row)[], weighted.sum() / 6) <= 2)
        #expect(try loss(x, targets: t).shape == [])

        let slopes = try loss.gradient(x, targets: t, reduction: .none)
        #expect(try loss.gradient(x, targets: t, weights: row, reduction: .sum) == (try slopes * row))
        #expect(
            try loss.gradient(x, targets: t, reduction: .sum, upstream: Tensor(shape: [], repeating: 8)) == slopes * 8)
        let dy: Tensor<Double> = [[1, 2, 4], [8, 16, 32]]
        #expect(try loss.gradient(x, targets: t, reduction: .none, upstream: dy) == (try slopes * dy))
        let mean = try loss.gradient(x, targets: t)
        #expect(zip(mean.scalars, slopes.scalars).allSatisfy { ulps($0, $1 / 6) <= 2 })
        let nothing = try Tensor<Float>(shape: [0], repeating: 0)
        #expect(try loss(nothing, targets: nothing, reduction: .sum)[] == 0)
        #expect(try loss(nothing, targets: nothing)[].isNaN)
    }

    @Test func targetsOfLogitsAreChecked() throws {
        let x: Tensor<Float> = [[1, 2], [3, 4], [5, 6]]
        let (above, below) = (Float(1).nextUp, -Float.leastNonzeroMagnitude)
        for wrong in [Float.nan, -.nan, -0.25, 1.5, .infinity, -.infinity, -2.5, above, below] {
            var t = try Tensor<Float>(shape: [3, 2], repeating: 1)
            t[2, 1] = wrong
            let error = #expect(throws: ActivationError.self) { try BinaryCrossEntropy()(x, targets: t) }
            #expect(error?.description == "The target of row 2 is \(Double(wrong)); allowed is from 0 to 1.")
            #expect(throws: ActivationError.self) { try BinaryCrossEntropy().gradient(x, targets: t) }
            t[2, 1] = -0.0
            #expect(try BinaryCrossEntropy()(x, targets: t)[].isFinite)
            let doubles = try Tensor<Double>(shape: [3, 2], repeating: -0.0)
            #expect(try BinaryCrossEntropy()(doubles, targets: doubles)[].isFinite)
            let last = Tensor([0, 1, -0.0, Double(wrong)])
            #expect(throws: ActivationError.self) { try BinaryCrossEntropy()(last, targets: last) }
        }
        var half = try Tensor<Float>(shape: [3, 2], repeating: 1)
        half[1, 0] = 0.5
        #expect(throws: ActivationError.targetOutOfRange(row: 1, target: 0.5, allowed: "0 or 1")) {
            try FocalLoss()(x, targets: half)
        }
        let error = #expect(throws: ActivationError.self) { try BinaryCrossEntropy()(x, targets: [1, 0]) }
        #expect(
            error?.description
                == "The shapes [3, 2] and [2] do not fit for the logits and targets of binary cross entropy.")
        #expect(throws: ActivationError.self) { try BinaryCrossEntropy()(x, targets: half, weights: [1, 2, 3]) }
        #expect(throws: ActivationError.self) { try BinaryCrossEntropy(positiveWeight: -1) }
        #expect(throws: ActivationError.self) { try BinaryCrossEntropy(positiveWeight: .nan) }
    }

    // MARK: Focal loss

    @Test(
        arguments: [
            (1.5, 1, 2, 0.25, 0.0016757117316439141935, -0.0042577763058089815565),
            (1.5, 0, 2, 0.25, 0.85295423671438240266, 0.72106851560277016504),
            (-4, 1, 0.5, 0.5, 1.9909251600388343922, -0.50447578152398283498),
            (30, 1, 3, 0.25, 1.9169120184298720872e-53, -7.6676480737188605279e-53),
            (-0.25, 0, 0, 0.25, 0.43195456490913267166, 0.32836762433565142198),
            (.infinity, 1, 2, 0.25, 0, 0), (-.infinity, 1, 2, 0.5, .infinity, -0.5), (-.infinity, 0, 0, 0.5, 0, 0),
            (.infinity, 0, 0, 0.5, .infinity, 0.5),
        ] as [(Double, Double, Double, Double, Double, Double)])
    func focal(x: Double, t: Double, gamma: Double, alpha: Double, value: Double, slope: Double) throws {
        let loss = try FocalLoss(gamma: gamma, alpha: alpha)
        func check<S: BLASScalar>(_: S.Type) throws {
            let (logits, targets) = (Tensor([S(x)]), Tensor([S(t)]))
            #expect(ulps(try loss(logits, targets: targets, reduction: .none)[0], value) <= 4 + 3 * gamma)
            #expect(ulps(try loss.gradient(logits, targets: targets)[0], slope) <= 4 + 3 * gamma)
        }
        try check(Float.self)
        try check(Double.self)
        if alpha == 0.5, gamma == 0, x.isFinite {
            let plain = try BinaryCrossEntropy()(Tensor([x]), targets: Tensor([t]))
            #expect(ulps(try loss(Tensor([x]), targets: Tensor([t]))[], plain[] / 2) <= 4)
        }
    }

    // MARK: Cross entropy

    static let logits: Tensor<Double> = [2, 1, 0.125]

    @Test func crossEntropyOfClasses() throws {
        let loss = try SoftmaxCrossEntropy()
        let (values, p) = (
            [0.41952211581193550216, 1.4195221158119355022, 2.2945221158119355022],
            [0.65736088713899145931, 0.24182955580865574397, 0.10080955705235279672]
        )
        for label in 0..<3 {
            let classes = Tensor([label])
            let x = try Self.logits.reshaped([1, 3])
            #expect(ulps(try loss(x, classes: classes)[], values[label]) <= 4)
            let slopes = try loss.gradient(x, classes: classes).scalars
            for k in 0..<3 {
                let error = k == label ? ulps(slopes[k], p[k] - 1, scale: 1) : ulps(slopes[k], p[k])
                #expect(error <= 4)
            }
        }
    }

    @Test func smoothingAndClassWeights() throws {
        let loss = try SoftmaxCrossEntropy(classWeights: [1, 2, 0.5], labelSmoothing: 0.1)
        let x = try Self.logits.reshaped([1, 3])
        #expect(ulps(try loss(x, classes: [1], reduction: .sum)[], 2.7020007219728763791) <= 4)
        let slopes = try loss.gradient(x, classes: [1], reduction: .sum).scalars
        let expected = [1.226608367016400297, -1.4031600180334098241, 0.17655165101700952704]
        #expect(zip(slopes, expected).allSatisfy { ulps($0, $1, scale: 1) <= 4 })
        // The mean divides by the weight of the rows' classes.
        #expect(ulps(try loss(x, classes: [1])[], 2.7020007219728763791 / 2) <= 4)
    }

    @Test func crossEntropyOfDistributions() throws {
        let loss = try SoftmaxCrossEntropy()
        let x = try Self.logits.reshaped([1, 3])
        let t: Tensor<Double> = [[0.5, 0.25, 0.25]]
        #expect(ulps(try loss(x, distributions: t)[], 1.1382721158119355022) <= 4)
        let slopes = try loss.gradient(x, distributions: t).scalars
        let expected = [0.15736088713899145931, -0.008170444191344256028, -0.14919044294764720328]
        #expect(zip(slopes, expected).allSatisfy { ulps($0, $1, scale: 1) <= 4 })
    }

    /// The top class's loss keeps its digits however far ahead it is, and so does its gradient.
    @Test func aSureClassKeepsItsDigits() throws {
        let x: Tensor<Float> = [[60, 0, 20]]
        let loss = try SoftmaxCrossEntropy()
        #expect(ulps(try loss(x, classes: [0])[], 4.248354264048099749e-18) <= 4)
        #expect(ulps(try loss.gradient(x, classes: [0])[0, 0], -4.248354264048099749e-18) <= 4)
    }

    @Test func ignoredRowsHaveNoLossAndNoGradient() throws {
        let x = try Tensor<Double>(rows: [[2, 1, 0.125], [5, .nan, 0], [0, 0, 0]])
        let loss = try SoftmaxCrossEntropy(ignoring: -100)
        let classes: Tensor<Int> = [0, -100, 2]
        #expect(
            ulps(try loss(x, classes: classes)[], (0.41952211581193550216 + 1.0986122886681096914) / 2) <= 4)
        #expect(try loss(x, classes: classes, reduction: .none)[1] == 0)
        let slopes = try loss.gradient(x, classes: classes)
        #expect(slopes.row(1).scalars == [0, 0, 0])
        #expect(ulps(slopes[2, 0], 1.0 / 6) <= 4)
        #expect(try loss(x, classes: [-100, -100, -100])[].isNaN)
    }

    /// Impossible classes cost nothing where the target does without them.
    @Test func impossibleClasses() throws {
        let x = try Tensor<Double>(rows: [[0, -.infinity, 0]])
        let loss = try SoftmaxCrossEntropy()
        #expect(ulps(try loss(x, classes: [0])[], 0.69314718055994530942) <= 4)
        #expect(try loss(x, classes: [1])[] == .infinity)
        #expect(ulps(try loss(x, distributions: [[0.5, 0, 0.5]])[], 0.69314718055994530942) <= 4)
        #expect(try loss.gradient(x, classes: [0]).scalars == [-0.5, 0, 0.5])
    }

    /// Many rows over several threads: the sum of what each row gives, in fixed blocks, and the same bits always.
    @Test func threadsDoNotMatter() throws {
        let x = try Tensor<Float>(shape: [5000, 37]) { Float(($0[0] * 31 + $0[1] * 17) % 101) / 8 }
        let classes = Tensor((0..<5000).map { $0 % 37 })
        let loss = try SoftmaxCrossEntropy()
        let maximum = Threads.maximum
        defer { Threads.maximum = maximum }
        let results = try [1, 2, 3].map { threads in
            Threads.maximum = threads
            return (try loss(x, classes: classes)[], try loss.gradient(x, classes: classes))
        }
        #expect(results.allSatisfy { $0 == results[0] })
        let rows = try loss(x, classes: classes, reduction: .none)
        #expect(ulps(results[0].0, Double(rows.mapped { Double($0) }.sum()) / 5000) <= 2)
    }

    @Test func classesAreChecked() throws {
        let x: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
        for wrong in [-1, 3] {
            let error = #expect(throws: ActivationError.self) {
                try SoftmaxCrossEntropy()(x, classes: Tensor([0, wrong]))
            }
            #expect(error?.description == "The target of row 1 is \(wrong); allowed is a class from 0 to 2.")
            #expect(throws: ActivationError.self) {
                try NegativeLogLikelihood().gradient(x, classes: Tensor([0, wrong]))
            }
        }
        let shapes = ActivationError.shapeMismatch(operation: "the logits and classes of cross entropy", [2, 3], [3])
        #expect(throws: shapes) { try SoftmaxCrossEntropy()(x, classes: [0, 1, 2]) }
        #expect(throws: ActivationError.countMismatch(expected: 3, actual: 2)) {
            try SoftmaxCrossEntropy(classWeights: [1, 2])(x, classes: [0, 1])
        }
        #expect(throws: ActivationError.targetOutOfRange(row: 1, target: 2, allowed: "from 0 to 1")) {
            try SoftmaxCrossEntropy()(x, distributions: [[1, 0, 0], [2, 0, 0]])
        }
        #expect(throws: ActivationError.self) { try SoftmaxCrossEntropy(labelSmoothing: 1.5) }
        #expect(throws: ActivationError.self) { try SoftmaxCrossEntropy(classWeights: [1, -1]) }
    }

    // MARK: Negative log likelihood

    @Test func negativeLogLikelihood() throws {
        let x: Tensor<Double> = [[-0.5, -1, -2], [-3, -0.25, -4]]
        let loss = try NegativeLogLikelihood(classWeights: [1, 2, 4], ignoring: 9)
        #expect(try loss(x, classes: [2, 1], reduction: .none).scalars == [8, 0.5])
        #expect(try loss(x, classes: [2, 1])[] == 8.5 / 6)
        #expect(try loss(x, classes: [2, 9], reduction: .sum)[] == 8)
        #expect(try loss.gradient(x, classes: [2, 1], reduction: .sum).scalars == [0, 0, -4, 0, -2, 0])
        #expect(try loss.gradient(x, classes: [2, 9]).scalars == [0, 0, -1, 0, 0, 0])
        // Of a log-softmax it is the cross entropy.
        let logits: Tensor<Double> = [[2, 1, 0.125], [0, 3, 1]]
        let both = try SoftmaxCrossEntropy()(logits, classes: [0, 2])[]
        #expect(ulps(try NegativeLogLikelihood()(logits.logSoftmax(), classes: [0, 2])[], both) <= 1)
    }
}
