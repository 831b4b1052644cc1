// λ x for x > 0, λα (e^x - 1) below. The derivative at 0 is λα.
CK_ACTIVATION(selu, selu, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "selu", .aliases = "", .formula = "lambda * (x > 0 ? x : alpha * (exp(x) - 1))",
    .float32 = {2, 1.9}, .float64 = {1.9, 1.7})

#ifdef CK_FUNCTIONS
#undef SELU_LAMBDA
#undef SELU_LIMIT
#define SELU_LAMBDA R(1.0507009873554804934193349852946)
#define SELU_LIMIT R(1.7580993408473768599402175208123)

CK_INLINE real FN(selu_forward)(real x, FN(parameters) p) {
    return x > 0 ? SELU_LAMBDA * x : FN(times_expm1)(SELU_LIMIT, FN(expm1_parts)(x));
}

CK_INLINE real FN(selu_derivative)(real x, FN(parameters) p) {
    const FN(exponential) e = FN(exp_parts_within)(FN(EXP_LOW), INFINITY, x, NOTHING);
    return x > 0 ? SELU_LAMBDA : FN(exp_scaled)(e, 64) * (SELU_LIMIT * R(0x1p-64));
}
#endif
