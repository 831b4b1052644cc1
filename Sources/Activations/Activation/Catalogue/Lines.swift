// Straight lines, whole or in pieces.

extension Activation {
    /// The input itself.
    ///
    ///     x
    ///
    /// Gradient: 1.
    /// Edge cases: ±0, ±∞ and NaN stay what they are.
    /// Error bound: Float 0 ULP, gradient 0 (all inputs); Double 0 and 0 (sampled).
    public static var identity: Activation { Activation(.identity) }

    /// The straight line.
    ///
    ///     slope · x + offset
    ///
    /// Gradient: slope.
    /// Edge cases: NaN stays NaN.
    /// Error bound: Float 0.5 ULP, gradient 0 (all inputs); Double 0.5 and 0 (sampled).
    /// - Parameters:
    ///   - slope: The factor, 1 unless given.
    ///   - offset: The value at 0, 0 unless given.
    public static func linear(slope: Double = 1, offset: Double = 0) -> Activation {
        Activation(.linear, ParameterValues(slope, offset))
    }
}
