// ln Φ(x): below 0 ln(e^(x²/2) Φ(x)) - x²/2, above it ln(1 - Φ(-x)).
CK_ACTIVATION(log_normal_cdf, logNormalCDF, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "log_normal_cdf", .aliases = "log_ndtr", .formula = "log(erfc(-x / sqrt(2)) / 2)",
    .float32 = {3.9, 3.7}, .float64 = {3.8, 3.9})

#ifdef CK_FUNCTIONS
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

// An error in the denominator is one in t, too: of their effects about c / (a + c) remains.
CK_INLINE FN(normal_ratio) FN(normal_tail)(real a) {
    const real centre = CK_BITS == 32 ? R(0x1.66dp1) : R(0x1.a01d4p1), denominator = a + centre, inverse = 1 / denominator;
    const real lost = a - (denominator - centre);
    const real numerator = FN(normal_numerator)(FN(fma)(2 * a, inverse, R(-1.0)));
    const real rounding = FN(fma)(-inverse, denominator, R(1.0));
    const real rest = FN(fma)(-lost, inverse, rounding) * (centre * inverse);
    return (FN(normal_ratio)){numerator, denominator, inverse, rounding, rest};
}

// k + EXPONENT_BIAS where a / b is near 2^k: between 2^(k - 0.6) and 2^(k + 0.6). a and b are normal and positive.
CK_INLINE integer FN(biased_log2_ratio)(real a, real b) {
    const integer half = (integer)1 << (MANTISSA_BITS - 1), one = (integer)EXPONENT_BIAS << MANTISSA_BITS;
    const integer difference = FN(bits)(a) - FN(bits)(b) + half + one;
    return (integer)((natural)difference >> MANTISSA_BITS);
}

CK_INLINE real FN(small_integer)(integer nonnegative) {
    return FN(from_bits)(FN(bits)(SHIFTER) + nonnegative) - SHIFTER;
}

// Near 0, where 1 - Φ(-x) would lose too much: -ln 2 + x q(x), 0 <= x <= LOG_NORMAL_CDF_NEAR. Relative error 2^-29.1 (float),
// 2^-58.2 (double): scripts/weighted-coefficients.py.
#undef LOG_NORMAL_CDF_NEAR
#define LOG_NORMAL_CDF_NEAR R(0.75)
CK_INLINE real FN(log_normal_cdf_near)(real x) {
#if CK_BITS == 32
    real q = -0x1.629a7p-12f;
    q = FN(fma)(q, x, 0x1.6feed2p-14f);
    q = FN(fma)(q, x, 0x1.354c66p-8f);
    q = FN(fma)(q, x, 0x1.29cb64p-5f);
    q = FN(fma)(q, x, -0x1.45f38cp-2f);
    q = FN(fma)(q, x, 0x1.988456p-1f);
#else
    real q = -0x1.d5e596c7531dap-28;
    q = FN(fma)(q, x, -0x1.a01085f0c8911p-24);
    q = FN(fma)(q, x, 0x1.7545d15431b1ep-23);
    q = FN(fma)(q, x, 0x1.bd24c8c4ebf19p-21);
    q = FN(fma)(q, x, 0x1.880bd77638717p-19);
    q = FN(fma)(q, x, -0x1.bacbf3abee03ap-20);
    q = FN(fma)(q, x, -0x1.b575d0dbc0ca7p-15);
    q = FN(fma)(q, x, -0x1.bca7be879ee61p-13);
    q = FN(fma)(q, x, -0x1.3636becbdf552p-15);
    q = FN(fma)(q, x, 0x1.3966856de259ap-8);
    q = FN(fma)(q, x, 0x1.29a947fa11f25p-5);
    q = FN(fma)(q, x, -0x1.45f306dc9ccbp-2);
    q = FN(fma)(q, x, 0x1.9884533d43656p-1);
#endif
    return FN(fma)(x, q, R(-0x1.62e42fefa39efp-1));
}

// Far enough for -x to be all of φ(x) / Φ(x), and -x²/2 all of ln Φ(x) but for its last place.
#undef LOG_NORMAL_CDF_FAR
#define LOG_NORMAL_CDF_FAR (CK_BITS == 32 ? R(0x1p15) : R(0x1p30))

