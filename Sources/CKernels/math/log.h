// Logarithms through 2 atanh s.

// 2 atanh s = ln((1 + s) / (1 - s)), |s| <= 0.21: 2 s + s³ q(s²). Relative error 2^-34.4 (float), 2^-66.7 (double):
// scripts/coefficients.sollya.
CK_INLINE real FN(twice_atanh)(real s) {
    const real s2 = s * s;
#if CK_BITS == 32
    real q = 0x1.f07488p-3f;
    q = FN(fma)(q, s2, 0x1.23d28cp-2f);
    q = FN(fma)(q, s2, 0x1.999c3cp-2f);
    q = FN(fma)(q, s2, 0x1.555554p-1f);
#else
    real q = 0x1.a19cdb6264b94p-3;
    q = FN(fma)(q, s2, 0x1.55422e5400c57p-4);
    q = FN(fma)(q, s2, 0x1.ea4069a978917p-4);
    q = FN(fma)(q, s2, 0x1.10d84640655b3p-3);
    q = FN(fma)(q, s2, 0x1.3b158b27343c7p-3);
    q = FN(fma)(q, s2, 0x1.745d0d9130798p-3);
    q = FN(fma)(q, s2, 0x1.c71c71e6934aep-3);
    q = FN(fma)(q, s2, 0x1.24924924747c2p-2);
    q = FN(fma)(q, s2, 0x1.9999999999b6bp-2);
    q = FN(fma)(q, s2, 0x1.5555555555555p-1);
#endif
    return FN(fma)(s * s2, q, 2 * s);
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

// ln(2^k a / b) from a - b and a + b, where a / b is between 2^-0.6 and 2^0.6.
CK_INLINE real FN(log_of_ratio)(real k, real difference, real sum) {
#if CK_BITS == 32
    const real ln2_high = 0x1.62e4p-1f, ln2_low = 0x1.7f7d1cp-20f;
#else
    const real ln2_high = 0x1.62e42fefa38p-1, ln2_low = 0x1.ef35793c7673p-45;
#endif
    const real mantissa = FN(twice_atanh)(difference / sum);
    return FN(fma)(k, ln2_high, FN(fma)(k, ln2_low, mantissa));
}

// ln(1 + t), t >= 0.
CK_INLINE real FN(log1p)(real t) {
    const real u = 1 + t;
    const real lost = t > 1 ? 1 - (u - t) : t - (u - 1);
    const integer k = FN(biased_log2_ratio)(u, 1);
    const real scale = FN(power_of_two)(EXPONENT_BIAS - k, 0);
    const real fraction = (u * scale - 1) + lost * scale;
    return FN(log_of_ratio)(FN(small_integer)(k) - EXPONENT_BIAS, fraction, 2 + fraction);
}
