// max(x, 0)²
CK_ACTIVATION(squared_relu, squaredReLU, FLAT, FROM_INPUT, BY_MEMORY,
    .name = "squared_relu", .aliases = "relu2", .formula = "max(x, 0)^2",
    .float32 = {0.5, 0}, .float64 = {0.5, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(squared_relu_forward)(real x, FN(parameters) p) {
    const real positive = FN(at_least)(x, 0);
    return positive * positive;
}

CK_INLINE real FN(squared_relu_derivative)(real x, FN(parameters) p) { return 2 * FN(at_least)(x, 0); }
#endif
