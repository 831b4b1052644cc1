// Distributions that are 0 where a row is far below its largest element.

enum Simplex {
    /// 1 at the first largest element, 0 elsewhere; NaN where there is one.
    static func hardmax<S: ActivationScalar>(_ line: UnsafeMutableBufferPointer<S>) {
        var best = 0
        for index in line.indices {
            if line[index].isNaN { return line.update(repeating: .nan) }
            if line[index] > line[best] { best = index }
        }
        for index in line.indices { line[index] = index == best ? 1 : 0 }
    }

    /// max(xᵢ − τ, 0) where τ is the mean of the elements above it less their share of 1.
    static func sparsemax<S: ActivationScalar>(_ line: UnsafeMutableBufferPointer<S>) {
        guard shift(line, by: 1) else { return }
        var (threshold, count) = (-S.infinity, 0)
        while true {
            var (sum, above): (S, Int) = (0, 0)
            for value in line where value > threshold { (sum, above) = (sum + value, above + 1) }
            if above == count { break }
            count = above
            threshold = (sum - 1) / S(above)
        }
        for index in line.indices { line[index] = max(line[index] - threshold, 0) }
    }

    /// max(xᵢ/2 − τ, 0)². Newton's method on the sum of squares, convex and falling in τ, goes up to the root from below.
    static func entmax15<S: ActivationScalar>(_ line: UnsafeMutableBufferPointer<S>) {
        guard shift(line, by: 0.5) else { return }
        var threshold: S = -1
        while true {
            var (sum, squares): (S, S) = (0, 0)
            for value in line where value > threshold {
                let distance = value - threshold
                (sum, squares) = (sum + distance, squares + distance * distance)
            }
            let next = threshold + (squares - 1) / (2 * sum)
            if !(next > threshold) { break }
            threshold = next
        }
        for index in line.indices {
            let distance = max(line[index] - threshold, 0)
            line[index] = distance * distance
        }
    }

    /// The gradient of either: with s = 1 where sparsemax is not 0, or the roots of entmax's output,
    /// s ⊙ (dy − Σ s·dy / Σ s).
    static func differentiate<S: ActivationScalar>(
        _ line: UnsafeMutableBufferPointer<S>, _ dy: UnsafePointer<S>, isSparsemax: Bool
    ) {
        var (weights, sum): (S, S) = (0, 0)
        for index in line.indices {
            let weight = isSparsemax ? line[index] > 0 ? 1 : line[index] * 0 : line[index].squareRoot()
            line[index] = weight
            if weight != 0 { (weights, sum) = (weights + weight, sum + weight * dy[index]) }
        }
        let mean = sum / weights
        for index in line.indices where line[index] != 0 { line[index] = line[index] * (dy[index] - mean) }
    }

    /// Takes the largest element from all, times a factor, so that it is 0.
    ///
    /// - Returns: false where the row is done: NaN spreads, and elements that are +∞ share the whole.
    private static func shift<S: ActivationScalar>(_ line: UnsafeMutableBufferPointer<S>, by factor: S) -> Bool {
        var (largest, isNaN) = (-S.infinity, false)
        for value in line {
            isNaN = isNaN || value.isNaN
            largest = max(largest, value)
        }
        if isNaN || largest == -.infinity {
            line.update(repeating: .nan)
            return false
        }
        if largest == .infinity {
            let share = 1 / S(line.count { $0 == .infinity })
            for index in line.indices { line[index] = line[index] == .infinity ? share : 0 }
            return false
        }
        for index in line.indices { line[index] = (line[index] - largest) * factor }
        return true
    }
}
