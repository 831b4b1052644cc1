import Glibc
import Testing

@testable import Activations

/// Functions along axes, with their options.
@Suite struct AlongAxisTests {
    // MARK: Against exact arithmetic

    static let spread: [Double] = (0..<97).map { Double(($0 * 7919) % 513) / 3 - 80 }

    @Test(arguments: [0.7, 1, 2, 3, -1.5, 80])
    func temperaturesKeepTheBound(temperature: Double) throws {
        let x = Tensor(Self.spread.map { Float($0) })
        let options = SoftmaxOptions<Float>(temperature: temperature)
        let reference = SoftmaxReference<Double>(x.scalars.map { Double($0) / temperature })
        expectWithin(try x.applying(.softmax, options).scalars, reference.softmax)
        expectWithin(try x.applying(.logSoftmax, options).scalars, reference.logSoftmax)
        let sum = try x.applying(.logSumExp, options)[]
        #expect(ulps(sum, reference.logSumExp, scale: max(abs(reference.logSumExp), abs(reference.maximum))) <= 4)
        let minimum = SoftmaxReference<Double>(x.scalars.map { -Double($0) / temperature })
        expectWithin(try x.applying(.softmin, options).scalars, minimum.softmax)
    }

    @Test func additiveMasksKeepTheBound() throws {
        let x = Tensor(Self.spread.map { Float($0) })
        let mask = Tensor((0..<97).map { $0 % 5 == 0 ? -Float.infinity : Float($0) * 0.3 })
        let options = SoftmaxOptions(temperature: 1.25, mask: .additive(mask))
        let reference = SoftmaxReference<Double>(zip(x.scalars, mask.scalars).map { Double($0) / 1.25 + Double($1) })
        let y = try x.applying(.softmax, options)
        expectWithin(y.scalars, reference.softmax)
        #expect(y[0] == 0 && y[95] == 0)
    }

    @Test func softmax1IsASoftmaxBesideANought() throws {
        for shift in [Float(0), -3, -90, 40] {
            let x = Self.spread.map { Float($0) / 8 + shift }
            let reference = SoftmaxReference<Double>(x + [0]).softmax.dropLast()
            expectWithin(try Tensor(x).softmax1().scalars, Array(reference))
        }
        #expect(try Tensor<Float>(rows: [[-.infinity, -.infinity]]).softmax1().scalars == [0, 0])
    }

    private func expectWithin(_ computed: [Float], _ exact: [Double]) {
        #expect(computed.count == exact.count)
        for (index, (computed, exact)) in zip(computed, exact).enumerated() {
            #expect(ulps(computed, exact) <= 4, "element \(index): \(computed) for \(exact)")
        }
    }

    // MARK: Sparse distributions

    @Test func sparsemaxOfExactNumbersIsExact() throws {
        #expect(try Tensor<Double>([1, 0.5, -1]).sparsemax().scalars == [0.75, 0.25, 0])
        #expect(try Tensor<Float>([3, 3, 3, 3]).sparsemax().scalars == [0.25, 0.25, 0.25, 0.25])
        #expect(try Tensor<Float>([0.25, 7, 0.5]).sparsemax().scalars == [0, 1, 0])
    }

    /// Where it is not 0, differences of roots are half of those of the inputs; it sums to 1; and what is 0 is below.
    @Test func entmax15MeetsItsConditions() throws {
        let x = Self.spread.map { $0 / 40 }
        let y = try Tensor(x).entmax15().scalars
        #expect(abs(accurateSum(y) - 1) < 1e-14)
        let threshold = zip(x, y).filter { $0.1 > 0 }.map { $0.0 / 2 - $0.1.squareRoot() }
        let (least, most) = (threshold.min() ?? .nan, threshold.max() ?? .nan)
        #expect(most - least < 1e-14)
        #expect(zip(x, y).allSatisfy { $0.1 > 0 || $0.0 / 2 <= most + 1e-14 })
        #expect(y.contains(0) && y.count { $0 > 0 } > 3)
    }

