// s max(x, 0)² + b
CK_ACTIVATION(star_relu, starReLU, FLAT, FROM_INPUT, BY_MEMORY,
    .name = "star_relu", .aliases = "", .formula = "scale * max(x, 0)^2 + bias",
    .parameter_count = 2,
    .parameters = {{"scale", 0.8944, -INFINITY, INFINITY}, {"bias", -0.4472, -INFINITY, INFINITY}},
    .float32 = {2.3, 0.5}, .float64 = {2.1, 0.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(star_relu_forward)(real x, FN(parameters) p) {
    const real positive = FN(at_least)(x, 0);
    return FN(fma)(p.value[0] * positive, positive, p.value[1]);
}

CK_INLINE real FN(star_relu_derivative)(real x, FN(parameters) p) { return 2 * p.value[0] * FN(at_least)(x, 0); }
#endif
