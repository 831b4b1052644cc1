// Φ(x), the normal distribution: 1 - Φ(-x) above 0.
CK_ACTIVATION(normal_cdf, normalCDF, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "normal_cdf", .aliases = "ndtr", .formula = "erfc(-x / sqrt(2)) / 2",
    .float32 = {3.2, 1.4}, .float64 = {2.8, 1.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(normal_cdf_forward)(real x, FN(parameters) p) {
    const real a = FN(at_most)(FN(abs)(x), FN(NORMAL_LIMIT));
    const FN(normal_ratio) r = FN(normal_tail)(a, NOTHING);
    const FN(exponential) e = FN(exp_of_product)(a, R(-0.5) * a, r.rest);
    const real scaled = FN(times_exp_scaled)(r.numerator * r.inverse, e);
    return x < 0 ? scaled * R(0x1p-64) : FN(fma)(scaled, R(-0x1p-64), R(1.0));
}

// e^(-x²/2) / √(2π)
CK_INLINE real FN(normal_cdf_derivative)(real x, FN(parameters) p) {
    const real a = FN(at_most)(FN(abs)(x), FN(NORMAL_LIMIT));
    return FN(times_exp_scaled)(R(0x1.9884533d43651p-2), FN(exp_of_product)(a, R(-0.5) * a, NOTHING)) * R(0x1p-64);
}
#endif
