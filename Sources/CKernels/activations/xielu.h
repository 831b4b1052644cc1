// p x² + b x for x > 0, n (e^min(x, ε) - 1 - x) + b x below. The derivative at 0 is b - n.
CK_ACTIVATION(xielu, xielu, FLAT, FROM_INPUT, BY_ARITHMETIC,
    .name = "xielu", .aliases = "",
    .formula = "x > 0 ? alpha_p * x * x + beta * x : alpha_n * (expm1(min(x, eps)) - x) + beta * x",
    .parameter_count = 4,
    .parameters = {{"alpha_p", 0.8, -INFINITY, INFINITY}, {"alpha_n", 0.8, -INFINITY, INFINITY},
                   {"beta", 0.5, -INFINITY, INFINITY}, {"eps", -1e-6, -INFINITY, INFINITY}},
    .float32 = {3.3, 2}, .float64 = {3.2, 2})

#ifdef CK_FUNCTIONS
// q in 16/7 (e^r - 1 - r) = r² (8/7 + r q(r)), -0.7 <= r <= 0. Relative error 2^-28.4 (float), 2^-63.2 (double):
// scripts/coefficients.sollya.
CK_INLINE real FN(xielu_cubic)(real r) {
#if CK_BITS == 32
    real q = 0x1.7018dep-12f;
    q = FN(fma)(q, r, 0x1.962bf8p-9f);
    q = FN(fma)(q, r, 0x1.37a5d6p-6f);
    q = FN(fma)(q, r, 0x1.86143p-4f);
    q = FN(fma)(q, r, 0x1.861854p-2f);
#else
    real q = 0x1.29dd396647485p-32;
    q = FN(fma)(q, r, 0x1.3c277ffa02a52p-28);
    q = FN(fma)(q, r, 0x1.ea5395613520fp-25);
    q = FN(fma)(q, r, 0x1.521970046d706p-21);
    q = FN(fma)(q, r, 0x1.a6b3e11900b89p-18);
    q = FN(fma)(q, r, 0x1.db8b66474207dp-15);
    q = FN(fma)(q, r, 0x1.db8b6f562369p-12);
    q = FN(fma)(q, r, 0x1.a01a019f1f93cp-9);
    q = FN(fma)(q, r, 0x1.381381381113dp-6);
    q = FN(fma)(q, r, 0x1.86186186185b4p-4);
    q = FN(fma)(q, r, 0x1.8618618618618p-2);
#endif
    return q;
}

// With m = min(x, ε) = k ln 2 + r, -0.7 < r < 0.002, e^m - 1 - x = 2^k (e^r - 1 - r) + (2^k r + (2^k - 1) - x). Close to 0, where
// k = 0, the sum with b x may be just over half of the curved part: the last addend is 7/16 of r², about the curved part where
// that happens, and loses nothing but its own rounding. The part of x below `low` counts with the slope b - n. An infinite n
// has the sign that the largest number gives.
CK_INLINE real FN(xielu_forward)(real x, FN(parameters) p) {
    const real largest = CK_BITS == 32 ? R(0x1.fffffep127) : (real)0x1.fffffffffffffp1023;
    const real alpha_p = p.value[0], alpha_n = FN(at_most)(FN(at_least)(p.value[1], -largest), largest), beta = p.value[2];
    const real low = FN(EXPM1_LOW), limit = beta - alpha_n, size = FN(abs)(p.value[1]) < INFINITY ? 1 : INFINITY;
    const real held = FN(at_least)(x, low), m = FN(at_most)(held, FN(at_least)(p.value[3], low));
    const real far = limit * (x - held);  // NaN for 0 times infinity, or with x
    const real shifter = SHIFTER + EXPONENT_BIAS, shifted = FN(fma)(m, R(0x1.71547652b82fep0), R(0.498)) + shifter;
    const real r = -FN(plus_ln2)(shifted - shifter, -m), scale = FN(power_of_two)(FN(bits)(shifted), -EXPONENT_BIAS);
    const real straight = FN(fma)(scale, r, (scale - 1) - held);
    const real most = R(0.4375) * alpha_n, share = most == 0 ? 0 : FN(fma)(alpha_n, R(0.5), -most) / most;  // 1/7
    const real square = r * r, square_lost = FN(fma)(r, r, -square), scaled = most * scale;
    const real rest = FN(fma)(square, FN(fma)(FN(xielu_cubic)(r), r, share), square_lost);
    const real line = FN(fma)(beta, held, FN(fma)(scaled, rest, far == far ? far : 0));
    const real below = FN(fma)(scaled, square, FN(fma)(alpha_n, straight, line));
    return x > 0 ? x * FN(fma)(alpha_p, x, beta) : below * size;
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
