import Testing

@testable import Activations

@Suite struct SoftmaxTests {
    // MARK: Accuracy

    @Test(arguments: adversarialRows)
    func floatsAreWithinFourUnits(row: NamedRow) throws {
        try judge(row.numbers.map { Float($0) }, by: Double.self, row.name)
    }

    #if arch(x86_64)
        @Test(arguments: adversarialRows)
        func doublesAreWithinFourUnits(row: NamedRow) throws {
            try judge(row.numbers, by: Float80.self, row.name)
        }
    #endif

    private func judge<S: ActivationScalar, Wide: WideScalar>(_ x: [S], by: Wide.Type, _ name: String) throws {
        let reference = SoftmaxReference<Wide>(x)
        let tensor = Tensor(x)

        let y = tensor.softmax().scalars
        // Seven tails, each a little more than half a unit of the 1 that they are added to.
        let known = S.self == Float.self ? -16.625 : -20
        withKnownIssue(isIntermittent: false) {
            expectSmall(zip(y, reference.softmax).map { ulps($0, $1) }, "softmax, \(name)")
        } when: {
            name == "one 0 and 65,535 times \(known)"
        }
        // Half a unit for each entry, of numbers that are below 1.
        let sum = accurateSum(y.map { Wide($0) })
        #expect(abs(sum - 1) <= Wide(x.count) * Wide(S.ulpOfOne) / 4, "\(name): the sum is \(sum)")

        expectSmall(zip(tensor.logSoftmax().scalars, reference.logSoftmax).map { ulps($0, $1) }, "logSoftmax, \(name)")

        let exact = reference.logSumExp
        let error = ulps(tensor.logSumExp()[], exact, scale: max(abs(exact), abs(reference.maximum)))
        #expect(error <= 4, "logSumExp, \(name): \(error) ULP")
    }

    @Test(arguments: adversarialRows)
    func gradientsFollowTheirFormulas(row: NamedRow) throws {
        let x = Tensor(row.numbers.map { Float($0) })
        let dy = (0..<x.count).map { Float(($0 &* 7919) % 1000) / 500 - 0.75 }
        let upstream = Tensor(dy)

        let y = x.softmax()
        let products = zip(dy, y.scalars).map { Double($0) * Double($1) }
        let dot = accurateSum(products)
        let magnitude = accurateSum(products.map(abs))
        let softmax = try y.softmaxGradient(upstream: upstream).scalars
        expectSmall(
            softmax.indices.map { i in
                let share = Double(y[i])
                return ulps(softmax[i], share * (Double(dy[i]) - dot), scale: share * (abs(Double(dy[i])) + magnitude))
            }, "softmaxGradient, \(row.name)")

        let logarithms = x.logSoftmax()
        let total = accurateSum(dy.map { Double($0) })
        let largestTotal = accurateSum(dy.map { abs(Double($0)) })
        let logSoftmax = try logarithms.logSoftmaxGradient(upstream: upstream).scalars
        expectSmall(
            logSoftmax.indices.map { i in
                let share = Double.exp(Double(logarithms[i]))
                return ulps(
                    logSoftmax[i], Double(dy[i]) - share * total, scale: abs(Double(dy[i])) + share * largestTotal)
            }, "logSoftmaxGradient, \(row.name)")
    }

    /// The gradients are derivatives: quotients of differences of the references agree.
    @Test func gradientsAreDerivatives() throws {
        let x = [0.3, -1.25, 2, 0.75, -4]
        let dy = [1, -0.5, 0.25, 2, 3]
        let h = 0x1p-18
        func quotients(_ f: ([Double]) -> [Double]) -> [Double] {
            x.indices.map { i in
                var (left, right) = (x, x)
                left[i] -= h
                right[i] += h
                return zip(dy, zip(f(left), f(right))).reduce(0) { $0 + $1.0 * ($1.1.1 - $1.1.0) / (2 * h) }
            }
        }
        let softmax = try Tensor(x).softmax().softmaxGradient(upstream: Tensor(dy)).scalars
        let logSoftmax = try Tensor(x).logSoftmax().logSoftmaxGradient(upstream: Tensor(dy)).scalars
        for (gradient, quotient) in zip(softmax, quotients { SoftmaxReference<Double>($0).softmax }) {
            #expect(abs(gradient - quotient) < 1e-9)
        }
        for (gradient, quotient) in zip(logSoftmax, quotients { SoftmaxReference<Double>($0).logSoftmax }) {
            #expect(abs(gradient - quotient) < 1e-9)
        }
    }

