// x + sin²(a x) / a
CK_ACTIVATION(snake, snake, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "snake", .aliases = "", .formula = "x + sin(a * x)^2 / a",
    .parameter_count = 1,
    .parameters = {{"a", 1, -INFINITY, INFINITY, true}},
    .float32 = {1.8, 1.5}, .float64 = {1.6, 1.3})

#ifdef CK_FUNCTIONS
#if CK_BITS == 32
// r = x - n π / a, π / a in two parts, n small enough for every bit of the first product. Then, u = 2^k a r near a r,
// sin²(a r) / a = y s(u²), y = u r. Where x + y s cancels, y and s count with their rounding errors: s is a chord above it,
// exact in two parts, and a small rest, a polynomial about the middle of the interval. Error of the polynomial 2^-32.3 of the
// result: scripts/weighted-coefficients.py. The sign is that of x, at 0 too. Where |a x| is large, x is the result.
CK_INLINE float snake_forward_f32(float x, parameters_f32 p) {
    const double a = p.value[0], unit = abs_f64(a) < 1 ? 8 : 0.125, largest = 0x1.fffffep127;
    const double period = at_least_f64(at_most_f64(0x1.921fb54442d18p1 / (a * unit), largest), -largest);
    const float period_high = (float)period, period_low = (float)(period - period_high);
    const float rate = (float)(a * 0x1.45f306dc9c883p-2 * unit), shifter = SHIFTER * (float)unit;
    const float n = fma_f32(x, rate, shifter) - shifter;
    const float r = fma_f32(-n, period_low, fma_f32(-n, period_high, x));

    const float power = from_bits_f32(bits_f32(p.value[0]) & bits_f32(INFINITY)), size = at_least_f32(power, 0x1p-126f);
    const double s1 = a / size, square = s1 * s1, s3 = s1 * square, s5 = s3 * square;
    const double s7 = s5 * square, s9 = s7 * square, s11 = s9 * square, s13 = s11 * square;
    const float middle = (float)at_most_f64(1.75 / square, 0x1p100);
    const double at_middle = fma_f64(-0x1.a2051bc73ab9ep-3, fma_f64(middle, square, -1.75), 0x1.12f43cef835ep-1);
    const float height = (float)(0.565 * s1), slope = (float)(-0.23 * s3);
    const float u = size * r, y = u * r, y_low = fma_f32(u, r, -y), d = fma_f32(u, u, -middle);
    float rest = (float)(0x1.583c3a453788ap-24 * s13);
    rest = fma_f32(rest, d, (float)(-0x1.c5fa8c85b7333p-19 * s11));
    rest = fma_f32(rest, d, (float)(0x1.c3ca4947ea4a6p-14 * s9));
    rest = fma_f32(rest, d, (float)(-0x1.2e8e20b30360cp-9 * s7));
    rest = fma_f32(rest, d, (float)(0x1.ee0ab939005cap-6 * s5));
    rest = fma_f32(rest, d, (float)(-0x1.a2051bc73ab9ep-3 * s3 - slope));
    rest = fma_f32(rest, d, (float)(at_middle * s1 - height));

    const float chord = fma_f32(slope, d, height), chord_low = fma_f32(slope, d, height - chord);
    const float correction = fma_f32(y, chord_low + rest, y_low * chord);
    const float result = with_sign_of_f32(fma_f32(y, chord, x) + correction, x);
    return abs_f32(x) < (float)(0x1.4p23 / abs_f64(a)) ? result : x;
}

// 1 + sin(2 a x) = 2 sin²(a x + π / 4), the multiple of π found by rounding down, in double; for r = a x / π + 1/4 - n a
// polynomial in r², relative error 2^-26.1: scripts/weighted-coefficients.py. 1, the mean, where a x has hardly a digit after
// the point; NaN at infinity.
CK_INLINE float snake_derivative_f32(float x, parameters_f32 p) {
    const double a = p.value[0], periods = a * 0x1.45f306dc9c883p-2;
    const double rest = fma_f64(a, -0x1.6b01ec5417056p-56, fma_f64(a, 0x1.45f306dc9c883p-2, -periods));
    const double shifted = fma_f64(x, periods, 0x1.8p42 + 0.75);
    const double n = from_bits_f64(bits_f64(shifted) & -1024) - (0x1.8p42 + 0.25);
    const double r = fma_f64(x, rest, fma_f64(x, periods, -n)), y = r * r;
    double s = -0x1.aae4a164b8612p2;
    s = fma_f64(s, y, 0x1.a12aa972fa00ep4);
    s = fma_f64(s, y, -0x1.e1931ef7615ebp5);
    s = fma_f64(s, y, 0x1.55d0b95b34839p6);
    s = fma_f64(s, y, -0x1.03c1de295f80ep6);
    s = fma_f64(s, y, 0x1.3bd3cc51894ffp4);
    return abs_f32(x) < (float)(0x1p40 / abs_f64(periods)) ? (float)(s * y) : fma_f32(x, 0, 1);
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
