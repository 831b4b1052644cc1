// p x² + b x for x > 0, n (e^min(x, ε) - 1 - x) + b x below. The derivative at 0 is b - n.
CK_ACTIVATION(xielu, xielu, FLAT, FROM_INPUT, BY_ARITHMETIC,
    .name = "xielu", .aliases = "",
    .formula = "x > 0 ? alpha_p * x * x + beta * x : alpha_n * (expm1(min(x, eps)) - x) + beta * x",
    .parameter_count = 4,
    .parameters = {{"alpha_p", 0.8, -INFINITY, INFINITY}, {"alpha_n", 0.8, -INFINITY, INFINITY},
                   {"beta", 0.5, -INFINITY, INFINITY}, {"eps", -1e-6, -INFINITY, INFINITY}},
    .float32 = {4, 2}, .float64 = {4, 2})

#ifdef CK_FUNCTIONS
// With m = min(x, ε) = k ln 2 + r, -0.7 < r < 0.002: e^m - 1 - x is r² curvature(r) + (m - x) close to 0, where k = 0, and
// 2^k (r² curvature(r) + r) + (2^k - 1 - x) elsewhere. The part of x below `low` counts with the slope b - n.
CK_INLINE real FN(xielu_forward)(real x, FN(parameters) p) {
    const real alpha_p = p.value[0], alpha_n = p.value[1], beta = p.value[2], low = FN(EXPM1_LOW), limit = beta - alpha_n;
    const real held = FN(at_least)(x, low), m = FN(at_most)(held, FN(at_least)(p.value[3], low));
    const real far = limit * (x - held);  // NaN for 0 times infinity, or with x
    const real shifter = SHIFTER + EXPONENT_BIAS, shifted = FN(fma)(m, R(0x1.71547652b82fep0), R(0.498)) + shifter;
    const real r = -FN(plus_ln2)(shifted - shifter, -m), scale = FN(power_of_two)(FN(bits)(shifted), -EXPONENT_BIAS);
    const bool close = shifted == shifter;
    const real fraction = FN(fma)(r * r, FN(expm1_curvature)(r), close ? m - held : r);
    const real curved = FN(fma)(scale, fraction, close ? 0 : (scale - 1) - held);
    const real below = FN(fma)(alpha_n, curved, FN(fma)(beta, held, far == far ? far : 0));
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
