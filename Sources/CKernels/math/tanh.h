// The hyperbolic tangent of magnitudes.

// q with x - tanh x = x³/3 + x⁵ q where 0 <= x < 1, a ratio of polynomials in x²; from 1 on q = 1 - tanh x = 2 / (1 + e^2x).
// x = hi + lo; one division does for both. Relative to x - tanh x the ratio's error is 2^-29.8 (float), 2^-56.9 (double):
// scripts/rational-coefficients.py. (Callers choose by hi >= 1: by hi < 1, the compiler would divide twice.)
CK_INLINE real FN(tanh_quotient)(real hi, real lo) {
    const real square = hi * hi;
#if CK_BITS == 32
    const real above = FN(fma)(-0x1.8d1ce2p-8f, square, -0x1.111112p-3f);
    real below = 0x1.2a464p-6f;
    below = FN(fma)(below, square, 0x1.cd0362p-2f);
#else
    real above = -0x1.6366757524541p-14;
    above = FN(fma)(above, square, -0x1.03cd4aa217815p-7);
    above = FN(fma)(above, square, -0x1.111111111110bp-3);
    real below = 0x1.0a9aba9f9b9fcp-12;
    below = FN(fma)(below, square, 0x1.91a887ce94e46p-6);
    below = FN(fma)(below, square, 0x1.db5e051c774cap-2);
#endif
    const FN(exponential) e = FN(exp_parts_within)(-INFINITY, -FN(EXP_LOW), 2 * hi, 2 * lo);
    const bool small = hi < 1;
    return (small ? above : R(0x1p-63)) / (small ? FN(fma)(below, square, R(1.0)) : FN(one_plus_exp_scaled)(e, -64));
}

// x - tanh x for 0 <= x < 1 from q: x³/3, the cube and the third with their rounding errors, and the rest.
CK_INLINE real FN(tanh_shrink_below_one)(real x, real q) {
    const real third = R(1.0) / 3, third_lo = FN(fma)(R(-3.0), third, R(1.0)) / 3;
    const real square = x * x, square_lo = FN(fma)(x, x, -square);
    const real cube = square * x, cube_lo = FN(fma)(square_lo, x, FN(fma)(square, x, -cube));
    const real rest = FN(fma)(cube_lo, third, cube * third_lo);
    return FN(fma)(cube, third, FN(fma)(cube * square, q, rest));
}

// tanh x and 1 - tanh x, x = hi + lo >= 0.
typedef struct {
    real value, complement;
} FN(tangent);

CK_INLINE FN(tangent) FN(tanh_parts)(real hi, real lo) {
    const real q = FN(tanh_quotient)(hi, lo), square = hi * hi;
    const real below_one = hi + (lo - FN(fma)(square, q, R(1.0) / 3) * (hi * square));
    const bool large = hi >= 1;
    return (FN(tangent)){large ? 1 - q : below_one, large ? q : 1 - below_one};
}
