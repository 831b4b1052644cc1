// The error function, 2 / √π ∫ e^(-t²) dt from 0 to x.
CK_ACTIVATION(erf, erf, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "erf", .aliases = "", .formula = "erf(x)",
    .float32 = {1.8, 1.9}, .float64 = {1.8, 1.4})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(erf_forward)(real x, FN(parameters) p) {
    return FN(with_sign_of)(FN(erf_of_magnitude)(FN(abs)(x)), x);
}

// 2 / √π e^(-x²)
CK_INLINE real FN(erf_derivative)(real x, FN(parameters) p) {
    const real a = FN(at_most)(FN(abs)(x), FN(ERFC_LIMIT));
    return FN(times_exp_scaled)(R(0x1.20dd750429b6dp0), FN(exp_of_product)(a, -a, NOTHING)) * R(0x1p-64);
}
#endif
