// The softmax family along an axis that is not the last: columns side by side, a lane for each, n lines of them. Sums
// are like those of rows, in the order of the lines.

typedef struct {
    real value[ck_parameter_limit][ck_column_limit];
} FN(column_parameters);

CK_INLINE FN(parameters) FN(lane_parameters)(const FN(column_parameters) *p, int lane) {
    return (FN(parameters)){{p->value[0][lane], p->value[1][lane], p->value[2][lane], p->value[3][lane]}};
}

CK_INLINE void FN(set_lane)(FN(column_parameters) *p, int lane, FN(parameters) values) {
    for (int k = 0; k < ck_parameter_limit; k++) p->value[k][lane] = values.value[k];
}

typedef struct {
    double value[ck_column_limit];
} FN(column_sums);

// The terms of some columns in one line, which also go to out, unless it is NULL.
CK_INLINE void FN(column_terms)(const real *a, const real *b, real *out, real *terms, size_t start, size_t lane,
                                const FN(column_parameters) *p, FN(function) *term) {
    CK_VECTORISED(1)
    for (size_t k = 0; k < ck_column_step; k++) {
        terms[k] = term(a[start + k], b[start + k], FN(lane_parameters)(p, lane + k));
    }
    if (out) __builtin_memcpy(out + start, terms, ck_column_step * sizeof(real));
}

// The sum of each column of term(a, b, p). The terms also go to out, unless it is NULL; out may be an input.
CK_INLINE FN(column_sums) FN(column_sum)(const real *a, const real *b, real *out, size_t n, size_t stride, size_t width,
                                         const FN(column_parameters) *p, FN(function) *term) {
    double high[ck_column_limit] = {0}, low[ck_column_limit] = {0};
    for (size_t i = 0; i < n; i += 2) {
        for (size_t j = 0; j < width; j += ck_column_step) {
            real values[ck_column_step];
            FN(column_terms)(a, b, out, values, i * stride + j, j, p, term);
            if (i + 1 < n) {
                real others[ck_column_step];
                FN(column_terms)(a, b, out, others, (i + 1) * stride + j, j, p, term);
                CK_VECTORISED(1)
                for (int k = 0; k < ck_column_step; k++) values[k] += others[k];
            }
            CK_VECTORISED_BY(CK_VECTOR_BYTES / 8, 1)
            for (int k = 0; k < ck_column_step; k++) {
                FN(add_to_sum)(&high[j + k], &low[j + k], values[k]);
            }
        }
    }
    FN(column_sums) sums;
    for (size_t lane = 0; lane < width; lane++) {
        sums.value[lane] = high[lane] - high[lane] == 0 ? high[lane] + low[lane] : high[lane];
    }
    return sums;
}

CK_INLINE void FN(column_map)(const real *a, const real *b, real *out, size_t n, size_t stride, size_t width,
                              const FN(column_parameters) *p, FN(function) *f) {
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < width; j += ck_column_step) {
            CK_VECTORISED(1)
            for (size_t lane = j; lane < j + ck_column_step; lane++) {
                const size_t at = i * stride + lane;
                out[at] = f(a[at], b[at], FN(lane_parameters)(p, lane));
            }
        }
    }
}

// Each column's scale; false where a maximum is infinite.
CK_INLINE bool FN(column_scales)(const real *x, size_t n, size_t stride, size_t width, FN(column_parameters) *scales) {
    real largest[ck_column_limit];
    for (int lane = 0; lane < ck_column_limit; lane++) largest[lane] = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < width; j += ck_column_step) {
            CK_VECTORISED(1)
            for (size_t lane = j; lane < j + ck_column_step; lane++) {
                const real value = x[i * stride + lane];
                largest[lane] = value > largest[lane] ? value : largest[lane];
            }
        }
    }
    bool finite = true;
    for (size_t lane = 0; lane < width; lane++) {
        finite &= FN(abs)(largest[lane]) < INFINITY;
        FN(set_lane)(scales, lane, FN(row_scale)(largest[lane]));
    }
    return finite;
}

