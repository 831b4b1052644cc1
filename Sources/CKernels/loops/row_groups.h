// The functions of up to ck_column_limit neighbouring rows, a lane for each where a row has one number: what one row waits
// for is in the shadow of the others. Short rows are padded to CK_PARTIALS elements with what adds nothing.

CK_INLINE size_t FN(row_room)(size_t n) { return n < CK_PARTIALS ? CK_PARTIALS : n; }

typedef struct {
    real value[ck_column_limit];
} FN(row_values);

typedef struct {
    double value[ck_column_limit];
} FN(row_sums);

// Whether rows are too long for the next ones to be fetched meanwhile.
CK_INLINE bool FN(is_long)(size_t n) { return n * sizeof(real) > CK_ROW_AHEAD; }

CK_INLINE const real *FN(next_rows)(const real *x, size_t n, size_t rows) { return x ? x + rows * FN(row_room)(n) : NULL; }

CK_INLINE const real *FN(row_of)(const real *rows, size_t n, size_t r) { return rows ? rows + r * FN(row_room)(n) : NULL; }

CK_INLINE bool FN(is_finite)(real x) { return FN(abs)(x) < INFINITY; }

CK_PASS FN(row_values) FN(largest_of_rows)(const real *x, size_t n, size_t rows) {
    FN(row_values) largest = {{0}};
    for (size_t r = 0; r < rows; r++) largest.value[r] = FN(row_maximum)(FN(row_of)(x, n, r), FN(row_room)(n));
    return largest;
}

// One number of a row needs no vector, which would wait for its store.
#undef CK_EACH_ROW
#define CK_EACH_ROW(loop, rows, statement) \
    if (rows == 1) { \
        const size_t k = 0; \
        statement; \
    } else { \
        for (size_t start = 0; start < rows; start += ck_column_step) { \
            loop for (size_t k = start; k < start + ck_column_step; k++) statement; \
        } \
    }

// Whether one of them is far from 0.
CK_INLINE bool FN(scales_of_rows)(const FN(row_values) *largest, size_t rows, FN(column_parameters) *scales) {
    CK_EACH_ROW(CK_STEP, rows, FN(set_lane)(scales, k, FN(row_scale)(largest->value[k])))
    bool far = false;
    for (size_t r = 0; r < rows; r++) far |= scales->value[CK_ROW_OFFSET][r] != 0;
    return far;
}

CK_INLINE double FN(sum_of_row)(const real *x, real *y, bool kept, size_t n, FN(parameters) p, FN(function) *term,
                                FN(ahead) ahead, double *largest) {
    return kept ? FN(sum_of_kept)(x, y, n, p, term, ahead) : FN(sum_of_terms)(x, n, p, term, ahead, largest);
}

// The sums of a term over rows, 0 where the maximum is infinite. Where the terms are `kept`, they go to y; otherwise it counts
// the largest. Meanwhile it fetches the next rows' input, and what the pass after it leaves of their result; in a long
// row what it needs itself.
CK_INLINE FN(row_sums) FN(sums_of_rows)(const real *x, real *y, bool kept, size_t n, size_t rows,
                                        const FN(column_parameters) *scales, FN(function) *term, FN(row_sums) *largest) {
    FN(row_sums) sums = {{0}};
    const real *const next = FN(next_rows)(x, n, rows), *const next_result = FN(next_rows)(y, n, rows);
    for (size_t r = 0; r < rows; r++) {
        if (!FN(is_finite)(scales->value[CK_ROW_MAXIMUM][r])) continue;
        const real *const row = FN(row_of)(x, n, r);
        real *const result = kept ? y + r * FN(row_room)(n) : NULL;
        const FN(parameters) p = FN(lane_parameters)(scales, r);
        if (FN(is_long)(n)) {
            const FN(ahead) ahead = FN(soon)(row, result);
            sums.value[r] = FN(sum_of_row)(row, result, kept, n, p, term, ahead, &largest->value[r]);
        } else {
            const FN(ahead) ahead = {FN(row_of)(next, n, r), FN(row_of)(next_result, n, r), kept ? 2 : 1, false};
            sums.value[r] = FN(sum_of_row)(row, result, kept, n, p, term, ahead, &largest->value[r]);
        }
    }
    return sums;
}

CK_PASS FN(row_sums) FN(exponentials)(const real *x, real *y, size_t n, size_t rows, const FN(column_parameters) *scales,
                                      bool far) {
    return far ? FN(sums_of_rows)(x, y, true, n, rows, scales, FN(softmax_term_far), NULL)
               : FN(sums_of_rows)(x, y, true, n, rows, scales, FN(softmax_term), NULL);
}

