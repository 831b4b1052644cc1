// ln(1 + x)
CK_ACTIVATION(log1p, log1p, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "log1p", .aliases = "", .formula = "log(1 + x)",
    .float32 = {1.3, 1.5}, .float64 = {1.3, 1.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(log1p_forward)(real x, FN(parameters) p) {
    const real tiny = CK_BITS == 32 ? 0x1p-30 : 0x1p-60;
    const real result = FN(abs)(x) < tiny ? x : FN(log1p)(x);
    return x > -1 ? x < INFINITY ? result : x : x == -1 ? -INFINITY : NAN;
}

CK_INLINE real FN(log1p_derivative)(real x, FN(parameters) p) { return x >= -1 ? 1 / (1 + x) : NAN; }
#endif
