// The softmax family along an axis that is not the last: columns side by side, a lane for each, n lines of them. Sums are
// like those of rows, in the order of the lines. `width`, a constant where these are inlined, says how many columns go
// together: a step, whose parameters and sums stay in registers, or the most, so that fewer lines of memory are apart.

// All lanes of a step in one piece.
#undef CK_STEP
#undef CK_STEP_IN_DOUBLE
#define CK_STEP CK_VECTORISED(ck_column_step / CK_LANES)
#define CK_STEP_IN_DOUBLE CK_VECTORISED_BY(CK_VECTOR_BYTES / 8, ck_column_step / (CK_VECTOR_BYTES / 8))

typedef struct {
    real value[ck_parameter_limit][ck_column_limit];
} FN(column_parameters);

CK_INLINE FN(parameters) FN(lane_parameters)(const FN(column_parameters) *p, size_t lane) {
    return (FN(parameters)){{p->value[0][lane], p->value[1][lane], p->value[2][lane], p->value[3][lane]}};
}

CK_INLINE void FN(set_lane)(FN(column_parameters) *p, size_t lane, FN(parameters) values) {
    for (int k = 0; k < ck_parameter_limit; k++) p->value[k][lane] = values.value[k];
}

typedef struct {
    double value[ck_column_limit];
} FN(column_sums);

// The terms of a step of columns in one line, which also go to out, unless it is NULL. Counts what is not the largest
// in `smaller`, unless that is NULL.
CK_INLINE void FN(column_terms)(const real *a, const real *b, real *out, real *terms, real *smaller, size_t start,
                                size_t column, const FN(column_parameters) *p, FN(function) *term) {
    CK_STEP
    for (size_t k = 0; k < ck_column_step; k++) {
        terms[k] = term(a[start + k], b[start + k], FN(lane_parameters)(p, column + k));
    }
    if (out) __builtin_memcpy(out + start, terms, ck_column_step * sizeof(real));
    if (!smaller) return;
    CK_STEP
    for (size_t k = 0; k < ck_column_step; k++) {
        smaller[column + k] += a[start + k] == p->value[CK_ROW_MAXIMUM][column + k] ? 0 : R(1.0);
    }
}

// The sum of each column of term(a, b, p). The terms also go to out, unless it is NULL; out may be an input.
CK_INLINE FN(column_sums) FN(column_sum)(const real *a, const real *b, real *out, real *smaller, size_t n, size_t stride,
                                         size_t width, const FN(column_parameters) *p, FN(function) *term) {
    double high[ck_column_limit] = {0}, low[ck_column_limit] = {0};
    for (size_t i = 0; i < n; i += 2) {
        for (size_t j = 0; j < width; j += ck_column_step) {
            real values[ck_column_step];
            FN(column_terms)(a, b, out, values, smaller, i * stride + j, j, p, term);
            if (i + 1 < n) {
                real others[ck_column_step];
                FN(column_terms)(a, b, out, others, smaller, (i + 1) * stride + j, j, p, term);
                CK_STEP
                for (size_t k = 0; k < ck_column_step; k++) values[k] += others[k];
            }
            CK_STEP_IN_DOUBLE
            for (size_t k = 0; k < ck_column_step; k++) FN(add_to_sum)(&high[j + k], &low[j + k], values[k]);
        }
    }
    FN(column_sums) sums;
    CK_STEP_IN_DOUBLE
    for (size_t k = 0; k < width; k++) {
        sums.value[k] = FN(sum_of)(high[k], low[k]);
    }
    return sums;
}

CK_INLINE void FN(column_map)(const real *a, const real *b, real *out, size_t n, size_t stride, size_t width,
                              const FN(column_parameters) *p, FN(function) *f) {
    for (size_t i = 0; i < n; i++, a += stride, b += stride, out += stride) {
        CK_STEP
        for (size_t k = 0; k < width; k++) out[k] = f(a[k], b[k], FN(lane_parameters)(p, k));
    }
}

// Each column's largest; false where one is infinite.
CK_INLINE bool FN(column_maxima)(const real *x, size_t n, size_t stride, size_t width, real *largest) {
    for (size_t k = 0; k < width; k++) largest[k] = -INFINITY;
    for (size_t i = 0; i < n; i++, x += stride) {
        CK_STEP
        for (size_t k = 0; k < width; k++) largest[k] = x[k] > largest[k] ? x[k] : largest[k];
    }
    integer infinite = 0;
    CK_STEP
    for (size_t k = 0; k < width; k++) infinite |= FN(abs)(largest[k]) == INFINITY;
    return !infinite;
}

