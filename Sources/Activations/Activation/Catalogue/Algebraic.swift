// Functions made of quotients and square roots.

extension Activation {
    /// The sigmoid without an exponential.
    ///
    ///     x / (1 + |x|)
    ///
    /// Gradient: 1 / (1 + |x|)².
    /// Edge cases: ±0 at ±0, ±1 at ±∞, NaN stays NaN.
    /// Error bound: Float 1.5 ULP, gradient 1.5 (all inputs); Double 1.5 and 1.5 (sampled).
    /// Reference: Turian, Bergstra & Bengio, 2009.
    public static var softsign: Activation { Activation(.softsign) }

    /// The inverse square root unit.
    ///
    ///     x / √(1 + x²)
    ///
    /// Gradient: (1 + x²)^(−3/2).
    /// Edge cases: ±0 at ±0, ±1 at ±∞, NaN stays NaN. x² does not overflow.
    /// Error bound: Float 2 ULP, gradient 1.5 (all inputs); Double 2 and 1.5 (sampled).
    /// Reference: Carlile et al., 2017.
    public static var isru: Activation { Activation(.isru, ParameterValues(1)) }

    /// The inverse square root unit that ends at ±1/√alpha.
    ///
    ///     x / √(1 + alpha · x²)
    ///
    /// Gradient: (1 + alpha·x²)^(−3/2).
    /// - Parameter alpha: At least 0. With 0 it is the identity.
    /// - Throws: `ActivationError.invalidParameter`.
    public static func isru(alpha: Double) throws(ActivationError) -> Activation {
        try Activation(.isru, checking: ParameterValues(alpha))
    }

    /// The inverse square root linear unit.
    ///
    ///     x ≥ 0 ? x : x / √(1 + x²)
    ///
    /// Gradient: 1 for x ≥ 0, else (1 + x²)^(−3/2); at 0 it is 1.
    /// Edge cases: −1 at −∞, +∞ at +∞, NaN stays NaN. x² does not overflow.
    /// Error bound: Float 2 ULP, gradient 1.5 (all inputs); Double 2 and 1.5 (sampled).
    /// Reference: Carlile et al., 2017.
    public static var isrlu: Activation { Activation(.isrlu, ParameterValues(1)) }

    /// The inverse square root linear unit that ends at −1/√alpha.
    ///
    ///     x ≥ 0 ? x : x / √(1 + alpha · x²)
    ///
    /// Gradient: 1 for x ≥ 0, else (1 + alpha·x²)^(−3/2); at 0 it is 1.
    /// - Parameter alpha: At least 0. With 0 it is the identity.
    /// - Throws: `ActivationError.invalidParameter`.
    public static func isrlu(alpha: Double) throws(ActivationError) -> Activation {
        try Activation(.isrlu, checking: ParameterValues(alpha))
    }

    /// The smooth rectifier without an exponential.
    ///
    ///     (x + √(x² + 4)) / 2
    ///
    /// Gradient: (1 + x / √(x² + 4)) / 2.
    /// Edge cases: 0 at −∞, +∞ at +∞, NaN stays NaN. Nothing cancels on the left, and x² does not overflow.
    /// Error bound: Float 2.8 ULP, gradient 2.6 (all inputs); Double 2.8 and 2.6 (sampled).
    /// Reference: Barron, 2021.
    public static var squareplus: Activation { Activation(.squareplus, ParameterValues(4)) }

    /// The smooth rectifier without an exponential, sharper as b falls.
    ///
    ///     (x + √(x² + b)) / 2
    ///
    /// Gradient: (1 + x / √(x² + b)) / 2.
    /// - Parameter b: At least 0. With 0 it is the rectifier, whose gradient at 0 is 0.
    /// - Throws: `ActivationError.invalidParameter`.
    public static func squareplus(b: Double) throws(ActivationError) -> Activation {
        try Activation(.squareplus, checking: ParameterValues(b))
    }

    /// The magnitude.
    ///
    ///     |x|
    ///
    /// Gradient: 1 for x > 0, −1 for x < 0; at 0 it is 0.
    /// Edge cases: +0 at ±0, +∞ at ±∞, NaN stays NaN.
    /// Error bound: Float 0 ULP, gradient 0 (all inputs); Double 0 and 0 (sampled).
    public static var abs: Activation { Activation(.abs) }

    /// The square.
    ///
    ///     x²
    ///
    /// Gradient: 2x.
    /// Edge cases: +0 at ±0, +∞ at ±∞, NaN stays NaN.
    /// Error bound: Float 0.5 ULP, gradient 0 (all inputs); Double 0.5 and 0 (sampled).
    public static var square: Activation { Activation(.square) }

    /// The square root.
    ///
    ///     √x
    ///
    /// Gradient: 1 / (2√x).
    /// Edge cases: ±0 at ±0 with an infinite gradient, NaN below 0, +∞ at +∞, NaN stays NaN.
    /// Error bound: Float 0.5 ULP, gradient 1.5 (all inputs); Double 0.5 and 1.5 (sampled).
    public static var sqrt: Activation { Activation(.sqrt) }

    /// The reciprocal.
    ///
    ///     1 / x
    ///
    /// Gradient: −1 / x².
    /// Edge cases: ±∞ at ±0, ±0 at ±∞, NaN stays NaN.
    /// Error bound: Float 0.5 ULP, gradient 2 (all inputs); Double 0.5 and 2 (sampled).
    public static var reciprocal: Activation { Activation(.reciprocal) }
}
