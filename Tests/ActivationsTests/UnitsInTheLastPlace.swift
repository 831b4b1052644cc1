@testable import Activations

/// |computed − exact| in units in the last place of `computed`'s type at `scale`, which is |exact| unless given.
/// Infinite where a NaN or an infinity stands on one side alone; infinity stands for what rounds to it.
func ulps<S: BinaryFloatingPoint, Wide: WideScalar>(_ computed: S, _ exact: Wide, scale: Wide? = nil) -> Double {
    let result = Wide(computed)
    let overflow = Wide(S.greatestFiniteMagnitude) + Wide(S.greatestFiniteMagnitude.ulp) / 2
    if result.isInfinite, abs(exact) >= overflow, result.sign == exact.sign { return 0 }
    guard result.isFinite, exact.isFinite else {
        return result == exact || result.isNaN && exact.isNaN ? 0 : .infinity
    }
    let magnitude = max(scale ?? abs(exact), Wide(S.leastNormalMagnitude))
    return Double(abs(result - exact) / (magnitude.binade * Wide(S.ulpOfOne)))
}

/// A type to compute references in.
protocol WideScalar: BinaryFloatingPoint {
    static func exp(_ x: Self) -> Self
    static func log1p(_ x: Self) -> Self
}
