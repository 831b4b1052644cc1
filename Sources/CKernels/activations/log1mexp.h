// ln(1 - e^x)
CK_ACTIVATION(log1mexp, log1mexp, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "log1mexp", .aliases = "", .formula = "log(1 - exp(x))",
    .float32 = {1.6, 2.5}, .float64 = {1.7, 2.9})

#ifdef CK_FUNCTIONS
typedef struct {
    real exponential, high, low;  // 2^64 e^x and 2^64 (1 - e^x); low is right where e^x > 1/4
} FN(log1mexp_terms);

// e^x = scale (1 + fraction): 1 - scale is 0 near x = 0, where 1 - e^x is -fraction then, and exact where scale >= 1/4.
CK_INLINE FN(log1mexp_terms) FN(log1mexp_terms_at)(real x) {
    const FN(exponential) e = FN(exp_parts_from)(SHIFTER + (EXPONENT_BIAS + 64), FN(at_least)(x, FN(EXP_LOW)), NOTHING);
    const real scale = FN(power_of_two)(e.n, -EXPONENT_BIAS), complement = R(0x1p64) - scale;
    const real high = FN(fma)(-scale, e.fraction, complement), low = FN(fma)(-scale, e.fraction, complement - high);
    return (FN(log1mexp_terms)){FN(fma)(e.fraction, scale, scale), high, low};
}

// 1 - e^x in two parts, and where it is above 3/4, -e^x itself as the fraction of the logarithm.
CK_INLINE real FN(log1mexp_forward)(real x, FN(parameters) p) {
    const FN(log1mexp_terms) terms = FN(log1mexp_terms_at)(x);
    const bool far = x < R(-0x1.62e42fefa39efp0);  // e^x < 1/4
    const FN(binary) b = FN(binary_of)(terms.high, 64);
    const real near = FN(fma)(terms.low, FN(from_bits)(FN(bits)(R(0x1p-64)) - b.power), b.fraction);
    const real result = FN(log_of_binary)(far ? NOTHING : b.exponent, far ? terms.exponential * R(-0x1p-64) : near);
    return x < 0 ? result : x == 0 ? -INFINITY : NAN;
}

// -e^x / (1 - e^x)
CK_INLINE real FN(log1mexp_derivative)(real x, FN(parameters) p) {
    const FN(log1mexp_terms) terms = FN(log1mexp_terms_at)(x);
    return x <= 0 ? -(terms.exponential / terms.high) : NAN;
}
#endif
