// x σ(z) and its derivative for a gate z = hi + lo.

// x / (1 + e^-z). Where e^-z comes near the largest finite value, it and the quotient are scaled. Infinity needs no more
// than the right infinite or undefined hi.
CK_INLINE real FN(gated)(real x, real hi, real lo) {
    const real one_above = CK_BITS == 32 ? 30 : 50;
    const real large_below = CK_BITS == 32 ? -87 : -708;
    const real zero_below = CK_BITS == 32 ? -175 : -1416;
    const real exact_above = CK_BITS == 32 ? -16 : -36;
    const integer lowest = 1 - EXPONENT_BIAS;
    const FN(exponential) e = FN(exp_parts)(-hi, -lo);
    const bool large = hi < large_below, exact = hi > exact_above;
    const real one = large ? FN(power_of_two)(0, lowest) : R(1.0);
    const real scale = FN(power_of_two)(e.n, large ? lowest : 0);
    const real denominator = FN(fma)(e.fraction, scale, exact ? scale + one : one) + (exact ? 0 : scale);
    const real quotient = hi <= one_above ? x / denominator : x;
    return hi < zero_below ? 0 : quotient * one;
}

// The slope is 0 or 1 where |z| is so large.
#if CK_BITS == 32
#define GATED_SLOPE_LIMIT_f32 130.0f
#else
#define GATED_SLOPE_LIMIT_f64 756.0
#endif

// σ(z) + x z′ σ(z) σ(-z) for an odd z, |z| = hi + lo up to the limit, and |x z′| = hi + low, rounded `whole`: with
// s = σ(-|z|) it is g = s (1 - hi + (whole s - low)) for a negative z, 1 - g for another. 1 - hi is exact from 1/2 on. s is
// scaled by 2^80, and back in the last rounding. The numbers whose quotient it is are held `held` times as large: where
// 1 + e^|z| first loses the 1, it then loses less.
CK_INLINE real FN(gated_slope)(real hi, real lo, real whole, real low, bool negative) {
    const real held = R(0x1.b8p0);
    const integer above_one = FN(bits)(held) - FN(bits)(R(1.0));
    const FN(exponential) e = FN(exp_parts_from)(SHIFTER + (EXPONENT_BIAS - 80), hi, lo);
    const real scale = FN(from_bits)(FN(bits)(FN(power_of_two)(e.n, -EXPONENT_BIAS)) + above_one);
    const real s = held / FN(fma)(e.fraction, scale, scale + held * R(0x1p-80));
    const real g = FN(fma)(s, 1 - hi, s * FN(fma)(whole, s * R(0x1p-80), -low));
    return FN(fma)(g, negative ? R(0x1p-80) : R(-0x1p-80), negative ? R(0.0) : R(1.0));
}
