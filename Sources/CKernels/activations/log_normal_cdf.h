// ln Φ(x): below 0 ln(e^(x²/2) Φ(x)) - x²/2, above it ln(1 - Φ(-x)).
CK_ACTIVATION(log_normal_cdf, logNormalCDF, SMOOTH, FROM_INPUT,
    .name = "log_normal_cdf", .aliases = "log_ndtr", .formula = "log(erfc(-x / sqrt(2)) / 2)",
    .float32 = {0.5, 0.5}, .float64 = {4.2, 3.7})

#ifdef CK_FUNCTIONS
#if CK_BITS == 64
// Far enough for -x to be all of φ(x) / Φ(x) and -x²/2 all of ln Φ(x) below its last place.
#undef FAR
#define FAR 0x1p30

// The logarithm is that of n / d with the denominator d of the tail T: n is T d e^(x²/2) below 0, (1 - T) d above it.
CK_INLINE real FN(log_normal_cdf_forward)(real x, FN(parameters) p) {
    const real a = FN(abs)(x), near = FN(at_most)(a, FN(NORMAL_LIMIT));
    const FN(normal_ratio) r = FN(normal_tail)(FN(at_most)(a, FAR), NOTHING);
    const real d = r.denominator, numerator = FN(fma)(r.numerator, r.rest - r.rounding, r.numerator);
    const real scaled = FN(times_exp_of_product)(numerator, near, near), tail = scaled * R(0x1p-64);
    const real n = x < 0 ? r.numerator : d - tail;
    const integer k = FN(biased_log2_ratio)(n, d);
    const real scale = FN(power_of_two)(EXPONENT_BIAS - k, 0);
    const real difference = x < 0 ? FN(fma)(n, scale, -d) : FN(fma)(-tail, scale, FN(fma)(d, scale, -d));
    const real sum = x < 0 ? FN(fma)(n, scale, d) : FN(fma)(-tail, scale, FN(fma)(d, scale, d));
    // ln(1 - q) = -q (1 + q/2 + q²/3) where the next term is beyond the last place
    const bool few = x > 0 && tail < 0x1p-18;
    const real q = (few ? scaled : difference) / (few ? d : sum), small = q * R(0x1p-64);
    const real logarithm = FN(plus_ln2)(FN(small_integer)(k) - EXPONENT_BIAS, FN(twice_atanh)(q));
    const real result = FN(fma)(x < 0 ? R(-0.5) * a : 0, x < 0 ? a : 0, logarithm);
    const real series = FN(fma)(small * FN(fma)(small, R(0x1.5555555555555p-2), R(0.5)), q, q) * R(-0x1p-64);
    return few ? series : result;
}

// φ(x) / Φ(x). Far below 0 it is -x.
CK_INLINE real FN(log_normal_cdf_derivative)(real x, FN(parameters) p) {
    const real a = FN(abs)(x), near = FN(at_most)(a, FN(NORMAL_LIMIT));
    const FN(normal_ratio) r = FN(normal_tail)(FN(at_most)(a, FAR), NOTHING);
    const real e = FN(times_exp_of_product)(R(1.0), near, near), density = R(0x1.9884533d43651p-2) * r.denominator;
    const real above = FN(fma)(r.numerator * e, R(-0x1p-64), r.denominator);
    const real slope = (x < 0 ? density : density * e) / (x < 0 ? r.numerator : above);
    const real exact = x < 0 ? FN(fma)(slope, r.rounding - r.rest, slope) : slope * R(0x1p-64);
    return FN(at_least)(exact, x < 0 ? a : 0);
}
#else
// In double: the roundings of the tail, the ratio and the logarithm would add up to more than 4 ULP of float.
CK_INLINE real FN(log_normal_cdf_forward)(real x, FN(parameters) p) {
    return (real)log_normal_cdf_forward_f64(x, (parameters_f64){{0}});
}

CK_INLINE real FN(log_normal_cdf_derivative)(real x, FN(parameters) p) {
    return (real)log_normal_cdf_derivative_f64(x, (parameters_f64){{0}});
}
#endif
#endif
