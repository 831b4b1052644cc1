// Inputs times a gate of themselves: x σ(z), z odd in x.

extension Activation {
    /// The sigmoid-weighted linear unit, also called swish.
    ///
    ///     x / (1 + e^(−beta·x))
    ///
    /// Gradient: σ(z) + z·σ(z)·σ(−z), z = beta·x.
    /// Edge cases: a zero at −∞, +∞ at +∞ (the other way round for a negative beta), NaN stays NaN. The tail goes down to the
    /// smallest subnormal number.
    /// Error bound: Float 1.9 ULP, gradient 3.8 (all inputs); Double 1.8 and 3.7 (sampled).
    /// A beta close to 0 is outside what was proven: with 0.01 the gradient is off by 11.5 ULP near its inner zero.
    /// - Parameter beta: The slope of the gate, 1 unless given. With 0 it is x/2.
    /// Reference: Elfwing, Uchibe & Doya, 2017; Ramachandran, Zoph & Le, 2017 (swish).
    public static func silu(beta: Double = 1) -> Activation {
        Activation(.silu, ParameterValues(beta))
    }

    /// The approximation of GELU by a logistic gate.
    ///
    ///     x / (1 + e^(−1.702·x))
    ///
    /// Gradient: σ(z) + z·σ(z)·σ(−z), z = 1.702·x.
    /// Edge cases: a zero at −∞, +∞ at +∞, NaN stays NaN. The tail goes down to the smallest subnormal number.
    /// Error bound: Float 2 ULP, gradient 1.9 (all inputs); Double 1.9 and 2.1 (sampled).
    /// Reference: Hendrycks & Gimpel, 2016.
    public static var quickGELU: Activation { Activation(.quickGELU) }

    /// The approximation of GELU by tanh: what JAX, ggml and keras.ops call GELU; PyTorch's `approximate="tanh"`.
    ///
    ///     x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³)))
    ///
    /// Gradient: σ(z) + x·z′·σ(z)·σ(−z), z = 2·√(2/π)·(x + 0.044715·x³); its own, not that of GELU.
    /// Edge cases: a zero at −∞, +∞ at +∞, NaN stays NaN. The tail goes down to the smallest subnormal number.
    /// Error bound: Float 2 ULP, gradient 1.8 (all inputs); Double 1.9 and 2.2 (sampled).
    /// Reference: Hendrycks & Gimpel, 2016.
    public static var geluTanh: Activation { Activation(.geluTanh) }
}
