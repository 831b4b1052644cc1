// ln(1 - e^x)
CK_ACTIVATION(log1mexp, log1mexp, SMOOTH, FROM_INPUT, BY_ARITHMETIC,
    .name = "log1mexp", .aliases = "", .formula = "log(1 - exp(x))",
    .float32 = {1.6, 2.5}, .float64 = {1.7, 2.9})

#ifdef CK_FUNCTIONS
typedef struct {
    real exponential, high, low;  // 2^64 e^x and 2^64 (1 - e^x)
} FN(log1mexp_terms);

// e^x = scale (1 + fraction): 1 - scale is exact where scale is not beyond the last place of 1, and 0 near x = 0, where
// 1 - e^x is -fraction then.
CK_INLINE FN(log1mexp_terms) FN(log1mexp_terms_at)(real x) {
    const FN(exponential) e = FN(exp_parts_within)(FN(EXP_LOW), INFINITY, x, NOTHING);
    const real one = R(0x1p64), scale = FN(power_of_two)(e.n, 64);
    const real complement = one - scale, high = FN(fma)(-scale, e.fraction, complement);
    const real low = FN(fma)(-scale, e.fraction, complement - high) + ((one - complement) - scale);
    return (FN(log1mexp_terms)){FN(fma)(e.fraction, scale, scale), high, low};
}

CK_INLINE real FN(log1mexp_forward)(real x, FN(parameters) p) {
    const real small_below = CK_BITS == 32 ? -20 : -40;  // ln(1 - t) = -t
    const FN(log1mexp_terms) terms = FN(log1mexp_terms_at)(x);
    const real logarithm = FN(log_of_sum)(terms.high, terms.low, -64);
    const real result = x < small_below ? terms.exponential * R(-0x1p-64) : logarithm;
    return x < 0 ? result : x == 0 ? -INFINITY : NAN;
}

// -e^x / (1 - e^x)
CK_INLINE real FN(log1mexp_derivative)(real x, FN(parameters) p) {
    const FN(log1mexp_terms) terms = FN(log1mexp_terms_at)(x);
    return x <= 0 ? -(terms.exponential / terms.high) : NAN;
}
#endif