CK_INLINE FN(column_parameters) FN(column_scales)(const real *largest, size_t width) {
    FN(column_parameters) scales;
    CK_STEP
    for (size_t k = 0; k < width; k++) FN(set_lane)(&scales, k, FN(row_scale)(largest[k]));
    return scales;
}

CK_INLINE void FN(columns_softmax)(const real *x, real *y, size_t n, size_t stride, size_t width,
                                   FN(column_parameters) *p) {
    const FN(column_sums) sums = FN(column_sum)(x, x, y, NULL, n, stride, width, p, FN(softmax_term_far));
    CK_STEP_IN_DOUBLE
    for (size_t k = 0; k < width; k++) FN(set_lane)(p, k, FN(reciprocal_parts)(sums.value[k]));
    FN(column_map)(y, y, y, n, stride, width, p, FN(times));
}

CK_INLINE FN(column_sums) FN(column_others)(const real *x, size_t n, size_t stride, size_t width,
                                            const FN(column_parameters) *p) {
    real smaller[ck_column_limit] = {0};
    FN(column_sums) others = FN(column_sum)(x, x, NULL, smaller, n, stride, width, p, FN(log_sum_term_far));
    CK_STEP_IN_DOUBLE
    for (size_t k = 0; k < width; k++) {
        others.value[k] = FN(others_in_units)(FN(lane_parameters)(p, k), others.value[k], (double)n - smaller[k]);
    }
    return others;
}

CK_INLINE void FN(columns_log_softmax)(const real *x, real *y, size_t n, size_t stride, size_t width,
                                       FN(column_parameters) *p) {
    const FN(column_sums) others = FN(column_others)(x, n, stride, width, p);
    CK_STEP
    for (size_t k = 0; k < width; k++) {
        p->value[0][k] = p->value[CK_ROW_MAXIMUM][k];
        p->value[1][k] = FN(log1p)((real)others.value[k]);
    }
    FN(column_map)(x, x, y, n, stride, width, p, FN(minus));
}

CK_INLINE void FN(columns_logsumexp)(const real *x, real *y, size_t n, size_t stride, size_t width,
                                     FN(column_parameters) *p) {
    const FN(column_sums) others = FN(column_others)(x, n, stride, width, p);
    CK_STEP_IN_DOUBLE
    for (size_t k = 0; k < width; k++) {
        y[k] = (real)(p->value[CK_ROW_MAXIMUM][k] + log1p_f64(others.value[k]));
    }
}

typedef void FN(forward_columns)(const real *x, real *y, size_t n, size_t stride, size_t width,
                                 FN(column_parameters) *scales);

CK_INLINE bool FN(column_forward)(const real *x, real *y, size_t n, size_t stride, size_t width,
                                  FN(forward_columns) *f) {
    real largest[ck_column_limit];
    if (n > ck_short_row && width == ck_column_limit) {
        if (!FN(column_maxima)(x, n, stride, ck_column_limit, largest)) return false;
        FN(column_parameters) scales = FN(column_scales)(largest, ck_column_limit);
        f(x, y, n, stride, ck_column_limit, &scales);
        return true;
    }
    for (size_t j = 0; j < width; j += ck_column_step) {
        if (!FN(column_maxima)(x + j, n, stride, ck_column_step, largest + j)) return false;
    }
    for (size_t j = 0; j < width; j += ck_column_step) {
        FN(column_parameters) scales = FN(column_scales)(largest + j, ck_column_step);
        f(x + j, y + j, n, stride, ck_column_step, &scales);
    }
    return true;
}

static bool FN(column_softmax)(const void *x, const void *unused, void *y, size_t n, size_t stride, size_t width) {
    return FN(column_forward)(x, y, n, stride, width, FN(columns_softmax));
}

static bool FN(column_log_softmax)(const void *x, const void *unused, void *y, size_t n, size_t stride, size_t width) {
    return FN(column_forward)(x, y, n, stride, width, FN(columns_log_softmax));
}

