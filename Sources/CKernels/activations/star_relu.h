// s max(x, 0)² + b
CK_ACTIVATION(star_relu, starReLU, FLAT, FROM_INPUT, BY_MEMORY,
    .name = "star_relu", .aliases = "", .formula = "scale * max(x, 0)^2 + bias",
    .parameter_count = 2,
    .parameters = {{"scale", 0.8944, -INFINITY, INFINITY}, {"bias", -0.4472, -INFINITY, INFINITY}},
    .float32 = {1, 0.5}, .float64 = {1, 0.5})

#ifdef CK_FUNCTIONS
// With what s x loses when it is rounded, unless it is beyond all numbers.
CK_INLINE real FN(star_relu_forward)(real x, FN(parameters) p) {
    const real scale = p.value[0], positive = FN(at_least)(x, 0), slope = scale * positive;
    const real result = FN(fma)(slope, positive, p.value[1]);
    const real exact = FN(fma)(FN(fma)(scale, positive, -slope), positive, result);
    return exact == exact ? exact : result;
}

CK_INLINE real FN(star_relu_derivative)(real x, FN(parameters) p) { return 2 * p.value[0] * FN(at_least)(x, 0); }
#endif
