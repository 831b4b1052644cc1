import Testing

@testable import Activations

@Suite struct GatedUnitTests {
    // MARK: Values

    /// Against the formula in a wider type, for every axis: the gate's own bound, which the product may double, and half a
    /// unit for each product.
    @Test(arguments: Gate.all, shapesOfEvenAxes)
    func valuesAndGradientsFollowTheFormula(gate: Gate, shape: [Int]) throws {
        try judge(gate, shape, Float.self, by: Double.self)
        try judge(gate, shape, Float16.self, by: Double.self)
        try judge(gate, shape, BFloat16.self, by: Double.self)
        #if arch(x86_64)
            try judge(gate, shape, Double.self, by: Float80.self)
        #endif
    }

    private func judge<S: ActivationScalar, Wide: WideScalar>(
        _ gate: Gate, _ shape: [Int], _: S.Type, by _: Wide.Type
    ) throws {
        let isHalf = MemoryLayout<S>.size == 2
        let bound =
            isHalf
            ? gate.activation.description.errorBound(Float.self) : gate.activation.description.errorBound(S.self)
        // What is computed in Float is rounded once more.
        func allowed(_ units: Double) -> Double {
            isHalf ? 0.5 + units * Double(Float.ulpOfOne) / Double(S.ulpOfOne) : units
        }
        var numbers = Numbers(seed: 7)
        let x: Tensor<S> = numbers.tensor(shape)
        for axis in shape.indices where shape[axis] % 2 == 0 {
            let half = shape[axis] / 2
            let dy: Tensor<S> = numbers.tensor(shape.enumerated().map { $0 == axis ? half : $1 }, in: -2...2)
            for side in [GatedUnit.Half.first, .second] {
                let y = try x.applying(GatedUnit(gate.activation), axis: axis, gate: side)
                let dx = try GatedUnit(gate.activation).gradient(
                    at: x, upstream: dy, axis: axis - shape.count, gate: side)
                #expect(y.shape == dy.shape && dx.shape == shape)
                let (input, upstream) = (x.nested(axis), dy.nested(axis))
                let (results, gradients) = (y.nested(axis), dx.nested(axis))
                let (gateLine, valueLine) = side == .first ? (0, half) : (half, 0)
                var worst = (value: 0.0, gate: 0.0, upstream: 0.0)
                for outer in 0..<shape[..<axis].reduce(1, *) {
                    for line in 0..<half {
                        for inner in 0..<shape[(axis + 1)...].reduce(1, *) {
                            let a = Wide(input[outer, gateLine + line, inner])
                            let b = Wide(input[outer, valueLine + line, inner])
                            let up = Wide(upstream[outer, line, inner])
                            let f: (value: Wide, slope: Wide) = gate.reference(a)
                            worst.value = max(worst.value, ulps(results[outer, line, inner], f.value * b))
                            worst.gate = max(
                                worst.gate, ulps(gradients[outer, gateLine + line, inner], up * b * f.slope))
                            worst.upstream = max(
                                worst.upstream, ulps(gradients[outer, valueLine + line, inner], up * f.value))
                        }
                    }
                }
                #expect(worst.value <= allowed(2 * bound.forward + 0.5), "axis \(axis), \(side)")
                #expect(worst.gate <= allowed(2 * (bound.gradient + 0.5) + 0.5), "axis \(axis), \(side)")
                #expect(worst.upstream <= allowed(2 * bound.forward + 0.5), "axis \(axis), \(side)")
            }
        }
    }

    /// Numbers worked out by hand.
    @Test func unitsAreWhatTheirNamesSay() throws {
        let x: Tensor<Double> = [2, -3, 0, 5]
        #expect(try x.applying(.reglu) == [0, 0])
        #expect(try x.applying(.reglu, gate: .second) == [0, -15])
        #expect(try x.applying(.glu) == Tensor([1, Activation.sigmoid(5.0) * -3]))
        #expect(try x.applying(.glu, gate: .first) == Tensor([0, Activation.sigmoid(-3.0) * 5]))
        let matrix: Tensor<Double> = [[2, -3], [4, 5]]
        #expect(try matrix.applying(.reglu, axis: 0) == [[8, 0]])
        #expect(try matrix.applying(.reglu) == [[-6], [20]])
        #expect(GatedUnit.glu.usualGate == .second && GatedUnit(.tanh).usualGate == .first)
    }

