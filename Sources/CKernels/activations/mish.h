// x tanh(ln(1 + e^x)) = x (1 - 2 / d), d = e² + 2 e + 2 with e = e^x; well below 0 as x e (1 - e (1 + e) / d)
CK_ACTIVATION(mish, mish, SMOOTH, FROM_INPUT,
    .name = "mish", .aliases = "", .formula = "x * tanh(log(1 + exp(x)))",
    .float32 = {2.6, 4.3}, .float64 = {2.3, 3.5})

#ifdef CK_FUNCTIONS
// Where x e^x is 0, and from where on mish is x.
#undef MISH_LOW
#undef MISH_HIGH
#define MISH_LOW (CK_BITS == 32 ? R(-112.0) : R(-752.0))
#define MISH_HIGH (CK_BITS == 32 ? R(16.0) : R(32.0))

CK_INLINE real FN(mish_forward)(real x, FN(parameters) p) {
    const real limited = FN(at_most)(FN(at_least)(x, MISH_LOW), MISH_HIGH);
    const FN(exponential) parts = FN(exp_parts)(limited, NOTHING);
    const real e = FN(exp_scaled)(parts, 64) * R(0x1p-64), factor = limited * FN(power_of_two)(parts.n, 64);
    const bool below = x < R(-0.35);
    const real scaled = below ? FN(fma)(factor, parts.fraction, factor) : limited * R(0x1p64);
    const real lost = (below ? FN(fma)(e, e, e) : R(2.0)) / FN(fma)(e, e + 2, R(2.0));
    return x > MISH_HIGH ? x : FN(fma)(-scaled, lost, scaled) * R(0x1p-64);
}

// 1 - (2 d - 4 x e (1 + e)) / d²; below 0 as e (1 + x - e (x (4 + 8 e + 4 e² + e³) + (1 + e) d) / d²)
CK_INLINE real FN(mish_derivative)(real x, FN(parameters) p) {
    const real limited = FN(at_most)(FN(at_least)(x, MISH_LOW), MISH_HIGH);
    const FN(exponential) parts = FN(exp_parts)(limited, NOTHING);
    const real e = FN(exp_scaled)(parts, 64) * R(0x1p-64), square = FN(fma)(e, e, e), d = FN(fma)(e, e + 2, R(2.0));
    const real cubic = FN(fma)(e, FN(fma)(e, 4 + e, R(8.0)), R(4.0));
    const bool below = x < R(-0.18);
    const real lost = below ? FN(fma)(limited * e, cubic, square * d) : FN(fma)(-4 * limited, square, 2 * d);
    const real kept = (below ? 1 + limited : 1) - lost / (d * d);
    const real scaled = FN(power_of_two)(below ? parts.n : 0, 64) * kept;
    return FN(fma)(scaled, below ? parts.fraction : 0, scaled) * R(0x1p-64);
}
#endif
