// 1 - e^(-e^x)
CK_ACTIVATION(cloglog_inverse, cloglogInverse, SCALED, FROM_INPUT, BY_ARITHMETIC,
    .name = "cloglog_inverse", .aliases = "", .formula = "1 - exp(-exp(x))",
    .float32 = {1.7, 2.2}, .float64 = {1.9, 2.4})

#ifdef CK_FUNCTIONS
// 1 - e^(-e^x) and e^(x - e^x). An error in t = e^x is a relative one in e^-t, and t may be 100 (float), 700 (double). So t is
// taken from m ln 2, m = round(t / ln 2), term by term: t = 2^n (1 + r + r²/2 + …), r = x - n ln 2. The first differences are
// exact, and what remains is as small as r.
//
// The terms are 2^96 times as large as they should be: none of them is subnormal.
#undef CLOGLOG_SCALE
#define CLOGLOG_SCALE R(0x1p96)

// From the highest x on it is 1.
CK_INLINE real FN(cloglog_inverse_forward)(real x, FN(parameters) p) {
    const real highest = CK_BITS == 32 ? R(2.9) : R(3.7), ln2 = CK_BITS == 32 ? R(0x1.62e43p-1) : R(0x1.62e42fefa39efp-1);
    const real limited = FN(at_most)(FN(at_least)(x, FN(EXP_LOW)), highest);
    const FN(exponential) e = FN(exp_parts_from)(SHIFTER + (EXPONENT_BIAS + 96), limited, NOTHING);
    const real scale = FN(power_of_two)(e.n, -EXPONENT_BIAS), t = FN(fma)(e.fraction, scale, scale);
    const real shifter = SHIFTER + EXPONENT_BIAS, shifted = FN(fma)(t, R(-0x1.71547652b82fep0) / CLOGLOG_SCALE, shifter);
    const real first = FN(fma)(shifted - shifter, -ln2 * CLOGLOG_SCALE, -scale);
    const real a = FN(fma)(-scale, e.fraction, first) / CLOGLOG_SCALE;
    const real power = FN(power_of_two)(FN(bits)(shifted), -EXPONENT_BIAS);
    return FN(fma)(-power, FN(fma)(a * a, FN(exp_curvature)(a), a), 1 - power);
}

