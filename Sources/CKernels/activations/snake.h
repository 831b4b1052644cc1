// x + sin²(a x) / a
CK_ACTIVATION(snake, snake, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "snake", .aliases = "", .formula = "x + sin(a * x)^2 / a",
    .parameter_count = 1,
    .parameters = {{"a", 1, -INFINITY, INFINITY, true}},
    .float32 = {0.6, 1.1}, .float64 = {2.6, 3})

#ifdef CK_FUNCTIONS
// The sign is that of x, at 0 too.
CK_INLINE real FN(snake_forward)(real x, FN(parameters) p) {
    const squared_sine s = FN(sine_squared)(p.value[0], x, 0);
    const double a = p.value[0], largest = 0x1.fffffffffffffp1023;
    const double inverse = at_least_f64(at_most_f64(1 / a, largest), -largest);
#if CK_BITS == 32
    const real result = (real)fma_f64(s.high, inverse, x);
#else
    const double lost = fma_f64(-inverse, a, 1);
    const real result = fma_f64(s.high, inverse, x) + fma_f64(s.high, lost, s.low) * inverse;
#endif
    return FN(with_sign_of)(result, x);
}

// 1 + sin(2 a x) = 2 sin²(a x + π / 4), NaN at infinity
CK_INLINE real FN(snake_derivative)(real x, FN(parameters) p) {
    const squared_sine s = FN(sine_squared)(p.value[0], x, 0.5);
    return (real)(2 * (s.high + s.low)) + (x - x);
}
#endif
