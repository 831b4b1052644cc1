// x for x > 0, a (e^x - 1) below. The derivative at 0 is a.
CK_ACTIVATION(elu, elu, FLAT, FROM_INPUT, BY_ARITHMETIC,
    .name = "elu", .aliases = "", .formula = "x > 0 ? x : alpha * (exp(x) - 1)",
    .parameter_count = 1,
    .parameters = {{"alpha", 1, -INFINITY, INFINITY}},
    .float32 = {1.7, 1.8}, .float64 = {1.9, 1.7})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(elu_forward)(real x, FN(parameters) p) {
    return x > 0 ? x : FN(times_expm1)(p.value[0], FN(expm1_parts)(x));
}

CK_INLINE real FN(elu_derivative)(real x, FN(parameters) p) {
    return x > 0 ? 1 : FN(times_exp)(p.value[0], R(1.36) * FN(EXP_LOW), INFINITY, x, NOTHING);
}
#endif
