// x tanh x
CK_ACTIVATION(lisht, lisht, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "lisht", .aliases = "", .formula = "x * tanh(x)",
    .float32 = {1.9, 1.8}, .float64 = {1.8, 1.7})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(lisht_forward)(real x, FN(parameters) p) {
    const real magnitude = FN(abs)(x);
    return magnitude * FN(tanh_parts)(magnitude, NOTHING).value;
}

// tanh x + x (1 - tanh x) (1 + tanh x), ±1 from 64 on
CK_INLINE real FN(lisht_derivative)(real x, FN(parameters) p) {
    const real magnitude = FN(at_most)(FN(abs)(x), 64);
    const FN(tangent) t = FN(tanh_parts)(magnitude, NOTHING);
    return FN(with_sign_of)(FN(fma)(magnitude * t.complement, 2 - t.complement, t.value), x);
}
#endif
