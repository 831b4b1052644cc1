// (x + √(x² + b)) / 2 = max(x, 0) + (√(x² + b) - |x|) / 2, the last a quotient without cancellation.
CK_ACTIVATION(squareplus, squareplus, FLAT, FROM_INPUT, BY_ARITHMETIC,
    .name = "squareplus", .aliases = "", .formula = "(x + sqrt(x^2 + b)) / 2",
    .parameter_count = 1,
    .parameters = {{"b", 4, 0, INFINITY}},
    .float32 = {2.8, 2.6}, .float64 = {2.8, 2.6})

#ifdef CK_FUNCTIONS
// Lengths in units of 2^32 c with c = 2^k near √b, so that neither their squares nor their sums overflow before their
// time. Where there is no b, 1 stands in a denominator that must not be 0.
typedef struct {
    real inverse;   // 1 / c
    real distance;  // |x|
    real b;
} FN(hyperbola);

CK_INLINE FN(hyperbola) FN(squareplus_parts)(real x, real b) {
    const real inverse = FN(inverse_power_near_root)(b);
    const real ratio = b > 0 ? b * inverse * inverse : 1;
    return (FN(hyperbola)){inverse, FN(abs)(x) * (inverse * R(0x1p-32)), ratio * R(0x1p-64)};
}

#if CK_BITS == 32
// 1 / x for a normal x by multiplications and additions, while the divider is busy with a root. Right to 2^-28.8, but for
// roundings: 2^-9.6 from the negated exponent and a step of Newton's (scripts/root-start.py), then e³. 0 if 1 / x is subnormal.
CK_INLINE float squareplus_inverse_f32(float x) {
    const int32_t start = 0x7ef3342f - bits_f32(x);
    const float y = from_bits_f32(start > 0 ? start : 0), near = y * fma_f32(-x, y, 2.00128f), e = fma_f32(-x, near, 1.0f);
    return fma_f32(near, fma_f32(e, e, e), near);
}
#endif

CK_INLINE real FN(squareplus_forward)(real x, FN(parameters) p) {
    const FN(hyperbola) h = FN(squareplus_parts)(x, p.value[0]);
    const real near = FN(at_most)(h.distance, R(0.25)), square = FN(fma)(near, near, h.b);
    const real above = FN(at_least)(x, 0), scale = p.value[0] * h.inverse * R(0x1p-33);
#if CK_BITS == 32
    const real sum = FN(at_least)(FN(sqrt)(square), h.distance) + h.distance;
    return FN(fma)(scale, squareplus_inverse_f32(FN(at_most)(sum, 0x1.fffffep127f)), above);
#else
    return above + scale / (FN(at_least)(FN(root_of_normal)(square), h.distance) + h.distance);
#endif
}

// (1 + x / √(x² + b)) / 2: below 0 it is b/2 / (x² + b + |x| √(x² + b)), above what is left of 1
CK_INLINE real FN(squareplus_derivative)(real x, FN(parameters) p) {
    const FN(hyperbola) h = FN(squareplus_parts)(x, p.value[0]);
    const real near = FN(at_most)(h.distance, CK_BITS == 32 ? 0x1p45 : 0x1p510), square = FN(fma)(near, near, h.b);
    const real below = (p.value[0] > 0 ? h.b * R(0.5) : 0) / FN(fma)(near, FN(root_of_normal)(square), square);
    return x > 0 ? 1 - below : below;
}
#endif
