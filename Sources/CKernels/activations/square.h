// x²
CK_ACTIVATION(square, square, SMOOTH, FROM_INPUT, BY_MEMORY,
    .name = "square", .aliases = "", .formula = "x^2",
    .float32 = {0.5, 0}, .float64 = {0.5, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(square_forward)(real x, FN(parameters) p) { return x * x; }

CK_INLINE real FN(square_derivative)(real x, FN(parameters) p) { return 2 * x; }
#endif