    @Test func hardmaxTakesTheFirstLargest() throws {
        #expect(try Tensor<Float>([1, 3, 3, 2]).hardmax().scalars == [0, 1, 0, 0])
        #expect(try Tensor<Float>(rows: [[.infinity, 1, .infinity]]).hardmax().scalars == [1, 0, 0])
    }

    // MARK: Rows with NaN, infinity, or without mass

    @Test(arguments: AlongAxis.allCases)
    func nanStaysInItsRow(function: AlongAxis) throws {
        let x = try Tensor<Float>(rows: [[1, 2, 3], [1, .nan, 3], [3, 2, 1]])
        let y = try x.applying(function)
        let alone = try Tensor<Float>(rows: [[1, 2, 3]]).applying(function).scalars
        let width = y.count / 3
        #expect(Array(y.scalars[..<width]) == alone)
        #expect(y.scalars[width..<2 * width].allSatisfy { $0.isNaN })
        #expect(y.scalars[(2 * width)...].allSatisfy { !$0.isNaN })
    }

    @Test(arguments: [.softmax, .softmin, .sparsemax, .entmax15, .softmax1] as [AlongAxis])
    func infinitiesShareTheWhole(function: AlongAxis) throws {
        let infinity: Float = function == .softmin ? -.infinity : .infinity
        #expect(try Tensor([1, infinity, 2, infinity]).applying(function).scalars == [0, 0.5, 0, 0.5])
        #expect(try Tensor([infinity, 2]).applying(function).scalars == [1, 0])
    }

    @Test(arguments: [.softmax, .logSoftmax, .softmin, .hardmax, .sparsemax, .entmax15] as [AlongAxis])
    func rowsWithoutMass(function: AlongAxis) throws {
        let nothing: Float = function == .softmin ? .infinity : -.infinity
        let x = try Tensor<Float>(rows: [[nothing, nothing], [1, 2]])
        #expect(try x.applying(function).row(0).scalars.allSatisfy { $0.isNaN })
        let zero = try x.applying(function, SoftmaxOptions(fullyMasked: .zero))
        #expect(zero.row(0).scalars == (function == .logSoftmax ? [-.infinity, -.infinity] : [0, 0]))
        let uniform = try x.applying(function, SoftmaxOptions(fullyMasked: .uniform)).row(0).scalars
        let share: Float = function == .logSoftmax ? -0.6931472 : 0.5
        #expect(uniform == [share, share])
        #expect(try zero.row(1) == x.applying(function).row(1))
        // Masks make such rows too.
        let keep: Tensor<Bool> = Tensor([false, true]).columnOfTwo
        let masked = try Tensor<Float>(rows: [[5, 6], [1, 2]]).applying(
            function, SoftmaxOptions(mask: .keeping(keep), fullyMasked: .zero))
        #expect(masked == zero)
    }

