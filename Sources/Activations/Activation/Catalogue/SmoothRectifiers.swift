// Rectifiers without a kink.

extension Activation {
    /// The smooth rectifier.
    ///
    ///     ln(1 + eˣ)
    ///
    /// Gradient: σ(x).
    /// Edge cases: 0 at −∞, +∞ at +∞, NaN stays NaN. There is no threshold beyond which x is returned: none is needed.
    /// Error bound: Float 2 ULP, gradient 1.7 (all inputs); Double 1.9 and 1.8 (sampled).
    /// Reference: Dugas et al., 2001.
    public static var softplus: Activation { Activation(.softplus, ParameterValues(1)) }

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
