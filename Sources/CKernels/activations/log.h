// ln x
CK_ACTIVATION(log, log, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "log", .aliases = "", .formula = "log(x)",
    .float32 = {1, 0.5}, .float64 = {1.2, 0.5})

#ifdef CK_FUNCTIONS
// ln x, or ln(2^-64 x) if scaled; x normal and positive. float: the exponent counts where it stands in the number. double: as
// log_of_fraction, but with t from √½ - 1 to √2 - 1, right to 2^-59.5: scripts/coefficients.sollya.
CK_INLINE real FN(log_of_normal)(real x, bool scaled) {
#if CK_BITS == 32
    const FN(binary) b = FN(binary_of)(x);
    const real power = (real)b.power;
    return FN(fma)(scaled ? power - 0x1p29f : power, 0x1.62e43p-24f, FN(log_of_fraction)(b.fraction));
#else
    const integer above_root2 = 0x95f619980c433, place = (integer)1 << MANTISSA_BITS;  // from √2 to 2
    const integer moved = FN(bits)(x) + above_root2;
    const real t = FN(from_bits)((moved & (place - 1)) + (EXPONENT_BIAS * place - above_root2)) - 1;
    const integer exponent = (integer)((natural)moved >> MANTISSA_BITS);
    const real k = FN(from_bits)(FN(bits)(SHIFTER) | exponent) - (SHIFTER + EXPONENT_BIAS);
    const real s = t / (2 + t), s2 = s * s;
    real q = 0x1.2f02bc1e5f362p-3;
    q = FN(fma)(q, s2, 0x1.39a2024cdf709p-3);
    q = FN(fma)(q, s2, 0x1.74663bf27f228p-3);
    q = FN(fma)(q, s2, 0x1.c71c5218e11ccp-3);
    q = FN(fma)(q, s2, 0x1.24924941dc60dp-2);
    q = FN(fma)(q, s2, 0x1.999999997ff58p-2);
    q = FN(fma)(q, s2, 0x1.5555555555592p-1);
    return FN(plus_ln2)(scaled ? k - 64 : k, FN(fma)(-s, FN(fma)(-s2, q, t), t));
#endif
}

CK_INLINE real FN(log_forward)(real x, FN(parameters) p) {
    const bool subnormal = x < (CK_BITS == 32 ? 0x1p-126 : 0x1p-1022);
    const real result = FN(log_of_normal)(subnormal ? x * R(0x1p64) : x, subnormal);
    const real finite = x > 0 ? result : x == 0 ? -INFINITY : NAN;
    return x < INFINITY ? finite : x;
}

// 1 / x, +∞ at -0 too
CK_INLINE real FN(log_derivative)(real x, FN(parameters) p) { return x >= 0 ? 1 / FN(abs)(x) : NAN; }
#endif