CK_PASS FN(row_sums) FN(others)(const real *x, real *y, size_t n, size_t rows, const FN(column_parameters) *scales, bool far,
                                FN(row_sums) *largest) {
    return far ? FN(sums_of_rows)(x, y, false, n, rows, scales, FN(log_sum_term_far), largest)
               : FN(sums_of_rows)(x, y, false, n, rows, scales, FN(log_sum_term), largest);
}

// Where the maximum is finite. Meanwhile it fetches what the sums left of the next rows' result, or what it needs itself.
CK_INLINE void FN(map_rows)(const real *x, real *y, size_t shares, size_t n, size_t rows, const FN(row_values) *largest,
                            const FN(column_parameters) *p, FN(function) *f) {
    const real *const next = shares > 1 ? FN(next_rows)(y, n, rows) : NULL;
    for (size_t r = 0; r < rows; r++) {
        const real *const row = FN(row_of)(x, n, r);
        real *const result = y + r * FN(row_room)(n);
        const FN(parameters) lane = FN(lane_parameters)(p, r);
        if (!FN(is_finite)(largest->value[r])) continue;
        if (FN(is_long)(n)) {
            FN(row_map)(row, row, result, n, lane, f, FN(soon)(x == y ? NULL : row, result));
        } else {
            const FN(ahead) ahead = {NULL, next ? FN(row_of)(next, n, r) + n / shares : NULL, shares, false};
            FN(row_map)(row, row, result, FN(row_room)(n), lane, f, ahead);
        }
    }
}

CK_PASS void FN(times_of_rows)(real *y, size_t n, size_t rows, const FN(row_values) *largest,
                               const FN(column_parameters) *p) {
    FN(map_rows)(y, y, 2, n, rows, largest, p, FN(times));
}

CK_PASS void FN(minus_of_rows)(const real *x, real *y, size_t n, size_t rows, const FN(row_values) *largest,
                               const FN(column_parameters) *p) {
    FN(map_rows)(x, y, 1, n, rows, largest, p, FN(minus));
}

// How many elements are the largest; NaN where there is a NaN.
CK_PASS double FN(row_count)(const real *x, size_t n, real maximum) {
    return FN(sum_of_terms)(x, n, (FN(parameters)){{[CK_ROW_MAXIMUM] = maximum}}, FN(is_largest), FN(nothing_ahead)(), NULL);
}

CK_PASS void FN(row_of_infinite)(const real *x, real *y, size_t n, real share, real rest) {
    FN(row_map)(x, x, y, FN(row_room)(n), (FN(parameters)){{share, rest}}, FN(of_infinite),
                FN(nothing_ahead)());
}

static void FN(group_softmax)(const real *x, const real *b, real *y, size_t n, size_t rows, bool streams) {
    const FN(row_values) largest = FN(largest_of_rows)(x, n, rows);
    FN(column_parameters) p;
    const bool far = FN(scales_of_rows)(&largest, rows, &p);
    const FN(row_sums) sums = FN(exponentials)(x, y, n, rows, &p, far);
    CK_EACH_ROW(CK_STEP_IN_DOUBLE, rows, FN(set_lane)(&p, k, FN(reciprocal_parts)(sums.value[k])))
    FN(times_of_rows)(y, n, rows, &largest, &p);
    for (size_t r = 0; r < rows; r++) {
        const real maximum = largest.value[r], *const row = FN(row_of)(x, n, r);
        if (FN(is_finite)(maximum)) continue;
        const real share = maximum > 0 ? (real)(1 / FN(row_count)(row, n, maximum)) : NAN;
        FN(row_of_infinite)(row, y + r * FN(row_room)(n), n, share, share * 0);
    }
}

// What log_softmax takes the log1p of.
CK_INLINE FN(row_sums) FN(others_in_rows)(const real *x, real *y, size_t n, size_t rows, const FN(row_values) *largest) {
    FN(column_parameters) p;
    const bool far = FN(scales_of_rows)(largest, rows, &p);
    FN(row_sums) count = {{0}}, others = FN(others)(x, y, n, rows, &p, far, &count);
    CK_EACH_ROW(CK_STEP_IN_DOUBLE, rows,
                others.value[k] = FN(others_in_units)(FN(lane_parameters)(&p, k), others.value[k], count.value[k]))
    return others;
}

