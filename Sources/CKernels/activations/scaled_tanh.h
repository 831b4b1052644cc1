// a tanh(b x), a b x close to 0.
CK_ACTIVATION(scaled_tanh, scaledTanh, FLAT, FROM_INPUT, BY_ARITHMETIC,
    .name = "scaled_tanh", .aliases = "", .formula = "a * tanh(b * x)",
    .parameter_count = 2,
    .parameters = {{"a", 1.7159, -INFINITY, INFINITY}, {"b", 0.6666666666666666, -INFINITY, INFINITY}},
    .float32 = {2.1, 3.7}, .float64 = {1.9, 3.5})

#ifdef CK_FUNCTIONS
// Where |b x| is small, from a b x with the rounding error of a b, or from a (b x) where a b is no normal number.
CK_INLINE real FN(scaled_tanh_forward)(real x, FN(parameters) p) {
    const real a = p.value[0], b = p.value[1], slope = a * b, size = FN(abs)(slope), limit = FN(abs)(a);
    const bool normal = size >= FN(power_of_two)(0, 1 - EXPONENT_BIAS) && size < INFINITY;
    const real lost = normal ? FN(fma)(a, b, -slope) / slope : 0;
    const real z = b * x, magnitude = FN(at_most)(FN(abs)(z), FN(TANH_LIMIT));
    const FN(tangent) t = FN(tangent_of)(magnitude);
    const real product = normal ? slope * x : a * z;
    const real below = FN(fma)(FN(fma)(-(magnitude * magnitude), t.series, lost), product, product);
    return FN(with_sign_of)(t.large ? FN(fma)(-limit, t.complement, limit) : below, product);
}

// a b / cosh² (b x) = 4 a b t / (1 + t)², t = e^(-2 |b x|), rounded once in the subnormal range: t is scaled by a power of two,
// of about the size of a b, that keeps it a normal number, and 4 a b by its inverse.
CK_INLINE real FN(scaled_tanh_derivative)(real x, FN(parameters) p) {
    const real slope = p.value[0] * p.value[1], rate = -2 * FN(abs)(p.value[1]), distance = FN(abs)(x);
    const integer middle = EXPONENT_BIAS / 2, size = (FN(bits)(FN(abs)(slope)) >> MANTISSA_BITS) - EXPONENT_BIAS + middle;
    const integer extra = size < 0 ? 0 : size < 2 * middle - 2 ? size : 2 * middle - 2;
    const real zero_below = (real)(EXPONENT_BIAS - 4 + extra) * R(-0.69);
    const real hi = rate * distance, lo = FN(fma)(rate, distance, -hi);
    const FN(exponential) e = FN(exp_parts_from)(SHIFTER + (real)(EXPONENT_BIAS + extra), hi, lo);
    const real scale = FN(power_of_two)(e.n, -EXPONENT_BIAS), scaled = FN(fma)(e.fraction, scale, scale);
    const real t = scaled * FN(power_of_two)(0, -extra), density = scaled / FN(fma)(t, 2 + t, R(1.0));
    return hi < zero_below ? 0 : density * (slope * FN(power_of_two)(2, -extra));
}
#endif
