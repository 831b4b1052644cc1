// 1 - e^(-e^x)
CK_ACTIVATION(cloglog_inverse, cloglogInverse, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "cloglog_inverse", .aliases = "", .formula = "1 - exp(-exp(x))",
    .float32 = {1.7, 2.4}, .float64 = {1.9, 1.6})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(cloglog_inverse_forward)(real x, FN(parameters) p) { return FN(complement_of_exp_exp)(x); }

CK_INLINE real FN(cloglog_inverse_derivative)(real x, FN(parameters) p) { return FN(exp_minus_exp)(x); }
#endif
