/// A number of 16 bits with the range of `Float` and three of its digits: one sign bit, eight of exponent, seven of
/// significand.
///
///     let x: Tensor<BFloat16> = [0.5, -1, 2]
///     let y = x.applying(.gelu)
///
/// A type to store numbers in. Conversions to wider types are exact, those from wider types round once, to nearest with
/// ties to even; subnormal numbers and NaN are kept. Arithmetic is that of wider types, rounded to the nearest `BFloat16`.
public struct BFloat16: BitwiseCopyable, Sendable {
    /// The bits, which are the upper half of those of `Float`.
    public var bitPattern: UInt16

    @inlinable
    public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

    @inlinable
    public init(_ value: BFloat16) { self = value }

    /// The nearest to `value`.
    @inlinable
    public init(_ value: Float) {
        let bits = value.bitPattern
        let rounded = bits &+ 0x7fff &+ (bits >> 16 & 1)
        bitPattern = UInt16(truncatingIfNeeded: (value.isNaN ? bits | 0x40_0000 : rounded) >> 16)
    }

    /// The nearest to `value`.
    @inlinable
    public init(_ value: Double) {
        // An inexact Float is made odd, which tells it from a tie.
        let near = Float(value)
        guard Double(near) != value, !value.isNaN else {
            self.init(near)
            return
        }
        let truncated = Double(near.magnitude) > value.magnitude ? near.bitPattern - 1 : near.bitPattern
        self.init(Float(bitPattern: truncated | 1))
    }

    /// The nearest to `value`.
    @inlinable
    public init(_ value: Float16) { self.init(Float(value)) }
}

extension Float {
    /// Exactly the same number.
    @inlinable
    public init(_ value: BFloat16) { self.init(bitPattern: UInt32(value.bitPattern) << 16) }
}

extension Double {
    /// Exactly the same number.
    @inlinable
    public init(_ value: BFloat16) { self.init(Float(value)) }
}

extension Float16 {
    /// The nearest to `value`.
    @inlinable
    public init(_ value: BFloat16) { self.init(Float(value)) }
}

extension BFloat16: CustomStringConvertible {
    /// The fewest digits that tell the number from its neighbours.
    public var description: String {
        let exact = DecimalText(Double(self))
        for places in 0..<3 where isFinite {
            let text = exact.scientific(places: places)
            if let number = Double("\(text.whole).\(text.fraction)0e\(text.exponent)"), BFloat16(number) == self {
                return "\(number)"
            }
        }
        return "\(Float(self))"
    }
}
