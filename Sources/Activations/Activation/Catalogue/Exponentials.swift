// The exponential function and what is made of it.

extension Activation {
    /// The exponential function.
    ///
    ///     eˣ
    ///
    /// Gradient: eˣ.
    /// Edge cases: 0 at −∞, +∞ at +∞, NaN stays NaN.
    /// Error bound: Float 1.1 ULP, gradient 1.1 (all inputs); Double 1 and 1 (sampled).
    public static let exp = Activation(.exp)
}
