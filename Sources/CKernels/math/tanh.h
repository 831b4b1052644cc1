// The hyperbolic tangent of magnitudes.

// (x - tanh x - x³/3) / x⁵ for 0 <= x <= 1, from x². Relative to x - tanh x the polynomial's error is 2^-27.4 (float),
// 2^-59.4 (double): scripts/coefficients.sollya.
CK_INLINE real FN(tanh_shrink_tail)(real x2) {
#if CK_BITS == 32
    real q = -0x1.2fe16ep-13f;
    q = FN(fma)(q, x2, 0x1.e8532cp-11f);
    q = FN(fma)(q, x2, -0x1.a5e014p-9f);
    q = FN(fma)(q, x2, 0x1.1d4ea6p-7f);
    q = FN(fma)(q, x2, -0x1.65b738p-6f);
    q = FN(fma)(q, x2, 0x1.ba1318p-5f);
    return FN(fma)(q, x2, -0x1.1110fcp-3f);
#else
    real q = 0x1.2813085562073p-27;
    q = FN(fma)(q, x2, -0x1.94fa4b15d72bp-24);
    q = FN(fma)(q, x2, 0x1.1455bc529a278p-21);
    q = FN(fma)(q, x2, -0x1.02a9e9387f69ep-19);
    q = FN(fma)(q, x2, 0x1.84474a094c4a8p-18);
    q = FN(fma)(q, x2, -0x1.02caa86c4ceaap-16);
    q = FN(fma)(q, x2, 0x1.47250c79bb678p-15);
    q = FN(fma)(q, x2, -0x1.95fcdde3d5c72p-14);
    q = FN(fma)(q, x2, 0x1.f5688b38ada51p-13);
    q = FN(fma)(q, x2, -0x1.3556e3b22d26ep-11);
    q = FN(fma)(q, x2, 0x1.7da348998d65bp-10);
    q = FN(fma)(q, x2, -0x1.d6d3cf3765c69p-9);
    q = FN(fma)(q, x2, 0x1.226e35560b4c6p-7);
    q = FN(fma)(q, x2, -0x1.664f48828ea61p-6);
    q = FN(fma)(q, x2, 0x1.ba1ba1ba1b083p-5);
    return FN(fma)(q, x2, -0x1.111111111110cp-3);
#endif
}

// x - tanh x for 0 <= x <= 1: x³/3, the cube and the third with their rounding errors, and the tail.
CK_INLINE real FN(tanh_shrink_series)(real x) {
    const real third = R(1.0) / 3, third_lo = FN(fma)(R(-3.0), third, R(1.0)) / 3;
    const real square = x * x, square_lo = FN(fma)(x, x, -square);
    const real cube = square * x, cube_lo = FN(fma)(square_lo, x, FN(fma)(square, x, -cube));
    const real rest = FN(fma)(cube_lo, third, cube * third_lo);
    return FN(fma)(cube, third, FN(fma)(cube * square, FN(tanh_shrink_tail)(square), rest));
}

// 1 - tanh z = 2 / (1 + e^2z), z = hi + lo >= 0.
CK_INLINE real FN(tanh_complement)(real hi, real lo) { return 2 * FN(logistic)(-2 * hi, -2 * lo); }

// tanh z and 1 - tanh z, z = hi + lo >= 0.
typedef struct {
    real value, complement;
} FN(tangent);

CK_INLINE FN(tangent) FN(tanh_parts)(real hi, real lo) {
    const real square = hi * hi, shrink = FN(fma)(square, FN(tanh_shrink_tail)(square), R(1.0) / 3) * (hi * square);
    const real below_one = hi + (lo - shrink), complement = FN(tanh_complement)(hi, lo);
    const bool small = hi < 1;
    return (FN(tangent)){small ? below_one : 1 - complement, small ? 1 - below_one : complement};
}
