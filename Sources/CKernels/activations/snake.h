// x + sin²(a x) / a
CK_ACTIVATION(snake, snake, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "snake", .aliases = "", .formula = "x + sin(a * x)^2 / a",
    .parameter_count = 1,
    .parameters = {{"a", 1, -INFINITY, INFINITY, true}},
    .float32 = {0.6, 1.1}, .float64 = {2.6, 3})

#ifdef CK_FUNCTIONS
#if CK_BITS == 32
// In double: r = a x / π - n and h = sin²(π r / 2) give sin²(a x) = 4 (h - h²). Relative error of h 2^-31.4:
// scripts/weighted-coefficients.py.
CK_INLINE double snake_half_sine_squared(double r) {
    const double y = r * r;
    double h = 0x1.94930697059b2p-7;
    h = fma_f64(h, y, -0x1.e179249edc9c6p-4);
    h = fma_f64(h, y, 0x1.55d255333c1f7p-1);
    h = fma_f64(h, y, -0x1.03c1ece4f47e3p1);
    return fma_f64(h, y, 0x1.3bd3cc91206b5p1) * y;
}

// The sign is that of x, at 0 too.
CK_INLINE float snake_forward_f32(float x, parameters_f32 p) {
    const double a = p.value[0], largest = 0x1.fffffffffffffp1023, periods = a * 0x1.45f306dc9c883p-2;
    const double inverse = at_least_f64(at_most_f64(4 / a, largest), -largest);
    const double n = fma_f64(x, periods, 0x1.8p52) - 0x1.8p52, h = snake_half_sine_squared(fma_f64(x, periods, -n));
    const float result = (float)fma_f64(fma_f64(-h, h, h), inverse, x);
    return with_sign_of_f32(abs_f32(x) < (float)(0x1p40 / abs_f64(periods)) ? result : x, x);
}

// 1 + sin(2 a x) = 2 sin²(a x + π / 4), the multiple of π found by rounding down. 1, the mean, where a x has hardly a digit
// after the point; NaN at infinity.
CK_INLINE float snake_derivative_f32(float x, parameters_f32 p) {
    const double a = p.value[0], periods = a * 0x1.45f306dc9c883p-2;
    const double rest = fma_f64(a, -0x1.6b01ec5417056p-56, fma_f64(a, 0x1.45f306dc9c883p-2, -periods));
    const double shifted = fma_f64(x, periods, 0x1.8p42 + 0.75);
    const double n = from_bits_f64(bits_f64(shifted) & -1024) - (0x1.8p42 + 0.25);
    const double h = snake_half_sine_squared(fma_f64(x, rest, fma_f64(x, periods, -n)));
    const float result = 8 * (float)fma_f64(-h, h, h);
    return abs_f32(x) < (float)(0x1p40 / abs_f64(periods)) ? result : fma_f32(x, 0, 1);
}
#else
// The sign is that of x, at 0 too.
CK_INLINE real FN(snake_forward)(real x, FN(parameters) p) {
    const squared_sine s = FN(sine_squared)(p.value[0], x, 0);
    const double a = p.value[0], largest = 0x1.fffffffffffffp1023;
    const double inverse = at_least_f64(at_most_f64(1 / a, largest), -largest);
    const double lost = fma_f64(-inverse, a, 1);
    const real result = fma_f64(s.high, inverse, x) + fma_f64(s.high, lost, s.low) * inverse;
    return FN(with_sign_of)(result, x);
}

// 1 + sin(2 a x) = 2 sin²(a x + π / 4), NaN at infinity
CK_INLINE real FN(snake_derivative)(real x, FN(parameters) p) {
    const squared_sine s = FN(sine_squared)(p.value[0], x, 0.5);
    return (real)(2 * (s.high + s.low)) + (x - x);
}
#endif
#endif
