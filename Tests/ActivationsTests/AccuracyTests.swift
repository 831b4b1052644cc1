import COracle
import Testing

@testable import Activations

/// Errors over a sample of the inputs, against the bounds that the kernels state. Tests/Proof takes all inputs.
@Suite struct AccuracyTests {
    @Test(arguments: ActivationDescription.all.map(\.name))
    func errorsStayWithinTheStatedBounds(name: String) throws {
        try judge(name, sample: floats)
        try judge(name, sample: doubles)
    }

    @Test(arguments: ["identity", "tanh", "scaled_tanh", "tanh_shrink", "softsign", "isru", "erf", "expm1", "log1p"])
    func oddFunctionsKeepTheSignOfZero(name: String) throws {
        guard let function = try? Activation(named: name) else { return }
        #expect(function(-0.0 as Float).sign == .minus && function(0.0 as Float).sign == .plus)
        #expect(function(-0.0).sign == .minus && function(0.0).sign == .plus)
    }

    private func judge<Scalar: JudgedScalar>(_ name: String, sample: [Scalar]) throws {
        let reference = try #require(oracle_find(name), "\(name) has no reference")
        let row = try Activation(named: name).description
        let bound = row.errorBound(Scalar.self)
        for parameters in parameterSets(row) {
            let inputs = parameters.isEmpty ? sample : stride(from: 0, to: sample.count, by: 8).map { sample[$0] }
            let function = try Activation(named: name, parameters: parameters)
            for quantity in [oracle_quantity.value, .slope, .slope_from_output] {
                guard let results = function.results(quantity, at: inputs) else { continue }
                var errors = [Double](repeating: 0, count: inputs.count)
                withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { values in
                    for index in 0..<4 { values[index] = function.parameters[index] }
                    Scalar.judge(reference, quantity, inputs, results, &errors, values.baseAddress!)
                }
                let worst = errors.indices.filter { !errors[$0].isNaN }.max { errors[$0] < errors[$1] }
                let index = try #require(worst, "nothing of \(name) was judged")
                let stated = quantity == .value ? bound.forward : bound.gradient
                #expect(
                    errors[index] <= stated + 0.001,
                    """
                    \(name) \(parameters), \(Scalar.self), \(quantity.text): \(errors[index]) ULP at \(inputs[index]), \
                    where it gives \(results[index]); \(stated) stated
                    """)
            }
        }
    }

    /// The default parameters, then five other values of one parameter at a time: those of Tests/Proof/prove.c.
    private func parameterSets(_ row: ActivationDescription) -> [[String: Double]] {
        [[:]]
            + row.parameters.flatMap { parameter in
                let initial = parameter.defaultValue
                let factors = [0.3, 0.7, 1.9, 7, -1, 0.01, 2.5, -0.4, 0.1, 1.5]
                let values = initial == 0 ? [-1, 7, 1e-6, 0.25, 0.01, 0.1, 0.4, 0.001] : factors.map { $0 * initial }
                let valid = values.map { [parameter.name: $0] }.filter {
                    (try? Activation(named: row.name, parameters: $0)) != nil
                }
                return valid.prefix(5)
            }
    }
}

extension oracle_quantity {
    fileprivate var text: String {
        switch self {
        case .value: "forward"
        case .slope: "gradient"
        case .slope_from_output: "gradient from output"
        }
    }
}

extension Activation {
    /// f(x), f′(x), or f′ from x as the output; nil where there is no such gradient.
    fileprivate func results<Scalar: JudgedScalar>(_ quantity: oracle_quantity, at x: [Scalar]) -> [Scalar]? {
        var results = [Scalar](repeating: 1, count: x.count)
        let exists = results.withUnsafeMutableBufferPointer { results in
            guard let y = results.baseAddress else { return false }
            switch quantity {
            case .value: forward(x, y, count: x.count)
            case .slope: backward(UnsafePointer(y), x, y, count: x.count)
            case .slope_from_output: return backwardFromOutput(UnsafePointer(y), x, y, count: x.count)
            }
            return true
        }
        return exists ? results : nil
    }
}

// MARK: - Inputs

private protocol JudgedScalar: ActivationScalar, LosslessStringConvertible {
    init(sign: FloatingPointSign, exponentBitPattern: Int, significand: UInt64)

    static func judge(
        _ reference: OpaquePointer, _ quantity: oracle_quantity, _ x: [Self], _ results: [Self],
        _ errors: inout [Double], _ parameters: UnsafePointer<Double>)
}

extension Float: JudgedScalar {
    fileprivate init(sign: FloatingPointSign, exponentBitPattern: Int, significand: UInt64) {
        let bits = UInt32(significand >> 41)
        self.init(sign: sign, exponentBitPattern: UInt(exponentBitPattern), significandBitPattern: bits)
    }

    fileprivate static func judge(
        _ reference: OpaquePointer, _ quantity: oracle_quantity, _ x: [Float], _ results: [Float],
        _ errors: inout [Double], _ parameters: UnsafePointer<Double>
    ) {
        oracle_errors_float(reference, quantity, x, results, &errors, x.count, parameters)
    }
}

extension Double: JudgedScalar {
    fileprivate init(sign: FloatingPointSign, exponentBitPattern: Int, significand: UInt64) {
        self.init(sign: sign, exponentBitPattern: UInt(exponentBitPattern), significandBitPattern: significand >> 12)
    }

    fileprivate static func judge(
        _ reference: OpaquePointer, _ quantity: oracle_quantity, _ x: [Double], _ results: [Double],
        _ errors: inout [Double], _ parameters: UnsafePointer<Double>
    ) {
        oracle_errors_double(reference, quantity, x, results, &errors, x.count, parameters)
    }
}

private let floats: [Float] = sample()
private let doubles: [Double] = sample()

/// Every exponent with either sign, more of those between 2⁻³² and 2¹⁰, and what lies around points of interest.
private func sample<Scalar: JudgedScalar>() -> [Scalar] {
    var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    func random() -> UInt64 {  // xorshift*
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_f491_4f6c_dd1d
    }
    let bias = (1 << (Scalar.exponentBitCount - 1)) - 1
    var values: [Scalar] = [.nan, .infinity, -.infinity]
    for exponent in 0...2 * bias {
        let count = (bias - 32...bias + 10).contains(exponent) ? 384 : 8
        for index in 0..<count {
            values.append(
                Scalar(sign: index % 2 == 0 ? .plus : .minus, exponentBitPattern: exponent, significand: random()))
        }
    }
    for center in [0, 0.5, 1, 2, 3, 6, .leastNormalMagnitude, .greatestFiniteMagnitude] as [Scalar] {
        var above = center
        var below = center
        for _ in 0..<16 {
            values += [above, -above, below, -below]
            above = above.nextUp
            below = below.nextDown
        }
    }
    return values
}
