// ln(1 - e^x)
CK_ACTIVATION(log1mexp, log1mexp, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "log1mexp", .aliases = "", .formula = "log(1 - exp(x))",
    .float32 = {1.6, 2.5}, .float64 = {1.7, 2.9})

#ifdef CK_FUNCTIONS
typedef struct {
    real fraction, scale, complement, high;  // e^x = scale (1 + fraction); scale, 1 - scale and 1 - e^x times 2^64
} FN(log1mexp_terms);

// 1 - scale is 0 near x = 0, where 1 - e^x is -fraction then, and exact where scale >= 1/8.
CK_INLINE FN(log1mexp_terms) FN(log1mexp_terms_at)(real x) {
    const FN(exponential) e = FN(exp_parts_from)(SHIFTER + (EXPONENT_BIAS + 64), FN(at_least)(x, FN(EXP_LOW)), NOTHING);
    const real scale = FN(power_of_two)(e.n, -EXPONENT_BIAS), complement = R(0x1p64) - scale;
    return (FN(log1mexp_terms)){e.fraction, scale, complement, FN(fma)(-scale, e.fraction, complement)};
}

// 1 - e^x = 2^k (1 + t), where scale < 1/8 with k = 0 and t = -e^x.
CK_INLINE real FN(log1mexp_forward)(real x, FN(parameters) p) {
    const FN(log1mexp_terms) terms = FN(log1mexp_terms_at)(x);
    const integer power = FN(binary_of)(terms.high, 64).power;
    const real inverse = FN(from_bits)(FN(bits)(R(0x1p-64)) - power);  // 2^(-64 - k)
    const real near = FN(fma)(terms.complement, inverse, R(-1.0)), far = -terms.scale * inverse;
    const real t = FN(fma)(-terms.scale * terms.fraction, inverse, terms.scale < R(0x1p61) ? far : near);
    const real result = -FN(abs)(FN(plus_ln2_of)(power, FN(log_of_fraction)(t)));  // -0 where e^x is lost
    return x < 0 ? result : x == 0 ? -INFINITY : NAN;
}

// -e^x / (1 - e^x)
CK_INLINE real FN(log1mexp_derivative)(real x, FN(parameters) p) {
    const FN(log1mexp_terms) terms = FN(log1mexp_terms_at)(x);
    return x <= 0 ? -(FN(fma)(terms.fraction, terms.scale, terms.scale) / terms.high) : NAN;
}
#endif
