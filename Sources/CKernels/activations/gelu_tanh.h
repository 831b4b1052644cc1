// x σ(z), z = 2 √(2/π) (x + 0.044715 x³): GELU with tanh in place of erf.
CK_ACTIVATION(gelu_tanh, geluTanh, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "gelu_tanh", .aliases = "gelu_new,gelu_pytorch_tanh",
    .formula = "0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))",
    .float32 = {2, 1.8}, .float64 = {1.9, 2.2})

#ifdef CK_FUNCTIONS
typedef struct {
    real hi, lo;     // z
    real most, low;  // 1 - x z′ = most - low
} FN(gelu_tanh_gate);

// z = x (A + B x²). The high part of A ends where A - (A + B x²) is exact.
CK_INLINE FN(gelu_tanh_gate) FN(gelu_tanh_gate_at)(real x) {
#if CK_BITS == 32
    const real a_high = 0x1.98846p0f, a_low = -0x1.985794p-21f;
    const real b_high = 0x1.2444f2p-4f, b_low = 0x1.49b16ap-29f;
#else
    const real a_high = 0x1.9884533d4366p0, a_low = -0x1.ee5e069875fe9p-49;
    const real b_high = 0x1.2444f2a4d8b4bp-4, b_low = -0x1.6c843a29d1c7p-61;
#endif
    const real square = x * x, square_low = FN(fma)(x, x, -square);
    const real factor = FN(fma)(square, b_high, a_high);
    const real cubic = factor - a_high, rest = FN(fma)(square, b_high, -cubic);
    const real factor_low = rest + FN(fma)(square_low, b_high, FN(fma)(square, b_low, a_low));
    const real hi = x * factor;
    const real lo = FN(fma)(x, factor_low, FN(fma)(x, factor, -hi));
    // x z′ = z + 2 B x³. What the rounding of most lost goes into its low part.
    const real most = FN(fma)(-2 * x, cubic, 1 - hi), lost = FN(fma)(2 * x, cubic, most - (1 - hi));
    return (FN(gelu_tanh_gate)){hi, lo, most, FN(fma)(2 * x, factor_low - a_low, lost + lo)};
}

CK_INLINE real FN(gelu_tanh_forward)(real x, FN(parameters) p) {
    const FN(gelu_tanh_gate) z = FN(gelu_tanh_gate_at)(x);
    return FN(gated)(x, z.hi, z.lo);
}

CK_INLINE real FN(gelu_tanh_derivative)(real x, FN(parameters) p) {
    const real limit = CK_BITS == 32 ? R(11.5) : R(21.65);  // z is 127 or 759 there
    const FN(gelu_tanh_gate) z = FN(gelu_tanh_gate_at)(FN(at_most)(FN(abs)(x), limit));
    return FN(gated_slope)(z.hi, z.lo, z.most, (1 - z.most) + z.low, z.low, x < 0);
}
#endif