// CLOGLOG_SCALE e^(x - e^x); beyond the limits the slope is 0.
//
// e^r = 1 + r + r²/2 + r³ q(r) (float), 1 + r + r²/2 + r³/6 + r⁴ q(r) (double), |r| <= ln 2 / 2 (1 + 2^-10). Relative error
// of the polynomial 2^-32.9 (float), 2^-69.5 (double): scripts/coefficients.sollya. Where n > 0, x - n ln2 is exact for the
// nearest ln2. What that lacks, `ln2_rest`, adds n ln2_rest (t - 1) to the exponent; for t it is enough there to take m ln2.
CK_INLINE real FN(cloglog_inverse_derivative)(real x, FN(parameters) p) {
    const real lowest = CK_BITS == 32 ? -128 : -756, highest = CK_BITS == 32 ? R(4.79) : R(6.64);
#if CK_BITS == 32
    const real ln2 = 0x1.62e43p-1f, ln2_rest = -0x1.05c61p-29f, ln2_high = 0x1.62e4p-1f, ln2_low = 0x1.7f7d1cp-20f;
#else
    const real ln2 = 0x1.62e42fefa39efp-1, ln2_rest = 0x1.abc9e3b39803fp-56;
    const real ln2_high = 0x1.62e42fefa38p-1, ln2_low = 0x1.ef35793c7673p-45;
#endif
    const real limited = FN(at_most)(FN(at_least)(x, lowest), highest);
    const real shifter = SHIFTER + (EXPONENT_BIAS + 96), shifted = FN(fma)(limited, R(0x1.71547652b82fep0), shifter);
    const real n = shifted - shifter, r = FN(fma)(n, -ln2, limited);
    const real scale = FN(power_of_two)(FN(bits)(shifted), -EXPONENT_BIAS), linear = scale * r;
#if CK_BITS == 32
    // r q, in parts that do not wait for each other
    const real r2 = r * r, square = scale * r2;
    const real high = FN(fma)(0x1.9a555ep-13f, r, 0x1.6d4cd6p-10f), middle = FN(fma)(0x1.1115d2p-7f, r, 0x1.5554e8p-5f);
    const real q = FN(fma)(FN(fma)(high, r2, middle), r2, 0x1.555552p-3f * r);
    // t - r = 2^n + (2^n (1 + r/2) - 1) r + 2^n r² q. The bracket is exact, or r is small, and so is the difference without q.
    // Its factor is a little less than 1 / ln 2, for m to be 0 wherever t is nothing, even for the largest |r|.
    const real bracket = FN(fma)(linear, R(0.5), scale - CLOGLOG_SCALE);
    const real t_less_r = FN(fma)(square, q, FN(fma)(bracket, r, scale));
    const real steps = FN(fma)(t_less_r, R(-0x1.7154p0) / CLOGLOG_SCALE, shifted), m = shifted - steps;
    const real second = FN(fma)(bracket, -r, FN(fma)(m, ln2_high * CLOGLOG_SCALE, -scale));
    const real third = FN(fma)(-square, q, second);
    const real low = FN(fma)(m, FN(fma)(n, ln2 * ln2_rest, ln2_low), n * -ln2_rest);
    const real a = FN(fma)(third, 1 / CLOGLOG_SCALE, low);
#else
    const real half = R(0.5) * r, square = linear * half, square_lo = FN(fma)(linear, half, -square);
    const real cube = square * r, cube_lo = FN(fma)(square_lo, r, FN(fma)(square, r, -cube));
    const real third = R(1.0) / 3, third_lo = FN(fma)(R(-3.0), third, R(1.0)) / 3;
    const real r2 = r * r;
    real even = 0x1.1f8b9f0fe5efap-28, odd = 0x1.60f6de0d1ee3ep-32;  // 2 q, in two halves that do not wait for each other
    even = FN(fma)(even, r2, 0x1.27e4cc351a99p-21);
    odd = FN(fma)(odd, r2, 0x1.ae64b603162b3p-25);
    even = FN(fma)(even, r2, 0x1.a01a01ad71473p-15);
    odd = FN(fma)(odd, r2, 0x1.71de3a38a64cp-18);
    even = FN(fma)(even, r2, 0x1.6c16c16c15017p-9);
    odd = FN(fma)(odd, r2, 0x1.a01a01a0208cap-12);
    even = FN(fma)(even, r2, 0x1.5555555555558p-4);
    odd = FN(fma)(odd, r2, 0x1.1111111111109p-6);
    const real q = FN(fma)(FN(fma)(odd, r, even), r, third_lo);
    const real t = (FN(fma)(cube, third + q, square) + linear) + scale;
    const real steps = FN(fma)(FN(fma)(t, -1 / CLOGLOG_SCALE, limited), R(0x1.71547652b82fep0), shifter);
    const real m = n - (steps - shifter);
    const real second = FN(fma)(cube, -third, (FN(fma)(m, ln2_high * CLOGLOG_SCALE, -scale) - linear) - square);
    const real rest = FN(fma)(-cube, q, -FN(fma)(cube_lo, third, square_lo));
    const real low = FN(fma)(m, FN(fma)(n, ln2 * ln2_rest, ln2_low), n * -ln2_rest);
    const real a = FN(fma)(second, 1 / CLOGLOG_SCALE, r) + FN(fma)(rest, 1 / CLOGLOG_SCALE, low);
#endif
    // 2^(n - m) e^a: a product with e^x would have its rounding errors too.
    const real power = FN(power_of_two)(FN(bits)(steps), -EXPONENT_BIAS), a2 = a * a;
#if CK_BITS == 32
    // exp_curvature in two parts that do not wait for each other
    const real top = FN(fma)(FN(exp_coefficient)(4), a, FN(exp_coefficient)(3));
    const real above = FN(fma)(top, a, FN(exp_coefficient)(2));
    const real curvature = FN(fma)(above, a2, FN(fma)(FN(exp_coefficient)(1), a, FN(exp_coefficient)(0)));
#else
    const real curvature = FN(exp_curvature)(a);
#endif
    return FN(fma)(power, FN(fma)(a2, curvature, a), power);
}

// dy times the slope, which is rounded first. A processor takes some hundred cycles for a multiplication with a subnormal
// operand or result, and among ordinary floats many slopes are subnormal. So those are rounded as parts of normal sums, and stay
// scaled; where dx is subnormal, it stands in the last places of a sum, and the product is one with 0, which has its sign.
#undef CK_PRODUCT_SCALED
#if CK_BITS == 32
CK_INLINE real FN(cloglog_inverse_product)(real dy, real scaled) {
    const real smallest = R(0x1p-126) * CLOGLOG_SCALE, rounded = (scaled + smallest) - smallest;
    const real slope = scaled < smallest ? rounded : scaled, sum = FN(fma)(FN(abs)(dy), slope, smallest);
    const bool subnormal = sum < 2 * smallest;
    const real dx = dy * (slope * (subnormal ? 0 : 1 / CLOGLOG_SCALE));
    const integer last_places = FN(bits)(sum) & (((integer)1 << MANTISSA_BITS) - 1);
    return FN(from_bits)(FN(bits)(dx) | (subnormal ? last_places : 0));
}
#define CK_PRODUCT_SCALED(dy, derivative) FN(cloglog_inverse_product)(dy, derivative)
#else
#define CK_PRODUCT_SCALED(dy, derivative) (dy) * ((derivative) / CLOGLOG_SCALE)
#endif
#endif
