// x / √(1 + a x²), the inverse square root unit.
CK_ACTIVATION(isru, isru, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "isru", .aliases = "", .formula = "x / sqrt(1 + alpha * x^2)",
    .parameter_count = 1,
    .parameters = {{"alpha", 1, 0, INFINITY}},
    .float32 = {2, 1.5}, .float64 = {2, 1.5})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(isru_forward)(real x, FN(parameters) p) { return FN(inverse_root_unit)(x, p.value[0]); }

CK_INLINE real FN(isru_derivative)(real x, FN(parameters) p) { return FN(inverse_root_unit_derivative)(x, p.value[0]); }
#endif
