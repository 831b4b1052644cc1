// p x² + b x for x > 0, n (e^min(x, ε) - 1 - x) + b x below. The derivative at 0 is b - n.
CK_ACTIVATION(xielu, xielu, FLAT, FROM_INPUT, BY_ARITHMETIC,
    .name = "xielu", .aliases = "",
    .formula = "x > 0 ? alpha_p * x * x + beta * x : alpha_n * (expm1(min(x, eps)) - x) + beta * x",
    .parameter_count = 4,
    .parameters = {{"alpha_p", 0.8, -INFINITY, INFINITY}, {"alpha_n", 0.8, -INFINITY, INFINITY},
                   {"beta", 0.5, -INFINITY, INFINITY}, {"eps", -1e-6, -INFINITY, INFINITY}},
    .float32 = {4, 2}, .float64 = {4, 2})

#ifdef CK_FUNCTIONS
// With m = min(x, ε): n (e^m - 1 - x) + b x, close to 0 with e^m - 1 - x as (e^m - 1 - m) + (m - x), far from it as
// n (e^m - 1) + (b - n) x.
CK_INLINE real FN(xielu_forward)(real x, FN(parameters) p) {
    const real alpha_p = p.value[0], alpha_n = p.value[1], beta = p.value[2], m = FN(at_most)(x, p.value[3]);
    const FN(exponential) e = FN(expm1_parts)(m);
    const real scale = FN(power_of_two)(e.n, 0);
    const bool far = m < -16;
    const real wide = FN(fma)(scale, e.fraction, (scale - 1) - (far ? 0 : x));
    const real curved = m > R(-0.7) ? FN(fma)(m * m, FN(expm1_curvature)(m), m - x) : wide;
    const real slope = far ? beta - alpha_n : beta;
    const real below = FN(fma)(alpha_n, curved, slope == 0 ? 0 : slope * x);
    return x > 0 ? x * FN(fma)(alpha_p, x, beta) : below;
}

// 2 p x + b; b - n + n e^x below, the difference with its rounding error
CK_INLINE real FN(xielu_derivative)(real x, FN(parameters) p) {
    const real alpha_p = p.value[0], alpha_n = p.value[1], beta = p.value[2], eps = p.value[3];
    const real limit = beta - alpha_n, back = limit - beta;
    const real limit_lo = (beta - (limit - back)) - (alpha_n + back);
    const FN(exponential) e = FN(expm1_parts)(x);
    const real scaled = alpha_n * FN(power_of_two)(e.n, 0);
    const real curved = FN(fma)(scaled, e.fraction, (scaled + limit) + limit_lo);
    const real below = x >= eps ? limit : curved;
    return x > 0 ? 2 * FN(fma)(alpha_p, x, R(0.5) * beta) : below;
}
#endif