static bool FN(column_logsumexp)(const void *x, const void *unused, void *y, size_t n, size_t stride, size_t width) {
    return FN(column_forward)(x, y, n, stride, width, FN(columns_logsumexp));
}

CK_INLINE void FN(columns_backward)(const real *dy, const real *y, real *dx, size_t n, size_t stride, FN(function) *term,
                                    FN(function) *gradient) {
    FN(column_parameters) p = {{{0}}};
    const FN(column_sums) sums = FN(column_sum)(dy, y, NULL, NULL, n, stride, ck_column_step, &p, term);
    for (size_t k = 0; k < ck_column_step; k++) p.value[0][k] = (real)sums.value[k];
    FN(column_map)(dy, y, dx, n, stride, ck_column_step, &p, gradient);
}

// A wide line: `width` is a multiple of ck_column_limit.
#undef CK_EACH_IN_LINE
#define CK_EACH_IN_LINE CK_VECTORISED(CK_INTERLEAVE) for (size_t k = 0; k < width; k++)

// Adds the terms of two lines, or of one where `apart` is 0.
CK_INLINE void FN(add_lines)(const real *a, const real *b, size_t apart, size_t width, double *high, double *low,
                             FN(function) *term) {
    const FN(parameters) none = {{0}};
    CK_EACH_IN_LINE {
        real pair = term(a[k], b[k], none);
        if (apart > 0) pair += term(a[apart + k], b[apart + k], none);
        FN(add_to_sum)(&high[k], &low[k], pair);
    }
}

// Wide lines, with the sums of their columns in the first-level cache: memory is read in pieces that it foresees.
CK_INLINE void FN(lines_backward)(const real *dy, const real *y, real *dx, size_t n, size_t stride, size_t width,
                                  FN(function) *term, FN(function) *gradient) {
    _Alignas(64) double high[ck_line_limit], low[ck_line_limit];
    for (size_t k = 0; k < width; k++) high[k] = low[k] = 0;
    for (size_t i = 0; i + 1 < n; i += 2) FN(add_lines)(dy + i * stride, y + i * stride, stride, width, high, low, term);
    const size_t last = (n - 1) * stride;
    if (n % 2 > 0) FN(add_lines)(dy + last, y + last, 0, width, high, low, term);
    _Alignas(64) real sums[ck_line_limit];
    CK_EACH_IN_LINE sums[k] = (real)FN(sum_of)(high[k], low[k]);
    for (size_t i = 0; i < n; i++, dy += stride, y += stride, dx += stride) {
        CK_EACH_IN_LINE dx[k] = gradient(dy[k], y[k], (FN(parameters)){{sums[k]}});
    }
}

CK_INLINE bool FN(column_backward)(const real *dy, const real *y, real *dx, size_t n, size_t stride, size_t width,
                                   FN(function) *term, FN(function) *gradient) {
    const size_t wide = n > ck_short_row ? width - width % ck_column_limit : 0;
    if (wide > 0) FN(lines_backward)(dy, y, dx, n, stride, wide, term, gradient);
    for (size_t j = wide; j < width; j += ck_column_step) {
        FN(columns_backward)(dy + j, y + j, dx + j, n, stride, term, gradient);
    }
    return true;
}

static bool FN(column_softmax_backward)(const void *dy, const void *y, void *dx, size_t n, size_t stride,
                                        size_t width) {
    return FN(column_backward)(dy, y, dx, n, stride, width, FN(product_of), FN(softmax_gradient));
}

static bool FN(column_log_softmax_backward)(const void *dy, const void *y, void *dx, size_t n, size_t stride,
                                            size_t width) {
    return FN(column_backward)(dy, y, dx, n, stride, width, FN(first_of), FN(log_softmax_gradient));
}

static bool FN(column_totals)(const void *x, const void *unused, void *y, size_t n, size_t stride, size_t width) {
    const real *a = x;
    real *out = y;
    for (size_t j = 0; j < width; j += ck_column_step) {
        const FN(column_parameters) p = {{{0}}};
        const FN(column_sums) sums = FN(column_sum)(a + j, a + j, NULL, NULL, n, stride, ck_column_step, &p, FN(first_of));
        for (size_t k = 0; k < ck_column_step; k++) out[j + k] = (real)sums.value[k];
    }
    return true;
}
