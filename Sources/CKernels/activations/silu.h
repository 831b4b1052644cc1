// x σ(βx)
CK_ACTIVATION(silu, silu, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "silu", .aliases = "swish", .formula = "x / (1 + exp(-beta * x))",
    .parameter_count = 1,
    .parameters = {{"beta", 1, -INFINITY, INFINITY}},
    .float32 = {1.9, 3.8}, .float64 = {1.8, 3.7})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(silu_forward)(real x, FN(parameters) p) {
    const real beta = p.value[0], z = beta * x;
    return FN(gated)(x, z, FN(fma)(beta, x, -z));
}

// σ(z) + z σ(z) σ(-z), z = βx and |z| = hi + lo: with t = e^-|z| and g = t (1 + t - |z|) / (1 + t)² it is g for a negative
// z, 1 - g for another. t is scaled by 2^80, and back in the last rounding. (gated_slope would lose more for small β, which
// bring x near the zero of the slope.)
CK_INLINE real FN(silu_derivative)(real x, FN(parameters) p) {
    const real beta = p.value[0], scale = FN(abs)(beta), largest = CK_BITS == 32 ? R(0x1p127) : (real)0x1p1023;
    const real a = FN(at_most)(FN(abs)(x), FN(at_most)(FN(GATED_SLOPE_LIMIT) / scale, largest)), hi = scale * a;
    const real lo = FN(fma)(scale, a, -hi);
    const bool negative = beta * x < 0;
    const FN(exponential) e = FN(exp_parts)(-hi, -lo);
    const real power = FN(power_of_two)(e.n, 80), t = FN(fma)(e.fraction, power, power) * R(0x1p-80);
    const real factor = ((1 - hi) + (t - lo)) * power;
    const real g = FN(fma)(factor, e.fraction, factor) / FN(fma)(t, 2 + t, R(1.0));
    return FN(fma)(g, negative ? R(0x1p-80) : R(-0x1p-80), negative ? R(0.0) : R(1.0));
}
#endif
