// Logarithms.

extension Activation {
    /// The natural logarithm.
    ///
    ///     ln x
    ///
    /// Gradient: 1 / x.
    /// Edge cases: −∞ at 0, with gradient +∞; +∞ at +∞; NaN below 0; NaN stays NaN.
    /// Error bound: Float 1 ULP, gradient 0.5 (all inputs); Double 1.2 and 0.5 (sampled).
    public static var log: Activation { Activation(.log) }

    /// The logarithm of 1 + x, with all its digits near 0.
    ///
    ///     ln(1 + x)
    ///
    /// Gradient: 1 / (1 + x).
    /// Edge cases: −∞ at −1, with gradient +∞; ±0 at ±0; +∞ at +∞; NaN below −1; NaN stays NaN.
    /// Error bound: Float 1.3 ULP, gradient 1.5 (all inputs); Double 1.3 and 1.5 (sampled).
    public static var log1p: Activation { Activation(.log1p) }

    /// The logarithm of 1 − eˣ: of a probability's complement, from the probability's logarithm.
    ///
    ///     ln(1 − eˣ), x < 0
    ///
    /// Gradient: −eˣ / (1 − eˣ).
    /// Edge cases: −∞ at 0, with gradient −∞; −0 at −∞; NaN above 0; NaN stays NaN.
    /// Error bound: Float 1.6 ULP, gradient 2.5 (all inputs); Double 1.7 and 2.9 (sampled).
    public static var log1mexp: Activation { Activation(.log1mexp) }
}
