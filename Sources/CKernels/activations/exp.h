// e^x
CK_ACTIVATION(exp, exp, SMOOTH, FROM_OUTPUT, BY_ARITHMETIC,
    .name = "exp", .aliases = "", .formula = "exp(x)",
    .float32 = {1.1, 1.1}, .float64 = {1, 1})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(exp_forward)(real x, FN(parameters) p) { return FN(exp)(x, NOTHING); }

CK_INLINE real FN(exp_derivative)(real x, FN(parameters) p) { return FN(exp)(x, NOTHING); }

CK_INLINE real FN(exp_derivative_from_output)(real y, FN(parameters) p) { return y; }
#endif
