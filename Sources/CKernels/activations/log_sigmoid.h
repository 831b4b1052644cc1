// ln σ(x) = min(x, 0) - ln(1 + e^-|x|)
CK_ACTIVATION(log_sigmoid, logSigmoid, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "log_sigmoid", .aliases = "logsigmoid", .formula = "-log(1 + exp(-x))",
    .float32 = {1.7, 1.7}, .float64 = {1.6, 1.7})

#ifdef CK_FUNCTIONS
// As softplus, to the last bit.
CK_INLINE real FN(log_sigmoid_forward)(real x, FN(parameters) p) {
    const FN(exponential) e = FN(exp_parts_within)(FN(EXP_LOW), INFINITY, -FN(abs)(x), NOTHING);
    const FN(logarithm) l = FN(log1p_exp_parts)(e, 64);
    const real small = FN(fma)(l.lost, R(-0x1p-65), FN(at_most)(x, 0));
    return FN(fma)(l.most, R(-0x1p-64), FN(fma)(l.a * l.b, R(-0x1p-64), small));
}

CK_INLINE real FN(log_sigmoid_derivative)(real x, FN(parameters) p) { return FN(logistic)(-x, NOTHING); }
#endif
