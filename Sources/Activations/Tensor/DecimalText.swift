/// A finite number in decimal: the shortest digits that tell it from its neighbours, or fewer where places are limited.
struct DecimalText {
    private let sign: String
    private let shortest: Decimal
    /// With enough digits to say on which side of a tie between two shorter texts the number lies.
    private let precise: Decimal

    init<Scalar: BinaryFloatingPoint>(_ scalar: Scalar) {
        sign = scalar.sign == .minus ? "-" : ""
        shortest = Decimal(parsing: "\(scalar.magnitude)")
        precise = Decimal(parsing: "\(Double(scalar.magnitude))")
    }

    /// `d…d` and `f…f` of `d…d.f…f`, without trailing zeros.
    func positional(places: Int) -> (whole: String, fraction: String) {
        let decimal = rounded(to: shortest.exponent + places)
        let digits = decimal.text(count: max(decimal.digits.count, decimal.exponent))
        guard decimal.exponent > 0 else {
            return (sign + "0", String(repeating: "0", count: digits.isEmpty ? 0 : -decimal.exponent) + digits)
        }
        return (sign + digits.prefix(decimal.exponent), String(digits.dropFirst(decimal.exponent)))
    }

    /// How many digits after the first tell the number from its neighbours, or `limit` where they are more.
    func fractionCount(limit: Int) -> Int { max(rounded(to: limit + 1).digits.count - 1, 0) }

    /// `d.f…f` with so many places, and n of `d.f…fe±n`.
    func scientific(places: Int) -> (whole: String, fraction: String, exponent: Int) {
        let decimal = precise.rounded(to: places + 1)
        let digits = decimal.text(count: places + 1)
        return (sign + digits.prefix(1), String(digits.dropFirst()), decimal.digits.isEmpty ? 0 : decimal.exponent - 1)
    }

    private func rounded(to count: Int) -> Decimal {
        count < shortest.digits.count ? precise.rounded(to: max(count, 0)) : shortest
    }
}

/// 0.d₁d₂d₃… · 10^exponent, where neither the first nor the last digit is 0; zero has no digits.
private struct Decimal {
    var digits: [UInt8]
    var exponent: Int

    /// From what the standard library prints: `12.5` or `1.25e-07`.
    init(parsing text: String) {
        let parts = text.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let zeros = mantissa.joined().prefix { $0 == "0" }.count
        digits = mantissa.joined().dropFirst(zeros).compactMap { $0.wholeNumberValue.map(UInt8.init) }
        exponent = mantissa[0].count - zeros + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        trim()
    }

    /// To the nearest with so many digits, a tie to the even one.
    func rounded(to count: Int) -> Decimal {
        guard count < digits.count else { return self }
        var result = self
        result.digits = Array(digits[..<count])
        let isTie = digits[count] == 5 && digits.count == count + 1
        let isOdd = count > 0 && digits[count - 1] % 2 == 1
        if isTie ? isOdd : digits[count] >= 5 {
            result.digits.insert(0, at: 0)
            result.exponent += 1
            var place = count
            while result.digits[place] == 9 {
                result.digits[place] = 0
                place -= 1
            }
            result.digits[place] += 1
            if result.digits[0] == 0 {
                result.digits.removeFirst()
                result.exponent -= 1
            }
        }
        result.trim()
        return result
    }

    func text(count: Int) -> String {
        digits.map(String.init).joined() + String(repeating: "0", count: max(count - digits.count, 0))
    }

    private mutating func trim() {
        while digits.last == 0 { digits.removeLast() }
    }
}