static bool FN(column_softmax)(const void *from, void *to, size_t n, size_t stride, size_t width) {
    const real *x = from;
    real *y = to;
    FN(column_parameters) p;
    if (!FN(column_scales)(x, n, stride, width, &p)) return false;
    const FN(column_sums) sums = FN(column_sum)(x, x, y, n, stride, width, &p, FN(softmax_term_far));
    for (size_t lane = 0; lane < width; lane++) FN(set_lane)(&p, lane, FN(reciprocal_parts)(sums.value[lane]));
    FN(column_map)(y, y, y, n, stride, width, &p, FN(times));
    return true;
}

// How many of each column are its largest.
CK_INLINE void FN(column_counts)(const real *x, size_t n, size_t stride, size_t width, const FN(column_parameters) *p,
                                 real *count) {
    for (size_t lane = 0; lane < width; lane++) count[lane] = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < width; j += ck_column_step) {
            CK_VECTORISED(1)
            for (size_t lane = j; lane < j + ck_column_step; lane++) {
                count[lane] += x[i * stride + lane] == p->value[CK_ROW_MAXIMUM][lane] ? R(1.0) : 0;
            }
        }
    }
}

CK_INLINE FN(column_sums) FN(column_others)(const real *x, size_t n, size_t stride, size_t width,
                                            const FN(column_parameters) *p) {
    FN(column_sums) others = FN(column_sum)(x, x, NULL, n, stride, width, p, FN(log_sum_term_far));
    real largest[ck_column_limit];
    FN(column_counts)(x, n, stride, width, p, largest);
    for (size_t j = 0; j < width; j += ck_column_step) {
        CK_VECTORISED_BY(CK_VECTOR_BYTES / 8, 1)
        for (size_t lane = j; lane < j + ck_column_step; lane++) {
            others.value[lane] = FN(others_in_units)(FN(lane_parameters)(p, lane), others.value[lane], largest[lane]);
        }
    }
    return others;
}

static bool FN(column_log_softmax)(const void *from, void *to, size_t n, size_t stride, size_t width) {
    const real *x = from;
    FN(column_parameters) p;
    if (!FN(column_scales)(x, n, stride, width, &p)) return false;
    const FN(column_sums) others = FN(column_others)(x, n, stride, width, &p);
    for (size_t j = 0; j < width; j += ck_column_step) {
        CK_VECTORISED(1)
        for (size_t lane = j; lane < j + ck_column_step; lane++) {
            p.value[0][lane] = p.value[CK_ROW_MAXIMUM][lane];
            p.value[1][lane] = FN(log1p)((real)others.value[lane]);
        }
    }
    FN(column_map)(x, x, to, n, stride, width, &p, FN(minus));
    return true;
}

static bool FN(column_logsumexp)(const void *from, void *to, size_t n, size_t stride, size_t width) {
    real *y = to;
    FN(column_parameters) p;
    if (!FN(column_scales)(from, n, stride, width, &p)) return false;
    const FN(column_sums) others = FN(column_others)(from, n, stride, width, &p);
    for (size_t j = 0; j < width; j += ck_column_step) {
        CK_VECTORISED_BY(CK_VECTOR_BYTES / 8, 1)
        for (size_t lane = j; lane < j + ck_column_step; lane++) {
            y[lane] = (real)(p.value[CK_ROW_MAXIMUM][lane] + log1p_f64(others.value[lane]));
        }
    }
    return true;
}

CK_INLINE void FN(column_backward)(const real *dy, const real *y, real *dx, size_t n, size_t stride, size_t width,
                                   FN(function) *term, FN(function) *gradient) {
    FN(column_parameters) p = {{{0}}};
    const FN(column_sums) sums = FN(column_sum)(dy, y, NULL, n, stride, width, &p, term);
    for (size_t lane = 0; lane < width; lane++) p.value[0][lane] = (real)sums.value[lane];
    FN(column_map)(dy, y, dx, n, stride, width, &p, gradient);
}

static void FN(column_softmax_backward)(const void *dy, const void *y, void *dx, size_t n, size_t stride,
                                        size_t width) {
    FN(column_backward)(dy, y, dx, n, stride, width, FN(product_of), FN(softmax_gradient));
}

static void FN(column_log_softmax_backward)(const void *dy, const void *y, void *dx, size_t n, size_t stride,
                                            size_t width) {
    FN(column_backward)(dy, y, dx, n, stride, width, FN(first_of), FN(log_softmax_gradient));
}
