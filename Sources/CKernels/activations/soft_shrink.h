// sign(x) max(|x| - λ, 0). The derivative at ±λ is 0.
CK_ACTIVATION(soft_shrink, softShrink, FLAT, FROM_OUTPUT, BY_MEMORY,
    .name = "soft_shrink", .aliases = "softshrink", .formula = "sign(x) * max(abs(x) - lambda, 0)",
    .parameter_count = 1,
    .parameters = {{"lambda", 0.5, 0, INFINITY}},
    .float32 = {0.5, 0}, .float64 = {0.5, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(soft_shrink_forward)(real x, FN(parameters) p) {
    const real magnitude = FN(abs)(x);
    return FN(with_sign_of)(magnitude <= p.value[0] ? 0 : magnitude - p.value[0], x);
}

CK_INLINE real FN(soft_shrink_derivative)(real x, FN(parameters) p) {
    return FN(slope_where)(FN(abs)(x) > p.value[0], 1, x);
}

CK_INLINE real FN(soft_shrink_derivative_from_output)(real y, FN(parameters) p) {
    return FN(slope_where)(FN(abs)(y) > 0, 1, y);
}
#endif
