// |x|. The derivative at 0 is 0.
CK_ACTIVATION(abs, abs, SMOOTH, FROM_INPUT, BY_MEMORY,
    .name = "abs", .aliases = "", .formula = "abs(x)",
    .float32 = {0, 0}, .float64 = {0, 0})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(abs_forward)(real x, FN(parameters) p) { return FN(abs)(x); }

CK_INLINE real FN(abs_derivative)(real x, FN(parameters) p) { return x > 0 ? 1 : x < 0 ? -1 : x; }
#endif