    /// The logarithm of the largest class is a tiny number, and keeps its digits.
    @Test func largestClassKeepsItsDigits() throws {
        for ahead in [1, 10, 30, 80, 100, 103] as [Float] {
            let exact = -Double.log1p(Double.exp(Double(-ahead)))
            #expect(ulps(Tensor([ahead, 0]).logSoftmax()[0], exact) <= 4)
            #expect(ulps(Tensor([0, -ahead, -.infinity]).logSoftmax()[0], exact) <= 4)
        }
        for ahead in [50, 300, 700] as [Double] {
            #expect(ulps(Tensor([ahead, 0]).logSoftmax()[0], -Double.log1p(Double.exp(-ahead))) <= 4)
        }
    }

    @Test func shiftsByTheSameNumberChangeNothing() throws {
        let x = (0..<1000).map { Float(($0 &* 7919) % 641) / 8 - 40 }
        let expected = Tensor(x).softmax().scalars
        for shift in [-1024, -64, 3.5, 200, 1024, 65536] as [Float] {
            let shifted = Tensor(x.map { $0 + shift }).softmax().scalars
            expectSmall(zip(shifted, expected).map { ulps($0, Double($1)) }, "shifted by \(shift)")
        }
    }

    // MARK: Special rows

    @Test func oneClassIsCertain() throws {
        for x in [0, -0.0, 1e30, -1e30, .leastNonzeroMagnitude, -.greatestFiniteMagnitude, .infinity] as [Float] {
            #expect(Tensor([x]).softmax()[0] == 1)
            #expect(Tensor([x]).logSoftmax()[0] == 0)
            #expect(Tensor([x]).logSumExp()[] == x)
        }
        for x in [Float.nan, -.infinity] {
            #expect(Tensor([x]).softmax()[0].isNaN)
            #expect(Tensor([x]).logSoftmax()[0].isNaN)
        }
    }

    @Test(arguments: [2, 17, 64, 600])
    func infiniteClassesShareTheWhole(count: Int) throws {
        for infinite in [[0], [count - 1], [0, count - 1], Array(0..<count)] {
            var x = (0..<count).map { Float($0 % 7) - 100 }
            x[count / 2] = -.infinity
            for index in infinite { x[index] = .infinity }
            let share = 1 / Float(infinite.count)
            #expect(Tensor(x).softmax().scalars == x.map { $0 == .infinity ? share : 0 })
            let logarithms = Tensor(x).logSoftmax().scalars
            #expect(logarithms.indices.filter { logarithms[$0] != -.infinity } == infinite.sorted())
            let exact = -Double.log1p(Double(infinite.count - 1))
            #expect(infinite.allSatisfy { ulps(logarithms[$0], exact) <= 4 })
            #expect(Tensor(x).logSumExp()[] == .infinity)
        }
    }

    @Test(arguments: [1, 2, 17, 64, 600])
    func aRowWithoutAnyMassHasNoDistribution(count: Int) throws {
        let x = try Tensor<Float>(shape: [count], repeating: -.infinity)
        #expect(x.softmax().scalars.allSatisfy { $0.isNaN })
        #expect(x.logSoftmax().scalars.allSatisfy { $0.isNaN })
        #expect(x.logSumExp()[] == -.infinity)
    }

