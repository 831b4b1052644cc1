import Testing

@testable import Activations

@Suite struct BFloat16Tests {
    private static let all = (0...UInt16.max).map(BFloat16.init(bitPattern:))

    @Test func everyNumberComesBackFromWiderTypes() {
        for x in Self.all {
            let back = [BFloat16(Float(x)), BFloat16(Double(x)), BFloat16(x)]
            if x.isNaN {
                #expect(Float(x).isNaN && Double(x).isNaN && back.allSatisfy { $0.isNaN })
            } else {
                #expect(back.allSatisfy { $0.bitPattern == x.bitPattern })
                #expect(Double(x) == Double(sign: x.sign, exponent: -126 - 7, significand: quanta(x)))
            }
        }
    }

    /// A number as a multiple of the smallest, from its fields.
    private func quanta(_ x: BFloat16) -> Double {
        guard x.exponentBitPattern < 255 else { return .infinity }
        let (fraction, exponent) = (Double(x.significandBitPattern), Int(x.exponentBitPattern))
        return exponent == 0 ? fraction : Double(sign: .plus, exponent: exponent - 1, significand: 128 + fraction)
    }

    /// At a tie between two neighbours, and on either side of it.
    @Test func wideNumbersAreRoundedOnce() {
        for bits in 0..<UInt16(0x7f80) {
            let (low, high) = (Double(BFloat16(bitPattern: bits)), Double(sign: .plus, exponent: 128, significand: 1))
            let (below, above) = (BFloat16(bitPattern: bits), BFloat16(bitPattern: bits + 1))
            let tie = (low + (above.isInfinite ? high : Double(above))) / 2
            let even = bits % 2 == 0 ? below : above
            for (sign, near) in [(1.0, even), (-1.0, -even)] {
                #expect(BFloat16(sign * tie).bitPattern == near.bitPattern)
                #expect(BFloat16(Float(sign * tie)).bitPattern == near.bitPattern)
            }
            #expect(BFloat16(tie.nextDown).bitPattern == bits)
            #expect(BFloat16(tie.nextUp).bitPattern == bits + 1)
            #expect(BFloat16(Float(tie).nextDown).bitPattern == bits)
            #expect(BFloat16(Float(tie).nextUp).bitPattern == bits + 1)
        }
        #expect(BFloat16(1e-300) == 0 && BFloat16(-1e-300).sign == .minus && BFloat16(1e300) == .infinity)
        #expect(BFloat16(Double.signalingNaN).isNaN && BFloat16(Float(bitPattern: 0x7f80_0001)).isNaN)
        #expect(BFloat16(Float(bitPattern: 0xffff_ffff)).isNaN)
    }

    @Test func neighboursAndUnits() {
        for x in Self.all where x.isFinite {
            #expect(x.nextUp.isInfinite || Double(x.nextUp) > Double(x))
            #expect(x.nextUp.nextDown == x)
            let step = Double(x.magnitude.isZero ? .leastNonzeroMagnitude : x.magnitude.nextUp) - Double(x.magnitude)
            #expect(step.isInfinite || Double(x.ulp) == step)
            #expect(x == BFloat16(sign: x.sign, exponent: x.exponent, significand: x.significand) || x.isZero)
        }
        #expect(BFloat16.ulpOfOne == BFloat16(1).ulp)
        #expect(BFloat16.greatestFiniteMagnitude.nextUp == .infinity)
        #expect(BFloat16.nan.nextUp.isNaN && BFloat16.nan.ulp.isNaN)
        #expect(BFloat16.signalingNaN.isSignalingNaN && !BFloat16.nan.isSignalingNaN)
        #expect(BFloat16(0) == BFloat16(-0.0) && Set([BFloat16(0), -0.0, 1, 1.5]).count == 3)
    }

    @Test func arithmeticIsRoundedOnce() {
        var state: UInt64 = 1
        func next() -> BFloat16 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return BFloat16(bitPattern: UInt16(truncatingIfNeeded: state >> 40))
        }
        func expectSame(_ a: BFloat16, _ b: Float80) {
            let near = b.isNaN ? BFloat16.nan : BFloat16._convert(from: b).value
            #expect(a == near || a.isNaN && near.isNaN)
        }
        for _ in 0..<20000 {
            let (a, b) = (next(), next())
            let (x, y) = (Float80(Float(a)), Float80(Float(b)))
            expectSame(a * b, x * y)
            expectSame(a / b, x / y)
            expectSame(a.squareRoot(), x.squareRoot())
            expectSame(a.remainder(dividingBy: b), x.remainder(dividingBy: y))
            let c = BFloat16(sign: b.sign, exponent: a.isFinite && !a.isZero ? a.exponent - 6 : 0, significand: 1.25)
            expectSame(a + c, x + Float80(Float(c)))
            expectSame(a - c, x - Float80(Float(c)))
        }
        // Products that are ties, and what a far smaller addend makes of them.
        let far = BFloat16(0x1p-90)
        #expect(BFloat16(0).addingProduct(0x1.1p0, 0x1.1p0) == 0x1.20p0)
        #expect(far.addingProduct(0x1.1p0, 0x1.1p0) == 0x1.22p0)
        #expect((-far).addingProduct(-0x1.1p0, 0x1.1p0) == -0x1.22p0)
        #expect(BFloat16(0).addingProduct(0x1.3p0, 0x1.1p0) == 0x1.44p0)
        #expect((-far).addingProduct(0x1.3p0, 0x1.1p0) == 0x1.42p0)
        #expect(far.addingProduct(-0x1.3p0, 0x1.1p0) == -0x1.42p0)
        #expect(BFloat16.infinity.addingProduct(2, 3) == .infinity)
    }

    @Test func itIsWrittenWithTheFewestDigits() {
        #expect("\([0.1, 1, -2.5, 3.140625, 65280] as [BFloat16])" == "[0.1, 1.0, -2.5, 3.14, 65300.0]")
        #expect("\(BFloat16.infinity) \(-BFloat16.infinity) \(BFloat16.nan) \(-BFloat16.zero)" == "inf -inf nan -0.0")
        for x in Self.all where x.isFinite {
            #expect(Double("\(x)").map { BFloat16($0).bitPattern } == x.bitPattern)
        }
    }

    @Test func tensorsHoldIt() throws {
        let x: Tensor<BFloat16> = [[1, -2.5], [0.1, 256]]
        #expect(x.description == "[[ 1.00e+00 -2.50e+00]\n [ 1.00e-01  2.56e+02]]")
        #expect(try x + x == x * 2)
        #expect(-x / 2 == x * -0.5)
        #expect(x.sum() == 254.6)
        #expect(try x.maximum() == 256)
        #expect(x.mapped { Float($0) } == [[1, -2.5], [0.10009765625, 256]])
        #expect(Tensor<Float>([[1, 0.1]]).mapped { BFloat16($0) } == [[1, 0.1]])
    }
}
