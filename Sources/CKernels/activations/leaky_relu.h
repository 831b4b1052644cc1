// x for x >= 0, a x below. The derivative at 0 is a.
CK_ACTIVATION(leaky_relu, leakyReLU, FLAT, FROM_INPUT, BY_MEMORY,
    .name = "leaky_relu", .aliases = "", .formula = "x >= 0 ? x : negative_slope * x",
    .parameter_count = 1,
    .parameters = {{"negative_slope", 0.01, -INFINITY, INFINITY}},
    .float32 = {0.5, 0}, .float64 = {0.5, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(leaky_relu_forward)(real x, FN(parameters) p) { return x < 0 ? p.value[0] * x : x; }

CK_INLINE real FN(leaky_relu_derivative)(real x, FN(parameters) p) {
    return x > 0 ? 1 : x <= 0 ? p.value[0] : x;
}
#endif
