// ln(p / (1 - p)), odd about ½: with w the smaller of p and 1 - p (both exact), ±ln(w / (1 - w)).
CK_ACTIVATION(logit, logit, FLAT, FROM_INPUT, BY_ARITHMETIC,
    .name = "logit", .aliases = "", .formula = "log(x / (1 - x)), x clamped to [eps, 1 - eps] if eps > 0",
    .parameter_count = 1,
    .parameters = {{"eps", 0, 0, 0.5}},
    .float32 = {1.9, 1.5}, .float64 = {1.8, 1.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(logit_forward)(real x, FN(parameters) p) {
    const real w = FN(at_least)(FN(at_most)(x, 1 - x), p.value[0] > 0 ? p.value[0] : -INFINITY);
    const real complement = 1 - w, lost = (1 - complement) - w;
    const integer place = (integer)1 << MANTISSA_BITS;
    const FN(normalised) m = FN(normalised_to)(w, FN(bits)(complement) + (place / 2 - 1));
    const real difference = FN(fma)(m.near, m.scale, -complement) - lost;
    const real s = difference / FN(fma)(2, complement, difference), s2 = FN(fma)(s, s, FN(log_edge)(difference));
#if CK_BITS == 32
    const real magnitude = FN(plus_ln2_of)(m.power, FN(fma)(s * s2, FN(atanh_rest)(s2), 2 * s));
#else
    // plus_ln2_of, but the low part of k ln 2 meets the small rest first: one rounding less beside -ln 2
    const real k = FN(exponent_of)(m.power), unit = FN(exponent_unit)();
    const real rest = FN(fma)(s * s2, FN(atanh_rest)(s2), k * (0x1.ef35793c7673p-45 * unit));
    const real magnitude = FN(fma)(k, 0x1.62e42fefa38p-1 * unit, FN(fma)(2, s, rest));
#endif
    return FN(from_bits)(FN(bits)(magnitude) ^ (FN(bits)(R(0.5) - x) & FN(bits)(R(-0.0))));  // -magnitude above ½
}

// 1 / (x (1 - x)), +∞ at -0 too; 0 where the clamp holds x
CK_INLINE real FN(logit_derivative)(real x, FN(parameters) p) {
    const real w = x <= R(0.5) ? x : 1 - x, complement = 1 - w, lost = (1 - complement) - w;
    const real derivative = 1 / FN(abs)(FN(fma)(w, complement, w * lost));
    const real outside = p.value[0] > 0 ? 0 : NAN;
    return w >= p.value[0] ? derivative : w < p.value[0] ? outside : w;
}
#endif
