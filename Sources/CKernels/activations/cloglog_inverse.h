// 1 - e^(-e^x)
CK_ACTIVATION(cloglog_inverse, cloglogInverse, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "cloglog_inverse", .aliases = "", .formula = "1 - exp(-exp(x))",
    .float32 = {1.7, 2.4}, .float64 = {1.9, 1.6})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(cloglog_inverse_forward)(real x, FN(parameters) p) {
    const FN(exponential) e = FN(exp_parts)(FN(at_most)(FN(at_least)(x, FN(EXP_LOW)), 4), NOTHING);
    const real scale = FN(power_of_two)(e.n, 64), scaled = FN(exp_scaled)(e, 64);
    const real hi = scaled * R(0x1p-64), lo = FN(fma)(e.fraction, scale, scale - scaled) * R(0x1p-64);
    return FN(times_expm1)(-1, FN(exp_parts)(-hi, -lo));
}

CK_INLINE real FN(cloglog_inverse_derivative)(real x, FN(parameters) p) { return FN(exp_minus_exp)(x); }
#endif
