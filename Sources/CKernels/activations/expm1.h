// e^x - 1
CK_ACTIVATION(expm1, expm1, SMOOTH, FROM_OUTPUT, BY_ARITHMETIC,
    .name = "expm1", .aliases = "", .formula = "exp(x) - 1",
    .float32 = {1.5, 1.1}, .float64 = {1.9, 1})

#ifdef CK_FUNCTIONS
// Large powers are scaled in two halves: the largest scale alone would overflow.
CK_INLINE real FN(expm1_forward)(real x, FN(parameters) p) {
    const FN(exponential) e = FN(exp_parts_within)(FN(EXPM1_LOW), R(1.98) * FN(EXP_HIGH), x, NOTHING);
    const bool large = x > 44;
    const integer half = large ? e.n >> 1 : 0;
    const real scale = FN(power_of_two)(e.n - half, 0);
    const real result = FN(fma)(scale, e.fraction, large ? scale : scale - 1) * FN(power_of_two)(half, 0);
    return FN(with_sign_of)(result, x);
}

CK_INLINE real FN(expm1_derivative)(real x, FN(parameters) p) { return FN(exp)(x, NOTHING); }

CK_INLINE real FN(expm1_derivative_from_output)(real y, FN(parameters) p) { return y + 1; }
#endif
