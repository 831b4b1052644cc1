// min(max(x, 0), 6). The derivative at 0 and 6 is 0.
CK_ACTIVATION(relu6, relu6, FLAT, FROM_OUTPUT, BY_MEMORY,
    .name = "relu6", .aliases = "", .formula = "min(max(x, 0), 6)",
    .float32 = {0, 0}, .float64 = {0, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(relu6_forward)(real x, FN(parameters) p) { return FN(at_most)(FN(at_least)(x, 0), 6); }

CK_INLINE real FN(relu6_derivative)(real x, FN(parameters) p) { return FN(slope_where)(x > 0 && x < 6, 1, x); }

CK_INLINE real FN(relu6_derivative_from_output)(real y, FN(parameters) p) { return FN(relu6_derivative)(y, p); }
#endif
