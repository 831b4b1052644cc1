// ln(1 + e^(βx)) / β = max(x, 0) + ln(1 + e^-|βx|) / β
CK_ACTIVATION(softplus, softplus, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "softplus", .aliases = "", .formula = "log(1 + exp(beta * x)) / beta",
    .parameter_count = 1,
    .parameters = {{"beta", 1, 0, INFINITY, true}},
    .float32 = {2.7, 1.7}, .float64 = {2.6, 1.8})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(softplus_forward)(real x, FN(parameters) p) {
    const real beta = p.value[0], distance = -FN(abs)(x);
    const real z = beta * distance;
    const real logarithm = FN(log1p_exp_scaled)(z, FN(fma)(beta, distance, -z)) / beta;
    return FN(fma)(z < FN(EXP_LOW) ? 0 : logarithm, R(0x1p-64), FN(at_least)(x, 0));
}

CK_INLINE real FN(softplus_derivative)(real x, FN(parameters) p) {
    const real beta = p.value[0], z = beta * x;
    return FN(logistic)(z, FN(fma)(beta, x, -z));
}
#endif
