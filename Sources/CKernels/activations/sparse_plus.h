// 0 up to -1, ((x + 1)/2)² from there to 1, x beyond.
CK_ACTIVATION(sparse_plus, sparsePlus, FLAT, FROM_INPUT, BY_MEMORY,
    .name = "sparse_plus", .aliases = "", .formula = "x <= -1 ? 0 : x >= 1 ? x : (x + 1)^2 / 4",
    .float32 = {2, 0.5}, .float64 = {2, 0.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(sparse_plus_forward)(real x, FN(parameters) p) {
    const real half = FN(at_least)(FN(fma)(x, R(0.5), R(0.5)), 0);
    return x >= 1 ? x : half * half;
}

CK_INLINE real FN(sparse_plus_derivative)(real x, FN(parameters) p) {
    return FN(at_most)(FN(at_least)(FN(fma)(x, R(0.5), R(0.5)), 0), 1);
}
#endif
