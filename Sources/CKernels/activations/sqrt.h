// √x
CK_ACTIVATION(sqrt, sqrt, SMOOTH, FROM_OUTPUT, BY_ARITHMETIC,
    .name = "sqrt", .aliases = "", .formula = "sqrt(x)",
    .float32 = {0.5, 1.5}, .float64 = {0.5, 1.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(sqrt_forward)(real x, FN(parameters) p) { return FN(root)(x); }

CK_INLINE real FN(sqrt_derivative)(real x, FN(parameters) p) { return R(0.5) / FN(root)(x); }

CK_INLINE real FN(sqrt_derivative_from_output)(real y, FN(parameters) p) { return R(0.5) / y; }
#endif
