/// A gated linear unit: one half of the input goes through an activation and is the gate for the other half, the value.
///
///     f(gate) · value
///
///     let y = try x.applying(.swiglu)                    // the halves along the last axis
///     let y = try GatedUnit.swiglu(gate: g, value: v)    // the halves apart
///
/// The gate is the first half, as in the literature on language models and in ggml, except for ``glu``, where it is the
/// second, as in PyTorch. Every call takes another choice.
///
/// Gradient: upstream · value · f′(gate) for the gate, upstream · f(gate) for the value. Where f is flat the first is 0,
/// whatever the value is.
/// Edge cases: NaN in either half gives NaN, and so does 0 · ∞.
/// Error bound: that of f and half a unit for the product. Where f(gate) is subnormal, its rounding is multiplied.
/// Reference: Dauphin et al., 2017; Shazeer, 2020.
public struct GatedUnit: Sendable, Hashable {
    /// A half of a tensor along an axis.
    public enum Half: Sendable, Hashable { case first, second }

    /// What the gate goes through.
    public let activation: Activation
    /// The half that is the gate unless a call says otherwise.
    public let usualGate: Half
    let clamp: Clamp?

    /// The unit with that activation for its gate.
    public init(_ activation: Activation, gate: Half = .first) {
        self.init(activation, gate: gate, clamp: nil)
    }

    init(_ activation: Activation, gate: Half, clamp: Clamp?) {
        (self.activation, self.usualGate, self.clamp) = (activation, gate, clamp)
    }

    /// The gated linear unit, a · σ(b).
    public static let glu = GatedUnit(.sigmoid, gate: .second)

    /// max(a, 0) · b
    public static let reglu = GatedUnit(.relu)
}
