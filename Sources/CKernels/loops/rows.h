// The passes over one row of the softmax family.

// The largest element, NaN ignored; -∞ when nothing is left.
static double FN(row_maximum)(const void *row, size_t n) {
    const real *x = row;
    FN(vector) largest[CK_PARTIALS / CK_LANES];
    real lane[CK_PARTIALS];
    for (int k = 0; k < CK_PARTIALS / CK_LANES; k++) largest[k] = -INFINITY;
    size_t i = 0;
    for (; n - i >= CK_PARTIALS; i += CK_PARTIALS) {
        CK_UNROLLED
        for (int k = 0; k < CK_PARTIALS / CK_LANES; k++) {
            const FN(vector) next = FN(load)(x + i + k * CK_LANES);
            largest[k] = next > largest[k] ? next : largest[k];
        }
    }
    __builtin_memcpy(lane, largest, sizeof lane);
    for (size_t j = 0; i < n; i++, j++) lane[j] = x[i] > lane[j] ? x[i] : lane[j];
    CK_UNROLLED
    for (int half = CK_PARTIALS / 2; half > 0; half /= 2) {
        for (int j = 0; j < half; j++) lane[j] = lane[j + half] > lane[j] ? lane[j + half] : lane[j];
    }
    return lane[0];
}

// A row's exponentials are e^x / 2^N with N = round(maximum / ln 2), so that x itself is reduced: the rounding of
// x - maximum alone would cost 32 ULP at -80. Far from 0, x - maximum is exact wherever the result is not 0, and is
// taken first.
CK_INLINE FN(parameters) FN(row_scale)(real maximum) {
    const real far = CK_BITS == 32 ? 208 : 2048;
    const bool near = FN(abs)(maximum) < far;
    const real exponent = FN(fma)(near ? maximum : 0, R(0x1.71547652b82fep0), SHIFTER) - SHIFTER;
    return (FN(parameters)){{
        [CK_ROW_OFFSET] = near ? 0 : maximum,
        [CK_ROW_EXPONENT] = exponent,
        [CK_ROW_LOWEST] = FN(EXP_LOW) - 1 + (near ? maximum : 0),
        [CK_ROW_MAXIMUM] = maximum,
    }};
}

// e^x 2^(64 - N): nothing is subnormal.
CK_INLINE real FN(row_exp_scaled)(real x, FN(parameters) p) {
    const integer shift = FN(bits)(p.value[CK_ROW_EXPONENT] + SHIFTER);
    FN(exponential) e = FN(exp_parts)(FN(at_least)(x - p.value[CK_ROW_OFFSET], p.value[CK_ROW_LOWEST]), NOTHING);
    e.n -= shift;
    return FN(exp_scaled)(e, 64);
}

CK_INLINE real FN(softmax_term)(real x, real unused, FN(parameters) p) { return FN(row_exp_scaled)(x, p); }

// y = e^x up to a factor that the row shares; returns the sum of y. The maximum is finite.
static double FN(row_exponentials)(const void *x, void *y, size_t n, double maximum) {
    return FN(row_sum)(x, x, y, n, -INFINITY, FN(row_scale)((real)maximum), FN(softmax_term));
}

CK_INLINE real FN(times)(real y, real unused, FN(parameters) p) { return FN(fma)(y, p.value[0], y * p.value[1]); }

// y = y / sum
static void FN(row_normalize)(void *y, size_t n, double sum) {
    const real high = (real)(1 / sum);
    const real low = (real)(__builtin_elementwise_fma(-(double)high, sum, 1.0) / sum);
    FN(map)(y, y, y, n, (FN(parameters)){{high, low}}, FN(times));
}

CK_INLINE real FN(log_sum_term)(real x, real unused, FN(parameters) p) {
    return x == p.value[CK_ROW_MAXIMUM] ? 0 : FN(row_exp_scaled)(x, p) * R(0x1p-64);
}

CK_INLINE real FN(is_maximum)(real x, real unused, FN(parameters) p) { return x == p.value[CK_ROW_MAXIMUM] ? R(1.0) : R(0.0); }

// ln Σ e^(x - maximum) as ln(1 + Σ'), Σ' without one of the largest: it keeps its digits however far ahead that is.
// Where the maximum is infinite, the logarithm of the number of largest elements.
static double FN(row_log_sum)(const void *x, size_t n, double maximum) {
    const FN(parameters) p = FN(row_scale)((real)maximum);
    const double others = FN(row_sum)(x, x, NULL, n, -INFINITY, p, FN(log_sum_term));
    const double largest = FN(row_sum)(x, x, NULL, n, -INFINITY, p, FN(is_maximum));
    exponential_f64 unit = exp_parts_f64(maximum == p.value[CK_ROW_OFFSET] ? 0 : maximum, 0);
    unit.n -= bits_f64(p.value[CK_ROW_EXPONENT] + 0x1.8p52);
    return log1p_f64(others / exp_scaled_f64(unit, 0) + (largest - 1));
}

CK_INLINE real FN(minus)(real x, real unused, FN(parameters) p) { return (x - p.value[0]) - p.value[1]; }

// y = x - maximum - log_sum
static void FN(row_log_normalize)(const void *x, void *y, size_t n, double maximum, double log_sum) {
    FN(map)(x, x, y, n, (FN(parameters)){{(real)maximum, (real)log_sum}}, FN(minus));
}

CK_INLINE real FN(first_term)(real a, real unused, FN(parameters) p) { return a; }

static double FN(row_total)(const void *x, size_t n) {
    return FN(row_sum)(x, x, NULL, n, 0, (FN(parameters)){{0}}, FN(first_term));
}

CK_INLINE real FN(product_term)(real a, real b, FN(parameters) p) { return a * b; }

static double FN(row_dot)(const void *x, const void *y, size_t n) {
    return FN(row_sum)(x, y, NULL, n, 0, (FN(parameters)){{0}}, FN(product_term));
}

CK_INLINE real FN(softmax_gradient)(real dy, real y, FN(parameters) p) { return y * (dy - p.value[0]); }

// dx = y (dy - dot)
static void FN(row_softmax_gradient)(const void *dy, const void *y, void *dx, size_t n, double dot) {
    FN(map)(dy, y, dx, n, (FN(parameters)){{(real)dot}}, FN(softmax_gradient));
}

CK_INLINE real FN(log_softmax_gradient)(real dy, real y, FN(parameters) p) {
    return FN(fma)(-FN(exp)(y, NOTHING), p.value[0], dy);
}

// dx = dy - e^y sum
static void FN(row_log_softmax_gradient)(const void *dy, const void *y, void *dx, size_t n, double sum) {
    FN(map)(dy, y, dx, n, (FN(parameters)){{(real)sum}}, FN(log_softmax_gradient));
}
