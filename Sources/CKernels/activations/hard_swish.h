// x min(max(x/6 + 1/2, 0), 1). The derivative at -3 is 0, at 3 it is 1. x + 3 and x + 3/2 are exact near their zeros.
CK_ACTIVATION(hard_swish, hardSwish, FLAT, FROM_INPUT, BY_MEMORY,
    .name = "hard_swish", .aliases = "hardswish,hard_silu", .formula = "x * min(max(x / 6 + 0.5, 0), 1)",
    .float32 = {1.5, 1.4}, .float64 = {1.5, 1.4})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(hard_swish_forward)(real x, FN(parameters) p) {
    const real sixth = R(1.0) / 6;
    const real share = x > R(-1.5) ? FN(fma)(x, sixth, R(0.5)) : (x + 3) * sixth;
    return x <= -3 ? 0 : x * FN(at_most)(share, 1);
}

CK_INLINE real FN(hard_swish_derivative)(real x, FN(parameters) p) {
    return x <= -3 ? 0 : x >= 3 ? 1 : (x + R(1.5)) * (R(1.0) / 3);
}
#endif
