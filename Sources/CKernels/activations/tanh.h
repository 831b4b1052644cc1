// tanh x = sign(x) (1 - t) / (1 + t) with t = e^(-2|x|), whose numerator is formed without cancellation.
CK_ACTIVATION(tanh, tanh, SMOOTH, FROM_OUTPUT, BY_ARITHMETIC,
    .name = "tanh", .aliases = "", .formula = "tanh(x)",
    .float32 = {2, 2}, .float64 = {2.1, 2})

#ifdef CK_FUNCTIONS
CK_INLINE real FN(tanh_forward)(real x, FN(parameters) p) {
    const real saturated = CK_BITS == 32 ? 10 : 20;
    const FN(exponential) t = FN(exp_parts_from)(SHIFTER + EXPONENT_BIAS, -2 * FN(at_most)(FN(abs)(x), saturated), NOTHING);
    const real scale = FN(power_of_two)(t.n, -EXPONENT_BIAS);
    const real numerator = FN(fma)(-scale, t.fraction, 1 - scale);
    const real denominator = FN(fma)(scale, t.fraction, 1 + scale);
    return FN(with_sign_of)(numerator / denominator, x);
}

CK_INLINE real FN(tanh_derivative)(real x, FN(parameters) p) { return FN(times_logistic_density)(4, 2 * x); }

CK_INLINE real FN(tanh_derivative_from_output)(real y, FN(parameters) p) { return FN(fma)(-y, y, R(1.0)); }
#endif
