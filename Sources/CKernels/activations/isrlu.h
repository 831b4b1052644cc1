// x for x >= 0, x / √(1 + a x²) below.
CK_ACTIVATION(isrlu, isrlu, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "isrlu", .aliases = "", .formula = "x >= 0 ? x : x / sqrt(1 + alpha * x^2)",
    .parameter_count = 1,
    .parameters = {{"alpha", 1, 0, INFINITY}},
    .float32 = {2, 1.5}, .float64 = {2, 1.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(isrlu_forward)(real x, FN(parameters) p) {
    return x < 0 ? FN(inverse_root_unit)(x, p.value[0]) : x;
}

CK_INLINE real FN(isrlu_derivative)(real x, FN(parameters) p) {
    return x >= 0 ? 1 : FN(inverse_root_unit_derivative)(x, p.value[0]);
}
#endif
