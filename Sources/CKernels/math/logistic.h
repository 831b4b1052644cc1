// The logistic function and its density, subnormal results rounded once.

// 1 / (1 + e^-z), z = hi + lo, as 2^-64 / (2^-64 + 2^-64 e^-z): e^-z may pass the largest finite value.
CK_INLINE real FN(logistic)(real hi, real lo) {
#if CK_BITS == 32
    const real low = -104, high = 30;
#else
    const real low = -746, high = 50;
#endif
    const real z = FN(at_most)(FN(at_least)(hi, low), high);
    const FN(exponential) e = FN(exp_parts)(-z, -lo);
    return 1 / (R(0x1p-64) + FN(exp_scaled)(e, -64)) * R(0x1p-64);
}

// e^-|z| / (1 + e^-|z|)², z = hi + lo; 2^64 times that, for one last rounding by the caller.
CK_INLINE real FN(logistic_density_scaled)(real hi, real lo) {
    const real sign = FN(with_sign_of)(1, hi);
    const real scaled = FN(exp_scaled)(FN(exp_parts)(FN(at_least)(-FN(abs)(hi), FN(EXP_LOW)), -sign * lo), 64);
    const real t = scaled * R(0x1p-64);
    return scaled / FN(fma)(t, 2 + t, R(1.0));
}