    /// The product is that of the activation's own values, to the last bit.
    @Test(arguments: [(GatedUnit.gegluTanh, Activation.geluTanh), (.geglu, .gelu), (.swiglu, .silu()), (.reglu, .relu)])
    func unitsAreProducts(unit: GatedUnit, activation: Activation) throws {
        var numbers = Numbers(seed: 9)
        let (gate, value): (Tensor<Float>, Tensor<Float>) = (numbers.tensor([1500]), numbers.tensor([1500]))
        let dy: Tensor<Float> = numbers.tensor([1500])
        let f = gate.applying(activation)
        #expect(try unit(gate: gate, value: value) == f * value)
        let (toGate, toValue) = try unit.gradient(gate: gate, value: value, upstream: dy)
        #expect(try toGate == activation.gradient(at: gate, upstream: dy * value))
        #expect(try toValue == f * dy)
    }

    /// Numbers from gpt-oss's formula with 40 digits.
    @Test func swigluOfOpenAI() throws {
        let y = try GatedUnit.swigluOAI(gate: Tensor([1.0, -2, 9, 9]), value: Tensor([0.5, 1.25, 8, -9])).scalars
        for (result, exact) in zip(
            y, [1.26869364889923194356, -0.1447680979255316629, 55.9996250264265375849, -41.999718769819903188])
        { #expect(ulps(result, exact) <= 8) }
        #expect(throws: ActivationError.self) { try GatedUnit.swigluOAI(limit: 0) }
        let error = #expect(throws: ActivationError.self) { try GatedUnit.swigluOAI(limit: .nan) }
        #expect(
            error?.description == "The parameter limit of swiglu_oai is nan; allowed is at least 0.0 except 0.")
        #expect(try GatedUnit.swigluOAI(limit: 7) == .swigluOAI)
    }

    @Test func halvesApartGiveTheSame() throws {
        var numbers = Numbers(seed: 3)
        for unit in [GatedUnit.glu, .reglu, GatedUnit(.tanh)] {
            let (gate, value): (Tensor<Float>, Tensor<Float>) = (numbers.tensor([2500]), numbers.tensor([2500]))
            let dy: Tensor<Float> = numbers.tensor([2500])
            let together = Tensor(gate.scalars + value.scalars)
            #expect(sameBits(try unit(gate: gate, value: value), try together.applying(unit, gate: .first)))
            let apart = try unit.gradient(gate: gate, value: value, upstream: dy)
            let gradient = try unit.gradient(at: together, upstream: dy, gate: .first)
            #expect(sameBits(Tensor(apart.gate.scalars + apart.value.scalars), gradient))
            // One tensor in every role.
            let copy = Tensor(gate.scalars)
            let (toGate, toValue) = try unit.gradient(gate: gate, value: gate, upstream: gate)
            let expected = try unit.gradient(gate: gate, value: copy, upstream: Tensor(gate.scalars))
            #expect(sameBits(toGate, expected.gate) && sameBits(toValue, expected.value))
        }
    }

    // MARK: Special values

