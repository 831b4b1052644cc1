// What the rows are made of, for the type `wide`.

// e^(a b)
static inline wide N(exp_of_product)(wide a, wide b) {
    const wide z = a * b;
    return W(exp)(z) * (1 + PRODUCT_ERROR(a, b, z));
}

// σ(b x)
static inline wide N(logistic)(wide b, wide x) {
    if (b * x > 0) return 1 / (1 + N(exp_of_product)(-b, x));
    const wide e = N(exp_of_product)(b, x);
    return e / (1 + e);
}

// σ(b x) σ(-b x)
static inline wide N(logistic_density)(wide b, wide x) {
    const wide e = N(exp_of_product)(b * x > 0 ? -b : b, x);
    return e / ((1 + e) * (1 + e));
}

// ln(1 + e^(b x))
static inline wide N(log1p_exp)(wide b, wide x) {
    if (b * x > 0) return b * x + W(log1p)(N(exp_of_product)(-b, x));
    return W(log1p)(N(exp_of_product)(b, x));
}

// 1 / cosh² (b x)
static inline wide N(squared_sech)(wide b, wide x) { return 4 * N(logistic_density)(2 * b, x); }

// ln(p / (1 - p)) for 0 <= p <= 1/2
static inline wide N(lower_logit)(wide p) {
    return p > 0.25 ? 2 * W(atanh)(2 * p - 1) : W(log)(p) - W(log1p)(-p);
}

static inline wide N(logit)(wide x, wide eps) {
    const wide w = x <= 0.5 ? x : 1 - x;
    if (w < 0 && eps == 0) return NAN;
    const wide magnitude = N(lower_logit)(w < eps ? eps : w);
    return x <= 0.5 ? magnitude : -magnitude;
}

static inline wide N(logit_slope)(wide x, wide eps) {
    const wide w = x <= 0.5 ? x : 1 - x;
    if (w < eps) return eps > 0 ? 0 : NAN;
    return w == 0 ? INFINITY : 1 / (w - w * w);
}
