// min(max(x, low), high). The derivative at both edges is 0.
CK_ACTIVATION(hard_tanh, hardTanh, FLAT, FROM_OUTPUT, BY_MEMORY,
    .name = "hard_tanh", .aliases = "hardtanh,clip,clamp", .formula = "min(max(x, min), max)",
    .parameter_count = 2,
    .parameters = {{"min", -1, -INFINITY, INFINITY}, {"max", 1, -INFINITY, INFINITY}},
    .ordered = true,
    .float32 = {0, 0}, .float64 = {0, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(hard_tanh_forward)(real x, FN(parameters) p) {
    return FN(at_most)(FN(at_least)(x, p.value[0]), p.value[1]);
}

CK_INLINE real FN(hard_tanh_derivative)(real x, FN(parameters) p) {
    return FN(slope_where)(x > p.value[0] && x < p.value[1], 1, x);
}

CK_INLINE real FN(hard_tanh_derivative_from_output)(real y, FN(parameters) p) { return FN(hard_tanh_derivative)(y, p); }
#endif
