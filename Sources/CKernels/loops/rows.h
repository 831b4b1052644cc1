// The passes over one row of the softmax family.

// The largest element, NaN ignored; -∞ when nothing is left.
CK_PASS real FN(row_maximum)(const real *x, size_t n) {
    FN(vector) largest[CK_MAXIMA / CK_LANES];
    real lane[CK_LANES];
    for (int k = 0; k < CK_MAXIMA / CK_LANES; k++) largest[k] = -INFINITY;
    size_t i = 0;
    for (; n - i >= CK_MAXIMA; i += CK_MAXIMA) {
        CK_UNROLLED
        for (int k = 0; k < CK_MAXIMA / CK_LANES; k++) {
            const FN(vector) next = FN(load)(x + i + k * CK_LANES);
            largest[k] = next > largest[k] ? next : largest[k];
        }
    }
    CK_UNROLLED
    for (int k = 1; k < CK_MAXIMA / CK_LANES; k++) largest[0] = largest[k] > largest[0] ? largest[k] : largest[0];
    for (; n - i >= CK_LANES; i += CK_LANES) {
        const FN(vector) next = FN(load)(x + i);
        largest[0] = next > largest[0] ? next : largest[0];
    }
    __builtin_memcpy(lane, largest, sizeof lane);
    for (int j = 0; i < n; i++, j++) lane[j] = x[i] > lane[j] ? x[i] : lane[j];
    CK_UNROLLED
    for (int half = CK_LANES / 2; half > 0; half /= 2) {
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
    const real shifted = FN(fma)(near ? maximum : 0, R(0x1.71547652b82fep0), SHIFTER);
    return (FN(parameters)){{
        [CK_ROW_OFFSET] = near ? 0 : maximum,
        [CK_ROW_SHIFT] = shifted - (64 + EXPONENT_BIAS),
        [CK_ROW_LOWEST] = FN(EXP_LOW) - 1 + (near ? maximum : 0),
        [CK_ROW_MAXIMUM] = maximum,
    }};
}

// e^x 2^(64 - N): nothing is subnormal.
CK_INLINE real FN(softmax_term)(real x, real unused, FN(parameters) p) {
    FN(exponential) e = FN(exp_parts)(FN(at_least)(x, p.value[CK_ROW_LOWEST]), NOTHING);
    e.n -= FN(bits)(p.value[CK_ROW_SHIFT]);
    return FN(exp_scaled)(e, -EXPONENT_BIAS);
}

CK_INLINE real FN(softmax_term_far)(real x, real unused, FN(parameters) p) {
    return FN(softmax_term)(x - p.value[CK_ROW_OFFSET], unused, p);
}

CK_INLINE real FN(times)(real y, real unused, FN(parameters) p) { return FN(fma)(y, p.value[0], y * p.value[1]); }

// What `times` divides by a sum with.
CK_INLINE FN(parameters) FN(reciprocal_parts)(double sum) {
    const double reciprocal = 1 / sum;
    const real high = (real)reciprocal;
#if CK_BITS == 32
    return (FN(parameters)){{high, (real)(reciprocal - high)}};
#else
    return (FN(parameters)){{high, FN(fma)(-high, sum, 1.0) * high}};
#endif
}

// What is too small for the least float may be anything; the least double is larger than a sum of such terms only if they
// are 0.
CK_INLINE real FN(log_sum_term_of)(real x, real shifted, FN(parameters) p) {
    const real term = FN(softmax_term)(shifted, shifted, p);
    return x == p.value[CK_ROW_MAXIMUM] || (CK_BITS == 64 && shifted < p.value[CK_ROW_LOWEST]) ? 0 : term;
}

CK_INLINE real FN(log_sum_term)(real x, real unused, FN(parameters) p) { return FN(log_sum_term_of)(x, x, p); }

CK_INLINE real FN(log_sum_term_far)(real x, real unused, FN(parameters) p) {
    return FN(log_sum_term_of)(x, x - p.value[CK_ROW_OFFSET], p);
}

// Counts the largest; NaN where there is a NaN.
CK_INLINE real FN(is_largest)(real x, real unused, FN(parameters) p) {
    return x == p.value[CK_ROW_MAXIMUM] ? R(1.0) : x == x ? R(0.0) : x;
}

// e^-maximum in the scale of the terms: what makes e^(x - maximum) of them.
CK_INLINE double FN(row_unit)(FN(parameters) p) {
    const double near = (double)p.value[CK_ROW_MAXIMUM] - p.value[CK_ROW_OFFSET];
    exponential_f64 unit = exp_parts_f64(-near, NOTHING);
    unit.n += (int64_t)(p.value[CK_ROW_SHIFT] - SHIFTER + (64 + EXPONENT_BIAS));
    return exp_scaled_f64(unit, -64);
}

// Σ e^(x - maximum) without one of the largest, from the terms without the largest and their number: its log1p keeps its
// digits however far ahead that one is.
CK_INLINE double FN(others_in_units)(FN(parameters) p, double others, double largest) {
    return others * FN(row_unit)(p) + (largest - 1);
}

CK_INLINE real FN(minus)(real x, real unused, FN(parameters) p) { return (x - p.value[0]) - p.value[1]; }

CK_INLINE real FN(first_of)(real a, real unused, FN(parameters) p) { return a; }

CK_INLINE real FN(product_of)(real a, real b, FN(parameters) p) { return a * b; }

CK_INLINE real FN(softmax_gradient)(real dy, real y, FN(parameters) p) { return y * (dy - p.value[0]); }

// e^y is scaled by 2^64: it may be subnormal where its product with the sum is not. y <= 0.
CK_INLINE real FN(log_softmax_gradient)(real dy, real y, FN(parameters) p) {
    const FN(exponential) e = FN(exp_parts)(FN(at_least)(y, FN(EXP_LOW)), NOTHING);
    const real share = FN(exp_scaled)(e, 64) * p.value[0];
    return FN(fma)(y < FN(EXP_LOW) ? 0 : -share, R(0x1p-64), dy);
}

// Rows whose maximum is infinite: the entries that are +∞ share the whole, and where all are -∞ there is nothing to share.
CK_INLINE real FN(of_infinite)(real x, real unused, FN(parameters) p) {
    return x == INFINITY ? p.value[0] : p.value[1];
}

// The passes, each a loop of its own.

CK_PASS double FN(row_exponentials)(const real *x, real *y, size_t n, FN(parameters) p) {
    return p.value[CK_ROW_OFFSET] == 0 ? FN(row_sum)(x, y, y, n, -INFINITY, p, FN(softmax_term), NULL)
                                       : FN(row_sum)(x, y, y, n, -INFINITY, p, FN(softmax_term_far), NULL);
}

CK_PASS double FN(row_others)(const real *x, const real *y, size_t n, FN(parameters) p, size_t *largest) {
    return p.value[CK_ROW_OFFSET] == 0 ? FN(row_sum)(x, NULL, y, n, -INFINITY, p, FN(log_sum_term), largest)
                                       : FN(row_sum)(x, NULL, y, n, -INFINITY, p, FN(log_sum_term_far), largest);
}

CK_PASS double FN(row_count)(const real *x, size_t n, real maximum) {
    const FN(parameters) p = {{[CK_ROW_MAXIMUM] = maximum}};
    return FN(row_sum)(x, NULL, NULL, n, maximum > 0 ? -INFINITY : INFINITY, p, FN(is_largest), NULL);
}

CK_PASS double FN(row_total)(const real *x, size_t n) {
    return FN(product_sum)(x, NULL, n);
}

CK_PASS double FN(row_dot)(const real *x, const real *y, size_t n) {
    return FN(product_sum)(x, y, n);
}

CK_PASS void FN(row_times)(real *y, size_t n, FN(parameters) p) { FN(map)(y, y, y, n, p, FN(times)); }

CK_PASS void FN(row_minus)(const real *x, real *y, size_t n, FN(parameters) p) { FN(map)(x, x, y, n, p, FN(minus)); }

CK_PASS void FN(row_of_infinite)(const real *x, real *y, size_t n, FN(parameters) p) {
    FN(map)(x, x, y, n, p, FN(of_infinite));
}

typedef void FN(gradient_pass)(const real *dy, const real *y, real *dx, size_t n, FN(parameters) p);

CK_PASS void FN(row_softmax_gradient)(const real *dy, const real *y, real *dx, size_t n, FN(parameters) p) {
    FN(map)(dy, y, dx, n, p, FN(softmax_gradient));
}

CK_PASS void FN(row_log_softmax_gradient)(const real *dy, const real *y, real *dx, size_t n, FN(parameters) p) {
    FN(map)(dy, y, dx, n, p, FN(log_softmax_gradient));
}

// The functions.

// A short row, on a copy that has no ragged end; false, with nothing written, where its maximum is infinite.
CK_INLINE bool FN(short_softmax)(const real *x, real *y, size_t n) {
    real row[ck_short_row];
    for (int i = 0; i < ck_short_row; i++) row[i] = -INFINITY;
    __builtin_memcpy(row, x, n * sizeof(real));
    const real maximum = FN(row_maximum)(row, ck_short_row);
    if (FN(abs)(maximum) == INFINITY) return false;
    const FN(parameters) scale = FN(row_scale)(maximum);
    CK_VECTORISED(1)
    for (int i = 0; i < ck_short_row; i++) row[i] = FN(softmax_term_far)(row[i], row[i], scale);
    const FN(parameters) parts = FN(reciprocal_parts)(FN(short_sum)(row, NULL, n));
    CK_VECTORISED(1)
    for (int i = 0; i < ck_short_row; i++) row[i] = FN(times)(row[i], row[i], parts);
    __builtin_memcpy(y, row, n * sizeof(real));
    return true;
}

static void FN(row_softmax)(const real *x, const real *b, real *y, size_t n, bool streams) {
    if (n <= ck_short_row && FN(short_softmax)(x, y, n)) return;
    const real maximum = FN(row_maximum)(x, n);
    if (FN(abs)(maximum) < INFINITY) {
        FN(row_times)(y, n, FN(reciprocal_parts)(FN(row_exponentials)(x, y, n, FN(row_scale)(maximum))));
    } else {
        const real share = maximum > 0 ? (real)(1 / FN(row_count)(x, n, maximum)) : NAN;
        FN(row_of_infinite)(x, y, n, (FN(parameters)){{share, share * 0}});
    }
}

// What log_softmax takes the log1p of.
CK_INLINE double FN(row_sum_of_others)(const real *x, const real *y, size_t n, real maximum) {
    const FN(parameters) p = FN(row_scale)(maximum);
    size_t largest = 0;
    const double others = FN(row_others)(x, y, n, p, &largest);
    return FN(others_in_units)(p, others, largest);
}

static void FN(row_log_softmax)(const real *x, const real *b, real *y, size_t n, bool streams) {
    const real maximum = FN(row_maximum)(x, n);
    if (FN(abs)(maximum) < INFINITY) {
        const real others = (real)FN(row_sum_of_others)(x, y, n, maximum);
        FN(row_minus)(x, y, n, (FN(parameters)){{maximum, FN(log1p)(others)}});
    } else {
        const real share = maximum > 0 ? (real)-log1p_f64(FN(row_count)(x, n, maximum) - 1) : NAN;
        FN(row_of_infinite)(x, y, n, (FN(parameters)){{share, share - INFINITY}});
    }
}

// In double: the logarithm may cancel against the maximum.
static void FN(row_logsumexp)(const real *x, const real *b, real *y, size_t n, bool streams) {
    const real maximum = FN(row_maximum)(x, n);
    const bool finite = FN(abs)(maximum) < INFINITY;
    const double rest = finite ? log1p_f64(FN(row_sum_of_others)(x, NULL, n, maximum)) : FN(row_count)(x, n, maximum) * 0;
    *y = (real)(maximum + rest);
}

// A gradient; past the caches, by way of a block, if it `streams` and has a kilobyte or more, but for the lines of memory that
// it shares with its neighbours.
static void FN(write_gradient)(FN(gradient_pass) *pass, const real *dy, const real *y, real *dx, size_t n, real sum,
                               bool streams) {
    const FN(parameters) p = {{sum}};
    if (!streams || n * sizeof(real) < 1024) return pass(dy, y, dx, n, p);
    _Alignas(64) real block[4096 / sizeof(real)];
    const size_t size = sizeof block / sizeof(real), line = 64 / sizeof(real);
    const size_t head = (line - (uintptr_t)dx / sizeof(real) % line) % line;
    pass(dy, y, dx, head, p);
    for (size_t start = head; start < n; start += size) {
        const size_t count = n - start < size ? n - start : size;
        pass(dy + start, y + start, block, count, p);
        FN(stream)(block, dx + start, count);
    }
}

static void FN(row_softmax_backward)(const real *dy, const real *y, real *dx, size_t n, bool streams) {
    FN(write_gradient)(FN(row_softmax_gradient), dy, y, dx, n, (real)FN(row_dot)(dy, y, n), streams);
}

static void FN(row_log_softmax_backward)(const real *dy, const real *y, real *dx, size_t n, bool streams) {
    FN(write_gradient)(FN(row_log_softmax_gradient), dy, y, dx, n, (real)FN(row_total)(dy, n), streams);
}

static void FN(row_totals)(const real *x, const real *b, real *y, size_t n, bool streams) {
    *y = (real)FN(row_total)(x, n);
}
