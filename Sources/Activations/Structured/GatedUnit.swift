internal import CKernels

/// A gated linear unit: one half of the input goes through an activation and is the gate for the other half, the
/// value.
///
///     f(gate) · value
///
///     let y = try x.applying(.swiglu)                    // the halves along the last axis
///     let y = try GatedUnit.swiglu(gate: g, value: v)    // the halves apart
///
/// The gate is the first half, as in the literature on language models and in ggml, except for ``glu``, where it is
/// the second, as in PyTorch. Every call takes another choice.
///
/// Gradient: upstream · value · f′(gate) for the gate, upstream · f(gate) for the value. Where f is flat the first
/// is 0, whatever the value is.
/// Edge cases: NaN in either half gives NaN, and so does 0 · ∞.
/// Error bound: at most twice that of f, as the product may lie lower in its binade, and half a unit. Where f(gate) is
/// subnormal, its rounding is multiplied. Types of 16 bits are computed in `Float` and rounded once.
/// Reference: Dauphin et al., 2017; Shazeer, 2020.
public struct GatedUnit: Sendable, Hashable {
    /// A half of a tensor along an axis.
    public enum Half: Sendable, Hashable { case first, second }

    /// What the gate goes through.
    public let activation: Activation
    /// The half that is the gate unless a call says otherwise.
    public let usualGate: Half
    /// What gate and value are held by before they meet; 1 is added to the value then.
    let limit: Double?

    /// The unit with that activation for its gate.
    public init(_ activation: Activation, gate: Half = .first) {
        self.init(activation, gate: gate, limit: nil)
    }

    init(_ activation: Activation, gate: Half = .first, limit: Double?) {
        (self.activation, self.usualGate, self.limit) = (activation, gate, limit)
    }

    /// The gated linear unit, a · σ(b).
    public static var glu: GatedUnit { GatedUnit(.sigmoid, gate: .second) }

    /// max(a, 0) · b
    public static var reglu: GatedUnit { GatedUnit(.relu) }

    /// gelu(a) · b
    public static var geglu: GatedUnit { GatedUnit(.gelu) }

    /// gelu(a) · b, with the approximation of GELU by tanh.
    public static var gegluTanh: GatedUnit { GatedUnit(.geluTanh) }

    /// silu(a) · b
    public static var swiglu: GatedUnit { GatedUnit(.silu()) }

    /// The unit of OpenAI's gpt-oss, with its limit of 7.
    ///
    ///     a · σ(1.702a) · (b + 1)        a held at most limit, b within ±limit
    ///
    /// Gradient: 0 where a limit holds a or b, and at the limits.
    /// Their reference takes elements in turns, the first, third and so on for a; here a is the first half.
    public static var swigluOAI: GatedUnit { GatedUnit(.quickGELU, limit: 7) }

    /// The unit of OpenAI's gpt-oss.
    ///
    /// - Parameter limit: Positive.
    /// - Throws: `ActivationError.invalidParameter`.
    public static func swigluOAI(limit: Double) throws(ActivationError) -> GatedUnit {
        guard limit > 0 else {
            throw .invalidParameter(
                activation: "swiglu_oai", parameter: "limit", value: limit, allowed: "at least 0.0 except 0")
        }
        return GatedUnit(.quickGELU, limit: limit)
    }
}
