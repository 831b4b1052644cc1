// e^(hi + lo) = 2^n (1 + fraction), |fraction| < 0.42, with n in the lowest bits (see power_of_two).
//
// n = round(hi / ln 2), r = hi + lo - n ln 2, fraction = r + r² q(r).
// |hi| < 2^9 (float), 2^12 (double): n·LN2_HIGH is exact there.

// The low part of an argument that has none: adding it costs nothing.
#undef NOTHING
#define NOTHING R(-0.0)

typedef struct {
    real fraction;
    integer n;
} FN(exponential);

// q in e^r = 1 + r + r² q(r), |r| <= ln 2 / 2 (1 + 2^-10). Relative error of e^r 2^-28.2 (float), 2^-57.9 (double):
// scripts/coefficients.sollya.
#if CK_BITS == 32
CK_INLINE real FN(exp_coefficient)(int power) {
    static const real q[] = {0x1.fffffcp-2f, 0x1.55549p-3f, 0x1.5558ap-5f, 0x1.123ac6p-7f, 0x1.6a6034p-10f};
    return q[power];
}
#endif

CK_INLINE real FN(exp_curvature)(real r) {
#if CK_BITS == 32
    real q = FN(exp_coefficient)(4);
    q = FN(fma)(q, r, FN(exp_coefficient)(3));
    q = FN(fma)(q, r, FN(exp_coefficient)(2));
    q = FN(fma)(q, r, FN(exp_coefficient)(1));
    q = FN(fma)(q, r, FN(exp_coefficient)(0));
#else
    real q = 0x1.ad8d55a54a7bdp-26;
    q = FN(fma)(q, r, 0x1.28ae3c99da451p-22);
    q = FN(fma)(q, r, 0x1.71df1d1476cecp-19);
    q = FN(fma)(q, r, 0x1.a01999231b74ap-16);
    q = FN(fma)(q, r, 0x1.a01a012dcb964p-13);
    q = FN(fma)(q, r, 0x1.6c16c18488a72p-10);
    q = FN(fma)(q, r, 0x1.111111112725dp-7);
    q = FN(fma)(q, r, 0x1.5555555550689p-5);
    q = FN(fma)(q, r, 0x1.55555555554fcp-3);
    q = FN(fma)(q, r, 0x1.000000000000ap-1);
#endif
    return q;
}

// `shifter` is SHIFTER, or another integer near it, by which n in the lowest bits is larger then.
CK_INLINE FN(exponential) FN(exp_parts_from)(real shifter, real hi, real lo) {
#if CK_BITS == 32
    const real ln2_high = 0x1.62e4p-1f, ln2_low = 0x1.7f7d1cp-20f;
#else
    const real ln2_high = 0x1.62e42fefa38p-1, ln2_low = 0x1.ef35793c7673p-45;
#endif
    const real shifted = FN(fma)(hi, R(0x1.71547652b82fep0), shifter);
    const real n = shifted - shifter;
    const real r = FN(fma)(n, -ln2_low, FN(fma)(n, -ln2_high, hi) + lo);
    const real q = FN(exp_curvature)(r);
    return (FN(exponential)){FN(fma)(r * r, q, r), FN(bits)(shifted)};
}

CK_INLINE FN(exponential) FN(exp_parts)(real hi, real lo) { return FN(exp_parts_from)(SHIFTER, hi, lo); }

// 2^extra e^x for the parts of x; n + extra must be a normal exponent.
CK_INLINE real FN(exp_scaled)(FN(exponential) e, integer extra) {
    const real scale = FN(power_of_two)(e.n, extra);
    return FN(fma)(e.fraction, scale, scale);
}

// 2^extra (1 + e^x), rounded once: the sum of two powers of two is exact until one is beyond the other's last place, and
// then the smaller goes to the fraction, which has room for it.
CK_INLINE real FN(one_plus_exp_scaled)(FN(exponential) e, integer extra) {
    const real scale = FN(power_of_two)(e.n, extra), one = FN(power_of_two)(0, extra);
    const bool exact = scale < FN(power_of_two)(0, extra + MANTISSA_BITS + 1);
    return FN(fma)(e.fraction, scale, exact ? scale + one : one) + (exact ? 0 : scale);
}

// Arguments beyond these give 0 and infinity, four times as much too; 2^64 times the smallest is still a normal number.
#if CK_BITS == 32
#define EXP_LOW_f32 -128.0f
#define EXP_HIGH_f32 89.0f
#else
#define EXP_LOW_f64 -750.0
#define EXP_HIGH_f64 710.0
#endif

// The parts of e^(hi + lo), the argument held in [low, high].
CK_INLINE FN(exponential) FN(exp_parts_within)(real low, real high, real hi, real lo) {
    return FN(exp_parts)(FN(at_most)(FN(at_least)(hi, low), high), hi > low ? hi < high ? lo : NOTHING : NOTHING);
}

// a e^(hi + lo), the argument held in [low, high]. The power of two stands in two halves, neither of them subnormal, and
// the last product rounds into the subnormal range.
CK_INLINE real FN(times_exp)(real a, real low, real high, real hi, real lo) {
    const real within = FN(at_most)(FN(at_least)(hi, low), high), rest = hi > low ? hi < high ? lo : NOTHING : NOTHING;
    const FN(exponential) e = FN(exp_parts_from)(SHIFTER + 2 * EXPONENT_BIAS, within, rest);
    const integer place = (integer)1 << MANTISSA_BITS, halves = (integer)((natural)e.n << (MANTISSA_BITS - 1));
    const real scale = FN(from_bits)(halves & -place), rest_of_scale = FN(from_bits)((halves + place / 2) & -place);
    return a * FN(fma)(e.fraction, scale, scale) * rest_of_scale;
}

// e^(hi + lo)
CK_INLINE real FN(exp)(real hi, real lo) { return FN(times_exp)(1, FN(EXP_LOW), FN(EXP_HIGH), hi, lo); }
