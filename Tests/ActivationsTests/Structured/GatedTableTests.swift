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
        for (rows, half) in [(80, 1000), (800, 100), (2000, 33)] {
            try check(type, unit, rows: rows, half: half, of: bits)
        }
    }

    private func check<S: ActivationScalar>(
        _ type: S.Type, _ unit: GatedUnit, rows: Int, half: Int, of bits: (UInt16) -> S
    ) throws {
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

    /// Each gradient in the place of the other's input.
    @Test func gradientsInTheOthersPlace() {
        let count = 70_000
        func numbers(_ step: Int) -> [Float16] {
            (0..<count).map { (index: Int) -> Float16 in Float16(index * step % 2001 - 1000) / 256 }
        }
        let inputs: [[Float16]] = [numbers(3), numbers(4), numbers(5)]
        var (apart, swapped) = (inputs + [numbers(1), numbers(1)], inputs)
        func backward(_ p: [UnsafeMutablePointer<Float16>], toGate: Int, toValue: Int) {
            GatedUnit.swiglu.backward(
                p[0], gate: p[1], value: p[2], .whole(count), toGate: p[toGate], toValue: p[toValue], count: count)
        }
        withPointers(&apart) { backward($0, toGate: 3, toValue: 4) }
        withPointers(&swapped) { backward($0, toGate: 2, toValue: 1) }
        let isSame = swapped[2] == apart[3] && swapped[1] == apart[4]
        #expect(isSame)
    }

    private func sameNumbers<S: ActivationScalar>(_ a: Tensor<S>, _ b: Tensor<S>) -> Bool {
        zip(a.scalars, b.scalars).allSatisfy { (a: S, b: S) -> Bool in
            if a.isNaN { return b.isNaN }
            return a == b && a.sign == b.sign
        }
    }
}
