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
    public static let relu = Activation(.relu)

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
}
