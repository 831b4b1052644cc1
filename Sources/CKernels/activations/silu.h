// x σ(βx)
CK_ACTIVATION(silu, silu, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "silu", .aliases = "swish", .formula = "x / (1 + exp(-beta * x))",
    .parameter_count = 1,
    .parameters = {{"beta", 1, -INFINITY, INFINITY}},
    .float32 = {1.9, 3.8}, .float64 = {1.8, 3.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(silu_forward)(real x, FN(parameters) p) {
    const real beta = p.value[0], z = beta * x;
    return FN(gated)(x, z, FN(fma)(beta, x, -z));
}

CK_INLINE real FN(silu_derivative)(real x, FN(parameters) p) {
    const real beta = p.value[0], scale = FN(abs)(beta), largest = CK_BITS == 32 ? R(0x1p127) : (real)0x1p1023;
    const real a = FN(at_most)(FN(abs)(x), FN(at_most)(FN(GATED_SLOPE_LIMIT) / scale, largest)), z = scale * a;
    return FN(gated_slope)(z, FN(fma)(scale, a, -z), NOTHING, beta * x < 0);
}
#endif