    @Test(arguments: [Float.nan, .signalingNaN, -.infinity, .infinity, 0, -0.0, 3, -3, 0x1p-149, 3e38])
    func specialValues(value: Float) throws {
        let glu = try Tensor([value, 0.5, 0.5, value]).applying(.glu)
        #expect(
            value.isNaN ? glu.scalars.allSatisfy { $0.isNaN } : ulps(glu[0], Double(value) * 0.62245933120185456) <= 4)
        #expect(value.isNaN || glu[1] == 0.5 * Activation.sigmoid(value))
        for other in [Float.nan, .infinity, -.infinity, 0, 1, -1] {
            let reglu = try Tensor([value, other]).applying(.reglu)[0]
            let expected = (value > 0 ? value : value <= 0 ? 0 : value) * other
            #expect(reglu == expected || reglu.isNaN && expected.isNaN)
            let dx = try GatedUnit.reglu.gradient(at: Tensor([value, other]), upstream: [2])
            let slopes = [
                value > 0 ? 2 * other : value <= 0 ? 0 : value, 2 * (value > 0 ? value : value <= 0 ? 0 : value),
            ]
            for (gradient, slope) in zip(dx.scalars, slopes) {
                #expect(gradient == slope || gradient.isNaN && slope.isNaN, "\(value), \(other)")
            }
        }
    }

    /// With clamps: in the middle, beyond either limit, and at it, where the derivative is that of `hardTanh`, 0.
    @Test func clampedUnits() throws {
        let unit = GatedUnit(.sigmoid, limit: 2)
        let gates: [Double] = [0.5, -1, 3, 2, -.infinity, .infinity, .nan, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
        let values: [Double] = [0.25, -1, 0.25, 0.25, 1, 1, 1, -3, 3, 2, -.infinity, .infinity, .nan]
        let y = try unit(gate: Tensor(gates), value: Tensor(values)).scalars
        let dy = [Double](repeating: 3, count: y.count)
        let (toGate, toValue) = try unit.gradient(gate: Tensor(gates), value: Tensor(values), upstream: Tensor(dy))
        let bound = Activation.sigmoid.description.errorBound(Double.self)
        for (index, (gate, value)) in zip(gates, values).enumerated() {
            let p = 1 / (1 + Double.exp(-(gate > 2 ? 2 : gate)))
            let clamped = value > 2 ? 2 : value < -2 ? -2 : value
            let slope = gate >= 2 ? 0 : p / (1 + Double.exp(gate))
            #expect(ulps(y[index], p * (clamped + 1)) <= 2 * bound.forward + 0.5)
            #expect(ulps(toGate[index], 3 * (clamped + 1) * slope) <= 2 * (bound.gradient + 0.5) + 0.5)
            let passed = value.isNaN ? .nan : abs(value) >= 2 ? 0 : 3 * p
            #expect(ulps(toValue[index], passed) <= 2 * bound.forward + 0.5)
        }
    }

    // MARK: Memory

    /// Every output may take the place of an input.
    @Test(arguments: [5, 1000, 3000])
    func inPlace(count: Int) throws {
        var numbers = Numbers(seed: 11)
        let unit = GatedUnit(.tanh)
        let (gate, value): (Tensor<Float>, Tensor<Float>) = (numbers.tensor([count]), numbers.tensor([count]))
        let dy: Tensor<Float> = numbers.tensor([count])
        let y = try unit(gate: gate, value: value).scalars
        let gradient = try unit.gradient(gate: gate, value: value, upstream: dy)
        let (toGate, toValue) = (gradient.gate.scalars, gradient.value.scalars)
        let runs = Runs.whole(count)

        for role in 0..<2 {
            var memory = [gate.scalars, value.scalars]
            withPointers(&memory) {
                unit.forward(gate: UnsafePointer($0[0]), value: UnsafePointer($0[1]), runs, $0[role], count: count)
            }
            #expect(memory[role] == y)
        }
        for (gateRole, valueRole) in [(0, 1), (1, 0), (0, 2), (1, 2), (2, 0), (2, 1)] {
            var memory = [gate.scalars, value.scalars, dy.scalars]
            withPointers(&memory) {
                unit.backward(
                    UnsafePointer($0[2]), gate: UnsafePointer($0[0]), value: UnsafePointer($0[1]), runs,
                    toGate: $0[gateRole], toValue: $0[valueRole], count: count)
            }
            #expect(memory[gateRole] == toGate && memory[valueRole] == toValue)
        }
    }

    @Test func halvesInPlace() throws {
        var numbers = Numbers(seed: 12)
        for shape in shapesOfEvenAxes {
            for axis in shape.indices where shape[axis] % 2 == 0 {
                let x: Tensor<Double> = numbers.tensor(shape)
                let dy: Tensor<Double> = numbers.tensor(shape.enumerated().map { $0 == axis ? $1 / 2 : $1 })
                let expected = try GatedUnit.glu.gradient(at: x, upstream: dy, axis: axis)
                var memory = [x.scalars, dy.scalars]
                let split = try AxisSplit(shape, axis: axis)
                withPointers(&memory) {
                    GatedUnit.glu.backward(
                        split, gate: nil, UnsafePointer($0[1]), UnsafePointer($0[0]), $0[0])
                }
                #expect(memory[0] == expected.scalars)
            }
        }
    }

    // MARK: Errors

    @Test func errorsNameWhatIsWrong() throws {
        let x = try Tensor<Float>(shape: [4, 7], repeating: 1)
        #expect(throws: ActivationError.indivisibleAxis(axis: 1, length: 7, pieces: 2)) {
            try x.applying(.glu, axis: 1)
        }
        #expect(throws: ActivationError.axisOutOfRange(axis: 2, rank: 2)) { try x.applying(.glu, axis: 2) }
        #expect(throws: ActivationError.axisOutOfRange(axis: -1, rank: 0)) { try Tensor<Float>(1).applying(.glu) }
        #expect(throws: ActivationError.indivisibleAxis(axis: -1, length: 7, pieces: 2)) {
            try GatedUnit.glu.gradient(at: x, upstream: x)
        }
        let error = #expect(throws: ActivationError.self) { try GatedUnit.glu.gradient(at: x, upstream: x, axis: 0) }
        #expect(error?.description == "The shapes [2, 7] and [4, 7] do not fit for the gradient of a gated unit.")
        #expect(
            ActivationError.indivisibleAxis(axis: 1, length: 7, pieces: 2).description
                == "Axis 1 has 7 elements, which do not divide into 2 equal pieces.")
        #expect(throws: ActivationError.shapeMismatch(operation: "a gate and its value", [4, 7], [7, 4])) {
            try GatedUnit.reglu(gate: x, value: x.transposed())
        }
        #expect(throws: ActivationError.self) {
            try GatedUnit.reglu.gradient(gate: x, value: x, upstream: x.transposed())
        }
        #expect(throws: ActivationError.self) {
            try GatedUnit.reglu.gradient(gate: x, value: x.transposed(), upstream: x)
        }
    }
}

