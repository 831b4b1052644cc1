// x - tanh x
CK_ACTIVATION(tanh_shrink, tanhShrink, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "tanh_shrink", .aliases = "tanhshrink", .formula = "x - tanh(x)",
    .float32 = {2, 1.3}, .float64 = {2, 1.4})

#ifdef CK_FUNCTIONS
// tanh x = n - weight q with n = min(x, 1) and q = n / divisor. Below 1 the weight is x², and the divisor x³ / (x - tanh x),
// relative error 2^-30.1 (float), 2^-57.1 (double): scripts/weighted-coefficients.py. From 1 on weight q is 1 - tanh x.
typedef struct {
    real n, square, divisor, q, weight;
} FN(tanh_by_quotient);

CK_INLINE FN(tanh_by_quotient) FN(tanh_by_quotient_of)(real x) {
    const real n = FN(at_most)(x, R(1.0)), square = n * n;
    const bool large = n >= 1;
#if CK_BITS == 32
    real small = -0x1.636244p-17f;
    small = FN(fma)(small, square, 0x1.08a82ep-12f);
    small = FN(fma)(small, square, -0x1.7673a8p-8f);
    small = FN(fma)(small, square, 0x1.333332p0f);
#else
    real small = -0x1.00f82a7260a25p-34;
    small = FN(fma)(small, square, 0x1.8b54ebbdcebdap-30);
    small = FN(fma)(small, square, -0x1.fb848a4ae0737p-26);
    small = FN(fma)(small, square, 0x1.4173fb9f073f7p-21);
    small = FN(fma)(small, square, -0x1.997caf134008ep-17);
    small = FN(fma)(small, square, 0x1.0a4e15773d269p-12);
    small = FN(fma)(small, square, -0x1.767dce433724bp-8);
    small = FN(fma)(small, square, 0x1.333333333332ap0);
#endif
    small = FN(fma)(small, square, R(3.0));
    const real divisor = large ? FN(complement_denominator)(FN(at_most)(x, FN(TANH_LIMIT))) : small;
    const real weight = TANH_HELD == 1 ? square : large ? TANH_HELD : square;
    return (FN(tanh_by_quotient)){n, square, divisor, n / divisor, weight};
}

// weight q + (x - n), with what the square and the quotient lost when they were rounded. (x - n as it stands makes the loop
// for double slower: the compiler then takes one vector after the other.)
CK_INLINE real FN(tanh_shrink_forward)(real x, FN(parameters) p) {
    const real magnitude = FN(abs)(x);
    const FN(tanh_by_quotient) t = FN(tanh_by_quotient_of)(magnitude);
    const real lost = FN(fma)(t.n, t.n, -t.square), remainder = FN(fma)(-t.q, t.divisor, t.n);
    const real rest = FN(fma)(t.q, FN(fma)(t.n, remainder, lost), FN(at_least)(magnitude - 1, 0));
    return FN(with_sign_of)(FN(fma)(t.weight, t.q, rest), x);
}

// tanh² x
CK_INLINE real FN(tanh_shrink_derivative)(real x, FN(parameters) p) {
    const FN(tanh_by_quotient) t = FN(tanh_by_quotient_of)(FN(abs)(x));
    const real tangent = FN(fma)(-t.weight, t.q, t.n), lost = FN(fma)(-t.weight, t.q, t.n - tangent);
    return FN(fma)(tangent, tangent, 2 * tangent * lost);
}
#endif
