// 2^64 ln(1 + e^z) for z = hi + lo <= 0: the caller scales back in its last rounding, so that tails are rounded once.
//
// With t = e^z in [0, 1]. float: t + t² q(t), relative error 2^-27.5. double: s = t / (2 + t),
// ln(1 + t) = 2 atanh s = t - s (t - s² q(s²)), relative error 2^-65.9. scripts/coefficients.sollya.

// 2^extra ln(1 + e^z) as most + a b, for the parts of z. What the rounding of most lost is not in the sum: between half of it
// and all.
typedef struct {
    real most, lost, a, b;
} FN(logarithm);

CK_INLINE FN(logarithm) FN(log1p_exp_parts)(FN(exponential) e, integer extra) {
    const real scale = FN(power_of_two)(e.n, extra), most = FN(fma)(e.fraction, scale, scale);
    const real lost = FN(fma)(e.fraction, scale, scale - most);
    const real down = FN(power_of_two)(-extra, 0), t = most * down;
#if CK_BITS == 32
    real q = -0x1.b22adep-9f;
    q = FN(fma)(q, t, 0x1.4a9226p-6f);
    q = FN(fma)(q, t, -0x1.d7efa8p-5f);
    q = FN(fma)(q, t, 0x1.b53c48p-4f);
    q = FN(fma)(q, t, -0x1.3a6736p-3f);
    q = FN(fma)(q, t, 0x1.935568p-3f);
    q = FN(fma)(q, t, -0x1.ff2556p-3f);
    q = FN(fma)(q, t, 0x1.554ddap-2f);
    q = FN(fma)(q, t, -0x1.ffffd2p-2f);
    return (FN(logarithm)){most, lost, most * t, q};
#else
    const real scaled_s = most / (2 + t), s = scaled_s * down, s2 = s * s;
    real q = -0x1.45f24a2c96d1p-2;
    q = FN(fma)(q, s2, 0x1.9a7a6b6ea9c33p-2);
    q = FN(fma)(q, s2, -0x1.729799383bd32p-6);
    q = FN(fma)(q, s2, 0x1.de42c4914befbp-4);
    q = FN(fma)(q, s2, 0x1.a402ce4475249p-4);
    q = FN(fma)(q, s2, 0x1.e2d5ed7b90685p-4);
    q = FN(fma)(q, s2, 0x1.1109de5e8145ep-3);
    q = FN(fma)(q, s2, 0x1.3b13fc2b5d393p-3);
    q = FN(fma)(q, s2, 0x1.745d1535ca079p-3);
    q = FN(fma)(q, s2, 0x1.c71c71d0903d9p-3);
    q = FN(fma)(q, s2, 0x1.24924924852f5p-2);
    q = FN(fma)(q, s2, 0x1.9999999999accp-2);
    q = FN(fma)(q, s2, 0x1.5555555555555p-1);
    return (FN(logarithm)){most, lost, -scaled_s, FN(fma)(-s2, q, t)};
#endif
}

CK_INLINE real FN(log1p_exp_scaled)(real hi, real lo) {
    const FN(logarithm) l = FN(log1p_exp_parts)(FN(exp_parts_within)(FN(EXP_LOW), INFINITY, hi, lo), 64);
    return FN(fma)(l.a, l.b, l.most);
}
