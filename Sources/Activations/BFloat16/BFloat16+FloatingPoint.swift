// What Swift asks of a floating-point type. Float has more than twice the digits and two to spare, so that a sum, product,
// quotient or root that it rounds is rounded again without harm.

extension BFloat16: BinaryFloatingPoint {
    @inlinable public static var exponentBitCount: Int { 8 }
    @inlinable public static var significandBitCount: Int { 7 }

    @inlinable
    public init(sign: FloatingPointSign, exponentBitPattern: UInt, significandBitPattern: UInt16) {
        let (sign, exponent) = (sign == .minus ? 0x8000 as UInt16 : 0, UInt16(exponentBitPattern & 0xff) << 7)
        self.init(bitPattern: sign | exponent | significandBitPattern & 0x7f)
    }

    @inlinable public var exponentBitPattern: UInt { UInt(bitPattern >> 7 & 0xff) }
    @inlinable public var significandBitPattern: UInt16 { bitPattern & 0x7f }
    @inlinable public var binade: BFloat16 { BFloat16(Float(self).binade) }
    @inlinable public var significandWidth: Int { Float(self).significandWidth }
}

extension BFloat16: FloatingPoint {
    public typealias Exponent = Int

    @inlinable public static var nan: BFloat16 { BFloat16(bitPattern: 0x7fc0) }
    @inlinable public static var signalingNaN: BFloat16 { BFloat16(bitPattern: 0x7fa0) }
    @inlinable public static var infinity: BFloat16 { BFloat16(bitPattern: 0x7f80) }
    @inlinable public static var greatestFiniteMagnitude: BFloat16 { BFloat16(bitPattern: 0x7f7f) }
    @inlinable public static var leastNormalMagnitude: BFloat16 { BFloat16(bitPattern: 0x0080) }
    @inlinable public static var leastNonzeroMagnitude: BFloat16 { BFloat16(bitPattern: 0x0001) }
    @inlinable public static var ulpOfOne: BFloat16 { 0x1p-7 }
    /// 3.140625, rounded toward zero.
    @inlinable public static var pi: BFloat16 { BFloat16(bitPattern: 0x4049) }

    @inlinable
    public init(sign: FloatingPointSign, exponent: Int, significand: BFloat16) {
        self.init(Double(sign: sign, exponent: exponent, significand: Double(significand)))
    }

    @inlinable
    public init(signOf sign: BFloat16, magnitudeOf magnitude: BFloat16) {
        self.init(bitPattern: sign.bitPattern & 0x8000 | magnitude.bitPattern & 0x7fff)
    }

    @inlinable public var sign: FloatingPointSign { bitPattern & 0x8000 == 0 ? .plus : .minus }
    @inlinable public var magnitude: BFloat16 { BFloat16(bitPattern: bitPattern & 0x7fff) }
    @inlinable public var exponent: Int { Float(self).exponent }
    @inlinable public var significand: BFloat16 { BFloat16(Float(self).significand) }

    @inlinable
    public var ulp: BFloat16 {
        guard isFinite else { return .nan }
        return exponentBitPattern > 7
            ? BFloat16(sign: .plus, exponentBitPattern: exponentBitPattern - 7, significandBitPattern: 0)
            : BFloat16(bitPattern: 1 << (max(exponentBitPattern, 1) - 1))
    }

    @inlinable
    public var nextUp: BFloat16 {
        if isNaN || self == .infinity { return self }
        if isZero { return .leastNonzeroMagnitude }
        return BFloat16(bitPattern: sign == .plus ? bitPattern + 1 : bitPattern - 1)
    }

    @inlinable public var isNormal: Bool { 1...0xfe ~= exponentBitPattern }
    @inlinable public var isFinite: Bool { exponentBitPattern < 0xff }
    @inlinable public var isZero: Bool { bitPattern & 0x7fff == 0 }
    @inlinable public var isSubnormal: Bool { exponentBitPattern == 0 && !isZero }
    @inlinable public var isInfinite: Bool { bitPattern & 0x7fff == 0x7f80 }
    @inlinable public var isNaN: Bool { bitPattern & 0x7fff > 0x7f80 }
    @inlinable public var isSignalingNaN: Bool { isNaN && bitPattern & 0x40 == 0 }
    @inlinable public var isCanonical: Bool { true }

    @inlinable public func isEqual(to other: BFloat16) -> Bool { Float(self) == Float(other) }
    @inlinable public func isLess(than other: BFloat16) -> Bool { Float(self) < Float(other) }
    @inlinable public func isLessThanOrEqualTo(_ other: BFloat16) -> Bool { Float(self) <= Float(other) }

    @inlinable public static func + (a: BFloat16, b: BFloat16) -> BFloat16 { BFloat16(Float(a) + Float(b)) }
    @inlinable public static func - (a: BFloat16, b: BFloat16) -> BFloat16 { BFloat16(Float(a) - Float(b)) }
    @inlinable public static func * (a: BFloat16, b: BFloat16) -> BFloat16 { BFloat16(Float(a) * Float(b)) }
    @inlinable public static func / (a: BFloat16, b: BFloat16) -> BFloat16 { BFloat16(Float(a) / Float(b)) }
    @inlinable public static func += (a: inout BFloat16, b: BFloat16) { a = a + b }
    @inlinable public static func -= (a: inout BFloat16, b: BFloat16) { a = a - b }
    @inlinable public static func *= (a: inout BFloat16, b: BFloat16) { a = a * b }
    @inlinable public static func /= (a: inout BFloat16, b: BFloat16) { a = a / b }
    @inlinable public static prefix func - (a: BFloat16) -> BFloat16 { BFloat16(bitPattern: a.bitPattern ^ 0x8000) }
    @inlinable public mutating func negate() { self = -self }

    @inlinable
    public mutating func formRemainder(dividingBy other: BFloat16) {
        self = BFloat16(Float(self).remainder(dividingBy: Float(other)))
    }

    @inlinable
    public mutating func formTruncatingRemainder(dividingBy other: BFloat16) {
        self = BFloat16(Float(self).truncatingRemainder(dividingBy: Float(other)))
    }

    @inlinable public mutating func formSquareRoot() { self = BFloat16(Float(self).squareRoot()) }

    @inlinable
    public mutating func addProduct(_ a: BFloat16, _ b: BFloat16) {
        // The product is exact in Double. An inexact sum is made odd, which tells it from a tie.
        let (product, addend) = (Double(a) * Double(b), Double(self))
        let sum = product + addend
        let added = sum - addend
        let rest = (product - added) + (addend - (sum - added))
        guard sum.isFinite, rest != 0, sum.bitPattern & 1 == 0 else {
            self = BFloat16(sum)
            return
        }
        self = BFloat16(Double(bitPattern: (rest > 0) == (sum > 0) ? sum.bitPattern + 1 : sum.bitPattern - 1))
    }

    @inlinable
    public mutating func round(_ rule: FloatingPointRoundingRule) { self = BFloat16(Float(self).rounded(rule)) }
}

extension BFloat16: Strideable {
    @inlinable public func distance(to other: BFloat16) -> BFloat16 { other - self }
    @inlinable public func advanced(by amount: BFloat16) -> BFloat16 { self + amount }
}

extension BFloat16: Hashable {
    @inlinable public func hash(into hasher: inout Hasher) { Float(self).hash(into: &hasher) }
}

extension BFloat16: ExpressibleByFloatLiteral {
    @inlinable public init(floatLiteral value: Double) { self.init(value) }
}

extension BFloat16: ExpressibleByIntegerLiteral {
    @inlinable public init(integerLiteral value: Int) { self.init(Double(value)) }
}