extension ThreadDependentTests {
    @Suite struct GatedUnitThreadTests {
        @Test func anyNumberOfThreadsGivesTheSameBits() throws {
            var numbers = Numbers(seed: 5)
            let x: Tensor<Float> = numbers.tensor([2, 3 << 18])
            let dy: Tensor<Float> = numbers.tensor([1, 3 << 18])
            for (x, dy, axis) in [(x, dy, 0), (x.shaped([3 << 17, 4]), dy.shaped([3 << 17, 2]), 1)] {
                let expected = try Host(threads: 1, disturbed: false).calling {
                    (try x.applying(.glu, axis: axis), try GatedUnit.glu.gradient(at: x, upstream: dy, axis: axis))
                }
                for threads in 1...3 {
                    let results = try Host(threads: threads, disturbed: true).calling {
                        (try x.applying(.glu, axis: axis), try GatedUnit.glu.gradient(at: x, upstream: dy, axis: axis))
                    }
                    #expect(sameBits(results.0, expected.0) && sameBits(results.1, expected.1))
                }
            }
        }

        /// An output beyond the caches may be written around them, with runs of any length.
        @Test(arguments: [Int.max, 16, 37]) func streamedOutputIsTheSame(length: Int) throws {
            let size = Streaming.threshold / MemoryLayout<Float>.stride + 1000
            let half = min(size, length)
            let rows = (size - 1) / half + 1
            let x = Tensor<Float>(unsafeUninitializedShape: [rows, 2 * half]) { x in
                for index in x.indices { x.initializeElement(at: index, to: Float(index % 1009) - 504) }
            }
            let y = try x.applying(.reglu)
            let wrong = y.withUnsafeBufferPointer { y in
                y.indices.count {
                    let gate = $0 / half * 2 * half + $0 % half
                    return y[$0] != max(Float(gate % 1009) - 504, 0) * (Float((half + gate) % 1009) - 504)
                }
            }
            #expect(wrong == 0)
        }
    }
}

/// A gate with its formula in a wide type.
struct Gate: Sendable, CustomTestStringConvertible {
    let activation: Activation

    static let all = [Activation.sigmoid, .relu, .exp].map(Gate.init)

    var testDescription: String { activation.description.name }

    func reference<Wide: WideScalar>(_ x: Wide) -> (value: Wide, slope: Wide) {
        switch activation {
        case .sigmoid:
            let (p, q) = (1 / (1 + Wide.exp(-x)), 1 / (1 + Wide.exp(x)))
            return (p, p * q)
        case .exp: return (Wide.exp(x), Wide.exp(x))
        default: return (max(x, 0), x > 0 ? 1 : 0)
        }
    }
}

/// Calls `body` with where each array's elements begin.
func withPointers<S>(_ arrays: inout [[S]], _ body: ([UnsafeMutablePointer<S>]) -> Void) {
    let memory = arrays.map { array in
        let memory = UnsafeMutablePointer<S>.allocate(capacity: max(1, array.count))
        memory.initialize(from: array, count: array.count)
        return memory
    }
    body(memory)
    for index in arrays.indices {
        arrays[index] = Array(UnsafeBufferPointer(start: memory[index], count: arrays[index].count))
        memory[index].deallocate()
    }
}
