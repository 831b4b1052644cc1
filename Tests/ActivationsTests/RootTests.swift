import CKernels
import Testing

/// Square roots are rounded exactly by every instruction set, AVX-512's own (root.h) among them. An error of less than
/// 2⁻⁴² of a last place can show only where a root is as near to the middle of two doubles; all such roots are tested.
@Suite struct RootTests {
    @Test(arguments: ["avx512", "avx2", "portable"])
    func rootsOfDoubles(instructionSet: String) throws {
        guard let table = ck_table_named(instructionSet)?.pointee else {
            try Test.cancel("This processor lacks \(instructionSet).")
        }
        var generator = SystemRandomNumberGenerator()
        let anywhere = (0..<1 << 17).map { _ in
            Double(bitPattern: .random(in: 0...0x7fef_ffff_ffff_ffff, using: &generator))
        }
        let near = hardest()
        #expect(near.count > 5000)
        let scaled = [-1074, -1020, -980, -970, -902, -900, -898, -2, 2, 1020].flatMap { e in
            near.prefix(1000).map { $0 * Double(sign: .plus, exponent: e, significand: 1) }
        }
        let special = [0, -0.0, .infinity, -.infinity, .nan, -1, -.leastNonzeroMagnitude, 1, 1.0.nextDown, 1.0.nextUp]
        let limits = [
            Double.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 0x1p-900, 0x1p-900.nextDown,
        ]
        let x = near + anywhere + scaled + special + limits
        var y = [Double](repeating: 0, count: x.count)
        table.float64.pointee.forward[Int(ActivationKind.sqrt.rawValue)](x, &y, x.count, [0, 0, 0, 0])
        let wrong = zip(x, y).filter { x, y in
            let root = x.squareRoot()
            return root.isNaN ? !y.isNaN : y.bitPattern != root.bitPattern
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    /// The x from 1 to 4 whose root is within 2⁻⁴² of a last place of a middle (m + ½) 2⁻⁵²: x = (m² + m + k) 2⁻¹⁰⁴ for
    /// small k, where m² + m + k is a multiple of 2⁵² (x < 2) or 2⁵³. Each parity leads to one such m, bit by bit.
    private func hardest() -> [Double] {
        var found: [Double] = []
        for bits in [52, 53] {
            for k in stride(from: -1 << 12, through: 1 << 12, by: 2) {
                for parity: UInt64 in [0, 1] {
                    var m = parity
                    for bit in 1..<bits where (m &* m &+ m &+ UInt64(bitPattern: Int64(k))) >> bit & 1 == 1 {
                        m |= 1 << bit
                    }
                    if bits == 52 { m |= 1 << 52 }
                    guard m >= 1 << 52, m < 1 << 53 else { continue }
                    let square = m.multipliedFullWidth(by: m + 1)
                    let low = square.low &+ UInt64(bitPattern: Int64(k))
                    let carry: UInt64 = k >= 0 ? low < square.low ? 1 : 0 : low > square.low ? .max : 0
                    let significand = (square.high &+ carry) << (64 - bits) | low >> bits
                    guard significand >> 52 == 1 else { continue }
                    found.append(Double(significand) * (bits == 52 ? 0x1p-52 : 0x1p-51))
                }
            }
        }
        return found
    }
}
