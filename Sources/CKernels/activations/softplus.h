// ln(1 + e^(βx)) / β = max(x, 0) + ln(1 + e^-|βx|) / β
CK_ACTIVATION(softplus, softplus, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "softplus", .aliases = "", .formula = "log(1 + exp(beta * x)) / beta",
    .parameter_count = 1,
    .parameters = {{"beta", 1, 0, INFINITY, true}},
    .float32 = {2, 1.7}, .float64 = {1.9, 1.8})

#ifdef CK_FUNCTIONS
// 1/β is a sum, too, held where all results are infinite. It scales back, unless β is so large that it might be subnormal.
CK_INLINE real FN(softplus_forward)(real x, FN(parameters) p) {
    const real beta = p.value[0], distance = -FN(abs)(x), z = beta * distance, positive = FN(at_least)(x, 0);
    const bool large = beta > R(0x1p60);
    const FN(exponential) e = FN(exp_parts)(z, FN(fma)(beta, distance, -z));
    const FN(logarithm) l = FN(log1p_exp_parts)(e, large ? 0 : 64);
    const real unit = large ? 1 : R(0x1p-64), limit = CK_BITS == 32 ? R(0x1p65) : (real)0x1p961;
    const real inverse = FN(at_most)(unit / beta, limit);
    const real inverse_lo = inverse > 0 && inverse < limit ? FN(fma)(-inverse, beta, unit) / beta : 0;
    const real small = FN(fma)(l.most, inverse_lo, FN(fma)(l.lost, R(0.5) * inverse, positive));
    const real low = large ? (CK_BITS == 32 ? -87 : -708) : FN(EXP_LOW);
    return z < low ? positive : FN(fma)(l.most, inverse, FN(fma)(l.a * l.b, inverse, small));
}

CK_INLINE real FN(softplus_derivative)(real x, FN(parameters) p) {
    const real beta = p.value[0], z = beta * x;
    return FN(logistic)(z, FN(fma)(beta, x, -z));
}
#endif
