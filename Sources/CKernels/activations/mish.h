// x tanh(ln(1 + e^x)) = x/2 (1 - (2 - 2 e - e²) / d), d = e² + 2 e + 2 with e = e^x: near 0 the errors of the quotient hardly
// count. Well below 0 as x e (1 - e (1 + e) / d).
CK_ACTIVATION(mish, mish, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "mish", .aliases = "", .formula = "x * tanh(log(1 + exp(x)))",
    .float32 = {1.8, 2.3}, .float64 = {1.7, 2.3})

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
    const bool below = x < R(-0.7);
    const real most = below ? FN(fma)(factor, parts.fraction, factor) : limited * R(0x1p63);
    const real lost = (below ? FN(fma)(e, e, e) : FN(fma)(-e, e, FN(fma)(R(-2.0), e, R(2.0)))) / FN(fma)(e, e + 2, R(2.0));
    return x > MISH_HIGH ? x : FN(fma)(-most, lost, most) * R(0x1p-64);
}

// Just below 0, where the forms on both sides lose digits: 3/5 + x q(x), MISH_SLOPE_NEAR <= x <= 0. Relative error 2^-28.0
// (float), 2^-56.2 (double): scripts/weighted-coefficients.py.
#undef MISH_SLOPE_NEAR
#define MISH_SLOPE_NEAR (CK_BITS == 32 ? R(-0.45) : R(-0.375))
CK_INLINE real FN(mish_slope_near_0)(real x) {
#if CK_BITS == 32
    real q = 0x1.0dbeaap-6f;
    q = FN(fma)(q, x, 0x1.aae2f8p-5f);
    q = FN(fma)(q, x, -0x1.fdb67ap-12f);
    q = FN(fma)(q, x, -0x1.7757f2p-3f);
    q = FN(fma)(q, x, -0x1.891c84p-5f);
    q = FN(fma)(q, x, 0x1.47ae1ep-1f);
#else
    real q = -0x1.3d5b52f53432p-13;
    q = FN(fma)(q, x, -0x1.816b863112ed6p-13);
    q = FN(fma)(q, x, 0x1.d6b2a740987cep-11);
    q = FN(fma)(q, x, 0x1.f5e6f2c60c513p-10);
    q = FN(fma)(q, x, -0x1.5b8a0de805b7ep-9);
    q = FN(fma)(q, x, -0x1.4cc2bc066c307p-7);
    q = FN(fma)(q, x, 0x1.899b1b7e987dp-8);
    q = FN(fma)(q, x, 0x1.804da47837016p-5);
    q = FN(fma)(q, x, -0x1.e955cb51850bfp-10);
    q = FN(fma)(q, x, -0x1.77bd5f287da8fp-3);
    q = FN(fma)(q, x, -0x1.89374bc690034p-5);
    q = FN(fma)(q, x, 0x1.47ae147ae149ep-1);
#endif
    return FN(fma)(x, q, R(0.6));
}

// 1 - (2 d - 4 x e (1 + e)) / d²; below 0 as e (y - e (y c - 2 - 4 e - e²) / d²) with y = 1 + x, where the quotient is small
// beside y. c = 4 + 8 e + 4 e² + e³, and d² = e c + 4 + 4 e.
CK_INLINE real FN(mish_derivative)(real x, FN(parameters) p) {
    const real limited = FN(at_most)(FN(at_least)(x, MISH_LOW), MISH_HIGH);
    const FN(exponential) parts = FN(exp_parts)(limited, NOTHING);
    const real e = FN(exp_scaled)(parts, 64) * R(0x1p-64), square = FN(fma)(e, e, e), d = FN(fma)(e, e + 2, R(2.0));
    const real line = 4 + e, c = FN(fma)(e, FN(fma)(e, line, R(8.0)), R(4.0));
    const bool below = x < 0;
    const real most = below ? 1 + limited : 1;
    const real lost = below ? e * FN(fma)(most, c, -FN(fma)(e, line, R(2.0))) : FN(fma)(-4 * limited, square, 2 * d);
    const real kept = most - lost / FN(fma)(e, c, FN(fma)(R(4.0), e, R(4.0)));
    const real scaled = FN(power_of_two)(below ? parts.n : 0, 64) * kept;
    const real result = FN(fma)(scaled, below ? parts.fraction : 0, scaled) * R(0x1p-64);
    return below && x >= MISH_SLOPE_NEAR ? FN(mish_slope_near_0)(x) : result;
}
#endif
