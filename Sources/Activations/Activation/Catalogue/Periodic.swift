// Functions with a periodic part.

extension Activation {
    /// A line with a wave of period π on it.
    ///
    ///     x + sin²(x)
    ///
    /// Gradient: 1 + sin(2x), proven for |x| up to 2²⁵; where x has hardly a digit left after the point, its mean 1.
    /// Edge cases: ±0 at ±0; ±∞ at ±∞, where the gradient is NaN; NaN stays NaN.
    /// Error bound: Float 1.8 ULP, gradient 1.5 (all inputs); Double 1.6 and 1.3 (sampled).
    /// Reference: Ziyin, Hartwig & Ueda, 2020.
    public static var snake: Activation { Activation(.snake, ParameterValues(1)) }

    /// A line with a wave on it, faster and lower as a grows.
    ///
    ///     x + sin²(a·x) / a
    ///
    /// Gradient: 1 + sin(2a·x), proven for |a·x| up to 2²⁵.
    /// - Parameter a: Any number but 0.
    /// - Throws: `ActivationError.invalidParameter`.
    public static func snake(a: Double) throws(ActivationError) -> Activation {
        try Activation(.snake, checking: ParameterValues(a))
    }
}
