// 2 / √π ∫ e^(-t²) dt from x to infinity = 2 Φ(-√2 x)
CK_ACTIVATION(erfc, erfc, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "erfc", .aliases = "", .formula = "erfc(x)",
    .float32 = {3.4, 1.9}, .float64 = {3.3, 1.4})

#ifdef CK_FUNCTIONS
// e^(a²) erfc a = N / (slope a N + start + a M), as in normal.h. Relative error 2^-25.5 (float), 2^-57.6 (double):
// scripts/rational-coefficients.py. TAIL_SCALE N:
CK_INLINE real FN(erfc_above)(real a) {
#if CK_BITS == 32
    real q = TAIL_SCALE * 0x1.7fe28ep-5f;
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.3bd3fcp-2f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.e1cd24p-1f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.884024p0f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.2dp0f);
#else
    real q = TAIL_SCALE * 0x1.31b339f78e64ep-16;
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.95d2de28c06d9p-12);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.09ef1c8e2fa7bp-8);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.beb1b258fc8dp-6);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.08199a2f08f93p-3);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.c95e87b387b72p-2);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.253175b3bed7cp0);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.1307ff7ac865ep1);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.6ac4666639c1fp1);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.3264440f11697p1);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1p0);
#endif
    return q;
}

// M
CK_INLINE real FN(erfc_rest)(real a) {
#if CK_BITS == 32
    real q = 0x1.533086p-5f;
    q = FN(fma)(q, a, 0x1.19ffc8p-2f);
    q = FN(fma)(q, a, 0x1.8cc458p-1f);
#else
    real q = 0x1.0eeb6f02049bcp-16;
    q = FN(fma)(q, a, 0x1.67a6e268cc3c6p-12);
    q = FN(fma)(q, a, 0x1.d53d3e6473b2ep-9);
    q = FN(fma)(q, a, 0x1.8640b81af79e2p-6);
    q = FN(fma)(q, a, 0x1.c58a5fc7f5fa7p-4);
    q = FN(fma)(q, a, 0x1.7d781bad279cap-2);
    q = FN(fma)(q, a, 0x1.d1af00abc134fp-1);
    q = FN(fma)(q, a, 0x1.90ce33568545ep0);
    q = FN(fma)(q, a, 0x1.bfe67406fd933p0);
#endif
    return q;
}

CK_INLINE real FN(erfc_forward)(real x, FN(parameters) p) {
    const real slope = CK_BITS == 32 ? R(0x1.c5bfbep0) : R(0x1.c5bf891b4ef6bp0);
    const real start = CK_BITS == 32 ? R(0x1.2dp0) : R(1.0);
    const real a = FN(at_most)(FN(abs)(x), FN(ERFC_LIMIT)), above = FN(erfc_above)(a);
    const real below = FN(fma)(FN(fma)(above, slope / TAIL_SCALE, FN(erfc_rest)(a)), a, start);
    const FN(gaussian) g = FN(gaussian_of)(a, 1, 1);
    const real tail = FN(times_power_of_two)(above / below, g.n);
    const real result = FN(fma)(tail, g.change, tail) * (1 / TAIL_SCALE);
    // 2 - result below 0; without a selection between variables, which is slow before AVX-512.
    return FN(abs)((x < 0 ? R(2.0) : R(0.0)) - result);
}

CK_INLINE real FN(erfc_derivative)(real x, FN(parameters) p) { return -FN(erf_derivative)(x, p); }
#endif
