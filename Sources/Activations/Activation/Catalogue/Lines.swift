// Straight lines, whole or in pieces.

extension Activation {
    /// The straight line.
    ///
    ///     slope · x + offset
    ///
    /// Gradient: slope.
    /// Edge cases: NaN stays NaN.
    /// Error bound: ½ ULP (rounded once).
    /// - Parameters:
    ///   - slope: The factor, 1 unless given.
    ///   - offset: The value at 0, 0 unless given.
    public static func linear(slope: Double = 1, offset: Double = 0) -> Activation {
        Activation(.linear, ParameterValues(slope, offset))
    }
}
