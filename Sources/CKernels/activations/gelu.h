// x Φ(x) = max(x, 0) - |x| Φ(-|x|)
CK_ACTIVATION(gelu, gelu, SMOOTH, FROM_INPUT, BY_DIVISION,
    .name = "gelu", .aliases = "", .formula = "x * erfc(-x / sqrt(2)) / 2",
    .float32 = {3.8, 3.8}, .float64 = {3.6, 3.8})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(gelu_forward)(real x, FN(parameters) p) {
    const real a = FN(at_most)(FN(abs)(x), FN(NORMAL_LIMIT));
    const real above = a * FN(normal_above)(a), rest = FN(fma)(FN(normal_rest)(a), a, FN(NORMAL_START));
    const FN(gaussian) g = FN(gaussian_of)(a, R(0.5), -1 / TAIL_SCALE);
    const real below = FN(fma)(above, FN(NORMAL_SLOPE) / TAIL_SCALE, rest);
    return FN(fma)(FN(times_power_of_two)(above / below, g.n), g.value, FN(at_least)(x, 0));
}

// e^(a²/2) Φ(-a) - a / √(2π) = (zero - a) (GELU_LIMIT + N / D). Relative error 2^-25.91 (float), 2^-58.6 (double):
// scripts/rational-coefficients.py.
#if CK_BITS == 32
#define GELU_LIMIT_f32 0x1.988502p-2f
#else
#define GELU_LIMIT_f64 0x1.9884533d43651p-2
#endif

// TAIL_SCALE N
CK_INLINE real FN(gelu_slope_above)(real a) {
#if CK_BITS == 32
    real q = TAIL_SCALE * 0x1.a1e70ep-7f;
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.9c5652p-4f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.48f6a8p-2f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.c1c3d4p-2f);
#else
    real q = TAIL_SCALE * 0x1.7ea1125bc6a95p-20;
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.4f9604495bc62p-15);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.1ce8bde2c3f98p-11);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.2fc03eb8162e3p-8);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.bd2cf9c28303cp-6);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.cf6f993a10e47p-4);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.5666e29fea2eap-2);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.5afe5e98206aap-1);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.b862d99f0895fp-1);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.0e64d5b947f3p-1);
#endif
    return q;
}

// D
CK_INLINE real FN(gelu_slope_below)(real a) {
#if CK_BITS == 32
    real q = 0x1.5c828ep-5f;
    q = FN(fma)(q, a, 0x1.708fecp-2f);
    q = FN(fma)(q, a, 0x1.4d3af2p0f);
    q = FN(fma)(q, a, 0x1.26bbdap1f);
    q = FN(fma)(q, a, 0x1.a68p0f);
#else
    real q = 0x1.3ef0f1e5cf656p-18;
    q = FN(fma)(q, a, 0x1.1d7e2689c53c4p-13);
    q = FN(fma)(q, a, 0x1.f02790ec5ade6p-10);
    q = FN(fma)(q, a, 0x1.1004c848507c3p-6);
    q = FN(fma)(q, a, 0x1.9d34835d27478p-4);
    q = FN(fma)(q, a, 0x1.c36725aa8fafdp-2);
    q = FN(fma)(q, a, 0x1.6566831976fa5p0);
    q = FN(fma)(q, a, 0x1.936e348e1188p1);
    q = FN(fma)(q, a, 0x1.35ac3f7dd8428p2);
    q = FN(fma)(q, a, 0x1.232452d22072cp2);
    q = FN(fma)(q, a, 0x1.fcp0);
#endif
    return q;
}

// Φ(x) + x φ(x): below 0 Φ(-a) - a φ(a), above it 1 minus that.
CK_INLINE real FN(gelu_derivative)(real x, FN(parameters) p) {
    const real a = FN(at_most)(FN(abs)(x), FN(NORMAL_LIMIT));
    const real factor = FN(gelu_slope_above)(a) / FN(gelu_slope_below)(a) + FN(GELU_LIMIT) * TAIL_SCALE;
    const FN(gaussian) g = FN(gaussian_of)(a, R(0.5), 1 / TAIL_SCALE);
    const real zero = CK_BITS == 32 ? R(0x1.80ead2p-1) : R(0x1.80ead197f00b4p-1);
    const real tail = (zero - a) * FN(times_power_of_two)(factor, g.n);
    return x < 0 ? tail * g.value : FN(fma)(-tail, g.value, R(1.0));
}
#endif
