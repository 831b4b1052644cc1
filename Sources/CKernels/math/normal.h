// The tail of the normal distribution, and exponentials of products.

// Beyond these the tail, and x times its density, are below half the smallest subnormal number; so is erfc.
#if CK_BITS == 32
#define NORMAL_LIMIT_f32 15.0f
#define ERFC_LIMIT_f32 10.5f
#else
#define NORMAL_LIMIT_f64 38.7
#define ERFC_LIMIT_f64 27.3
#endif

// scale e^(-h a²) = 2^n value for h = 1/2 or 1, n in the lowest bits. What a² loses when it is rounded is not lost here:
// -h a² = n ln 2 - h r with r = a² + n ln 2 / h, and e^(-h r) is the polynomial of exp_parts.
typedef struct {
    real value, change;  // value = scale + change, rounded
    integer n;
} FN(gaussian);

CK_INLINE FN(gaussian) FN(gaussian_of)(real a, real h, real scale) {
#if CK_BITS == 32
    const real ln2_high = 0x1.62e4p-1f, ln2_low = 0x1.7f7d1cp-20f;
#else
    const real ln2_high = 0x1.62e42fefa38p-1, ln2_low = 0x1.ef35793c7673p-45;
#endif
    const real step = ln2_high / h, c1 = -h * scale, c2 = -h * c1, c3 = -h * c2, c4 = -h * c3, c5 = -h * c4, c6 = -h * c5;
    const real shifted = FN(fma)(a * a, R(-0x1.71547652b82fep0) * h, SHIFTER);
    const real steps = FN(fma)(shifted, step, -SHIFTER * step);
    const real r = FN(fma)(steps, ln2_low / ln2_high, FN(fma)(a, a, steps));
#if CK_BITS == 32
    real q = c6 * 0x1.6a6034p-10f;
    q = FN(fma)(q, r, c5 * 0x1.123ac6p-7f);
    q = FN(fma)(q, r, c4 * 0x1.5558ap-5f);
    q = FN(fma)(q, r, c3 * 0x1.55549p-3f);
    q = FN(fma)(q, r, c2 * 0x1.fffffcp-2f);
#else
    const real c7 = -h * c6, c8 = -h * c7, c9 = -h * c8, c10 = -h * c9, c11 = -h * c10;
    real q = c11 * 0x1.ad8d55a54a7bdp-26;
    q = FN(fma)(q, r, c10 * 0x1.28ae3c99da451p-22);
    q = FN(fma)(q, r, c9 * 0x1.71df1d1476cecp-19);
    q = FN(fma)(q, r, c8 * 0x1.a01999231b74ap-16);
    q = FN(fma)(q, r, c7 * 0x1.a01a012dcb964p-13);
    q = FN(fma)(q, r, c6 * 0x1.6c16c18488a72p-10);
    q = FN(fma)(q, r, c5 * 0x1.111111112725dp-7);
    q = FN(fma)(q, r, c4 * 0x1.5555555550689p-5);
    q = FN(fma)(q, r, c3 * 0x1.55555555554fcp-3);
    q = FN(fma)(q, r, c2 * 0x1.000000000000ap-1);
#endif
    q = FN(fma)(q, r, c1);
    return (FN(gaussian)){FN(fma)(q, r, scale), q * r, FN(bits)(shifted)};
}

// 2^n w, a normal number like w, for n in the lowest bits.
CK_INLINE real FN(times_power_of_two)(real w, integer n) {
    return FN(from_bits)(FN(bits)(w) + (integer)((natural)n << MANTISSA_BITS));
}

// Tails are this much larger until the last rounding, which scales back: none of them is subnormal before.
#undef TAIL_SCALE
#define TAIL_SCALE R(0x1p80)

// e^(a²/2) Φ(-a) = N / (NORMAL_SLOPE a N + NORMAL_START + a M). Relative error 2^-25.4 (float), 2^-57.4 (double):
// scripts/rational-coefficients.py. The denominator takes N as it was rounded: where a is large and the rest small, the
// roundings of N leave the ratio alone.
#if CK_BITS == 32
#define NORMAL_SLOPE_f32 0x1.40d95cp1f
#define NORMAL_START_f32 0x1.b6p0f
#else
#define NORMAL_SLOPE_f64 0x1.40d931ff62706p1
#define NORMAL_START_f64 0x1.8p0
#endif

// TAIL_SCALE N
CK_INLINE real FN(normal_above)(real a) {
#if CK_BITS == 32
    real q = TAIL_SCALE * 0x1.13d68ep-7f;
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.4250cp-4f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.5cb02cp-2f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.92712ep-1f);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.b6p-1f);
#else
    real q = TAIL_SCALE * 0x1.cc20a458a6187p-22;
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.af6e5b9352afep-17);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.8f85e61ed7151p-13);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.da48f92cca9ap-10);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.8c6ae5dc00c13p-7);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.e5501f7bda597p-5);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.b7e37f1b79596p-3);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.23be4019fca67p-1);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.10149da673b7cp0);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.44f8d6651136cp0);
    q = FN(fma)(q, a, TAIL_SCALE * 0x1.8p-1);
#endif
    return q;
}

// M
CK_INLINE real FN(normal_rest)(real a) {
#if CK_BITS == 32
    real q = 0x1.589834p-6f;
    q = FN(fma)(q, a, 0x1.972802p-3f);
    q = FN(fma)(q, a, 0x1.95ed26p-1f);
#else
    real q = 0x1.2057977b3abc7p-20;
    q = FN(fma)(q, a, 0x1.0e5bfda5d3f2fp-15);
    q = FN(fma)(q, a, 0x1.f279a6e2c8a35p-12);
    q = FN(fma)(q, a, 0x1.24fd5e5c7a80ap-8);
    q = FN(fma)(q, a, 0x1.e15d2b591ff02p-6);
    q = FN(fma)(q, a, 0x1.1e3589a485108p-3);
    q = FN(fma)(q, a, 0x1.ee05761140dc7p-2);
    q = FN(fma)(q, a, 0x1.2c9e8b54a8975p0);
    q = FN(fma)(q, a, 0x1.db0f20390151p0);
#endif
    return q;
}

// The parts of e^(ab + rest).
CK_INLINE FN(exponential) FN(exp_of_product)(real a, real b, real rest) {
    const real hi = a * b;
    return FN(exp_parts)(hi, FN(fma)(a, b, -hi) + rest);
}

// 2^64 w e^z for the parts of z: the caller scales back in its last rounding.
CK_INLINE real FN(times_exp_scaled)(real w, FN(exponential) e) {
    const real scaled = w * FN(power_of_two)(e.n, 64);
    return FN(fma)(e.fraction, scaled, scaled);
}
