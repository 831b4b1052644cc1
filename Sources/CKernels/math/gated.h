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

// σ(z) + x z′ σ(z) σ(-z) for an odd z, |z| = hi + lo up to the limit, and 1 - |x z′| = most - low, |x z′| rounded `whole`: with
// s = σ(-|z|) it is g = s (most + (whole s - low)) for a negative z, 1 - g for another. s is scaled by 2^80, and back in the
// last rounding; s (1 + rest) is s without the roundings of its denominator and its quotient, of which g takes what counts
// where z is large.
CK_INLINE real FN(gated_slope)(real hi, real lo, real most, real whole, real low, bool negative) {
    const FN(exponential) e = FN(exp_parts_from)(SHIFTER + (EXPONENT_BIAS - 80), hi, lo);
    const real scale = FN(power_of_two)(e.n, -EXPONENT_BIAS), sum = scale + R(0x1p-80);
    const real s = 1 / FN(fma)(e.fraction, scale, sum);
    const real rest = FN(fma)(-(s * scale), e.fraction, FN(fma)(-s, sum, R(1.0)));
    const real g = FN(fma)(s, most, s * FN(fma)(rest, most, FN(fma)(whole, s * R(0x1p-80), -low)));
    return FN(fma)(g, negative ? R(0x1p-80) : R(-0x1p-80), negative ? R(0.0) : R(1.0));
}
