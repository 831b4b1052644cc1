// x for x > 0, a (e^(x/a) - 1) below, which is x while x/a is small. The derivative at 0 is 1.
CK_ACTIVATION(celu, celu, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "celu", .aliases = "", .formula = "x > 0 ? x : alpha * (exp(x / alpha) - 1)",
    .parameter_count = 1,
    .parameters = {{"alpha", 1, -INFINITY, INFINITY, true}},
    .float32 = {1.7, 1.2}, .float64 = {1.9, 1.2})

#ifdef CK_FUNCTIONS
// a (e^(x/a) - 1). What the quotient z leaves of x goes to the sum, in the proportion e^z, where it is not rounded by itself.
// Large powers are scaled in two halves: a small a may hold them back.
CK_INLINE real FN(celu_below)(real x, real alpha) {
    const real low = FN(EXPM1_LOW), high = R(1.98) * FN(EXP_HIGH), z = x * (1 / alpha);
    const real rest = z > low ? z < high ? FN(fma)(-z, alpha, x) : 0 : 0;
    const FN(exponential) e = FN(exp_parts_within)(low, high, z, NOTHING);
    const bool large = z > 44;
    const integer half = large ? e.n >> 1 : 0;
    const real scale = FN(power_of_two)(e.n - half, 0), scaled = alpha * scale;
    const real curved = FN(fma)(scaled, e.fraction, FN(fma)(scale, e.fraction, scale) * rest);
    return (curved + (large ? scaled : scaled - alpha)) * FN(power_of_two)(half, 0);
}

CK_INLINE real FN(celu_forward)(real x, FN(parameters) p) {
    return x >= R(-0x1p-60) * FN(abs)(p.value[0]) ? x : FN(celu_below)(x, p.value[0]);
}

CK_INLINE real FN(celu_derivative)(real x, FN(parameters) p) {
    const real alpha = p.value[0], inverse = 1 / alpha, z = x * inverse;
    return x > 0 ? 1 : FN(exp)(z, FN(fma)(-z, alpha, x) * inverse);
}
#endif
