// Shapes with corners, most of them made of straight pieces.

extension Activation {
    /// The identity held between −1 and 1.
    ///
    ///     min(max(x, −1), 1)
    ///
    /// Gradient: 1 for −1 < x < 1, else 0; at both edges it is 0.
    /// Edge cases: NaN stays NaN; ±1 at ±∞.
    /// Error bound: Float 0 ULP, gradient 0 (all inputs); Double 0 and 0 (sampled).
    /// Reference: Collobert, 2004.
    public static var hardTanh: Activation { Activation(.hardTanh, ParameterValues(-1, 1)) }

    /// The identity held between two numbers: clip, clamp.
    ///
    ///     min(max(x, min), max)
    ///
    /// Gradient: 1 for min < x < max, else 0; at both edges it is 0.
    /// - Parameters:
    ///   - min: The lower edge, at most max.
    ///   - max: The upper edge.
    /// - Throws: `ActivationError.invalidParameter`.
    public static func hardTanh(min: Double, max: Double) throws(ActivationError) -> Activation {
        try Activation(.hardTanh, checking: ParameterValues(min, max))
    }

    /// A sigmoid of three straight pieces.
    ///
    ///     min(max(slope · x + offset, 0), 1)
    ///
    /// Gradient: slope where the line is between 0 and 1, else 0; at both edges it is 0.
    /// Edge cases: NaN stays NaN; 0 at −∞, 1 at +∞ for a positive slope.
    /// Error bound: Float 0.5 ULP, gradient 0 (all inputs); Double 0.5 and 0 (sampled).
    /// - Parameters:
    ///   - slope: 1/6 unless given, as in PyTorch, JAX and Keras 3; ONNX and Keras 2 take 0.2.
    ///   - offset: The value at 0, ½ unless given.
    /// Reference: Courbariaux, Bengio & David, 2015.
    public static func hardSigmoid(slope: Double = 1.0 / 6, offset: Double = 0.5) -> Activation {
        Activation(.hardSigmoid, ParameterValues(slope, offset))
    }

    /// The input times the hard sigmoid.
    ///
    ///     x · min(max(x/6 + ½, 0), 1)
    ///
    /// Gradient: 0 up to −3, x/3 + ½ from there, 1 from 3 on. Its relative error is bounded near its zero at −1.5 too.
    /// Edge cases: NaN stays NaN; +∞ gives +∞, −∞ gives a zero.
    /// Error bound: Float 1.5 ULP, gradient 1.4 (all inputs); Double 1.5 and 1.4 (sampled).
    /// Reference: Howard et al., 2019.
    public static var hardSwish: Activation { Activation(.hardSwish) }

    /// The input, nearer to 0 by ½.
    ///
    ///     sign(x) · max(|x| − ½, 0)
    ///
    /// Gradient: 1 for |x| > ½, else 0; at ±½ it is 0.
    /// Edge cases: NaN stays NaN, ±∞ stay ±∞, a zero has the sign of x.
    /// Error bound: Float 0.5 ULP, gradient 0 (all inputs); Double 0.5 and 0 (sampled).
    /// Reference: Donoho & Johnstone, 1994.
    public static var softShrink: Activation { Activation(.softShrink, ParameterValues(0.5)) }

    /// The input, nearer to 0 by lambda.
    ///
    ///     sign(x) · max(|x| − lambda, 0)
    ///
    /// Gradient: 1 for |x| > lambda, else 0; at ±lambda it is 0.
    /// - Parameter lambda: At least 0.
    /// - Throws: `ActivationError.invalidParameter`.
    public static func softShrink(lambda: Double) throws(ActivationError) -> Activation {
        try Activation(.softShrink, checking: ParameterValues(lambda))
    }

    /// The input where it is further than ½ from 0.
    ///
    ///     |x| > ½ ? x : 0
    ///
    /// Gradient: 1 for |x| > ½, else 0; at ±½ it is 0.
    /// Edge cases: NaN stays NaN, ±∞ stay ±∞.
    /// Error bound: Float 0 ULP, gradient 0 (all inputs); Double 0 and 0 (sampled).
    /// Reference: Donoho & Johnstone, 1994.
    public static var hardShrink: Activation { Activation(.hardShrink, ParameterValues(0.5)) }

    /// The input where it is further than lambda from 0.
    ///
    ///     |x| > lambda ? x : 0
    ///
    /// Gradient: 1 for |x| > lambda, else 0; at ±lambda it is 0.
    /// - Parameter lambda: At least 0.
    /// - Throws: `ActivationError.invalidParameter`.
    public static func hardShrink(lambda: Double) throws(ActivationError) -> Activation {
        try Activation(.hardShrink, checking: ParameterValues(lambda))
    }

    /// The Heaviside step.
    ///
    ///     x > 0 ? 1 : 0
    ///
    /// Gradient: 0.
    /// Edge cases: NaN stays NaN; 0 at −∞, 1 at +∞.
    /// Error bound: Float 0 ULP, gradient 0 (all inputs); Double 0 and 0 (sampled).
    /// - Parameter atZero: The value at ±0, 0 unless given.
    public static func step(atZero: Double = 0) -> Activation {
        Activation(.step, ParameterValues(atZero))
    }

    /// The rectifier with a parabola at its corner, exactly 0 on the left.
    ///
    ///     x ≤ −1 ? 0 : x ≥ 1 ? x : (x + 1)² / 4
    ///
    /// Gradient: 0 up to −1, (x + 1)/2 from there, 1 from 1 on.
    /// Edge cases: NaN stays NaN; +∞ gives +∞, −∞ gives 0.
    /// Error bound: Float 2 ULP, gradient 0.5 (all inputs); Double 2 and 0.5 (sampled).
    public static var sparsePlus: Activation { Activation(.sparsePlus) }

    /// The derivative of `sparsePlus`: a sigmoid that reaches 0 and 1.
    ///
    ///     min(max((x + 1) / 2, 0), 1)
    ///
    /// Gradient: ½ for −1 < x < 1, else 0; at both edges it is 0.
    /// Edge cases: NaN stays NaN; 0 at −∞, 1 at +∞.
    /// Error bound: Float 0.5 ULP, gradient 0 (all inputs); Double 0.5 and 0 (sampled).
    public static var sparseSigmoid: Activation { Activation(.sparseSigmoid) }
}
