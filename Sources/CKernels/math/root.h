// √x as FN(sqrt) rounds it. AVX-512 takes some 20 cycles for the square roots of a vector of doubles and can divide nothing
// meanwhile; these multiplications and additions take 9, beside the divisions.

// 2^-900 < x < ∞ (float: 2^-100).
//
// g is near √x and h near half its inverse: right to 2^-10.1 from the halved exponent and a step of Newton's
// (scripts/root-start.py), to 2^-29 and (double) 2^-57 from two more, but for roundings. Then √x = g + (x - g²) / (g + √x),
// and with h in the place of the quotient the sum is off by less than 2^-49 of a last place before it is rounded. That
// matters only where √x is as near to the middle of two doubles: RootTests finds those and tests them. The proof of sqrt
// tests all floats.
CK_INLINE real FN(root_of_normal)(real x) {
#if CK_VECTOR_BYTES == 64
    const integer start = CK_BITS == 32 ? 0x5eb7689d : (integer)0x5fd6ed1394317acc;
    const integer half = (integer)((natural)FN(bits)(x) >> 1), place = (integer)1 << MANTISSA_BITS;
    const real y = FN(from_bits)(start - half), twice_y = FN(from_bits)(start + place - half);
    const real u = x * twice_y, t = FN(fma)(-u, y, R(1.50088)), g1 = u * t, h1 = y * t;
    const real r1 = FN(fma)(-g1, h1, R(0.5)), s = r1 * FN(fma)(r1, R(1.5), R(1.0));
    real g = FN(fma)(g1, s, g1), h = FN(fma)(h1, s, h1);
#if CK_BITS == 64
    const real r2 = FN(fma)(-g, h, 0.5);
    g = FN(fma)(g, r2, g);
    h = FN(fma)(h, r2, h);
#endif
    return FN(fma)(FN(fma)(-g, g, x), h, g);
#else
    return FN(sqrt)(x);
#endif
}

CK_INLINE real FN(root)(real x) {
#if CK_VECTOR_BYTES == 64
    const bool small = x < (CK_BITS == 32 ? 0x1p-100 : 0x1p-900);
    const real up = CK_BITS == 32 ? 0x1p100 : 0x1p200, down = CK_BITS == 32 ? 0x1p-50 : 0x1p-100;
    const real root = FN(root_of_normal)(small ? x * up : x) * (small ? down : 1);
    return x < INFINITY ? x < 0 ? NAN : root : x;
#else
    return FN(sqrt)(x);
#endif
}
