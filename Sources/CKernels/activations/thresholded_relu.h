// x for x > θ, 0 elsewhere. The derivative at θ is 0.
CK_ACTIVATION(thresholded_relu, thresholdedReLU, FLAT, FROM_INPUT, BY_MEMORY,
    .name = "thresholded_relu", .aliases = "", .formula = "x > theta ? x : 0",
    .parameter_count = 1,
    .parameters = {{"theta", 1, -INFINITY, INFINITY}},
    .float32 = {0, 0}, .float64 = {0, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(thresholded_relu_forward)(real x, FN(parameters) p) { return x <= p.value[0] ? 0 : x; }

CK_INLINE real FN(thresholded_relu_derivative)(real x, FN(parameters) p) {
    return FN(slope_where)(x > p.value[0], 1, x);
}
#endif
