// Functions that pass one side and hold back the other.

extension Activation {
    /// The rectifier.
    ///
    ///     max(x, 0)
    ///
    /// Gradient: 1 for x > 0, else 0; at 0 it is 0.
    /// Edge cases: NaN stays NaN; +∞ gives +∞, −∞ gives 0.
    /// Error bound: Float 0 ULP, gradient 0 (all inputs); Double 0 and 0 (sampled).
    /// Reference: Nair & Hinton, 2010.
    public static var relu: Activation { Activation(.relu) }

    /// The rectifier with a slope on the negative side.
    ///
    ///     x ≥ 0 ? x : negativeSlope · x
    ///
    /// Gradient: 1 for x > 0, else negativeSlope; at 0 it is negativeSlope.
    /// Edge cases: NaN stays NaN.
    /// Error bound: Float 0.5 ULP, gradient 0 (all inputs); Double 0.5 and 0 (sampled).
    /// - Parameter negativeSlope: 0.01 unless given, as in PyTorch, JAX, ONNX and MLX; keras.ops and TensorFlow take 0.2,
    ///   keras.layers 0.3.
    /// Reference: Maas, Hannun & Ng, 2013.
    public static func leakyReLU(negativeSlope: Double = 0.01) -> Activation {
        Activation(.leakyReLU, ParameterValues(negativeSlope))
    }

    /// The rectifier that stops at 6.
    ///
    ///     min(max(x, 0), 6)
    ///
    /// Gradient: 1 for 0 < x < 6, else 0; at 0 and at 6 it is 0.
    /// Edge cases: NaN stays NaN; +∞ gives 6, −∞ gives 0.
    /// Error bound: Float 0 ULP, gradient 0 (all inputs); Double 0 and 0 (sampled).
    /// Reference: Krizhevsky, 2010.
    public static var relu6: Activation { Activation(.relu6) }

    /// The square of the rectifier.
    ///
    ///     max(x, 0)²
    ///
    /// Gradient: 2·max(x, 0); at 0 it is 0.
    /// Edge cases: NaN stays NaN; +∞ gives +∞, −∞ gives 0.
    /// Error bound: Float 0.5 ULP, gradient 0 (all inputs); Double 0.5 and 0 (sampled).
    /// Reference: So et al., 2021.
    public static var squaredReLU: Activation { Activation(.squaredReLU) }

    /// The identity above a threshold, 0 elsewhere.
    ///
    ///     x > theta ? x : 0
    ///
    /// Gradient: 1 for x > theta, else 0; at theta it is 0.
    /// Edge cases: NaN stays NaN; +∞ gives +∞, −∞ gives 0.
    /// Error bound: Float 0 ULP, gradient 0 (all inputs); Double 0 and 0 (sampled).
    /// - Parameter theta: 1 unless given.
    /// Reference: Konda, Memisevic & Krueger, 2014.
    public static func thresholdedReLU(theta: Double = 1) -> Activation {
        Activation(.thresholdedReLU, ParameterValues(theta))
    }

    /// The identity above a threshold, a constant elsewhere.
    ///
    ///     x > threshold ? x : value
    ///
    /// Gradient: 1 for x > threshold, else 0; at the threshold it is 0.
    /// Edge cases: NaN stays NaN; +∞ gives +∞, −∞ gives value.
    /// Error bound: Float 0 ULP, gradient 0 (all inputs); Double 0 and 0 (sampled).
    /// - Parameters:
    ///   - threshold: 0 unless given.
    ///   - value: The constant, 0 unless given.
    public static func threshold(_ threshold: Double = 0, value: Double = 0) -> Activation {
        Activation(.threshold, ParameterValues(threshold, value))
    }

    /// The squared rectifier, scaled and shifted to mean 0 and variance 1 for normally distributed inputs.
    ///
    ///     scale · max(x, 0)² + bias
    ///
    /// Gradient: 2·scale·max(x, 0); at 0 it is 0.
    /// Edge cases: NaN stays NaN; at +∞ it is ∞ with the sign of scale, at −∞ bias. Where both terms cancel, the bound
    /// is in the ULP of the larger.
    /// Error bound: Float 1 ULP, gradient 0.5 (all inputs); Double 1 and 0.5 (sampled).
    /// - Parameters:
    ///   - scale: 0.8944 unless given.
    ///   - bias: −0.4472 unless given.
    /// Reference: Yu et al., 2022.
    public static func starReLU(scale: Double = 0.8944, bias: Double = -0.4472) -> Activation {
        Activation(.starReLU, ParameterValues(scale, bias))
    }
}
