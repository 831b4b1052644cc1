// x above the threshold, a constant elsewhere. The derivative at the threshold is 0.
CK_ACTIVATION(threshold, threshold, FLAT, FROM_INPUT, BY_MEMORY,
    .name = "threshold", .aliases = "", .formula = "x > threshold ? x : value",
    .parameter_count = 2,
    .parameters = {{"threshold", 0, -INFINITY, INFINITY}, {"value", 0, -INFINITY, INFINITY}},
    .float32 = {0, 0}, .float64 = {0, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(threshold_forward)(real x, FN(parameters) p) { return x <= p.value[0] ? p.value[1] : x; }

CK_INLINE real FN(threshold_derivative)(real x, FN(parameters) p) {
    return FN(slope_where)(x > p.value[0], 1, x);
}
#endif