    @Test func sumsOverNothing() throws {
        let keep = try Tensor(shape: [1, 2], repeating: false)
        let x = try Tensor<Float>(rows: [[5, 6]])
        #expect(try x.applying(.logSumExp, SoftmaxOptions(mask: .keeping(keep))).scalars == [-.infinity])
        #expect(try Tensor<Float>(shape: [2, 0], repeating: 0).applying(.softmin).shape == [2, 0])
        let options = SoftmaxOptions<Float>(temperature: 2)
        #expect(
            try Tensor<Float>(shape: [2, 0], repeating: 0).applying(.logSumExp, options).scalars
                == [-.infinity, -.infinity])
        #expect(try Tensor<Float>(rows: [[7], [-8]]).applying(.softmin).scalars == [1, 1])
    }

    // MARK: Masks and axes

    /// A masked softmax is that of what is left.
    @Test func masksDropElements() throws {
        let x = try Tensor<Float>(shape: [2, 3, 5]) { Float(($0[0] * 31 + $0[1] * 17 + $0[2] * 13) % 11) }
        let keep = try Tensor<Bool>(shape: [3, 1]) { $0[0] != 1 }
        let y = try x.applying(.softmax, axis: 1, SoftmaxOptions(mask: .keeping(keep)))
        let dropped = try x.applying(
            .softmax, axis: 1,
            SoftmaxOptions(mask: .additive(keep.mapped { $0 ? 0 : -.infinity })))
        for outer in 0..<2 {
            for inner in 0..<5 {
                let left = SoftmaxReference<Double>([x[outer, 0, inner], x[outer, 2, inner]]).softmax
                #expect(y[outer, 1, inner] == 0)
                #expect(ulps(y[outer, 0, inner], left[0]) <= 4 && ulps(y[outer, 2, inner], left[1]) <= 4)
            }
        }
        #expect(zip(y.scalars, dropped.scalars).allSatisfy { ulps($0, Double($1)) <= 4 })
    }

    @Test func causalMasksLookBack() throws {
        let x = try Tensor<Float>(shape: [2, 4, 4]) { Float(($0[0] * 5 + $0[1] * 3 + $0[2] * 7) % 6) }
        let y = try x.applying(.softmax, SoftmaxOptions(isCausal: true))
        for head in 0..<2 {
            for query in 0..<4 {
                let seen = Tensor((0...query).map { x[head, query, $0] }).softmax().scalars
                for key in 0..<4 { #expect(y[head, query, key] == (key <= query ? seen[key] : 0)) }
            }
        }
    }

    /// Along any axis the result is that along the last of a transposed tensor; over several, that of a merged one.
    @Test(arguments: AlongAxis.allCases)
    func axesDoNotMatter(function: AlongAxis) throws {
        let x = try Tensor<Double>(shape: [3, 4, 5]) { Double(($0[0] * 31 + $0[1] * 17 + $0[2] * 13) % 23) / 4 }
        let options = SoftmaxOptions<Double>(temperature: 1.5)
        let along = try x.applying(function, axis: 1, options)
        let moved = try x.transposed([0, 2, 1]).applying(function, axis: -1, options)
        #expect(along == (function == .logSumExp ? moved : try moved.transposed([0, 2, 1])))

        let both = try x.applying(function, axes: [0, -1], options)
        let merged = try x.transposed([1, 0, 2]).reshaped([4, 15]).applying(function, axis: 1, options)
        #expect(
            both == (function == .logSumExp ? merged : try merged.reshaped([4, 3, 5]).transposed([1, 0, 2])))
    }

    @Test func theSameBitsOnAnyNumberOfThreads() throws {
        let x = try Tensor<Float>(shape: [700, 150]) { Float(($0[0] * 31 + $0[1] * 17) % 101) / 8 }
        let options = SoftmaxOptions<Float>(temperature: 0.3, isCausal: true)
        let maximum = Threads.maximum
        defer { Threads.maximum = maximum }
        for function in AlongAxis.allCases {
            let results = try [1, 2, 3].map { threads in
                Threads.maximum = threads
                return try x.applying(function, options)
            }
            #expect(results.allSatisfy { $0 == results[0] }, "\(function)")
        }
    }

    // MARK: Gradients

    /// The gradients are derivatives: quotients of differences agree.
    @Test(arguments: AlongAxis.allCases)
    func gradientsAreDerivatives(function: AlongAxis) throws {
        let x = try Tensor<Double>(rows: [[0.3, -0.25, 0.5, 0.75, -0.4], [0.1, 0.6, -0.3, 0.2, 0.45]])
        let keep = try Tensor<Bool>(shape: [2, 5]) { $0 != [1, 2] }
        let options = SoftmaxOptions<Double>(temperature: 0.8, mask: .keeping(keep))
        let y = try x.applying(function, options)
        let dy = y.mapped { _ in 0.0 }.mappedWithIndex { Double(($0 * 7919) % 13) / 4 - 1 }
        let gradient = try function.gradient(fromOutput: function == .logSumExp ? x : y, upstream: dy, options)
        let h = 0x1p-18
        for place in 0..<10 {
            var (left, right) = (x, x)
            left.withUnsafeMutableBufferPointer { $0[place] -= h }
            right.withUnsafeMutableBufferPointer { $0[place] += h }
            let (before, after) = (try left.applying(function, options), try right.applying(function, options))
            var quotient = 0.0
            for index in 0..<y.count where before.scalars[index].isFinite {
                quotient += dy.scalars[index] * (after.scalars[index] - before.scalars[index]) / (2 * h)
            }
            #expect(abs(gradient.scalars[place] - quotient) < 1e-8, "\(function) at \(place)")
        }
    }

    @Test func gradientsOverSeveralAxes() throws {
        let x = try Tensor<Double>(shape: [2, 3, 2]) { Double(($0[0] * 31 + $0[1] * 17 + $0[2] * 13) % 7) / 4 }
        let dy = x.mappedWithIndex { Double($0) }
        for function in [AlongAxis.softmax, .logSoftmax, .sparsemax] {
            let y = try x.applying(function, axes: [0, 2])
            let found = try function.gradient(fromOutput: y, upstream: dy, axes: [2, 0])
            let order = [1, 0, 2]
            let merged = try function.gradient(
                fromOutput: y.transposed(order).reshaped([3, 4]), upstream: dy.transposed(order).reshaped([3, 4]))
            #expect(found == (try merged.reshaped([3, 2, 2]).transposed(order)))
        }
        let dz = Tensor<Double>([1, 2, 3])
        let sum = try AlongAxis.logSumExp.gradient(fromOutput: x, upstream: dz, axes: [0, 2])
        let factors = try Tensor<Double>(shape: [2, 3, 2]) { dz[$0[1]] }
        let expected = try x.applying(.softmax, axes: [0, 2]) * factors
        #expect(zip(sum.scalars, expected.scalars).allSatisfy { ulps($0, $1) <= 4 })
    }

    // MARK: Types of 16 bits

    /// One rounding of what Float gives.
    @Test(arguments: AlongAxis.allCases)
    func halvesAreFloatsRoundedOnce(function: AlongAxis) throws {
        let x = Tensor(Self.spread.map { Float16($0 / 16) })
        let options = SoftmaxOptions<Float>(temperature: 2)
        let wide = try x.mapped { Float($0) }.applying(function, options)
        let found = try x.applying(function, SoftmaxOptions(temperature: 2))
        #expect(found.scalars == wide.scalars.map { Float16($0) })
        let b = Tensor(Self.spread.map { BFloat16(Float($0 / 16)) })
        let wideB = try b.mapped { Float($0) }.applying(function, options)
        #expect(try b.applying(function, SoftmaxOptions(temperature: 2)).scalars == wideB.scalars.map { BFloat16($0) })
    }

    /// Also where rows are widened group by group, on several threads.
    @Test(arguments: [[5000, 50], [70, 40, 30], [2, 3, 30000], [5, 70000], [0, 3], [3, 0]])
    func rowsOfSixteenBitsAreFloatsRoundedOnce(shape: [Int]) throws {
        let count = shape.reduce(1, *)
        let x = Tensor<BFloat16>(unsafeUninitializedShape: shape) { all in
            for i in 0..<count { all.initializeElement(at: i, to: BFloat16(Float(i * 7919 % 1009) / 64 - 8)) }
        }
        let wide = x.mapped { Float($0) }
        for axis in shape.indices where shape[axis] > 0 {
            let (y, sums) = (try x.softmax(axis: axis), try x.logSumExp(axis: axis))
            // Compared first: of long arrays that differ, #expect would look for the shortest difference.
            let values = try wide.softmax(axis: axis).scalars.map { BFloat16($0) } == y.scalars
            #expect(values, "softmax, axis \(axis)")
            let logarithms = try wide.logSumExp(axis: axis).scalars.map { BFloat16($0) } == sums.scalars
            #expect(logarithms, "logSumExp, axis \(axis)")
            let dx = try y.softmaxGradient(upstream: x, axis: axis)
            let expected = try y.mapped { Float($0) }.softmaxGradient(upstream: wide, axis: axis)
            let gradients = expected.scalars.map { BFloat16($0) } == dx.scalars
            #expect(gradients, "gradient of softmax, axis \(axis)")
        }
    }

    // MARK: Gumbel

    @Test func gumbelSamplesFollowTheDistribution() throws {
        let logits: [Float] = [2, 1, 0.125]
        let x = try Tensor<Float>(shape: [20_000, 3]) { index in logits[index[1]] }
        var generator = Counter()
        let (soft, hard) = try x.gumbelSoftmax(tau: 0.5, using: &generator)
        #expect(soft.rows.allSatisfy { abs($0.sum() - 1) < 1e-6 })
        // The classes are drawn by the softmax of the logits; five standard errors and the decimals left out.
        let expected = [0.657, 0.242, 0.101]
        for k in 0..<3 {
            let share = Double((0..<20_000).count { hard[$0, k] == 1 }) / 20_000
            let error = (expected[k] * (1 - expected[k]) / 20_000).squareRoot()
            #expect(abs(share - expected[k]) < 5 * error + 0.0005)
        }
        var again = Counter()
        let repeated = try x.gumbelSoftmax(tau: 0.5, using: &again).soft
        #expect(repeated == soft)
        for tau in [0, -1, .nan] {
            #expect(throws: ActivationError.self) { try x.gumbelSoftmax(tau: tau, using: &generator) }
        }
    }

    // MARK: Errors

    @Test func whatIsWrongIsNamed() throws {
        let x = try Tensor<Float>(shape: [2, 3], repeating: 0)
        #expect(throws: ActivationError.axisOutOfRange(axis: 2, rank: 2)) { try x.applying(.softmin, axis: 2) }
        for wrong in [0, Double.nan] {
            let error = #expect(throws: ActivationError.self) {
                try x.applying(.softmax, SoftmaxOptions(temperature: wrong))
            }
            #expect(error?.description.contains("The parameter temperature of softmax is \(wrong)") == true)
        }
        let mask = try Tensor<Float>(shape: [2], repeating: 0)
        #expect(throws: ActivationError.shapeMismatch(operation: "a mask", [2, 3], [2])) {
            try x.applying(.softmax, SoftmaxOptions(mask: .additive(mask)))
        }
        #expect(throws: ActivationError.self) { try x.applying(.softmax, axis: 0, SoftmaxOptions(isCausal: true)) }
        #expect(throws: ActivationError.invalidAxes([0, -2], rank: 2)) { try x.applying(.softmax, axes: [0, -2]) }
        #expect(throws: ActivationError.invalidAxes([], rank: 2)) { try x.applying(.softmax, axes: []) }
        #expect(throws: ActivationError.shapeMismatch(operation: "the gradient of softmin", [2, 3], [3, 2])) {
            try AlongAxis.softmin.gradient(fromOutput: x, upstream: x.transposed())
        }
    }
}

/// splitmix64
private struct Counter: RandomNumberGenerator {
    var state: UInt64 = 1
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

extension Tensor {
    fileprivate func mappedWithIndex(_ transform: (Int) -> Double) -> Tensor<Double> {
        Tensor<Double>(unsafeUninitializedShape: shape) { target in
            for index in target.indices { target.initializeElement(at: index, to: transform(index)) }
        }
    }
}

extension Tensor<Bool> {
    /// [[a, a], [b, b]]
    fileprivate var columnOfTwo: Tensor<Bool> {
        Tensor(unsafeUninitializedShape: [2, 2]) { target in
            for index in target.indices { target.initializeElement(at: index, to: self[index / 2]) }
        }
    }
}
