// 1 for x > 0, 0 below, a parameter at 0.
CK_ACTIVATION(step, step, FLAT, FROM_OUTPUT, BY_MEMORY,
    .name = "step", .aliases = "heaviside", .formula = "x > 0 ? 1 : x < 0 ? 0 : at_zero",
    .parameter_count = 1,
    .parameters = {{"at_zero", 0, -INFINITY, INFINITY}},
    .float32 = {0, 0}, .float64 = {0, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(step_forward)(real x, FN(parameters) p) {
    return x > 0 ? 1 : x < 0 ? 0 : x == 0 ? p.value[0] : x;
}

CK_INLINE real FN(step_derivative)(real x, FN(parameters) p) { return x == x ? 0 : x; }

CK_INLINE real FN(step_derivative_from_output)(real y, FN(parameters) p) { return FN(step_derivative)(y, p); }
#endif
