// x tanh x
CK_ACTIVATION(lisht, lisht, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "lisht", .aliases = "", .formula = "x * tanh(x)",
    .float32 = {1.8, 1.8}, .float64 = {1.6, 1.7})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(lisht_forward)(real x, FN(parameters) p) {
    const real magnitude = FN(abs)(x), limited = FN(at_most)(magnitude, FN(TANH_LIMIT)), square = limited * limited;
    const FN(tangent) t = FN(tangent_of)(limited);
    return t.large ? FN(fma)(-limited, t.complement, magnitude) : FN(fma)(-(square * square), t.series, square);
}

// tanh x + x (1 - tanh x) (1 + tanh x), ±1 beyond the limit
CK_INLINE real FN(lisht_derivative)(real x, FN(parameters) p) {
    const real magnitude = FN(at_most)(FN(abs)(x), FN(TANH_LIMIT)), cube = magnitude * magnitude * magnitude;
    const FN(tangent) t = FN(tangent_of)(magnitude);
    const real value = t.large ? 1 - t.complement : FN(fma)(-cube, t.series, magnitude);
    const real complement = t.large ? t.complement : 1 - value;
    return FN(with_sign_of)(FN(fma)(magnitude * complement, 1 + value, value), x);
}
#endif
