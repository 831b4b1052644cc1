// 1 / (1 + e^-x), the logistic function.
CK_ACTIVATION(sigmoid, sigmoid, SMOOTH, FROM_OUTPUT, BY_ARITHMETIC,
    .name = "sigmoid", .aliases = "logistic,expit", .formula = "1 / (1 + exp(-x))",
    .float32 = {1.7, 2}, .float64 = {1.7, 2})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(sigmoid_forward)(real x, FN(parameters) p) { return FN(logistic)(x, NOTHING); }

CK_INLINE real FN(sigmoid_derivative)(real x, FN(parameters) p) { return FN(times_logistic_density)(1, x); }

CK_INLINE real FN(sigmoid_derivative_from_output)(real y, FN(parameters) p) { return y * (1 - y); }
#endif
