// max(x, 0)
CK_ACTIVATION(relu, relu, FLAT, FROM_OUTPUT, BY_MEMORY,
    .name = "relu", .aliases = "", .formula = "max(x, 0)",
    .float32 = {0, 0}, .float64 = {0, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(relu_forward)(real x, FN(parameters) p) { return x < 0 ? 0 : x; }

CK_INLINE real FN(relu_derivative)(real x, FN(parameters) p) { return x > 0 ? 1 : x <= 0 ? 0 : x; }

CK_INLINE real FN(relu_derivative_from_output)(real y, FN(parameters) p) { return FN(relu_derivative)(y, p); }
#endif