    @Test(arguments: [1, 2, 17, 64, 600])
    func nanPoisonsItsRowAndNoOther(count: Int) throws {
        for companion in [0, .infinity, -.infinity] as [Float] {
            for position in Set([0, count / 2, count - 1]) {
                var x = [Float](repeating: companion, count: count)
                x[position] = .nan
                let rows = try Tensor(rows: [
                    [Float](repeating: 1, count: count), x, [Float](repeating: 1, count: count),
                ])
                for y in [rows.softmax(), rows.logSoftmax()] {
                    #expect(y.row(1).scalars.allSatisfy { $0.isNaN })
                    #expect(!y.row(0).scalars.contains(where: \.isNaN) && y.row(0) == y.row(2))
                }
                let sums = rows.logSumExp()
                #expect(sums[1].isNaN && sums[0].isFinite && sums[2].isFinite)
            }
        }
    }

    @Test func emptyAxes() throws {
        let x = try Tensor<Float>(shape: [3, 0], repeating: 0)
        #expect(x.softmax().shape == [3, 0] && x.logSoftmax().shape == [3, 0])
        #expect(x.logSumExp().scalars == [-.infinity, -.infinity, -.infinity])
        #expect(try x.softmax(axis: 0).shape == [3, 0])
        #expect(try x.logSumExp(axis: 0).shape == [0])
        #expect(try x.softmaxGradient(upstream: x).shape == [3, 0])
        let number = Tensor<Float>(5)
        #expect(number.softmax()[] == 1 && number.logSoftmax()[] == 0 && number.logSumExp()[] == 5)
    }

    // MARK: Axes

    /// Rows along one axis give the same bits as along another, but for those longer than 32: whether 16 others lie beside
    /// them decides in which order they are summed.
    @Test(arguments: [[1, 1, 1], [2, 3, 4], [5, 32, 3], [3, 17, 33], [2, 130, 16], [70, 40, 2], [1, 600, 7]])
    func everyAxisEqualsTheTransposed(shape: [Int]) throws {
        var state: UInt32 = 1
        func numbers() throws -> Tensor<Float> {
            try Tensor(shape: shape) { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return Float(Int32(bitPattern: state)) / 0x1p27
            }
        }
        let (x, dy) = (try numbers(), try numbers())
        let y = x.applying(.sigmoid)
        for axis in 0..<3 {
            for other in 0..<3 where other != axis {
                let beside = shape.dropFirst(axis + 1).reduce(1, *)
                var turnedShape = shape
                turnedShape.swapAt(axis, other)
                let turnedBeside = turnedShape.dropFirst(other + 1).reduce(1, *)
                guard shape[axis] <= 32 || (beside < 16) == (turnedBeside < 16) else { continue }
                func turned(_ tensor: Tensor<Float>) throws -> Tensor<Float> {
                    var axes = [0, 1, 2]
                    axes.swapAt(axis, other)
                    return try tensor.transposed(axes)
                }
                for at in [axis, axis - 3] {
                    #expect(try same(x.softmax(axis: at), turned(turned(x).softmax(axis: other))))
                    #expect(try same(x.logSoftmax(axis: at), turned(turned(x).logSoftmax(axis: other))))
                    let gradient = try turned(y).softmaxGradient(upstream: turned(dy), axis: other)
                    #expect(try same(y.softmaxGradient(upstream: dy, axis: at), turned(gradient)))
                    let logGradient = try turned(x).logSoftmaxGradient(upstream: turned(dy), axis: other)
                    #expect(try same(x.logSoftmaxGradient(upstream: dy, axis: at), turned(logGradient)))
                    let sums = try x.logSumExp(axis: at)
                    #expect(sums.shape == [0, 1, 2].filter { $0 != axis }.map { shape[$0] })
                    // The last element has its place at the end whatever the order of the axes.
                    let last = try turned(x).logSumExp(axis: other).scalars.last
                    #expect(sums.scalars.last?.bitPattern == last?.bitPattern)
                }
            }
        }
    }

