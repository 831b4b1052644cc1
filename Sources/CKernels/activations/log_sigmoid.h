// ln σ(x) = min(x, 0) - ln(1 + e^-|x|)
CK_ACTIVATION(log_sigmoid, logSigmoid, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "log_sigmoid", .aliases = "logsigmoid", .formula = "-log(1 + exp(-x))",
    .float32 = {1.9, 1.7}, .float64 = {1.9, 1.7})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(log_sigmoid_forward)(real x, FN(parameters) p) {
    return FN(fma)(FN(log1p_exp_scaled)(-FN(abs)(x), NOTHING), R(-0x1p-64), FN(at_most)(x, 0));
}

CK_INLINE real FN(log_sigmoid_derivative)(real x, FN(parameters) p) { return FN(logistic)(-x, NOTHING); }
#endif
