// Lines on one side, exponentials on the other.

extension Activation {
    /// The exponential linear unit.
    ///
    ///     x > 0 ? x : alpha · (eˣ − 1)
    ///
    /// Gradient: 1 for x > 0, else alpha·eˣ; at 0 it is alpha.
    /// Edge cases: −alpha at −∞, +∞ at +∞, NaN stays NaN. Small negative numbers keep their digits.
    /// Error bound: Float 1.7 ULP, gradient 1.8 (all inputs); Double 1.9 and 1.7 (sampled).
    /// - Parameter alpha: 1 unless given.
    /// Reference: Clevert, Unterthiner & Hochreiter, 2016.
    public static func elu(alpha: Double = 1) -> Activation {
        Activation(.elu, ParameterValues(alpha))
    }

    /// The exponential linear unit whose derivative is continuous, with alpha 1.
    ///
    ///     x > 0 ? x : eˣ − 1
    ///
    /// Gradient: 1 for x > 0, else eˣ; at 0 it is 1.
    /// Edge cases: −1 at −∞, +∞ at +∞, NaN stays NaN.
    /// Error bound: Float 1.7 ULP, gradient 1.2 (all inputs); Double 1.9 and 1.2 (sampled).
    /// Reference: Barron, 2017.
    public static var celu: Activation { Activation(.celu, ParameterValues(1)) }

    /// The exponential linear unit whose derivative is continuous.
    ///
    ///     x > 0 ? x : alpha · (e^(x/alpha) − 1)
    ///
    /// Gradient: 1 for x > 0, else e^(x/alpha); at 0 it is 1.
    /// - Parameter alpha: Not 0.
    /// - Throws: `ActivationError.invalidParameter`.
    public static func celu(alpha: Double) throws(ActivationError) -> Activation {
        try Activation(.celu, checking: ParameterValues(alpha))
    }

    /// The scaled exponential linear unit of self-normalising networks.
    ///
    ///     λ · (x > 0 ? x : α · (eˣ − 1)),  λ = 1.0507009873554804934…, α = 1.6732632423543772848…
    ///
    /// Gradient: λ for x > 0, else λα·eˣ; at 0 it is λα.
    /// Edge cases: −λα at −∞, +∞ at +∞, NaN stays NaN.
    /// Error bound: Float 2 ULP, gradient 1.9 (all inputs); Double 1.9 and 1.7 (sampled).
    /// Reference: Klambauer et al., 2017.
    public static var selu: Activation { Activation(.selu) }

    /// A parabola for positive numbers, an expanded exponential linear unit for the others.
    ///
    ///     x > 0 ? alphaP · x² + beta · x : alphaN · (e^min(x, eps) − 1 − x) + beta · x
    ///
    /// Gradient: 2·alphaP·x + beta for x > 0, else alphaN·(eˣ − 1) + beta; from eps to 0 it is beta − alphaN.
    /// Edge cases: ±∞ give what the larger power tends to, NaN stays NaN. It jumps at 0 by alphaN·(e^eps − 1).
    /// Error bound: Float 3.3 ULP, gradient 2 (all inputs); Double 3.2 and 2 (sampled).
    /// - Parameters:
    ///   - alphaP: The curvature of the positive side, 0.8 unless given.
    ///   - alphaN: The weight of the exponential, 0.8 unless given.
    ///   - beta: The slope on either side, 0.5 unless given.
    ///   - eps: The largest argument of the exponential, −10⁻⁶ unless given.
    /// Reference: Huang & Schlag, 2025.
    public static func xielu(
        alphaP: Double = 0.8, alphaN: Double = 0.8, beta: Double = 0.5, eps: Double = -1e-6
    ) -> Activation {
        Activation(.xielu, ParameterValues(alphaP, alphaN, beta, eps))
    }
}
