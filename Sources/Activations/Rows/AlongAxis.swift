/// A function of the elements along an axis, or along several axes as if they were one.
///
///     let p = try scores.applying(.softmax, axis: -1, SoftmaxOptions(temperature: 2, isCausal: true))
///     let dx = try AlongAxis.softmax.gradient(fromOutput: p, upstream: dp)
///
/// A NaN makes its row NaN, and no other. What becomes of rows that are −∞ everywhere, or masked,
/// `SoftmaxOptions.fullyMasked` says.
public enum AlongAxis: Sendable, Hashable, CaseIterable {
    /// e^xᵢ / Σⱼ e^xⱼ. Entries that are +∞ share the whole equally.
    case softmax
    /// xᵢ − ln Σⱼ e^xⱼ. The largest class keeps its digits however far ahead it is.
    case logSoftmax
    /// The softmax of −x.
    case softmin
    /// 1 at the first largest element, 0 elsewhere. Its gradient is 0.
    case hardmax
    /// The distribution closest to x: max(xᵢ − τ, 0), τ such that they sum to 1. Martins & Astudillo, 2016.
    case sparsemax
    /// Between softmax and sparsemax: max(xᵢ/2 − τ, 0)², τ such that they sum to 1. Peters, Niculae & Martins, 2019.
    case entmax15
    /// e^xᵢ / (1 + Σⱼ e^xⱼ): a softmax that may leave a rest. A row of −∞ gives 0.
    case softmax1
    /// ln Σⱼ e^xⱼ, one number for a row. −∞ over nothing.
    case logSumExp

    /// Whether a row gives one number.
    var reduces: Bool { self == .logSumExp }
}

/// How a softmax and its kin take their elements.
public struct SoftmaxOptions<Scalar: ActivationScalar>: Sendable {
    /// What the elements are divided by before anything else; neither 0 nor NaN.
    public var temperature: Double
    /// What is added to the elements, or which of them count.
    public var mask: Mask?
    /// Whether an element along the last axis counts only up to its place along the axis before: queries × keys.
    public var isCausal: Bool
    public var fullyMasked: FullyMasked

    /// A tensor whose shape is the input's, or repeats to it as in NumPy: axes are matched from the last, and those of
    /// length 1 repeat.
    public enum Mask: Sendable {
        /// Added to the elements: 0 keeps, −∞ masks.
        case additive(Tensor<Scalar>)
        /// Elements count where it is true.
        case keeping(Tensor<Bool>)
    }

    /// What a row without any mass gives: one that is masked or −∞ everywhere.
    public enum FullyMasked: Sendable, Hashable {
        /// NaN, as in PyTorch and JAX.
        case nan
        /// No mass: 0, and −∞ for its logarithm.
        case zero
        /// The same for each element.
        case uniform
    }

    public init(
        temperature: Double = 1, mask: Mask? = nil, isCausal: Bool = false, fullyMasked: FullyMasked = .nan
    ) {
        self.temperature = temperature
        self.mask = mask
        self.isCausal = isCausal
        self.fullyMasked = fullyMasked
    }

    /// Whether they leave everything as it is.
    var isDefault: Bool { temperature == 1 && mask == nil && !isCausal && fullyMasked == .nan }
}
