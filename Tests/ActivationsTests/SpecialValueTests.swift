import Testing

@testable import Activations

@Suite struct SpecialValueTests {
    @Test(arguments: ActivationDescription.all.map(\.name))
    func valuesAndSlopesAreThoseOfMathematics(name: String) throws {
        try check(Float.self, name)
        try check(Double.self, name)
    }

    @Test(arguments: ActivationDescription.all.map(\.name))
    func nanStaysNaN(name: String) throws {
        try checkNaN(Float.self, name)
        try checkNaN(Double.self, name)
        try checkNaN(Float16.self, name)
        try checkNaN(BFloat16.self, name)
    }

    @Test func infiniteWeightsHaveTheSignOfWhatTheyWeigh() {
        func check<S: ActivationScalar>(_: S.Type) {
            for (x, sign) in [(-S.infinity, S(1)), (-1e30, 1), (-40, 1), (-1, 1), (-0x1p-8, 1), (-0.0, -1), (0, -1)] {
                for alphaN in [Double.infinity, -.infinity] {
                    let expected = sign * S(alphaN)
                    #expect(Activation.xielu(alphaN: alphaN)(x) == expected, "xielu at \(x), alpha_n = \(alphaN)")
                }
            }
        }
        check(Float.self)
        check(Double.self)
    }

    /// Where the derivative is 0 on a whole stretch, the gradient is 0 whatever comes from upstream.
    @Test func flatStretchesStopEveryGradient() throws {
        let flat: [(Activation, Float)] = [
            (.relu, -1), (.relu, 0), (.leakyReLU(negativeSlope: 0), -1), (try .logit(eps: 0.25), 0.125),
            (try .logit(eps: 0.25), 7), (.linear(slope: 0), 3), (.relu6, 7), (.relu6, 6), (.squaredReLU, -1),
            (.thresholdedReLU(), 1), (.threshold(), 0), (.hardTanh, -1), (.hardTanh, 2), (.hardSigmoid(), -4),
            (.hardSwish, -3), (.softShrink, 0.5), (.hardShrink, -0.25), (.sparsePlus, -1), (.sparseSigmoid, 1),
            (.starReLU(), 0), (try .squareplus(b: 0), -1), (.step(), 0), (.step(), 3),
            (.elu(alpha: 0), -1), (.scaledTanh(a: 0), 1),
            (.xielu(alphaN: 0, beta: 0), -1),
        ]
        for (f, x) in flat {
            for upstream in [Float.nan, .infinity, -.infinity, 1e30] {
                let dx = try f.gradient(at: Tensor([x]), upstream: Tensor([upstream]))
                #expect(dx[0] == 0, "\(f.description.name) at \(x) with upstream \(upstream)")
            }
        }
    }

    @Test func gradientsFromOutputs() throws {
        let points: [(Activation, y: [Double], slopes: [Double])] = [
            (.relu, [0, 1e-300, 2, .infinity], [0, 1, 1, 1]),
            (.sigmoid, [0, 0.25, 0.5, 1], [0, 0.1875, 0.25, 0]),
            (.tanh, [-1, -0.5, 0, 0.5, 1], [0, 0.75, 1, 0.75, 0]),
            (.exp, [0, 1, 3, .infinity], [0, 1, 3, .infinity]),
            (.identity, [-2, 0, .infinity], [1, 1, 1]),
            (.relu6, [0, 1e-300, 3, 6], [0, 1, 1, 0]),
            (.hardTanh, [-1, -0.5, 0, 1], [0, 1, 1, 0]),
            (.softShrink, [-2, -0.0, 0, 1e-300], [1, 0, 0, 1]),
            (.hardShrink, [-2, -0.0, 0, 0.75], [1, 0, 0, 1]),
            (.step(), [0, 1], [0, 0]),
            (.sqrt, [0, 0.5, 4, .infinity], [.infinity, 1, 0.125, 0]),
            (.reciprocal, [-2, 0, 0.5, .infinity], [-4, 0, -0.25, -.infinity]),
            (.expm1, [-1, 0, 2, .infinity], [0, 1, 3, .infinity]),
        ]
        let described = ActivationDescription.all.filter(\.hasGradientFromOutput).map(\.name)
        #expect(Set(points.map(\.0.description.name)) == Set(described))
        for (f, y, slopes) in points {
            let ones = try Tensor(shape: [y.count], repeating: 1.0)
            #expect(try f.gradient(fromOutput: Tensor(y), upstream: ones).scalars == slopes, "\(f.description.name)")
            let undefined = try f.gradient(fromOutput: Tensor([Double.nan]), upstream: Tensor([1.0]))
            #expect(undefined[0].isNaN, "\(f.description.name)")
        }
    }

    private func check<S: ActivationScalar>(_ type: S.Type, _ name: String) throws {
        let f = try Activation(named: name)
        for special in try #require(specialValues(S.self)[name]) {
            #expect(agrees(f(special.x), special.value), "\(name)(\(special.x)) is \(f(special.x)) in \(S.self)")
            let slope = f.derivative(special.x)
            #expect(agrees(slope, special.slope), "\(name)′(\(special.x)) is \(slope) in \(S.self)")
        }
    }

    /// Within the four units that bound every row; exactly where the expected number is normal and needs no more than 8
    /// digits.
    private func agrees<S: ActivationScalar>(_ computed: S, _ expected: SpecialValue<S>.Expected) -> Bool {
        switch expected {
        case .anyZero: computed == 0
        case .number(let number) where number.isNaN: computed.isNaN
        case .number(let number) where number == 0 || number.isInfinite:
            computed == number && computed.sign == number.sign
        case .number(let number) where number.isNormal && number.significandWidth < 8: computed == number
        case .number(let number): abs(computed - number) <= 4 * number.ulp
        }
    }

    private func checkNaN<S: ActivationScalar>(_ type: S.Type, _ name: String) throws {
        let f = try Activation(named: name)
        let nans = [S.nan, -S.nan, S.signalingNaN, -S.signalingNaN]
        let inside: S = name == "log1mexp" ? -0.25 : 0.25
        // In a vector and in what is left of one.
        for count in [1, 3, 64, 77] {
            for nan in nans {
                var x = [S](repeating: inside, count: count)
                x[count / 2] = nan
                let ones = try Tensor(shape: [count], repeating: S(1))
                let outputs = Tensor(x).applying(f).scalars
                #expect(outputs.indices.filter { outputs[$0].isNaN } == [count / 2], "\(name)")
                let slopes = try f.gradient(at: Tensor(x), upstream: ones).scalars
                #expect(slopes.indices.filter { slopes[$0].isNaN } == [count / 2], "\(name)′")
                let quarters = try Tensor(shape: [count], repeating: inside)
                let gradient = try f.gradient(at: quarters, upstream: Tensor(x)).scalars
                let reached = f.derivative(inside) == 0 ? [] : [count / 2]
                #expect(gradient.indices.filter { gradient[$0].isNaN } == reached, "\(name)′ times NaN")
            }
        }
    }
}