static void FN(group_log_softmax)(const real *x, const real *b, real *y, size_t n, size_t rows, bool streams) {
    const FN(row_values) largest = FN(largest_of_rows)(x, n, rows);
    const FN(row_sums) others = FN(others_in_rows)(x, y, n, rows, &largest);
    FN(column_parameters) p;
    CK_EACH_ROW(CK_STEP, rows, (p.value[0][k] = largest.value[k], p.value[1][k] = FN(log1p)((real)others.value[k])))
    FN(minus_of_rows)(x, y, n, rows, &largest, &p);
    for (size_t r = 0; r < rows; r++) {
        const real maximum = largest.value[r], *const row = FN(row_of)(x, n, r);
        if (FN(is_finite)(maximum)) continue;
        const real share = maximum > 0 ? (real)-log1p_f64(FN(row_count)(row, n, maximum) - 1) : NAN;
        FN(row_of_infinite)(row, y + r * FN(row_room)(n), n, share, share - INFINITY);
    }
}

// In double: the logarithm may cancel against the maximum.
static void FN(group_logsumexp)(const real *x, const real *b, real *y, size_t n, size_t rows, bool streams) {
    const FN(row_values) largest = FN(largest_of_rows)(x, n, rows);
    FN(row_sums) rest = FN(others_in_rows)(x, NULL, n, rows, &largest);
    CK_EACH_ROW(CK_STEP_IN_DOUBLE, rows, rest.value[k] = log1p_f64(rest.value[k]))
    for (size_t r = 0; r < rows; r++) {
        const real maximum = largest.value[r];
        if (!FN(is_finite)(maximum)) rest.value[r] = FN(row_count)(FN(row_of)(x, n, r), n, maximum) * 0;
        y[r] = (real)(maximum + rest.value[r]);
    }
}

// A gradient; past the caches, by way of a block, if it `streams` and has a kilobyte or more, but for the lines of memory
// that it shares with its neighbours. Meanwhile it fetches what is `ahead` of its inputs.
CK_INLINE void FN(write_gradient)(const real *dy, const real *y, real *dx, size_t n, real sum, FN(function) *gradient,
                                  bool streams, size_t ahead) {
    const FN(parameters) p = {{sum}};
    if (!streams || n * sizeof(real) < 1024) return FN(row_map)(dy, y, dx, n, p, gradient, FN(soon)(y, dx));
    _Alignas(64) real block[1024 / sizeof(real)];
    const size_t size = sizeof block / sizeof(real), line = 64 / sizeof(real);
    const size_t head = (line - (uintptr_t)dx / sizeof(real) % line) % line;
    FN(map)(dy, y, dx, head, p, gradient);
    for (size_t start = head; start < n; start += size) {
        const size_t count = n - start < size ? n - start : size;
        for (size_t i = start + ahead; i < start + ahead + count; i += line) {
            __builtin_prefetch(dy + i);
            __builtin_prefetch(y + i);
        }
        FN(map)(dy + start, y + start, block, count, p, gradient);
        FN(stream)(block, dx + start, count);
    }
}

CK_INLINE void FN(group_backward)(const real *dy, const real *y, real *dx, size_t n, size_t rows, bool streams,
                                  const real *factors, FN(function) *gradient) {
    const size_t size = FN(row_room)(n), most = CK_STREAM_AHEAD / sizeof(real), ahead = rows * size;
    double sums[ck_column_limit];
    for (size_t r = 0; r < rows; r++) {
        sums[r] = FN(product_sum)(dy + r * size, factors ? factors + r * size : NULL, n);
    }
    for (size_t r = 0; r < rows; r++) {
        FN(write_gradient)(dy + r * size, y + r * size, dx + r * size, size, (real)sums[r], gradient, streams,
                           ahead < most ? ahead : most);
    }
}

static void FN(group_softmax_backward)(const real *dy, const real *y, real *dx, size_t n, size_t rows, bool streams) {
    FN(group_backward)(dy, y, dx, n, rows, streams, y, FN(softmax_gradient));
}

static void FN(group_log_softmax_backward)(const real *dy, const real *y, real *dx, size_t n, size_t rows, bool streams) {
    FN(group_backward)(dy, y, dx, n, rows, streams, NULL, FN(log_softmax_gradient));
}

static void FN(group_totals)(const real *x, const real *b, real *y, size_t n, size_t rows, bool streams) {
    for (size_t r = 0; r < rows; r++) y[r] = (real)FN(product_sum)(x + r * FN(row_room)(n), NULL, n);
}
