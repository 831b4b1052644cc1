// e^x - 1
CK_ACTIVATION(expm1, expm1, SMOOTH, FROM_OUTPUT, BY_ARITHMETIC,
    .name = "expm1", .aliases = "", .formula = "exp(x) - 1",
    .float32 = {1.5, 1.1}, .float64 = {1.9, 1})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(expm1_forward)(real x, FN(parameters) p) {
    return FN(with_sign_of)(FN(times_expm1_large)(1, x, NOTHING), x);
}

CK_INLINE real FN(expm1_derivative)(real x, FN(parameters) p) { return FN(exp)(x, NOTHING); }

CK_INLINE real FN(expm1_derivative_from_output)(real y, FN(parameters) p) { return y + 1; }
#endif
