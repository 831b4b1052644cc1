// a x + b, rounded once.
CK_ACTIVATION(linear, linear, FLAT, FROM_INPUT, BY_MEMORY,
    .name = "linear", .aliases = "", .formula = "slope * x + offset",
    .parameter_count = 2,
    .parameters = {{"slope", 1, -INFINITY, INFINITY}, {"offset", 0, -INFINITY, INFINITY}},
    .float32 = {0.5, 0}, .float64 = {0.5, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(linear_forward)(real x, FN(parameters) p) { return FN(fma)(p.value[0], x, p.value[1]); }

CK_INLINE real FN(linear_derivative)(real x, FN(parameters) p) { return x == x ? p.value[0] : x; }
#endif
