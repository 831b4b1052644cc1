// x / (1 + |x|)
CK_ACTIVATION(softsign, softsign, SMOOTH, FROM_INPUT, BY_MEMORY,
    .name = "softsign", .aliases = "", .formula = "x / (1 + abs(x))",
    .float32 = {1.5, 1.5}, .float64 = {1.5, 1.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(softsign_forward)(real x, FN(parameters) p) {
    const real saturated = R(0x1p60), magnitude = FN(at_most)(FN(abs)(x), saturated);
    return FN(with_sign_of)(magnitude / (1 + magnitude), x);
}

// 1 / (1 + |x|)², as 2^-64 / (2^-32 (1 + |x|))² with what the sum lost: the division rounds into the subnormal range.
CK_INLINE real FN(softsign_derivative)(real x, FN(parameters) p) {
    const real vanished = CK_BITS == 32 ? 0x1p90 : 0x1p540, magnitude = FN(at_most)(FN(abs)(x), vanished);
    const real sum = 1 + magnitude, scaled = sum * R(0x1p-32), lost = FN(lost_from_sum)(1, magnitude, sum);
    return R(0x1p-64) / FN(fma)(scaled, scaled, scaled * (lost * R(0x1p-31)));
}
#endif
