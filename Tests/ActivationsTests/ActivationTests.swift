import CKernels
import Testing

@testable import Activations

@Suite struct ActivationTests {
    /// Every factory of the library, by the name of its row.
    private static let factories: [(name: String, Activation)] = [
        ("abs", .abs), ("celu", .celu), ("cloglog_inverse", .cloglogInverse), ("elu", .elu()), ("erf", .erf),
        ("erfc", .erfc), ("exp", .exp), ("expm1", .expm1), ("gaussian", .gaussian), ("gelu", .gelu),
        ("gelu_tanh", .geluTanh), ("hard_shrink", .hardShrink), ("hard_sigmoid", .hardSigmoid()),
        ("hard_swish", .hardSwish), ("hard_tanh", .hardTanh), ("identity", .identity), ("isrlu", .isrlu),
        ("isru", .isru), ("leaky_relu", .leakyReLU()), ("linear", .linear()), ("lisht", .lisht), ("log", .log),
        ("log1mexp", .log1mexp), ("log1p", .log1p), ("log_normal_cdf", .logNormalCDF), ("log_sigmoid", .logSigmoid),
        ("logit", .logit), ("mish", .mish), ("normal_cdf", .normalCDF), ("quick_gelu", .quickGELU),
        ("reciprocal", .reciprocal), ("relu", .relu), ("relu6", .relu6), ("scaled_tanh", .scaledTanh()),
        ("selu", .selu), ("sigmoid", .sigmoid), ("silu", .silu()), ("snake", .snake), ("soft_shrink", .softShrink),
        ("softplus", .softplus), ("softsign", .softsign), ("sparse_plus", .sparsePlus),
        ("sparse_sigmoid", .sparseSigmoid), ("sqrt", .sqrt), ("square", .square), ("squared_relu", .squaredReLU),
        ("squareplus", .squareplus), ("star_relu", .starReLU()), ("step", .step()), ("tanh", .tanh),
        ("tanh_shrink", .tanhShrink), ("threshold", .threshold()), ("thresholded_relu", .thresholdedReLU()),
        ("xielu", .xielu()),
    ]

    // MARK: Names and parameters

    @Test func everyRowHasAFactoryWithItsDefaults() throws {
        #expect(Self.factories.map(\.name).sorted() == ActivationDescription.all.map(\.name).sorted())
        for (name, factory) in Self.factories {
            #expect(try Activation(named: name) == factory)
            #expect(factory.description.name == name)
        }
    }

    @Test func namesAndAliasesAreUniqueAndFindTheirRow() throws {
        let names = ActivationDescription.all.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count)
        for row in ActivationDescription.all {
            #expect(!row.formula.isEmpty && !row.name.isEmpty)
            for alias in row.aliases { #expect(try Activation(named: alias).description.name == row.name) }
        }
        #expect(try Activation(named: "logistic") == .sigmoid)
        #expect(try Activation(named: "expit") == .sigmoid)
        #expect(try Activation(named: "logsigmoid") == .logSigmoid)
        #expect(try Activation(named: "tanhshrink") == .tanhShrink)
        #expect(try Activation(named: "ndtr") == .normalCDF)
        #expect(try Activation(named: "log_ndtr") == .logNormalCDF)
    }

