// The tail of the normal distribution, and exponentials of products.

// Beyond these the tail, and x times its density, are below half the smallest subnormal number; so is erfc.
#if CK_BITS == 32
#define NORMAL_LIMIT_f32 15.0f
#define ERFC_LIMIT_f32 10.5f
#define NORMAL_CENTRE_f32 0x1.66dp1f
#else
#define NORMAL_LIMIT_f64 38.7
#define ERFC_LIMIT_f64 27.3
#define NORMAL_CENTRE_f64 0x1.a01d4p1
#endif

// e^(a²/2) Φ(-a) (a + c) where t = (a - c) / (a + c), a >= 0: between c / 2 and 1 / √(2π). Relative error 2^-26.6
// (float), 2^-53.6 (double): scripts/coefficients.sollya. It is exactly c / 2 at -1.
CK_INLINE real FN(normal_numerator)(real t) {
#if CK_BITS == 32
    real q = 0x1.071fdep-14f;
    q = FN(fma)(q, t, 0x1.49021ep-15f);
    q = FN(fma)(q, t, -0x1.d4bcb8p-12f);
    q = FN(fma)(q, t, -0x1.1525bep-11f);
    q = FN(fma)(q, t, 0x1.2c45fcp-9f);
    q = FN(fma)(q, t, 0x1.10f45cp-8f);
    q = FN(fma)(q, t, -0x1.00b9dap-6f);
    q = FN(fma)(q, t, -0x1.74f816p-6f);
    q = FN(fma)(q, t, 0x1.8ab8f2p-3f);
    q = FN(fma)(q, t, -0x1.edd1dcp-2f);
    return FN(fma)(q, t, 0x1.714ecp-1f);
#else
    real q = -0x1.89e0bf7879609p-31;
    q = FN(fma)(q, t, -0x1.9de6ed0e52386p-32);
    q = FN(fma)(q, t, 0x1.8a408b456272ap-28);
    q = FN(fma)(q, t, 0x1.6d061281b2223p-28);
    q = FN(fma)(q, t, -0x1.4b5bb48b6e912p-26);
    q = FN(fma)(q, t, -0x1.2257b9aca6258p-25);
    q = FN(fma)(q, t, 0x1.448740d9fac58p-26);
    q = FN(fma)(q, t, 0x1.08cad10b88443p-23);
    q = FN(fma)(q, t, 0x1.27998a409d8e7p-23);
    q = FN(fma)(q, t, -0x1.cd140108a3b5p-23);
    q = FN(fma)(q, t, -0x1.e585107224ca4p-21);
    q = FN(fma)(q, t, -0x1.1890411a6e068p-21);
    q = FN(fma)(q, t, 0x1.a12178fdba952p-19);
    q = FN(fma)(q, t, 0x1.b8419562bb50ap-18);
    q = FN(fma)(q, t, -0x1.8dc32751050c2p-18);
    q = FN(fma)(q, t, -0x1.3fdb21ecedc53p-15);
    q = FN(fma)(q, t, -0x1.2cfcd51b70803p-17);
    q = FN(fma)(q, t, 0x1.958b09a43b566p-13);
    q = FN(fma)(q, t, 0x1.6d90afdb6d053p-13);
    q = FN(fma)(q, t, -0x1.1e84f697916f6p-10);
    q = FN(fma)(q, t, -0x1.3845a1bf2feeep-10);
    q = FN(fma)(q, t, 0x1.107fd6005ed3ap-7);
    q = FN(fma)(q, t, 0x1.2e0648c80e522p-10);
    q = FN(fma)(q, t, -0x1.4bfaac3216c48p-4);
    q = FN(fma)(q, t, 0x1.193253e815936p-2);
    q = FN(fma)(q, t, -0x1.1444b259e3ab5p-1);
    return FN(fma)(q, t, 0x1.799516a502f7ap-1);
#endif
}

// e^(a²/2) Φ(-a) = numerator inverse (1 + rest)
typedef struct {
    real numerator, denominator, inverse, rounding, rest;  // rounding: 1 - inverse denominator
} FN(normal_ratio);

// a = hi + lo. An error in the denominator is one in t, too: of their effects about c / (a + c) remains.
CK_INLINE FN(normal_ratio) FN(normal_tail)(real hi, real lo) {
    const real centre = FN(NORMAL_CENTRE), denominator = hi + centre, inverse = 1 / denominator;
    const real lost = (hi - (denominator - centre)) + lo;
    const real numerator = FN(normal_numerator)(FN(fma)(2 * hi, inverse, R(-1.0)));
    const real rounding = FN(fma)(-inverse, denominator, R(1.0));
    const real rest = FN(fma)(-lost, inverse, rounding) * (centre * inverse);
    return (FN(normal_ratio)){numerator, denominator, inverse, rounding, rest};
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
