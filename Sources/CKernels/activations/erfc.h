// 2 / √π ∫ e^(-t²) dt from x to infinity = 2 Φ(-√2 x)
CK_ACTIVATION(erfc, erfc, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "erfc", .aliases = "", .formula = "erfc(x)",
    .float32 = {3.8, 1.9}, .float64 = {3.9, 1.4})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(erfc_forward)(real x, FN(parameters) p) {
    const real root2_low = CK_BITS == 32 ? R(0x1.9fcef4p-26) : R(-0x1.bdd3413b26456p-54);
    const real a = FN(at_most)(FN(abs)(x), FN(ERFC_LIMIT)), z = R(0x1.6a09e667f3bcdp0) * a;
    const real lost = FN(fma)(R(0x1.6a09e667f3bcdp0), a, -z);
    const FN(normal_ratio) r = FN(normal_tail)(z, FN(fma)(root2_low, a, lost));
    const FN(exponential) e = FN(exp_of_product)(a, -a, r.rest);
    const real scaled = FN(times_exp_scaled)(r.numerator * r.inverse, e);
    return x < 0 ? FN(fma)(scaled, R(-0x1p-63), R(2.0)) : scaled * R(0x1p-63);
}

CK_INLINE real FN(erfc_derivative)(real x, FN(parameters) p) { return -FN(erf_derivative)(x, p); }
#endif
