// Which part of the plane a picture shows.

extension ClosedRange<Double> {
    var width: Double { upperBound - lowerBound }

    /// The smallest range that holds both.
    func union(_ other: ClosedRange) -> ClosedRange {
        Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
    }

    /// At least 500 numbers: the ends, and between them all multiples of a power of two, so that kinks at halves,
    /// quarters and so on are among them.
    var samples: [Double] {
        let step = (width / 500).binade
        let first = (lowerBound / step).rounded(.down) + 1
        let last = (upperBound / step).rounded(.up) - 1
        return [lowerBound] + stride(from: first, through: last, by: 1).map { $0 * step } + [upperBound]
    }

    /// The part from the first value of f to the last; nil where there are none, or one alone.
    func domain(of f: (Double) -> Double) -> ClosedRange? {
        let samples = samples
        let values = samples.map(f)
        guard let first = values.firstIndex(where: { !$0.isNaN }), let last = values.lastIndex(where: { !$0.isNaN })
        else { return nil }
        let lower = first == 0 ? lowerBound : edge(of: f, inside: samples[first], outside: samples[first - 1])
        let upper =
            last == samples.count - 1 ? upperBound : edge(of: f, inside: samples[last], outside: samples[last + 1])
        return lower < upper ? lower...upper : nil
    }

    private func edge(of f: (Double) -> Double, inside: Double, outside: Double) -> Double {
        var (inside, outside) = (inside, outside)
        while abs(outside - inside) > width * 0x1p-40 {
            let middle = inside + (outside - inside) / 2
            if middle == inside || middle == outside { break }
            if f(middle).isNaN { outside = middle } else { inside = middle }
        }
        return inside
    }

    /// The values to show of functions over this range, with a margin: all, unless they run away as those of exp or a
    /// logarithm do. Then three times what half of the values reach, or a bit more than the largest x, if that is more.
    func window(of functions: [(Double) -> Double]) -> ClosedRange {
        let samples = samples
        let values = functions.flatMap { samples.map($0) }.filter { !$0.isNaN }
        let magnitudes = values.map(abs).sorted()
        guard !magnitudes.isEmpty else { return -1...1 }
        let farthest = 1.2 * Swift.max(abs(lowerBound), abs(upperBound))
        let limit = Swift.min(Swift.max(3 * magnitudes[magnitudes.count / 2], farthest), 1e300)
        let shown = values.map { Swift.min(Swift.max($0, -limit), limit) }.sorted()
        let (low, high) = (shown[0], shown[shown.count - 1])
        let scale = Swift.max(abs(low), abs(high))
        if scale < 1e-290 { return -1...1 }
        let margin = high - low > scale * 1e-9 ? (high - low) / 20 : scale / 2
        return low - margin...high + margin
    }
}
