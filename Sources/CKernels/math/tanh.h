// The hyperbolic tangent of magnitudes.

// From here on 1 - tanh x is lost beside x and beside 1, and so is x times it.
#if CK_BITS == 32
#define TANH_LIMIT_f32 11.0f
#else
#define TANH_LIMIT_f64 22.0
#endif

// TANH_HELD (1 + e^2x) / 2 = TANH_HELD / (1 - tanh x) for 0 <= x up to the limit. e^2x = 2^n e^2r, |r| <= ln 2 / 4 (1 + 2^-10),
// relative error of e^2r 2^-28.0 (float), 2^-57.6 (double): scripts/coefficients.sollya. What n ln 2 lacks is lost where tanh x
// is so near 1. From x = 1 on, where the sum of x - 1 and 1 - tanh x loses most, TANH_HELD keeps the denominator from standing
// just above a power of two, where roundings are largest.
#define TANH_HELD (CK_BITS == 32 ? R(1.0) : R(1.828125))
CK_INLINE real FN(complement_denominator)(real x) {
    const real shifter = SHIFTER + (EXPONENT_BIAS - 1), shifted = FN(fma)(x, R(0x1.71547652b82fep1), shifter);
    const real r = FN(fma)(shifted - shifter, R(-0x1.62e42fefa39efp-2), x);
#if CK_BITS == 32
    real power = 0x1.686902p-4f;
    power = FN(fma)(power, r, 0x1.123d16p-2f);
    power = FN(fma)(power, r, 0x1.555b84p-1f);
    power = FN(fma)(power, r, 0x1.55548cp0f);
    power = FN(fma)(power, r, 0x1.fffff8p0f);
#else
    real power = 0x1.8908562fdc459p-14;
    power = FN(fma)(power, r, 0x1.0f310717b37c1p-11);
    power = FN(fma)(power, r, 0x1.5215af6f70ebdp-9);
    power = FN(fma)(power, r, 0x1.7c5763c4d693ap-7);
    power = FN(fma)(power, r, 0x1.7c57c531b89bap-5);
    power = FN(fma)(power, r, 0x1.4ccccce41e5eep-3);
    power = FN(fma)(power, r, 0x1.f33333335033dp-2);
    power = FN(fma)(power, r, 0x1.37fffffffb257p0);
    power = FN(fma)(power, r, 0x1.37fffffffffc6p1);
    power = FN(fma)(power, r, 0x1.d400000000015p1);
#endif
    power = FN(fma)(FN(fma)(power, r, 2 * TANH_HELD), r, TANH_HELD);
    return FN(fma)(power, FN(power_of_two)(FN(bits)(shifted), -EXPONENT_BIAS), R(0.5) * TANH_HELD);
}

// tanh x = x - x³ series where x is small, and 1 - complement elsewhere. For float the series is a polynomial, relative error
// of tanh x 2^-25.9: scripts/weighted-coefficients.py. For double it is 1/3 + x² q, q a ratio of polynomials in x², and one
// division does for both. Relative to x - tanh x the ratio's error is 2^-56.9: scripts/rational-coefficients.py.
typedef struct {
    bool large;
    real series, complement;
} FN(tangent);

CK_INLINE FN(tangent) FN(tangent_of)(real x) {
    const real square = x * x;
#if CK_BITS == 32
    real series = 0x1.50e20ep-8f;
    series = FN(fma)(series, square, -0x1.4939a6p-6f);
    series = FN(fma)(series, square, 0x1.b6c36p-5f);
    series = FN(fma)(series, square, -0x1.10fb0ap-3f);
    series = FN(fma)(series, square, 0x1.5554f6p-2f);
    return (FN(tangent)){x >= R(0.7), series, TANH_HELD / FN(complement_denominator)(x)};
#else
    real above = -0x1.6366757524541p-14;
    above = FN(fma)(above, square, -0x1.03cd4aa217815p-7);
    above = FN(fma)(above, square, -0x1.111111111110bp-3);
    real below = 0x1.0a9aba9f9b9fcp-12;
    below = FN(fma)(below, square, 0x1.91a887ce94e46p-6);
    below = FN(fma)(below, square, 0x1.db5e051c774cap-2);
    const bool small = x < 1;
    const real q = (small ? above : TANH_HELD) / (small ? FN(fma)(below, square, 1.0) : FN(complement_denominator)(x));
    return (FN(tangent)){x >= 1, FN(fma)(square, q, R(1.0) / 3), q};  // !small: the compiler would divide twice
#endif
}
