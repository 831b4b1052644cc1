// The logistic function and its density, subnormal results rounded once.

// 1 / (1 + e^-z), z = hi + lo, as 2^-64 / (2^-64 + 2^-64 e^-z): e^-z may pass the largest finite value. The division
// itself rounds into the subnormal range.
CK_INLINE real FN(logistic)(real hi, real lo) {
    const real saturated = CK_BITS == 32 ? 30 : 50;
    const FN(exponential) e = FN(exp_parts_within)(-saturated, -FN(EXP_LOW), -hi, -lo);
    return R(0x1p-64) / FN(one_plus_exp_scaled)(e, -64);
}

// factor / (1 + e^|z|), factor a power of two: the smaller of σ(z) and 1 - σ(z), which differences from 1 would round away. The
// factor multiplies before the division, which rounds into the subnormal range.
CK_INLINE real FN(logistic_tail)(real factor, real z) {
    const FN(exponential) e = FN(exp_parts)(FN(at_most)(FN(abs)(z), -FN(EXP_LOW)), NOTHING);
    return R(0x1p-64) * factor / FN(one_plus_exp_scaled)(e, -64);
}

// factor e^-|z| / (1 + e^-|z|)² as s (1 - s), s the tail.
CK_INLINE real FN(times_logistic_density)(real factor, real z) {
    const real s = FN(logistic_tail)(factor, z);
    return FN(fma)(s / -factor, s, s);
}
