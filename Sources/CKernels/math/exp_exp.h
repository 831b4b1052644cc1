// e^(x - e^x). The inner exponential's relative error grows by its own value, up to 2^7 (float) and 2^10 (double): it
// is found as a sum of two.
//
// e^r = 1 + r + r²/2 + r³ q(r) (float), 1 + r + r²/2 + r³/6 + r⁴ q(r) (double), |r| <= ln 2 / 2 (1 + 2^-10), the terms before q
// with their rounding errors. Relative error of the polynomial 2^-32.9 (float), 2^-69.5 (double):
// scripts/coefficients.sollya.

typedef struct {
    real hi, lo;
} FN(pair);

// e^x for -40 <= x <= 7.
CK_INLINE FN(pair) FN(exp_pair)(real x) {
#if CK_BITS == 32
    const real ln2_high = 0x1.62e4p-1f, ln2_low = 0x1.7f7d1cp-20f;
#else
    const real ln2_high = 0x1.62e42fefa38p-1, ln2_low = 0x1.ef35793c7673p-45;
#endif
    const real shifted = FN(fma)(x, R(0x1.71547652b82fep0), SHIFTER);
    const real n = shifted - SHIFTER;
    const real reduced = FN(fma)(n, -ln2_high, x);
    const real r = FN(fma)(n, -ln2_low, reduced), r_lo = FN(fma)(n, -ln2_low, reduced - r);
    const real half = R(0.5) * r * r, half_lo = FN(fma)(R(0.5) * r, r, -half);
    const real two = r + half, two_lo = (r - two) + half;
#if CK_BITS == 32
    real q = 0x1.9a555ep-12f;  // 2 q
    q = FN(fma)(q, r, 0x1.6d4cd6p-9f);
    q = FN(fma)(q, r, 0x1.1115d2p-6f);
    q = FN(fma)(q, r, 0x1.5554e8p-4f);
    q = FN(fma)(q, r, 0x1.555552p-2f);
    const real sum = two, rest = FN(fma)(half * r, q, (two_lo + half_lo) + FN(fma)(r_lo, two, r_lo));
#else
    real q = 0x1.60f6de0d1ee3ep-33;
    q = FN(fma)(q, r, 0x1.1f8b9f0fe5efap-29);
    q = FN(fma)(q, r, 0x1.ae64b603162b3p-26);
    q = FN(fma)(q, r, 0x1.27e4cc351a99p-22);
    q = FN(fma)(q, r, 0x1.71de3a38a64cp-19);
    q = FN(fma)(q, r, 0x1.a01a01ad71473p-16);
    q = FN(fma)(q, r, 0x1.a01a01a0208cap-13);
    q = FN(fma)(q, r, 0x1.6c16c16c15017p-10);
    q = FN(fma)(q, r, 0x1.1111111111109p-7);
    q = FN(fma)(q, r, 0x1.5555555555558p-5);
    const real cube = half * r, cube_lo = FN(fma)(half_lo, r, FN(fma)(half, r, -cube));
    const real third = R(1.0) / 3, third_lo = FN(fma)(R(-3.0), third, R(1.0)) / 3;
    const real sixth = cube * third, sixth_lo = FN(fma)(cube, third, -sixth) + FN(fma)(cube_lo, third, cube * third_lo);
    const real sum = two + sixth, sum_lo = (two - sum) + sixth;
    const real errors = (two_lo + half_lo) + (sum_lo + sixth_lo) + FN(fma)(r_lo, two, r_lo);
    const real rest = FN(fma)(half * half, 4 * q, errors);
#endif
    const real scale = FN(power_of_two)(FN(bits)(shifted), 0);
    const real most = FN(fma)(scale, sum, scale), left = FN(fma)(scale, rest, FN(fma)(scale, sum, scale - most));
    const real hi = most + left;
    return (FN(pair)){hi, left - (hi - most)};
}

// e^(x - e^x). Beyond the limits it is 0.
CK_INLINE real FN(exp_minus_exp)(real x) {
    const real lowest = CK_BITS == 32 ? -128 : -756, highest = CK_BITS == 32 ? R(4.79) : R(6.64);
    const real limited = FN(at_most)(FN(at_least)(x, lowest), highest);
    const FN(pair) e = FN(exp_pair)(FN(at_least)(limited, -40));
    const real hi = limited - e.hi, back = hi - limited;
    const real lo = (limited - (hi - back)) - (e.hi + back) - e.lo;
    return FN(exp_scaled)(FN(exp_parts)(hi, lo), 96) * R(0x1p-96);
}
