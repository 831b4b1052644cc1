// x Φ(x) = max(x, 0) - |x| Φ(-|x|)
CK_ACTIVATION(gelu, gelu, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "gelu", .aliases = "", .formula = "x * erfc(-x / sqrt(2)) / 2",
    .float32 = {3.8, 3.6}, .float64 = {3.4, 3.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(gelu_forward)(real x, FN(parameters) p) {
    const real a = FN(at_most)(FN(abs)(x), FN(NORMAL_LIMIT));
    const real v = a / (a + FN(NORMAL_CENTRE));
    const real tail = v * FN(normal_numerator)(FN(fma)(2, v, R(-1.0)));
    const real scaled = FN(times_exp_scaled)(tail, FN(exp_of_product)(a, R(-0.5) * a, NOTHING));
    return FN(fma)(scaled, R(-0x1p-64), FN(at_least)(x, 0));
}

// Φ(x) + x φ(x): below 0 e^(-x²/2) (e^(x²/2) Φ(x) + x / √(2π)), above it 1 minus that of -x.
CK_INLINE real FN(gelu_derivative)(real x, FN(parameters) p) {
    const real a = FN(at_most)(FN(abs)(x), FN(NORMAL_LIMIT));
    const real density_low = CK_BITS == 32 ? R(-0x1.857936p-27) : R(-0x1.cbc0d30ebfd15p-56);
    const FN(normal_ratio) r = FN(normal_tail)(a, NOTHING);
    const real tail = r.numerator * r.inverse, factor = FN(fma)(R(-0x1.9884533d43651p-2), a, tail);
    const real exact = FN(fma)(tail, r.rest, FN(fma)(-density_low, a, factor));
    const real scaled = FN(times_exp_scaled)(exact, FN(exp_of_product)(a, R(-0.5) * a, NOTHING));
    return x < 0 ? scaled * R(0x1p-64) : FN(fma)(scaled, R(-0x1p-64), R(1.0));
}
#endif
