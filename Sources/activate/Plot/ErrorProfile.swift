import Activations

/// The worst error of a float32 function in each column of pixels, in units in the last place.
struct ErrorProfile {
    /// Nil in a column where the function has no values.
    private(set) var columns: [Double?] = []
    /// The worst of all, and where it is.
    private(set) var worst: (error: Double, x: Float) = (0, .nan)

    /// Compares what `compute` makes of numbers from all of the range with the activation's float64 kernel.
    init(
        over range: ClosedRange<Double>, columns count: Int, exact: Activation,
        _ compute: (_ x: [Float], _ y: inout [Float]) -> Void
    ) {
        for column in 0..<count {
            let bounds = (0...1).map { range.lowerBound + range.width * Double(column + $0) / Double(count) }
            let x = Self.inputs(from: Float(bounds[0]), to: Float(bounds[1]))
            var (wide, y) = (x.map(Double.init), x)
            wide.withUnsafeMutableBufferPointer { exact.apply($0) }
            compute(x, &y)
            var worstHere: Double?
            for index in x.indices {
                guard let error = unitsInTheLastPlace(y[index], wide[index]) else { continue }
                worstHere = max(worstHere ?? 0, error)
                if worst.x.isNaN || error > worst.error { worst = (error, x[index]) }
            }
            columns.append(worstHere)
        }
    }

    /// 2048 floats: half of them at equal distances, half at equal distances in the order of all floats, which near 0 is
    /// quite another thing.
    private static func inputs(from low: Float, to high: Float) -> [Float] {
        let (first, last) = (Double(low.rank), Double(high.rank))
        return (0..<1024).flatMap { index in
            let share = Double(index) / 1023
            return [
                Float(Double(low) * (1 - share) + Double(high) * share),
                Float(rank: Int32(first * (1 - share) + last * share)),
            ]
        }
    }
}

extension Float {
    /// The position among all floats, −∞ to ∞; 0 for both zeros.
    fileprivate var rank: Int32 { sign == .minus ? -Int32(magnitude.bitPattern) : Int32(bitPattern) }

    fileprivate init(rank: Int32) {
        let size = Float(bitPattern: rank.magnitude)
        self = rank < 0 ? -size : size
    }
}

/// |computed − exact| in units in the last place of a float at |exact|: infinite where one of them alone is a number or
/// finite, nil where neither is a number. Infinity stands for what rounds to it.
private func unitsInTheLastPlace(_ computed: Float, _ exact: Double) -> Double? {
    if computed.isNaN, exact.isNaN { return nil }
    if computed.isInfinite, Float(exact) == computed { return 0 }
    guard computed.isFinite, exact.isFinite else { return .infinity }
    let unit = max(abs(exact), Double(Float.leastNormalMagnitude)).binade * Double(Float.ulpOfOne)
    return abs(Double(computed) - exact) / unit
}
