// Φ(x), the normal distribution: 1 - Φ(-x) above 0.
CK_ACTIVATION(normal_cdf, normalCDF, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "normal_cdf", .aliases = "ndtr", .formula = "erfc(-x / sqrt(2)) / 2",
    .float32 = {2.5, 1.4}, .float64 = {2.2, 1.5})

#ifdef CK_FUNCTIONS
// Φ(-a) as n / d e^(-a²/2), with what the denominator and the quotient lose when they are rounded.
CK_INLINE real FN(normal_cdf_forward)(real x, FN(parameters) p) {
    const real a = FN(at_most)(FN(abs)(x), FN(NORMAL_LIMIT)), n = FN(normal_above)(a), rest = FN(normal_rest)(a);
    const real share = FN(NORMAL_SLOPE) / TAIL_SCALE, start = FN(NORMAL_START);
    const real slope = FN(fma)(n, share, rest), slope_lost = FN(fma)(n, share, rest - slope);
    const real d = FN(fma)(slope, a, start), d_lost = FN(fma)(slope_lost, a, FN(fma)(slope, a, start - d));
    const FN(gaussian) g = FN(gaussian_of)(a, R(0.5), 1);
    const real scaled = FN(times_power_of_two)(n, g.n), inverse = 1 / d, ratio = scaled * inverse;
    const real lost = FN(fma)(-ratio, d_lost, FN(fma)(-ratio, d, scaled));
    const real tail = ratio + FN(fma)(ratio, g.change, lost * inverse * g.value);
    return FN(fma)(tail, x < 0 ? 1 / TAIL_SCALE : -1 / TAIL_SCALE, x < 0 ? R(0.0) : R(1.0));
}

// e^(-x²/2) / √(2π)
CK_INLINE real FN(normal_cdf_derivative)(real x, FN(parameters) p) {
    const real a = FN(at_most)(FN(abs)(x), FN(NORMAL_LIMIT));
    return FN(times_exp_scaled)(R(0x1.9884533d43651p-2), FN(exp_of_product)(a, R(-0.5) * a, NOTHING)) * R(0x1p-64);
}
#endif
