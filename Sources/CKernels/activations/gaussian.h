// e^(-x²)
CK_ACTIVATION(gaussian, gaussian, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "gaussian", .aliases = "", .formula = "exp(-x * x)",
    .float32 = {1.2, 2}, .float64 = {1.2, 2})

#ifdef CK_FUNCTIONS
// Where e^(-x²) and 2 x e^(-x²) are 0 from here on.
#undef GAUSSIAN_END
#define GAUSSIAN_END (CK_BITS == 32 ? R(10.5) : R(27.38))

// 2^64 e^(-x²) for |x| <= GAUSSIAN_END.
CK_INLINE real FN(gaussian_scaled)(real x) {
    const real square = x * x;
    return FN(exp_scaled)(FN(exp_parts)(-square, -FN(fma)(x, x, -square)), 64);
}

CK_INLINE real FN(gaussian_forward)(real x, FN(parameters) p) {
    return FN(gaussian_scaled)(FN(at_most)(FN(abs)(x), GAUSSIAN_END)) * R(0x1p-64);
}

CK_INLINE real FN(gaussian_derivative)(real x, FN(parameters) p) {
    const real limited = FN(at_most)(FN(at_least)(x, -GAUSSIAN_END), GAUSSIAN_END);
    return FN(gaussian_scaled)(limited) * (-2 * limited) * R(0x1p-64);
}
#endif
