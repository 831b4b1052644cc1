// What is made of the hyperbolic tangent.

extension Activation {
    /// The hyperbolic tangent, stretched in both directions.
    ///
    ///     a · tanh(b·x)
    ///
    /// Gradient: a·b / cosh²(b·x).
    /// Edge cases: ±a at ±∞, ±0 at ±0, NaN stays NaN.
    /// Error bound: Float 2.1 ULP, gradient 3.7 (all inputs); Double 1.9 and 3.5 (sampled).
    /// - Parameters:
    ///   - a: The limit, 1.7159 unless given.
    ///   - b: The steepness, 2/3 unless given.
    /// Reference: LeCun et al., 1998.
    public static func scaledTanh(a: Double = 1.7159, b: Double = 0.6666666666666666) -> Activation {
        Activation(.scaledTanh, ParameterValues(a, b))
    }

    /// What the hyperbolic tangent takes away.
    ///
    ///     x − tanh x
    ///
    /// Gradient: tanh² x.
    /// Edge cases: ±∞ at ±∞, ±0 at ±0, NaN stays NaN. Close to 0 it is x³/3 with all digits.
    /// Error bound: Float 2 ULP, gradient 1.3 (all inputs); Double 2 and 1.4 (sampled).
    public static var tanhShrink: Activation { Activation(.tanhShrink) }

    /// The linearly scaled hyperbolic tangent.
    ///
    ///     x · tanh x
    ///
    /// Gradient: tanh x + x / cosh² x.
    /// Edge cases: +∞ at ±∞, 0 at ±0, NaN stays NaN.
    /// Error bound: Float 1.8 ULP, gradient 1.8 (all inputs); Double 1.6 and 1.7 (sampled).
    /// Reference: Roy et al., 2019.
    public static var lisht: Activation { Activation(.lisht) }

    /// A smooth rectifier with a dip, gated by the hyperbolic tangent of the softplus.
    ///
    ///     x · tanh(ln(1 + eˣ))
    ///
    /// Gradient: tanh s + x·σ(x) / cosh² s, where s = ln(1 + eˣ).
    /// Edge cases: 0 at −∞, +∞ at +∞, NaN stays NaN. The tail goes down to the smallest subnormal number. Within ½ of the
    /// gradient's zero, −1.19, the bound is of its largest value, 1.09.
    /// Error bound: Float 1.8 ULP, gradient 2.3 (all inputs); Double 1.7 and 2.3 (sampled).
    /// Reference: Misra, 2019.
    public static var mish: Activation { Activation(.mish) }
}