    @Test func wrongAxesAndShapesAreRefused() throws {
        let x: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
        for axis in [2, -3, .max, .min] {
            let expected = ActivationError.axisOutOfRange(axis: axis, rank: 2)
            #expect(throws: expected) { try x.softmax(axis: axis) }
            #expect(throws: expected) { try x.logSoftmax(axis: axis) }
            #expect(throws: expected) { try x.logSumExp(axis: axis) }
            #expect(throws: expected) { try x.softmaxGradient(upstream: x, axis: axis) }
            #expect(throws: expected) { try x.logSoftmaxGradient(upstream: x, axis: axis) }
        }
        #expect(
            ActivationError.axisOutOfRange(axis: 2, rank: 2).description
                == "Axis 2 is out of range for a tensor of rank 2.")
        let error = #expect(throws: ActivationError.self) { try x.softmaxGradient(upstream: x.transposed()) }
        #expect(error?.description == "The shapes [2, 3] and [3, 2] do not fit for the softmax gradient.")
    }

    /// Every error is at most four units; if not, the worst is told.
    private func expectSmall(_ errors: [Double], _ what: String) {
        let worst = errors.indices.max { errors[$0] < errors[$1] }
        if let worst { #expect(errors[worst] <= 4, "\(what): \(errors[worst]) ULP at \(worst)") }
    }
}

private func same(_ a: Tensor<Float>, _ b: Tensor<Float>) -> Bool {
    a.shape == b.shape && a.scalars.map(\.bitPattern) == b.scalars.map(\.bitPattern)
}

struct NamedRow: Sendable, CustomTestStringConvertible {
    let name: String
    let numbers: [Double]

    var testDescription: String { name }
}

/// Rows on which a softmax goes wrong.
private let adversarialRows: [NamedRow] = {
    func far(_ tail: Double) -> NamedRow {
        NamedRow(name: "one 0 and 65,535 times \(tail)", numbers: [0] + Array(repeating: tail, count: 65535))
    }
    var state: UInt64 = 42
    func uniform() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) * 0x1p-53
    }
    // What both types represent, so that the rows are the same in both.
    func random(_ count: Int, _ range: ClosedRange<Double>) -> [Double] {
        (0..<count).map { _ in Double(Float(range.lowerBound + (range.upperBound - range.lowerBound) * uniform())) }
    }
    let tails = [-1, -11.09375, -16.625, -20, -87, -87.5, -100, -103.5].map(far)
    let spreads = [2, 100, 1000].map { count in
        let step = 200 / Double(count - 1)
        let numbers = (0..<count).map { index in Double(Float(100 - step * Double(index))) }
        return NamedRow(name: "\(count) numbers over 200", numbers: numbers)
    }
    let ranges: [ClosedRange<Double>] = [
        -1...1, -30...30, -120...120, 87...90, 190...225, -225...(-190), 999...1001, -5010...(-5000), 1e7...1.0001e7,
        2030...2060, -1e38...1e38,
    ]
    let randoms = ranges.flatMap { range in
        [3, 100, 4099].map { NamedRow(name: "\($0) in \(range)", numbers: random($0, range)) }
    }
    let others: [NamedRow] = [
        NamedRow(name: "65,536 in -8...8", numbers: random(65536, -8...8)),
        NamedRow(name: "65,536 zeros", numbers: Array(repeating: 0, count: 65536)),
        NamedRow(name: "-∞ between", numbers: random(777, -50...50).map { $0 < -20 ? -.infinity : $0 }),
        NamedRow(name: "subnormals", numbers: (0..<99).map { Double(Float.leastNonzeroMagnitude) * Double($0 - 50) }),
        NamedRow(name: "the largest last", numbers: random(1000, -200...0) + [1]),
        NamedRow(
            name: "the largest numbers", numbers: [1, -1, 0, 1].map { Double(Float.greatestFiniteMagnitude) * $0 }),
        NamedRow(name: "a sum of nearly 1", numbers: [-0.693359375, -0.6929931640625]),
        NamedRow(
            name: "sixteen that sum to nearly 1",
            numbers: Array(repeating: -2.772588722, count: 16).map { Double(Float($0)) }),
    ]
    return tails + spreads + randoms + others
}()
