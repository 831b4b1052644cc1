// The logistic function and its density, subnormal results rounded once.

// 1 / (1 + e^-z), z = hi + lo, as 2^-64 / (2^-64 + 2^-64 e^-z): e^-z may pass the largest finite value. The division
// itself rounds into the subnormal range.
CK_INLINE real FN(logistic)(real hi, real lo) {
    const real saturated = CK_BITS == 32 ? 30 : 50;
    const FN(exponential) e = FN(exp_parts_within)(-saturated, -FN(EXP_LOW), -hi, -lo);
    return R(0x1p-64) / FN(one_plus_exp_scaled)(e, -64);
}

// 2^64 e^-|z| / (1 + e^-|z|)², z = hi + lo: the caller scales back in its last rounding. Both numbers are held `centre` times as
// large: where the quotient is just below a power of two, they are then not just above one, where roundings are largest.
CK_INLINE real FN(logistic_density_scaled)(real hi, real lo) {
    const real centre = R(0x1.52p0), distance = -FN(abs)(hi), low = hi < 0 ? lo : -lo;
    const FN(exponential) e = FN(exp_parts_within)(FN(EXP_LOW), INFINITY, distance, low);
    const integer above_one = FN(bits)(centre) - FN(bits)(R(1.0));
    const real scale = FN(from_bits)(FN(bits)(FN(power_of_two)(e.n, 64)) + above_one);
    const real scaled = FN(fma)(e.fraction, scale, scale), t = scaled * R(0x1p-64);
    return scaled / FN(fma)(t, FN(fma)(t, 1 / centre, R(2.0)), centre);
}
