// Φ(x), the normal distribution: 1 - Φ(-x) above 0.
CK_ACTIVATION(normal_cdf, normalCDF, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "normal_cdf", .aliases = "ndtr", .formula = "erfc(-x / sqrt(2)) / 2",
    .float32 = {2, 1.4}, .float64 = {1.9, 1.5})

#ifdef CK_FUNCTIONS
// For float N and M of normal.h with a degree more. Relative error 2^-29.8: scripts/rational-coefficients.py.
#undef NORMAL_CDF_SLOPE
#undef NORMAL_CDF_START
#define NORMAL_CDF_SLOPE (CK_BITS == 32 ? R(0x1.40d932p1) : R(0x1.40d931ff62706p1))
#define NORMAL_CDF_START (CK_BITS == 32 ? R(0x1.98p0) : R(0x1.8p0))
CK_INLINE real FN(normal_cdf_above)(real a) {
#if CK_BITS == 32
    real q = TAIL_SCALE * 0x1.01244ep-9f;
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.824aep-6f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.151bp-3f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.cc12aap-2f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.ba1042p-1f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.98p-1f);
    return q;
#else
    return FN(normal_above)(a);
#endif
}

CK_INLINE real FN(normal_cdf_rest)(real a) {
#if CK_BITS == 32
    real q = 0x1.424ff4p-8f;
    q = FN(fma)(q, a, 0x1.e3f05p-5f);
    q = FN(fma)(q, a, 0x1.51cb7ep-2f);
    q = FN(fma)(q, a, 0x1.003f8cp0f);
    return q;
#else
    return FN(normal_rest)(a);
#endif
}

// Φ(-a) as n / d e^(-a²/2), with what the denominator and the quotient lose when they are rounded. -a²/2 = k ln 2 + high + low,
// and e^(high + low) = 1 + high + curved: of high only the square was rounded.
CK_INLINE real FN(normal_cdf_forward)(real x, FN(parameters) p) {
#if CK_BITS == 32
    const real ln2_high = 0x1.62e4p-1f, ln2_low = 0x1.7f7d1cp-20f;
#else
    const real ln2_high = 0x1.62e42fefa38p-1, ln2_low = 0x1.ef35793c7673p-45;
#endif
    const real a = FN(at_most)(FN(abs)(x), FN(NORMAL_LIMIT)), n = FN(normal_cdf_above)(a), rest = FN(normal_cdf_rest)(a);
    const real share = NORMAL_CDF_SLOPE / TAIL_SCALE, start = NORMAL_CDF_START;
    const real slope = FN(fma)(n, share, rest), slope_lost = FN(fma)(n, share, rest - slope);
    const real d = FN(fma)(slope, a, start), d_lost = FN(fma)(slope_lost, a, FN(fma)(slope, a, start - d));
    const real b = R(-0.5) * a, shifted = FN(fma)(a * b, R(0x1.71547652b82fep0), SHIFTER), steps = shifted - SHIFTER;
    const real high = FN(fma)(a, b, steps * -ln2_high), low = steps * -ln2_low, r = high + low;
    const real curved = FN(fma)(r * r, FN(exp_curvature)(r), low);
    const real scaled = FN(times_power_of_two)(n, FN(bits)(shifted)), inverse = 1 / d, ratio = scaled * inverse;
    const real lost = FN(fma)(-ratio, d_lost, FN(fma)(-ratio, d, scaled)) * inverse;
    const real tail = ratio + FN(fma)(ratio, high, FN(fma)(ratio, curved, FN(fma)(lost, r, lost)));
    return FN(fma)(tail, x < 0 ? 1 / TAIL_SCALE : -1 / TAIL_SCALE, x < 0 ? R(0.0) : R(1.0));
}

// e^(-x²/2) / √(2π)
CK_INLINE real FN(normal_cdf_derivative)(real x, FN(parameters) p) {
    const real a = FN(at_most)(FN(abs)(x), FN(NORMAL_LIMIT));
    return FN(times_exp_scaled)(R(0x1.9884533d43651p-2), FN(exp_of_product)(a, R(-0.5) * a, NOTHING)) * R(0x1p-64);
}
#endif
