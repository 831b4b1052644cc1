// 1 / x
CK_ACTIVATION(reciprocal, reciprocal, SMOOTH, FROM_OUTPUT, BY_MEMORY,
    .name = "reciprocal", .aliases = "", .formula = "1 / x",
    .float32 = {0.5, 2}, .float64 = {0.5, 2})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(reciprocal_forward)(real x, FN(parameters) p) { return 1 / x; }

CK_INLINE real FN(reciprocal_derivative)(real x, FN(parameters) p) {
    const real inverse = 1 / x;
    return -inverse * inverse;
}

CK_INLINE real FN(reciprocal_derivative_from_output)(real y, FN(parameters) p) { return -y * y; }
#endif
