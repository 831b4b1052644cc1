// The catalogue's rows as Swift values. Error bounds are in units in the last place and proved as described in
// Tests/Proof; a gradient's is for upstream 1.

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

    /// The rectifier.
    ///
    ///     max(x, 0)
    ///
    /// Gradient: 1 for x > 0, else 0; at 0 it is 0.
    /// Edge cases: NaN stays NaN; +∞ gives +∞, −∞ gives 0.
    /// Error bound: exact.
    /// Reference: Nair & Hinton, 2010.
    public static let relu = Activation(.relu)

    /// The rectifier with a slope on the negative side.
    ///
    ///     x ≥ 0 ? x : negativeSlope · x
    ///
    /// Gradient: 1 for x > 0, else negativeSlope; at 0 it is negativeSlope.
    /// Edge cases: NaN stays NaN.
    /// Error bound: ½ ULP (rounded once); the gradient is exact.
    /// - Parameter negativeSlope: 0.01 unless given, as in PyTorch, JAX, ONNX and MLX; keras.ops and TensorFlow take 0.2,
    ///   keras.layers 0.3.
    /// Reference: Maas, Hannun & Ng, 2013.
    public static func leakyReLU(negativeSlope: Double = 0.01) -> Activation {
        Activation(.leakyReLU, ParameterValues(negativeSlope))
    }

    /// The logistic function: the probability of class 1 from its log-odds.
    ///
    ///     1 / (1 + e⁻ˣ)
    ///
    /// Gradient: σ(x)·σ(−x).
    /// Edge cases: 0 at −∞, 1 at +∞, NaN stays NaN. Results go down to the smallest subnormal number and are never
    /// negative. 1 − σ(x) is σ(−x), which keeps its digits.
    /// Error bound: Float 1.7 ULP, gradient 2.4 (all inputs); Double 1.7 and 2.4 (sampled). Worst Float at x = −1.1047.
    public static let sigmoid = Activation(.sigmoid)

    /// The log-odds of a probability, the inverse of the sigmoid.
    ///
    ///     ln(p / (1 − p))
    ///
    /// Gradient: 1 / (p(1 − p)).
    /// Edge cases: −∞ at 0, +∞ at 1, NaN outside [0, 1].
    /// Error bound: Float 1.9 ULP, gradient 1.5 (all inputs); Double 2.2 and 1.5 (sampled). Worst Float at p = 0.41666.
    public static let logit = Activation(.logit)

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
    /// Error bound: Float 1.9 ULP, gradient 1.7 (all inputs); Double 1.9 and 1.7 (sampled). Worst Float at x = −0.01735.
    public static let logSigmoid = Activation(.logSigmoid)

    /// The hyperbolic tangent.
    ///
    ///     tanh x
    ///
    /// Gradient: 1 / cosh² x.
    /// Edge cases: ±1 at ±∞, ±0 at ±0, NaN stays NaN.
    /// Error bound: Float 2 ULP, gradient 2.4 (all inputs); Double 2.1 and 2.4 (sampled). Worst Float at x = 0.51746.
    public static let tanh = Activation(.tanh)

    /// The exponential function.
    ///
    ///     eˣ
    ///
    /// Gradient: eˣ.
    /// Edge cases: 0 at −∞, +∞ at +∞, NaN stays NaN.
    /// Error bound: Float 1.1 ULP, gradient 1.1 (all inputs); Double 1 and 1 (sampled). Worst Float at x = 59.306.
    public static let exp = Activation(.exp)

    /// The smooth rectifier.
    ///
    ///     ln(1 + eˣ)
    ///
    /// Gradient: σ(x).
    /// Edge cases: 0 at −∞, +∞ at +∞, NaN stays NaN. There is no threshold beyond which x is returned: none is needed.
    /// Error bound: Float 2.7 ULP, gradient 1.7 (all inputs); Double 2.6 and 1.8 (sampled). Worst Float
    /// at x = 0.00141 with beta = 0.7; with beta = 1 it is 1.9 ULP.
    /// Reference: Dugas et al., 2001.
    public static let softplus = Activation(.softplus, ParameterValues(1))

    /// The smooth rectifier, sharper as beta grows.
    ///
    ///     ln(1 + e^(beta·x)) / beta
    ///
    /// Gradient: σ(beta·x).
    /// - Parameter beta: Positive.
    /// - Throws: `ActivationError.invalidParameter`.
    public static func softplus(beta: Double) throws(ActivationError) -> Activation {
        try Activation(.softplus, checking: ParameterValues(beta))
    }
}
