// The exponential function and what is made of it.

extension Activation {
    /// The exponential function.
    ///
    ///     eˣ
    ///
    /// Gradient: eˣ.
    /// Edge cases: 0 at −∞, +∞ at +∞, NaN stays NaN.
    /// Error bound: Float 1.1 ULP, gradient 1.1 (all inputs); Double 1 and 1 (sampled).
    public static var exp: Activation { Activation(.exp) }

    /// The exponential function less 1.
    ///
    ///     eˣ − 1
    ///
    /// Gradient: eˣ.
    /// Edge cases: −1 at −∞, +∞ at +∞, ±0 at ±0, NaN stays NaN. Close to 0 it keeps the digits of x.
    /// Error bound: Float 1.5 ULP, gradient 1.1 (all inputs); Double 1.9 and 1 (sampled).
    public static var expm1: Activation { Activation(.expm1) }

    /// The probability whose complementary log-log is x.
    ///
    ///     1 − e^(−eˣ)
    ///
    /// Gradient: e^(x − eˣ).
    /// Edge cases: 0 at −∞, 1 at +∞, NaN stays NaN. Both tails go down to the smallest subnormal number.
    /// Error bound: Float 1.7 ULP, gradient 2.2 (all inputs); Double 1.9 and 2.4 (sampled).
    public static var cloglogInverse: Activation { Activation(.cloglogInverse) }

    /// The bell curve.
    ///
    ///     e^(−x²)
    ///
    /// Gradient: −2x·e^(−x²).
    /// Edge cases: 0 at ±∞, NaN stays NaN.
    /// Error bound: Float 1.2 ULP, gradient 2 (all inputs); Double 1.2 and 2 (sampled).
    public static var gaussian: Activation { Activation(.gaussian) }
}
