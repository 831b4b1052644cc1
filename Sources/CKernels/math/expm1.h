// e^x - 1 and what is left of it without its linear term.

// Arguments below this give -1.
#define EXPM1_LOW_f32 -30.0f
#define EXPM1_LOW_f64 -50.0

// a (e^x - 1) for the parts of x < 64 ln 2.
CK_INLINE real FN(times_expm1)(real a, FN(exponential) e) {
    const real scaled = a * FN(power_of_two)(e.n, 0);
    return FN(fma)(scaled, e.fraction, scaled - a);
}

// The parts of e^x, x <= 0, for times_expm1.
CK_INLINE FN(exponential) FN(expm1_parts)(real x) { return FN(exp_parts_within)(FN(EXPM1_LOW), INFINITY, x, NOTHING); }

// (e^x - 1 - x) / x², -0.7 <= x <= 0. Relative error 2^-28.4 (float), 2^-63.2 (double): scripts/coefficients.sollya.
CK_INLINE real FN(expm1_curvature)(real x) {
#if CK_BITS == 32
    real q = 0x1.42581p-13f;
    q = FN(fma)(q, x, 0x1.6375e2p-10f);
    q = FN(fma)(q, x, 0x1.10b26p-7f);
    q = FN(fma)(q, x, 0x1.5551cp-5f);
    q = FN(fma)(q, x, 0x1.55554ap-3f);
#else
    real q = 0x1.048f4f860589ap-33;
    q = FN(fma)(q, x, 0x1.149e21118813p-29);
    q = FN(fma)(q, x, 0x1.ad0834ffb4a4ep-26);
    q = FN(fma)(q, x, 0x1.27d633fa481fcp-22);
    q = FN(fma)(q, x, 0x1.71dd63ef6d1afp-19);
    q = FN(fma)(q, x, 0x1.a019f972225f6p-16);
    q = FN(fma)(q, x, 0x1.a01a016b02ecp-13);
    q = FN(fma)(q, x, 0x1.6c16c16b39fe7p-10);
    q = FN(fma)(q, x, 0x1.111111110eed5p-7);
    q = FN(fma)(q, x, 0x1.55555555554fdp-5);
    q = FN(fma)(q, x, 0x1.5555555555555p-3);
#endif
    return FN(fma)(q, x, R(0.5));
}