// The logarithm is that of n / d with the denominator d of the tail T: n is T d e^(x²/2) below 0, (1 - T) d above it.
CK_INLINE real FN(log_normal_cdf_forward)(real x, FN(parameters) p) {
    const real a = FN(abs)(x), limited = FN(at_most)(a, FN(NORMAL_LIMIT));
    const FN(normal_ratio) r = FN(normal_tail)(FN(at_most)(a, LOG_NORMAL_CDF_FAR));
    const FN(exponential) e = FN(exp_of_product)(limited, R(-0.5) * limited, r.rest - r.rounding);
    const real d = r.denominator, scaled = FN(times_exp_scaled)(r.numerator, e), tail = scaled * R(0x1p-64);
    const real n = x < 0 ? r.numerator : d - tail;
    const integer k = FN(biased_log2_ratio)(n, d);
    const real scale = FN(power_of_two)(EXPONENT_BIAS - k, 0);
    const real difference = x < 0 ? FN(fma)(n, scale, -d) : FN(fma)(-tail, scale, FN(fma)(d, scale, -d));
    const real sum = x < 0 ? FN(fma)(n, scale, d) : FN(fma)(-tail, scale, FN(fma)(d, scale, d));
    // ln(1 - q) = -q (1 + q/2 + q²/3) where the next term is beyond the last place
    const bool few = x > 0 && tail < (CK_BITS == 32 ? R(0x1p-9) : R(0x1p-18));
    const real q = (few ? scaled : difference) / (few ? d : sum), small = q * R(0x1p-64);
    const real series = FN(fma)(small * FN(fma)(small, R(0x1.5555555555555p-2), R(0.5)), q, q) * R(-0x1p-64);
    const real logarithm = FN(plus_ln2)(FN(small_integer)(k) - EXPONENT_BIAS, FN(twice_atanh)(q));
    const real result = FN(fma)(x < 0 ? R(-0.5) * a : 0, x < 0 ? a : 0, logarithm);
    const real close = x > LOG_NORMAL_CDF_NEAR ? result : FN(log_normal_cdf_near)(x);
    return x < 0 ? result : few ? series : close;
}

// φ(x) / Φ(x) near 0: √(2/π) + x q(x), 0 <= x <= LOG_NORMAL_CDF_SLOPE_NEAR. Relative error 2^-29.5 (float), 2^-60.5
// (double): scripts/weighted-coefficients.py.
#undef LOG_NORMAL_CDF_SLOPE_NEAR
#define LOG_NORMAL_CDF_SLOPE_NEAR R(0.875)
CK_INLINE real FN(log_normal_cdf_slope_near)(real x) {
#if CK_BITS == 32
    real q = 0x1.32fbf2p-13f;
    q = FN(fma)(q, x, -0x1.489436p-11f);
    q = FN(fma)(q, x, -0x1.16c69p-10f);
    q = FN(fma)(q, x, -0x1.203f9ep-12f);
    q = FN(fma)(q, x, 0x1.39bd64p-6f);
    q = FN(fma)(q, x, 0x1.be7b8ap-4f);
    q = FN(fma)(q, x, -0x1.45f304p-1f);
#else
    real q = -0x1.ef20e290c4c8dp-29;
    q = FN(fma)(q, x, 0x1.2161dad74e7cp-24);
    q = FN(fma)(q, x, -0x1.7c8981e4f373cp-23);
    q = FN(fma)(q, x, -0x1.182931db96a09p-25);
    q = FN(fma)(q, x, -0x1.826695bdface4p-21);
    q = FN(fma)(q, x, 0x1.09d4d9f459291p-20);
    q = FN(fma)(q, x, 0x1.35d962cf1526bp-17);
    q = FN(fma)(q, x, 0x1.aef96990f395dp-16);
    q = FN(fma)(q, x, -0x1.b23da6e9b92ecp-17);
    q = FN(fma)(q, x, -0x1.7edacfff085d2p-12);
    q = FN(fma)(q, x, -0x1.4d7cd9d757794p-10);
    q = FN(fma)(q, x, -0x1.83c56732bfc7dp-13);
    q = FN(fma)(q, x, 0x1.39668594becc6p-6);
    q = FN(fma)(q, x, 0x1.be7debf6af65cp-4);
    q = FN(fma)(q, x, -0x1.45f306dc9c884p-1);
#endif
    return FN(fma)(x, q, R(0x1.9884533d43651p-1));
}

// φ(x) / Φ(x). Far below 0 it is -x.
CK_INLINE real FN(log_normal_cdf_derivative)(real x, FN(parameters) p) {
    const real a = FN(abs)(x), limited = FN(at_most)(a, FN(NORMAL_LIMIT));
    const FN(normal_ratio) r = FN(normal_tail)(FN(at_most)(a, LOG_NORMAL_CDF_FAR));
    const FN(exponential) e = FN(exp_of_product)(limited, R(-0.5) * limited, NOTHING);
    const real density = R(0x1.9884533d43651p-2) * r.denominator;
    const real above = FN(fma)(FN(times_exp_scaled)(r.numerator, e), R(-0x1p-64), r.denominator);
    const real slope = (x < 0 ? density : FN(times_exp_scaled)(density, e)) / (x < 0 ? r.numerator : above);
    const real exact = x < 0 ? FN(fma)(slope, r.rounding - r.rest, slope) : slope * R(0x1p-64);
    const real result = FN(at_least)(exact, x < 0 ? a : 0);
    const real close = x > LOG_NORMAL_CDF_SLOPE_NEAR ? result : FN(log_normal_cdf_slope_near)(x);
    return x < 0 ? result : close;
}
#endif
