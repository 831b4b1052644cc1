import Foundation
import Testing

@testable import Activations

/// The bounds that the kernels state are the proven errors of Tests/Proof/accuracy.tsv, rounded up to one decimal.
@Suite struct ProofTableTests {
    @Test(arguments: ActivationDescription.all.map(\.name))
    func statedBoundsAreTheProvenErrors(name: String) throws {
        let row = try Activation(named: name).description
        let float = row.errorBound(Float.self)
        let double = row.errorBound(Double.self)
        #expect(try provenBound(name, "float32", isForward: true) == float.forward)
        #expect(try provenBound(name, "float32", isForward: false) == float.gradient)
        #expect(try provenBound(name, "float64", isForward: true) == double.forward)
        #expect(try provenBound(name, "float64", isForward: false) == double.gradient)
    }

    /// The types of 16 bits are bounded by what `Float` allows and half a unit more.
    @Test(arguments: ActivationDescription.all.map(\.name))
    func sixteenBitsAreRoundedOnce(name: String) throws {
        let row = try Activation(named: name).description
        for (type, bound) in [("float16", row.errorBound(Float16.self)), ("bfloat16", row.errorBound(BFloat16.self))] {
            #expect(try worst(name, type, isForward: true) <= bound.forward + 1e-6)
            #expect(try worst(name, type, isForward: false) <= bound.gradient + 1e-6)
        }
    }

    private func provenBound(_ name: String, _ type: String, isForward: Bool) throws -> Double {
        let worst = try worst(name, type, isForward: isForward)
        // The references themselves are off by less than 1e-4. 0 stays 0.
        return max(((worst - 1e-4) * 10).rounded(.up), 0) / 10
    }

    /// The worst over all parameters, and for a gradient also over both ways to compute it.
    private func worst(_ name: String, _ type: String, isForward: Bool) throws -> Double {
        let errors = try measurements.get().filter {
            $0.name == name && $0.type == type && ($0.quantity == "forward") == isForward
        }
        return try #require(errors.map(\.error).max(), "run scripts/prove-accuracy.sh \(name)")
    }
}

private struct Measurement {
    let name: Substring
    let type: Substring
    let quantity: Substring
    let error: Double
}

private let measurements = Result {
    let table = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Proof/accuracy.tsv")
    return try String(contentsOf: table, encoding: .utf8).split(separator: "\n").dropFirst().compactMap { line in
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        return Double(fields[6]).map { Measurement(name: fields[1], type: fields[2], quantity: fields[3], error: $0) }
    }
}
