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
        let choices = stride(from: 2 * limit, through: 1, by: -1).lazy.map { count in
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
        let isPlain = step.isPlain(upTo: max(abs(first), abs(last)))
        return stride(from: first, through: last, by: 1).map { multiple in
            let label = isPlain ? step.decimal(Int(multiple)) : step.scientific(Int(multiple))
            return Tick(value: multiple * step.value, label: label, isOrigin: multiple == 0)
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

    /// Whether the largest of some multiples is neither long nor tiny in decimals.
    func isPlain(upTo multiple: Double) -> Bool { multiple == 0 || (1e-4..<1e6).contains(multiple * value) }

    /// A multiple as −0.50 or 1500.
    func decimal(_ multiple: Int) -> String {
        let digits = "\(abs(multiple) * digit)" + String(repeating: "0", count: max(0, exponent))
        return multiple == 0 ? "0" : sign(multiple) + withPoint(digits, places: max(0, -exponent))
    }

    /// A multiple as −1.5×10⁶ or 10⁻⁹.
    func scientific(_ multiple: Int) -> String {
        guard multiple != 0 else { return "0" }
        var (number, power) = (abs(multiple) * digit, exponent)
        while number % 10 == 0 { (number, power) = (number / 10, power + 1) }
        let places = "\(number)".count - 1
        let mantissa = number == 1 ? "" : withPoint("\(number)", places: places) + "×"
        return sign(multiple) + mantissa + powerOfTen(power + places)
    }

    private func sign(_ multiple: Int) -> String { multiple < 0 ? "−" : "" }

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
