// x where |x| > λ, 0 elsewhere. The derivative at ±λ is 0.
CK_ACTIVATION(hard_shrink, hardShrink, FLAT, FROM_OUTPUT, BY_MEMORY,
    .name = "hard_shrink", .aliases = "hardshrink", .formula = "abs(x) > lambda ? x : 0",
    .parameter_count = 1,
    .parameters = {{"lambda", 0.5, 0, INFINITY}},
    .float32 = {0, 0}, .float64 = {0, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(hard_shrink_forward)(real x, FN(parameters) p) { return FN(abs)(x) <= p.value[0] ? 0 : x; }

CK_INLINE real FN(hard_shrink_derivative)(real x, FN(parameters) p) {
    return FN(slope_where)(FN(abs)(x) > p.value[0], 1, x);
}

CK_INLINE real FN(hard_shrink_derivative_from_output)(real y, FN(parameters) p) {
    return FN(slope_where)(FN(abs)(y) > 0, 1, y);
}
#endif
