// min(max((x + 1)/2, 0), 1). The derivative at both edges is 0.
CK_ACTIVATION(sparse_sigmoid, sparseSigmoid, FLAT, FROM_INPUT, BY_MEMORY,
    .name = "sparse_sigmoid", .aliases = "", .formula = "min(max((x + 1) / 2, 0), 1)",
    .float32 = {0.5, 0}, .float64 = {0.5, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(sparse_sigmoid_forward)(real x, FN(parameters) p) {
    return FN(at_most)(FN(at_least)(FN(fma)(x, R(0.5), R(0.5)), 0), 1);
}

CK_INLINE real FN(sparse_sigmoid_derivative)(real x, FN(parameters) p) {
    return FN(slope_where)(FN(abs)(x) < 1, R(0.5), x);
}
#endif
