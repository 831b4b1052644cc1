// x σ(1.702 x)
CK_ACTIVATION(quick_gelu, quickGELU, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "quick_gelu", .aliases = "", .formula = "x / (1 + exp(-1.702 * x))",
    .float32 = {2, 1.8}, .float64 = {1.9, 2})

#ifdef CK_FUNCTIONS
// 1.702 as a sum
#undef QUICK_GELU_HIGH
#undef QUICK_GELU_LOW
#if CK_BITS == 32
#define QUICK_GELU_HIGH 0x1.b3b646p0f
#define QUICK_GELU_LOW -0x1.78d4fep-26f
#else
#define QUICK_GELU_HIGH 0x1.b3b645a1cac08p0
#define QUICK_GELU_LOW 0x1.89374bc6a7efap-55
#endif

CK_INLINE real FN(quick_gelu_gate_low)(real x, real z) {
    return FN(fma)(QUICK_GELU_LOW, x, FN(fma)(QUICK_GELU_HIGH, x, -z));
}

CK_INLINE real FN(quick_gelu_forward)(real x, FN(parameters) p) {
    const real z = QUICK_GELU_HIGH * x;
    return FN(gated)(x, z, FN(quick_gelu_gate_low)(x, z));
}

CK_INLINE real FN(quick_gelu_derivative)(real x, FN(parameters) p) {
    const real a = FN(at_most)(FN(abs)(x), FN(GATED_SLOPE_LIMIT) / QUICK_GELU_HIGH), z = QUICK_GELU_HIGH * a;
    const real low = FN(quick_gelu_gate_low)(a, z);
    return FN(gated_slope)(z, low, 1 - z, z, low, x < 0);  // 1 - z is exact from 1/2 on
}
#endif
