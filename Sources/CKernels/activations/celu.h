// x for x > 0, a (e^(x/a) - 1) below, which is x while x/a is small. The derivative at 0 is 1.
CK_ACTIVATION(celu, celu, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "celu", .aliases = "", .formula = "x > 0 ? x : alpha * (exp(x / alpha) - 1)",
    .parameter_count = 1,
    .parameters = {{"alpha", 1, -INFINITY, INFINITY, true}},
    .float32 = {2.5, 1.2}, .float64 = {2.5, 1.1})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(celu_forward)(real x, FN(parameters) p) {
    const real alpha = p.value[0], inverse = 1 / alpha, z = x * inverse;
    const real below = FN(times_expm1_large)(alpha, z, FN(fma)(-z, alpha, x) * inverse);
    return x >= R(-0x1p-60) * FN(abs)(alpha) ? x : below;
}

CK_INLINE real FN(celu_derivative)(real x, FN(parameters) p) {
    const real alpha = p.value[0], inverse = 1 / alpha, z = x * inverse;
    return x > 0 ? 1 : FN(exp)(z, FN(fma)(-z, alpha, x) * inverse);
}
#endif
