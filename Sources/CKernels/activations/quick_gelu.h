// x σ(1.702 x)
CK_ACTIVATION(quick_gelu, quickGELU, SMOOTH, FROM_INPUT, BY_DIVISION,
    .name = "quick_gelu", .aliases = "", .formula = "x / (1 + exp(-1.702 * x))",
    .float32 = {2, 1.9}, .float64 = {1.9, 2.1})

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

// σ(z) + z σ(z) σ(-z) for z = 1.702 x: with a = |x|, s = σ(-1.702 a) and k = 1 / QUICK_GELU_HIGH it is
// g = 1.702 s (k - a + a s) for a negative x, 1 - g for another.
//
// 1.702 a = n ln 2 + 1.702 r - n step_rest; r = a - n step is exact for the nearest step. e^1.702r = 1 + r q(r) for
// |1.702 r| <= ln 2 / 2 (1 + 2^-10), relative error 2^-28.3 (float), 2^-57.4 (double): scripts/coefficients.sollya.
//
// s stands as half = QUICK_GELU_HIGH / 2 s, scaled by 2^80 until the last rounding. Where a is large, g is rounded little
// more than once: k has so few digits in `start` that start - a is exact there, and all that half, QUICK_GELU_HIGH and step
// lack joins what is smaller, to first order. (What half lacks, as the part QUICK_GELU_HIGH / 2 of itself: near enough to 1.
// n step_rest, times k - a, as it stands times a, and times k for n = 1.702 a / ln 2.)
CK_INLINE real FN(quick_gelu_derivative)(real x, FN(parameters) p) {
#if CK_BITS == 32
    const real step = 0x1.a10754p-2f, step_rest = -0x1.01f496p-27f, start = 0x1.2cd2p-1f, start_rest = 0x1.264c48p-18f;
#else
    const real step = 0x1.a10753b4384c1p-2, step_rest = 0x1.b60754576f0e3p-56;
    const real start = 0x1.2cd293672ep-1, start_rest = 0x1.414b896fe0f75p-42;
#endif
    const real a = FN(at_most)(FN(abs)(x), FN(GATED_SLOPE_LIMIT) / QUICK_GELU_HIGH);
    const real shifter = SHIFTER + (EXPONENT_BIAS - 80), shifted = FN(fma)(a, R(0x1.3a4cbdc7ee26bp1), shifter);
    const real n = shifted - shifter, r = FN(fma)(n, -step, a);
#if CK_BITS == 32
    real q = 0x1.123d54p-5f;
    q = FN(fma)(q, r, 0x1.e9b778p-4f);
    q = FN(fma)(q, r, 0x1.660ef4p-2f);
    q = FN(fma)(q, r, 0x1.a4b82cp-1f);
    q = FN(fma)(q, r, 0x1.72ca74p0f);
    q = FN(fma)(q, r, 0x1.b3b646p0f);
#else
    real q = 0x1.2405479dfee39p-17;
    q = FN(fma)(q, r, 0x1.d8cf6d6579348p-15);
    q = FN(fma)(q, r, 0x1.5a5115c74713ep-12);
    q = FN(fma)(q, r, 0x1.c9d1c07c0dc41p-10);
    q = FN(fma)(q, r, 0x1.0cfd76d75013dp-7);
    q = FN(fma)(q, r, 0x1.149380ee5393dp-5);
    q = FN(fma)(q, r, 0x1.e78088e08ac58p-4);
    q = FN(fma)(q, r, 0x1.66094456ac513p-2);
    q = FN(fma)(q, r, 0x1.a4b95dd748d2p-1);
    q = FN(fma)(q, r, 0x1.72ca79357604ap0);
    q = FN(fma)(q, r, 0x1.b3b645a1cac08p0);
#endif
    const real scale = FN(power_of_two)(FN(bits)(shifted), -EXPONENT_BIAS), sum = scale + R(0x1p-80), rest = q * (r * scale);
    const real half = QUICK_GELU_HIGH / 2 / (sum + rest), most = start - a;
    const real lost = FN(fma)(-half, rest, FN(fma)(-half, sum, QUICK_GELU_HIGH / 2));
    const real s_lack = step_rest * R(0x1.71547652b82fep0) - QUICK_GELU_LOW / QUICK_GELU_HIGH;
    const real s = FN(fma)(half, R(0x1p-79) / QUICK_GELU_HIGH, FN(fma)(n, -step_rest, s_lack));
    const real g = FN(fma)(half, most, half * FN(fma)(lost, most, FN(fma)(a, s, start_rest)));
    return x < 0 ? g * R(0x1p-79) : FN(fma)(g, R(-0x1p-79), R(1.0));
}
#endif
