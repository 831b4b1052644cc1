// ln x
CK_ACTIVATION(log, log, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "log", .aliases = "", .formula = "log(x)",
    .float32 = {1, 0.5}, .float64 = {1.3, 0.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(log_forward)(real x, FN(parameters) p) {
    const bool subnormal = x < (CK_BITS == 32 ? 0x1p-126 : 0x1p-1022);
    const FN(binary) b = FN(binary_of)(subnormal ? x * R(0x1p64) : x);
    const real result = FN(log_of_binary)(subnormal ? b.exponent - 64 : b.exponent, b.fraction);
    const real finite = x > 0 ? result : x == 0 ? -INFINITY : NAN;
    return x < INFINITY ? finite : x;
}

// 1 / x, +∞ at -0 too
CK_INLINE real FN(log_derivative)(real x, FN(parameters) p) { return x >= 0 ? 1 / FN(abs)(x) : NAN; }
#endif
