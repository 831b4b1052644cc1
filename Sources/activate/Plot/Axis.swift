import Glibc

/// A range of numbers along an edge of a panel, with marks at round ones.
struct Axis {
    struct Tick {
        let value: Double
        let label: String
        var isOrigin = false
    }

    let range: ClosedRange<Double>
    let ticks: [Tick]

    init(_ range: ClosedRange<Double>, ticks: [Tick]) {
        self.range = range
        self.ticks = ticks
    }

    /// Marks at multiples of 1, 2 or 5 times a power of ten: as many as fit, but no more than `limit`. A label takes
    /// `room`, a fraction of the axis.
    init(_ range: ClosedRange<Double>, limit: Int, room: (_ label: String) -> Double = { _ in 0 }) {
        let choices = stride(from: limit, through: 1, by: -1).lazy.map { count in
            Self.ticks(in: range, step: RoundStep(atLeast: range.width / Double(count)))
        }
        let fitting = choices.first { ticks in
            ticks.count <= limit && ticks.allSatisfy { room($0.label) * Double(ticks.count) <= 1 }
        }
        self.init(range, ticks: fitting ?? [])
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper.
    func position(of value: Double) -> Double { (value - range.lowerBound) / range.width }

    private static func ticks(in range: ClosedRange<Double>, step: RoundStep) -> [Tick] {
        let first = (range.lowerBound / step.value - 1e-9).rounded(.up)
        let last = (range.upperBound / step.value + 1e-9).rounded(.down)
        return stride(from: first, through: last, by: 1).map { multiple in
            Tick(value: multiple * step.value, label: step.label(of: Int(multiple)), isOrigin: multiple == 0)
        }
    }
}

/// 1, 2 or 5 times a power of ten.
private struct RoundStep {
    private let digit: Int
    private let exponent: Int

    init(atLeast size: Double) {
        let power = Int(log10(size).rounded(.down))
        let candidates = [(1, power), (2, power), (5, power), (1, power + 1), (2, power + 1)]
        (digit, exponent) = candidates.first { Self.value($0.0, $0.1) >= size * (1 - 1e-9) } ?? (5, power + 1)
    }

    var value: Double { Self.value(digit, exponent) }

    private static func value(_ digit: Int, _ exponent: Int) -> Double {
        exponent < 0 ? Double(digit) / pow(10, Double(-exponent)) : Double(digit) * pow(10, Double(exponent))
    }

    /// The multiple in decimals: −0.25, 1500, 2×10⁶.
    func label(of multiple: Int) -> String {
        let number = multiple * digit
        guard number != 0 else { return "0" }
        let sign = number < 0 ? "−" : ""
        let digits = String(abs(number))
        let leading = digits.count - 1 + exponent
        if exponent >= -5, leading <= 5 {
            let padding = String(repeating: "0", count: max(0, exponent))
            return sign + withPoint(digits + padding, places: max(0, -exponent))
        }
        let significant = digits.prefix(1 + (digits.lastIndex { $0 != "0" }?.utf16Offset(in: digits) ?? 0))
        let mantissa = withPoint(String(significant), places: significant.count - 1)
        return sign + (mantissa == "1" ? "" : mantissa + "×") + powerOfTen(leading)
    }

    private func withPoint(_ digits: String, places: Int) -> String {
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return places == 0 ? padded : padded.dropLast(places) + "." + padded.suffix(places)
    }
}

func powerOfTen(_ exponent: Int) -> String {
    let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let digits = String(abs(exponent)).compactMap { $0.wholeNumberValue }.map { superscripts[$0] }
    return "10" + (exponent < 0 ? "⁻" : "") + String(digits)
}