    @Test func parametersByName() throws {
        #expect(
            try Activation(named: "leaky_relu", parameters: ["negative_slope": 0.2]) == .leakyReLU(negativeSlope: 0.2))
        #expect(try Activation(named: "linear", parameters: ["offset": 3]) == .linear(offset: 3))
        #expect(try Activation(named: "softplus", parameters: ["beta": 2]) == .softplus(beta: 2))
        #expect(try Activation(named: "logit", parameters: ["eps": 0.1]) == .logit(eps: 0.1))
        #expect(try Activation(named: "clamp", parameters: ["min": 0, "max": 2]) == .hardTanh(min: 0, max: 2))
        #expect(try Activation(named: "hardshrink", parameters: ["lambda": 2]) == .hardShrink(lambda: 2))
        #expect(try Activation(named: "squareplus", parameters: ["b": 1]) == .squareplus(b: 1))
        #expect(try Activation(named: "celu", parameters: ["alpha": -2]) == .celu(alpha: -2))
        #expect(try Activation(named: "elu", parameters: ["alpha": 2]) == .elu(alpha: 2))
        #expect(try Activation(named: "scaled_tanh", parameters: ["b": 2]) == .scaledTanh(b: 2))
        #expect(try Activation(named: "xielu", parameters: ["alpha_n": 2, "eps": -1]) == .xielu(alphaN: 2, eps: -1))
        #expect(Activation.leakyReLU(negativeSlope: 0.2) != .leakyReLU())
        let slope = try #require(Activation.leakyReLU().description.parameters.first)
        #expect(slope.name == "negative_slope" && slope.defaultValue == 0.01)
        #expect(slope.allows(-3) && !slope.allows(.nan))
    }

    @Test func parametersChangeTheFunction() throws {
        #expect(Activation.leakyReLU(negativeSlope: 0.25)(-8.0) == -2)
        #expect(Activation.leakyReLU(negativeSlope: 0.25).derivative(-8.0) == 0.25)
        #expect(Activation.linear(slope: 2, offset: 1)(3.0) == 7)
        #expect(Activation.linear(slope: 2, offset: 1).derivative(3.0) == 2)
        #expect(ulps(try Activation.softplus(beta: 2)(1.0), 1.0634640055214862482) <= 4)
        #expect(ulps(try Activation.softplus(beta: 2).derivative(1.0), 0.88079707797788244406) <= 4)
        #expect(try Activation.squareplus(b: 0)(-2.0) == 0 && Activation.squareplus(b: 0)(0x1p-1074) == 0x1p-1074)
        #expect(try Activation.squareplus(b: 0)(0.0) == 0 && Activation.squareplus(b: 0).derivative(0.0) == 0)
        #expect(ulps(try Activation.squareplus(b: 2)(-3.0), 0.15831239517769992456) <= 4)
        #expect(ulps(try Activation.squareplus(b: 2).derivative(-3.0), 0.047732983133354566030) <= 4)
        #expect(try Activation.isru(alpha: 0)(-Float.infinity) == -.infinity && Activation.isru(alpha: 0)(3.0) == 3)
        #expect(try Activation.isru(alpha: 0).derivative(3.0) == 1)
        #expect(try Activation.isru(alpha: 4)(-Double.infinity) == -0.5)
        #expect(try Activation.isru(alpha: 0x1p-1074)(Double.infinity) == 0x1p537)
        #expect(try Activation.isru(alpha: 0x1p-149)(Float.infinity) == 0x1.6a09e6p74)
        #expect(try Activation.isrlu(alpha: 4)(-0x1p1000) == -0.5 && Activation.isrlu(alpha: 4)(7.0) == 7)
        #expect(try Activation.hardTanh(min: 0, max: 2)(5.0) == 2)
        #expect(try Activation.hardTanh(min: 0, max: 2).derivative(1.5) == 1)
        #expect(try Activation.softShrink(lambda: 2)(-5.0) == -3 && Activation.hardShrink(lambda: 2)(-1.5) == 0)
        #expect(Activation.threshold(2, value: -7)(2.0) == -7 && Activation.thresholdedReLU(theta: -2)(-1.0) == -1)
        #expect(Activation.step(atZero: 0.5)(-0.0) == 0.5 && Activation.step(atZero: 0.5)(0x1p-1074) == 1)
        #expect(Activation.hardSigmoid(slope: 0.25, offset: 0)(2.0) == 0.5)
        #expect(Activation.starReLU(scale: 2, bias: 1)(3.0) == 19)
        #expect(Activation.starReLU(scale: 2).derivative(3.0) == 12)
        #expect(ulps(Activation.silu(beta: 2)(1.0), 0.88079707797788244406) <= 4)
        #expect(ulps(Activation.silu(beta: -2)(1.0), 0.11920292202211755594) <= 4)
        #expect(ulps(Activation.silu(beta: 2).derivative(1.0), 1.0907842487848954788) <= 4)
        #expect(Activation.silu(beta: 0)(-3e38 as Float) == -1.5e38 && Activation.silu(beta: 0).derivative(3.0) == 0.5)
        #expect(Activation.silu(beta: 0)(-Double.infinity) == -.infinity)
        #expect(ulps(try Activation.snake(a: 2)(1.0), 1.4134109052159029787) <= 4)
        #expect(ulps(try Activation.snake(a: 2).derivative(1.0), 0.24319750469207174863) <= 4)
        let clamped = try Activation.logit(eps: 0.25)
        #expect(ulps(clamped(0.0), -1.0986122886681096914) <= 4 && ulps(clamped(5.0), 1.0986122886681096914) <= 4)
        #expect(clamped.derivative(0.25) == 16.0 / 3 && clamped.derivative(0.2) == 0 && clamped.derivative(0.9) == 0)
    }

    @Test(
        arguments: [
            ("swoosh", [:], "There is no activation named “swoosh”."),
            ("", [:], "There is no activation named “”."),
            ("expit", ["beta": 1], "The activation sigmoid has no parameter “beta”."),
            ("softplus", ["beta": 0], "The parameter beta of softplus is 0.0; allowed is at least 0.0 except 0."),
            ("softplus", ["beta": -2], "The parameter beta of softplus is -2.0; allowed is at least 0.0 except 0."),
            ("logit", ["eps": 0.75], "The parameter eps of logit is 0.75; allowed is from 0.0 to 0.5."),
            ("isru", ["alpha": -1], "The parameter alpha of isru is -1.0; allowed is at least 0.0."),
            (
                "clip", ["min": 2, "max": 1],
                "The parameter min of hard_tanh is 2.0; allowed is at most max, which is 1.0."
            ),
            (
                "leaky_relu", ["negative_slope": .nan],
                "The parameter negative_slope of leaky_relu is nan; allowed is any number."
            ),
        ] as [(String, [String: Double], String)])
    func errorsNameWhatIsWrong(name: String, parameters: [String: Double], text: String) {
        let error = #expect(throws: ActivationError.self) { try Activation(named: name, parameters: parameters) }
        #expect(error?.description == text)
    }

    @Test func factoriesCheckTheirParameters() {
        #expect(
            throws: ActivationError.invalidParameter(
                activation: "softplus", parameter: "beta", value: -1, allowed: "at least 0.0 except 0")
        ) { try Activation.softplus(beta: -1) }
        #expect(throws: ActivationError.self) { try Activation.logit(eps: .nan) }
        #expect(throws: ActivationError.self) { try Activation.hardTanh(min: 1, max: -1) }
        #expect(throws: ActivationError.self) { try Activation.hardTanh(min: .nan, max: 1) }
        #expect(throws: ActivationError.self) { try Activation.softShrink(lambda: -1) }
        #expect(throws: ActivationError.self) { try Activation.hardShrink(lambda: -1) }
        #expect(throws: ActivationError.self) { try Activation.squareplus(b: -1) }
        #expect(throws: ActivationError.self) { try Activation.isrlu(alpha: -1) }
        #expect(throws: ActivationError.self) { try Activation.snake(a: 0) }
        #expect(throws: ActivationError.self) { try Activation.celu(alpha: 0) }
    }

    // MARK: Tensors, spans and single numbers

    @Test(arguments: factories.map(\.name))
    func everyWayToApplyGivesTheSame(name: String) throws {
        let f = try Activation(named: name)
        try expectAlike(f, (0..<77).map { Float($0) / 64 - 0.125 })
        try expectAlike(f, (0..<77).map { Double($0) / 64 - 0.125 })
        try expectAlike(f, (0..<777).map { Float16($0 % 77) / 64 - 0.125 })
        try expectAlike(f, (0..<777).map { BFloat16($0 % 77) / 64 - 0.125 })
    }

    private func expectAlike<S: ActivationScalar>(_ f: Activation, _ x: [S]) throws {
        let expected = x.map { f($0) }
        #expect(same(Tensor(x).applying(f).scalars, expected))

        var tensor = Tensor(x)
        let shared = tensor
        tensor.apply(f)
        #expect(same(tensor.scalars, expected) && shared.scalars == x)

        var inPlace = x
        var span = inPlace.mutableSpan
        f.apply(&span)
        #expect(same(inPlace, expected))

        var output = [S](repeating: 7, count: x.count)
        var target = output.mutableSpan
        try f.apply(x.span, into: &target)
        #expect(same(output, expected))

        let ones = [S](repeating: 1, count: x.count)
        let slopes = x.map { f.derivative($0) }
        #expect(same(try f.gradient(at: Tensor(x), upstream: Tensor(ones)).scalars, slopes))
        var gradient = output.mutableSpan
        try f.gradient(at: x.span, upstream: ones.span, into: &gradient)
        #expect(same(output, slopes))
    }

    @Test func spansOfDifferentLengthsAreRefused() {
        let x: [Float] = [1, 2, 3]
        var y: [Float] = [7, 7]
        var target = y.mutableSpan
        #expect(throws: ActivationError.countMismatch(expected: 3, actual: 2)) {
            try Activation.relu.apply(x.span, into: &target)
        }
        #expect(throws: ActivationError.countMismatch(expected: 3, actual: 2)) {
            try [Activation.relu, .exp].apply(x.span, into: &target)
        }
        #expect(throws: ActivationError.countMismatch(expected: 3, actual: 2)) {
            try Activation.relu.gradient(at: x.span, upstream: x.span, into: &target)
        }
        #expect(y == [7, 7])
        #expect(
            ActivationError.countMismatch(expected: 3, actual: 2).description == "Expected 3 elements and got 2.")
    }

    @Test(arguments: [0, 1, 5, 4096, 4097, 100_003])
    func chainsEqualTheirStages(count: Int) throws {
        let x = try Tensor<Float>(shape: [count]) { Float($0[0] % 1013) / 100 - 5 }
        let stages: [Activation] = [.linear(slope: 2, offset: -1), .sigmoid, .logit, .leakyReLU(), .tanh]
        let expected = stages.reduce(x) { $0.applying($1) }
        #expect(same(x.applying(stages).scalars, expected.scalars))
        #expect(same(x.applying(stages[0], stages[1]).scalars, x.applying(stages[0]).applying(stages[1]).scalars))
        var output = [Float](repeating: 7, count: count)
        var target = output.mutableSpan
        try x.withSpan { x in try stages.apply(x, into: &target) }
        #expect(same(output, expected.scalars))
    }

    @Test func noStagesAreTheIdentity() throws {
        let x: Tensor<Float> = [[1, -2], [3, 4]]
        #expect(x.applying([]) == x)
        var y: [Float] = [7, 7, 7, 7]
        var target = y.mutableSpan
        try x.withSpan { x in try [Activation]().apply(x, into: &target) }
        #expect(y == [1, -2, 3, 4])
    }

    @Test func shapesAreKept() throws {
        for shape in [[], [0], [3, 0, 2], [2, 3, 4]] {
            let x = try Tensor<Double>(shape: shape, repeating: 0.5)
            #expect(x.applying(.tanh).shape == shape)
            #expect(x.applying(.tanh, .exp).shape == shape)
            #expect(try Activation.tanh.gradient(at: x, upstream: x).shape == shape)
            #expect(try Activation.tanh.gradient(fromOutput: x, upstream: x).shape == shape)
        }
    }

    @Test func gradientsNeedEqualShapes() throws {
        let x: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
        let dy: Tensor<Float> = [[1, 2], [3, 4], [5, 6]]
        let error = #expect(throws: ActivationError.self) { try Activation.sigmoid.gradient(at: x, upstream: dy) }
        #expect(error?.description == "The shapes [2, 3] and [3, 2] do not fit for the gradient at an input.")
        #expect(throws: ActivationError.self) { try Activation.sigmoid.gradient(fromOutput: x, upstream: dy) }
        let needsInput = #expect(throws: ActivationError.gradientNeedsInput(activation: "softplus")) {
            try Activation.softplus.gradient(fromOutput: x, upstream: x)
        }
        #expect(
            needsInput?.description == "The gradient of softplus does not follow from its output; it needs the input.")
    }

    @Test func gradientsAreScaledByWhatComesFromUpstream() throws {
        let x: Tensor<Double> = [-1, 0, 3]
        let dy: Tensor<Double> = [2, -4, 0.5]
        #expect(try Activation.leakyReLU(negativeSlope: 0.5).gradient(at: x, upstream: dy) == [1, -2, 0.5])
        #expect(try Activation.sigmoid.gradient(at: x, upstream: dy)[1] == -1)
    }

    // MARK: Memory

    /// Pages without access follow: whatever the length, what is left of a vector touches nothing behind the arrays.
    @Test(arguments: ["avx512", "avx2", "portable"])
    func nothingBehindTheArraysIsTouched(instructionSet: String) throws {
        guard let table = ck_table_named(instructionSet)?.pointee else {
            try Test.cancel("This processor lacks \(instructionSet).")
        }
        check(Float.self, table.float32.pointee)
        check(Double.self, table.float64.pointee)
    }

    private func check<S: ActivationScalar>(_: S.Type, _ kernels: ck_kernels) {
        for n in 1...130 {
            withMemoryBeforeNoAccess([S](repeating: 0.25, count: n)) { x in
                withMemoryBeforeNoAccess([S](repeating: 7, count: n)) { y in
                    let results = UnsafeMutableBufferPointer(start: y.assumingMemoryBound(to: S.self), count: n)
                    func areAlike() -> Bool { results.allSatisfy { $0 == results[0] || $0.isNaN && results[0].isNaN } }
                    for row in ActivationDescription.all {
                        row.defaults.withUnsafePointer { kernels.forward[Int(row.kind.rawValue)](x, y, n, $0) }
                        #expect(areAlike(), "\(row.name), \(n) elements")
                        row.defaults.withUnsafePointer { kernels.from_input[Int(row.kind.rawValue)](x, x, y, n, $0) }
                        #expect(areAlike(), "\(row.name)′, \(n) elements")
                    }
                }
            }
        }
    }

    // MARK: Identities

    @Test func identities() {
        for step in -2000...2000 {
            let x = Float(step) / 37
            #expect(ulps(Activation.sigmoid(x) + Activation.sigmoid(-x), 1.0) <= 2, "σ(x) + σ(−x) at \(x)")
            #expect(Activation.tanh(-x) == -Activation.tanh(x))
            #expect(Activation.sigmoid.derivative(x) == Activation.sigmoid.derivative(-x))
            #expect(Activation.logSigmoid(x) == -Activation.softplus(-x))
            #expect(Activation.softplus.derivative(x) == Activation.sigmoid(x))
            #expect(Activation.logSigmoid.derivative(x) == Activation.sigmoid(-x))
            let difference = Activation.softplus(x) - Activation.softplus(-x)
            #expect(ulps(difference, Double(x), scale: Double(max(abs(x), 1))) <= 4, "softplus at \(x)")
            let p = Float(step + 2000) / 4096
            #expect(Activation.logit(p) == -Activation.logit(1 - p), "logit at \(p)")
        }
    }
}

/// Whether the values are the same, NaN with NaN.
private func same<S: ActivationScalar>(_ a: [S], _ b: [S]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
}
