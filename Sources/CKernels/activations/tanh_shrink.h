// x - tanh x
CK_ACTIVATION(tanh_shrink, tanhShrink, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "tanh_shrink", .aliases = "tanhshrink", .formula = "x - tanh(x)",
    .float32 = {2, 1.5}, .float64 = {2, 1.6})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(tanh_shrink_forward)(real x, FN(parameters) p) {
    const real magnitude = FN(abs)(x), q = FN(tanh_quotient)(FN(at_most)(magnitude, FN(TANH_LIMIT)));
    return FN(with_sign_of)(magnitude >= TANH_SERIES ? (magnitude - 1) + q : FN(tanh_shrink_series)(magnitude, q), x);
}

// tanh² x
CK_INLINE real FN(tanh_shrink_derivative)(real x, FN(parameters) p) {
    const real magnitude = FN(at_most)(FN(abs)(x), FN(TANH_LIMIT)), q = FN(tanh_quotient)(magnitude);
    const real shrink = FN(tanh_shrink_series)(magnitude, q);
    const real tangent = magnitude - shrink, lost = (magnitude - tangent) - shrink;
    return magnitude >= TANH_SERIES ? FN(fma)(q, q - 2, R(1.0)) : FN(fma)(tangent, tangent, 2 * tangent * lost);
}
#endif
