import Testing

@testable import Activations

/// Gated units of 16 bits: rows taken together, which are looked up in tables, against rows taken one by one, which are too
/// short for that.
@Suite struct GatedTableTests {
    @Test(arguments: [GatedUnit.glu, .reglu, .geglu, .gegluTanh, .swiglu, .swigluOAI, GatedUnit(.elu())])
    func manyRowsAreEachRow(unit: GatedUnit) throws {
        try check(Float16.self, unit) { Float16(bitPattern: $0) }
        try check(BFloat16.self, unit) { BFloat16(bitPattern: $0) }
    }

    private func check<S: ActivationScalar>(_ type: S.Type, _ unit: GatedUnit, of bits: (UInt16) -> S) throws {
        let (rows, half) = (80, 1000)
        // All bit patterns, infinity and NaN among them, and neighbours far apart.
        let x = try Tensor<S>(shape: [rows, 2 * half]) { (place: [Int]) -> S in
            bits(UInt16(truncatingIfNeeded: (place[0] * 2 * half + place[1]) * 40503))
        }
        let dy = try Tensor<S>(shape: [rows, half]) { (place: [Int]) -> S in
            bits(UInt16(truncatingIfNeeded: (place[0] * half + place[1]) * 30011))
        }
        let (y, dx) = (try x.applying(unit), try unit.gradient(at: x, upstream: dy))
        for row in 0..<rows {
            #expect(sameNumbers(y.row(row), try x.row(row).applying(unit)))
            #expect(sameNumbers(dx.row(row), try unit.gradient(at: x.row(row), upstream: dy.row(row))))
        }
    }

    private func sameNumbers<S: ActivationScalar>(_ a: Tensor<S>, _ b: Tensor<S>) -> Bool {
        zip(a.scalars, b.scalars).allSatisfy { (a: S, b: S) -> Bool in
            if a.isNaN { return b.isNaN }
            return a == b && a.sign == b.sign
        }
    }
}
