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

CK_INLINE real FN(squareplus_forward)(real x, FN(parameters) p) {
    const FN(hyperbola) h = FN(squareplus_parts)(x, p.value[0]);
    const real near = FN(at_most)(h.distance, R(0.25));
    const real root = FN(at_least)(FN(root_of_normal)(FN(fma)(near, near, h.b)), h.distance);
    return FN(at_least)(x, 0) + p.value[0] * h.inverse * R(0x1p-33) / (root + h.distance);
}

// (1 + x / √(x² + b)) / 2: below 0 it is b/2 / (x² + b + |x| √(x² + b)), above what is left of 1
CK_INLINE real FN(squareplus_derivative)(real x, FN(parameters) p) {
    const FN(hyperbola) h = FN(squareplus_parts)(x, p.value[0]);
    const real near = FN(at_most)(h.distance, CK_BITS == 32 ? 0x1p45 : 0x1p510), square = FN(fma)(near, near, h.b);
    const real below = (p.value[0] > 0 ? h.b * R(0.5) : 0) / FN(fma)(near, FN(root_of_normal)(square), square);
    return x > 0 ? 1 - below : below;
}
#endif
