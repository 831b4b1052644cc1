// a tanh(b x), a b x close to 0.
CK_ACTIVATION(scaled_tanh, scaledTanh, FLAT, FROM_INPUT, BY_ARITHMETIC,
    .name = "scaled_tanh", .aliases = "", .formula = "a * tanh(b * x)",
    .parameter_count = 2,
    .parameters = {{"a", 1.7159, -INFINITY, INFINITY}, {"b", 0.6666666666666666, -INFINITY, INFINITY}},
    .float32 = {2.1, 3.7}, .float64 = {2.1, 3.4})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(scaled_tanh_forward)(real x, FN(parameters) p) {
    const real a = p.value[0], b = p.value[1], slope = a * b, size = FN(abs)(slope);
    const bool normal = size >= FN(power_of_two)(0, 1 - EXPONENT_BIAS) && size < INFINITY;
    const real z = b * x, lo = FN(fma)(b, x, -z);
    const real tangent = FN(tanh_parts)(FN(abs)(z), z < 0 ? -lo : lo).value;
    const real linear = normal ? CK_BITS == 32 ? R(0x1p-14) : R(0x1p-28) : 0;
    return FN(abs)(z) < linear ? slope * x : a * FN(with_sign_of)(tangent, z);
}

// a b / cosh² (b x), rounded once in the subnormal range.
CK_INLINE real FN(scaled_tanh_derivative)(real x, FN(parameters) p) {
    const real slope = p.value[0] * p.value[1], z = p.value[1] * x;
    const real density = FN(logistic_density_scaled)(2 * z, 2 * FN(fma)(p.value[1], x, -z));
    const bool small = FN(abs)(slope) < 1;
    return density * (small ? slope : slope * R(0x1p-62)) * (small ? R(0x1p-62) : R(1.0));
}
#endif
