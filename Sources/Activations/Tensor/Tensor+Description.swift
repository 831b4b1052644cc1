extension Tensor: CustomStringConvertible {
    /// The elements as NumPy prints them: aligned columns, eight decimal places at most, lines of 75 characters, and
    /// only the ends of each axis when there are more than a thousand elements.
    public var description: String {
        guard rank > 0 else { return "\(self[])" }
        guard !isEmpty else { return "[]" }
        return Page(self).text
    }
}

/// A tensor on its way to text.
private struct Page<Scalar: BitwiseCopyable & Sendable> {
    private static var lineWidth: Int { 75 }
    private static var edge: Int { 3 }

    private let shape: [Int]
    private let isShortened: Bool
    /// The texts of the elements that are shown, in order.
    private var words: ArraySlice<String> = []

    init(_ tensor: Tensor<Scalar>) {
        shape = tensor.shape
        isShortened = tensor.count > 1000
        var positions = [0]
        for (axis, length) in shape.enumerated() {
            positions = positions.flatMap { start in shown(axis).joined().map { start * length + $0 } }
        }
        words = columns(tensor.withUnsafeBufferPointer { scalars in positions.map { scalars[$0] } })[...]
    }

    var text: String {
        var page = self
        return page.block(axis: 0, indent: " ", width: Self.lineWidth)
    }

    /// The indices that are shown of an axis: all, or both ends.
    private func shown(_ axis: Int) -> [Range<Int>] {
        let length = shape[axis]
        guard isShortened, length > 2 * Self.edge else { return [0..<length] }
        return [0..<Self.edge, length - Self.edge..<length]
    }

    private mutating func block(axis: Int, indent: String, width: Int) -> String {
        var items: [String] = []
        for range in shown(axis) {
            if range.lowerBound > 0 { items.append("...") }
            for _ in range {
                let isWord = axis == shape.count - 1
                items.append(
                    isWord ? words.removeFirst() : block(axis: axis + 1, indent: indent + " ", width: width - 1))
            }
        }
        guard axis == shape.count - 1 else {
            let separator = String(repeating: "\n", count: shape.count - 1 - axis) + indent
            return "[" + items.joined(separator: separator) + "]"
        }
        var lines: [String] = []
        var line = indent + items[0]
        for item in items.dropFirst() {
            if line.count + 1 + item.count > width - 1 {
                lines.append(line.withoutTrailingSpaces)
                line = indent + item
            } else {
                line += " " + item
            }
        }
        return "[" + (lines + [line]).joined(separator: "\n").dropFirst(indent.count) + "]"
    }
}

/// Texts of equal width.
private func columns<Scalar>(_ scalars: [Scalar]) -> [String] {
    if let type = Scalar.self as? any BinaryFloatingPoint.Type { return columns(scalars, as: type) }
    return padded(scalars.map { "\($0)" })
}

private func columns<Scalar: BinaryFloatingPoint>(_ scalars: [Any], as type: Scalar.Type) -> [String] {
    let places = 8
    let numbers = scalars.compactMap { $0 as? Scalar }
    let magnitudes = numbers.filter { $0.isFinite && $0 != 0 }.map { Double($0.magnitude) }
    let (least, greatest) = (magnitudes.min() ?? 1, magnitudes.max() ?? 1)
    let reliableDigits = Int(Double(Scalar.significandBitCount) * 0.30103)
    let limit = (0..<min(8, reliableDigits)).reduce(1.0) { limit, _ in limit * 10 }
    let isScientific = greatest >= limit || least < 0.0001 || greatest / least > 1000

    let decimals = numbers.map { $0.isFinite ? DecimalText($0) : nil }
    let texts: [(whole: String, rest: String)]
    if isScientific {
        let fraction = decimals.map { $0?.fractionCount(limit: places) ?? 0 }.max() ?? 0
        let parts = decimals.map { $0?.scientific(places: fraction) }
        let exponentWidth = max(2, parts.map { "\($0?.exponent.magnitude ?? 0)".count }.max() ?? 0)
        texts = zip(numbers, parts).map { number, part in
            guard let part else { return (nonFinite(number), "") }
            let exponent = "\(part.exponent.magnitude)"
            let zeros = String(repeating: "0", count: exponentWidth - exponent.count)
            return (part.whole, ".\(part.fraction)e\(part.exponent < 0 ? "-" : "+")\(zeros)\(exponent)")
        }
    } else {
        texts = zip(numbers, decimals).map { number, decimal in
            guard let (whole, fraction) = decimal?.positional(places: places) else { return (nonFinite(number), "") }
            return (whole, "." + fraction)
        }
    }
    let restWidth = texts.map(\.rest.count).max() ?? 0
    return padded(
        texts.map { text in
            text.rest.isEmpty ? text.whole : text.whole + text.rest + spaces(restWidth - text.rest.count)
        })
}

private func nonFinite<Scalar: BinaryFloatingPoint>(_ number: Scalar) -> String {
    number.isNaN ? "nan" : number < 0 ? "-inf" : "inf"
}

private func padded(_ texts: [String]) -> [String] {
    let width = texts.map(\.count).max() ?? 0
    return texts.map { spaces(width - $0.count) + $0 }
}

extension String {
    fileprivate var withoutTrailingSpaces: String {
        String(prefix(count - reversed().prefix { $0 == " " }.count))
    }
}

private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
