// The normal distribution, the error functions, and the GELU that is made of them.

extension Activation {
    /// The error function: the probability that a normal number of variance ½ is less than x away from 0.
    ///
    ///     2/√π · ∫₀ˣ e^(−t²) dt
    ///
    /// Gradient: 2/√π · e^(−x²).
    /// Edge cases: ±1 at ±∞, ±0 at ±0, NaN stays NaN.
    /// Error bound: Float 1.8 ULP, gradient 1.9 (all inputs); Double 1.8 and 1.4 (sampled).
    public static var erf: Activation { Activation(.erf) }

    /// The complement of the error function.
    ///
    ///     1 − erf x
    ///
    /// Gradient: −2/√π · e^(−x²).
    /// Edge cases: 2 at −∞, 0 at +∞, NaN stays NaN. Results go down to the smallest subnormal number.
    /// Error bound: Float 3.4 ULP, gradient 1.9 (all inputs); Double 3.3 and 1.4 (sampled).
    public static var erfc: Activation { Activation(.erfc) }

    /// The cumulative normal distribution, also known as Φ.
    ///
    ///     erfc(−x/√2) / 2
    ///
    /// Gradient: φ(x) = e^(−x²/2) / √(2π).
    /// Edge cases: 0 at −∞, 1 at +∞, NaN stays NaN. Results go down to the smallest subnormal number.
    /// Error bound: Float 2 ULP, gradient 1.4 (all inputs); Double 1.9 and 1.5 (sampled).
    public static var normalCDF: Activation { Activation(.normalCDF) }

    /// The logarithm of the cumulative normal distribution.
    ///
    ///     ln Φ(x)
    ///
    /// Gradient: φ(x) / Φ(x), which comes close to −x far below 0.
    /// Edge cases: −∞ at −∞, −0 at +∞, NaN stays NaN. The tail, −x²/2 − ln(−x·√(2π)), overflows only where it passes
    /// the largest number.
    /// Error bound: Float 3.9 ULP, gradient 3.7 (all inputs); Double 3.8 and 3.9 (sampled).
    public static var logNormalCDF: Activation { Activation(.logNormalCDF) }

    /// The Gaussian error linear unit, by the error function. Its tanh approximation is another activation.
    ///
    ///     x · Φ(x) = x/2 · erfc(−x/√2)
    ///
    /// Gradient: Φ(x) + x·φ(x).
    /// Edge cases: 0 of either sign at −∞, +∞ at +∞, ±0 at ±0, NaN stays NaN. The negative tail goes down to the
    /// smallest subnormal number, and nothing overflows.
    /// Error bound: Float 3.8 ULP, gradient 3.8 (all inputs); Double 3.6 and 3.8 (sampled).
    /// Reference: Hendrycks and Gimpel, 2016. GELU is this one in PyTorch, ONNX and MLX, the approximation in JAX, ggml
    /// and keras.ops.
    public static var gelu: Activation { Activation(.gelu) }
}
