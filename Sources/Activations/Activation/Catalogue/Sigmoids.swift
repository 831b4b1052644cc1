// S-shaped functions, their inverses and logarithms.

extension Activation {
    /// The logistic function: the probability of class 1 from its log-odds.
    ///
    ///     1 / (1 + e⁻ˣ)
    ///
    /// Gradient: σ(x)·σ(−x).
    /// Edge cases: 0 at −∞, 1 at +∞, NaN stays NaN. Results go down to the smallest subnormal number and are never
    /// negative. 1 − σ(x) is σ(−x), which keeps its digits.
    /// Error bound: Float 1.7 ULP, gradient 2 (all inputs); Double 1.7 and 2 (sampled).
    public static var sigmoid: Activation { Activation(.sigmoid) }

    /// The log-odds of a probability, the inverse of the sigmoid.
    ///
    ///     ln(p / (1 − p))
    ///
    /// Gradient: 1 / (p(1 − p)).
    /// Edge cases: −∞ at 0, +∞ at 1, NaN outside [0, 1].
    /// Error bound: Float 1.9 ULP, gradient 1.5 (all inputs); Double 1.8 and 1.5 (sampled).
    public static var logit: Activation { Activation(.logit) }

    /// The log-odds of a probability that is first clamped to [eps, 1 − eps].
    ///
    /// Gradient: 1 / (p(1 − p)), and 0 where the clamp holds p.
    /// - Parameter eps: From 0 to ½. With 0 there is no clamp.
    /// - Throws: `ActivationError.invalidParameter`.
    public static func logit(eps: Double) throws(ActivationError) -> Activation {
        try Activation(.logit, checking: ParameterValues(eps))
    }

    /// The logarithm of the sigmoid.
    ///
    ///     −ln(1 + e⁻ˣ)
    ///
    /// Gradient: σ(−x).
    /// Edge cases: −∞ at −∞, 0 at +∞, NaN stays NaN.
    /// Error bound: Float 1.7 ULP, gradient 1.7 (all inputs); Double 1.6 and 1.7 (sampled).
    public static var logSigmoid: Activation { Activation(.logSigmoid) }

    /// The hyperbolic tangent.
    ///
    ///     tanh x
    ///
    /// Gradient: 1 / cosh² x.
    /// Edge cases: ±1 at ±∞, ±0 at ±0, NaN stays NaN.
    /// Error bound: Float 2 ULP, gradient 2 (all inputs); Double 2.1 and 2 (sampled).
    public static var tanh: Activation { Activation(.tanh) }
}
