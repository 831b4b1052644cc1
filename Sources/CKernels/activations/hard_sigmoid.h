// min(max(a x + b, 0), 1), rounded once. The derivative at both edges is 0.
CK_ACTIVATION(hard_sigmoid, hardSigmoid, FLAT, FROM_INPUT, BY_MEMORY,
    .name = "hard_sigmoid", .aliases = "hardsigmoid", .formula = "min(max(slope * x + offset, 0), 1)",
    .parameter_count = 2,
    .parameters = {{"slope", 1.0 / 6, -INFINITY, INFINITY}, {"offset", 0.5, -INFINITY, INFINITY}},
    .float32 = {0.5, 0}, .float64 = {0.5, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(hard_sigmoid_forward)(real x, FN(parameters) p) {
    return FN(at_most)(FN(at_least)(FN(fma)(p.value[0], x, p.value[1]), 0), 1);
}

// a x + b may round to 1 from below: b - 1 in two parts tells. All scaled, so that a x does not underflow.
CK_INLINE real FN(hard_sigmoid_derivative)(real x, FN(parameters) p) {
    const real scale = R(0x1p32), slope = p.value[0] * scale, offset = p.value[1] * scale;
    const real below = offset - scale, lost = (offset - below) - scale;
    const bool inside = FN(fma)(slope, x, offset) > 0 && FN(fma)(slope, x, below) < -lost;
    return FN(slope_where)(inside, p.value[0], x);
}
#endif
