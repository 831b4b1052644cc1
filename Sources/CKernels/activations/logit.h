// ln(p / (1 - p)), odd about ½: with w the smaller of p and 1 - p (both exact), ±ln(w / (1 - w)). With scale = 2^-k it is
// k ln 2 + ln(scale w / (1 - w)), and the difference and the sum of scale w and 1 - w are rounded once each.
CK_ACTIVATION(logit, logit, FLAT, FROM_INPUT, BY_ARITHMETIC,
    .name = "logit", .aliases = "", .formula = "log(x / (1 - x)), x clamped to [eps, 1 - eps] if eps > 0",
    .parameter_count = 1,
    .parameters = {{"eps", 0, 0, 0.5}},
    .float32 = {1.9, 1.5}, .float64 = {2.2, 1.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(logit_forward)(real x, FN(parameters) p) {
    const real w = FN(at_least)(x <= R(0.5) ? x : 1 - x, p.value[0] > 0 ? p.value[0] : -INFINITY);
    const bool subnormal = w < (CK_BITS == 32 ? 0x1p-126 : 0x1p-1022);
    const real normal = subnormal ? w * R(0x1p64) : w;
    const integer k = FN(biased_log2_ratio)(normal, 1 - w);
    const real scale = FN(power_of_two)(EXPONENT_BIAS - k, 0);
    const real difference = FN(fma)(normal, w < 0 ? NAN : scale + 1, R(-1.0)), sum = FN(fma)(normal, scale - 1, R(1.0));
    const real exponent = FN(from_bits)(FN(bits)(SHIFTER) + k) - (SHIFTER + (subnormal ? EXPONENT_BIAS + 64 : EXPONENT_BIAS));
    const real magnitude = FN(log_of_ratio)(exponent, difference, sum);
    const real result = w == 0 ? -INFINITY : magnitude;
    return x <= R(0.5) ? result : -result;
}

// 1 / (x (1 - x)), +∞ at -0 too; 0 where the clamp holds x
CK_INLINE real FN(logit_derivative)(real x, FN(parameters) p) {
    const real w = x <= R(0.5) ? x : 1 - x, complement = 1 - w, lost = (1 - complement) - w;
    const real derivative = 1 / FN(abs)(FN(fma)(w, complement, w * lost));
    const real outside = p.value[0] > 0 ? 0 : NAN;
    return w >= p.value[0] ? derivative : w < p.value[0] ? outside : w;
}
#endif
