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

// With beta = 0 it is ½ at infinity too.
CK_INLINE real FN(silu_derivative)(real x, FN(parameters) p) {
    const real beta = p.value[0], z = beta * x;
    const real slope = FN(gated_slope)(z, FN(fma)(beta, x, -z), NOTHING);
    return z == z ? slope : x == x ? R(0.5) : x;
}
#endif
