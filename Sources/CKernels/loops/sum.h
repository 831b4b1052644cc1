// Sums over one row, in an order that depends on the row's length alone. Two elements at a time are added in the row's own
// type, so that none is rounded twice beside a larger one, and their sum to one of CK_PARTIALS interleaved sums in double,
// which carry along what they round away where the row itself is in double. A short row has one such sum, as a column has.

typedef real FN(vector) __attribute__((ext_vector_type(CK_LANES)));

CK_INLINE FN(vector) FN(load)(const real *x) {
    FN(vector) result;
    __builtin_memcpy(&result, x, sizeof result);
    return result;
}

typedef double FN(doubles) __attribute__((ext_vector_type(CK_VECTOR_BYTES / 8)));
enum { FN(sum_vectors) = CK_PARTIALS / (CK_VECTOR_BYTES / 8) };

typedef struct {
    FN(doubles) high[FN(sum_vectors)], low[FN(sum_vectors)];
} FN(partial_sums);

// Adds count products a[i] b[i], or elements a[i] where b is NULL; count is a multiple of 2 CK_PARTIALS.
CK_INLINE void FN(add_products)(FN(partial_sums) *given, const real *a, const real *b, size_t count) {
    FN(partial_sums) sum = *given;
    for (size_t i = 0; i < count; i += 2 * CK_PARTIALS) {
        CK_UNROLLED
        for (int k = 0; k < CK_PARTIALS / CK_LANES; k++) {
            const size_t first = i + k * CK_LANES, second = first + CK_PARTIALS;
            const FN(vector) pair =
                b ? FN(load)(a + first) * FN(load)(b + first) + FN(load)(a + second) * FN(load)(b + second)
                  : FN(load)(a + first) + FN(load)(a + second);
#if CK_BITS == 32
            sum.high[2 * k] += __builtin_convertvector(pair.lo, FN(doubles));
            sum.high[2 * k + 1] += __builtin_convertvector(pair.hi, FN(doubles));
#else
            const FN(doubles) total = sum.high[k] + pair, added = total - sum.high[k];
            sum.low[k] += (sum.high[k] - (total - added)) + (pair - added);
            sum.high[k] = total;
#endif
        }
    }
    *given = sum;
}

// Adds halves until one sum is left.
CK_INLINE double FN(total)(const FN(partial_sums) *sum) {
    double high[CK_PARTIALS], low[CK_PARTIALS];
    __builtin_memcpy(high, sum->high, sizeof high);
    __builtin_memcpy(low, sum->low, sizeof low);
    CK_UNROLLED
    for (int half = CK_PARTIALS / 2; half > 0; half /= 2) {
        CK_UNROLLED
        for (int j = 0; j < half; j++) {
            const double a = high[j], b = high[j + half], total = a + b;
#if CK_BITS == 64
            const double added = total - a;
            low[j] += low[j + half] + ((a - (total - added)) + (b - added));
#endif
            high[j] = total;
        }
    }
#if CK_BITS == 64
    const bool finite = high[0] - high[0] == 0;
    return finite ? high[0] + low[0] : high[0];
#else
    return high[0];
#endif
}

CK_INLINE void FN(add_to_sum)(double *high, double *low, real pair) {
    const double before = *high, total = before + pair;
#if CK_BITS == 64
    const double added = total - before;
    *low += (before - (total - added)) + (pair - added);
#endif
    *high = total;
}

// The same over a short row.
CK_INLINE double FN(short_sum)(const real *a, const real *b, size_t n) {
    double high = 0, low = 0;
    for (size_t i = 0; i < n; i += 2) {
        real pair = b ? a[i] * b[i] : a[i];
        if (i + 1 < n) pair += b ? a[i + 1] * b[i + 1] : a[i + 1];
        FN(add_to_sum)(&high, &low, pair);
    }
    return high - high == 0 ? high + low : high;
}

// The sum over a row of a[i] b[i], or of a[i] where b is NULL.
CK_INLINE double FN(product_sum)(const real *a, const real *b, size_t n) {
    if (n <= ck_short_row) return FN(short_sum)(a, b, n);
    FN(partial_sums) sum = {{0}, {0}};
    const size_t whole = n - n % (2 * CK_PARTIALS);
    FN(add_products)(&sum, a, b, whole);
    if (whole < n) {
        real padded_a[2 * CK_PARTIALS] = {0}, padded_b[2 * CK_PARTIALS] = {0};
        __builtin_memcpy(padded_a, a + whole, (n - whole) * sizeof(real));
        if (b) __builtin_memcpy(padded_b, b + whole, (n - whole) * sizeof(real));
        FN(add_products)(&sum, padded_a, b ? padded_b : NULL, 2 * CK_PARTIALS);
    }
    return FN(total)(&sum);
}

// Adds count terms of a row, which also go to out; count is a multiple of 2 CK_PARTIALS.
CK_INLINE void FN(add_terms)(FN(partial_sums) *sum, const real *x, real *out, size_t count, FN(parameters) p,
                             FN(function) *term, size_t *largest) {
    integer found = 0;
    __builtin_assume(count % (2 * CK_PARTIALS) == 0);
    CK_VECTORISED(CK_INTERLEAVE)
    for (size_t i = 0; i < count; i++) {
        const real value = x[i];
        if (largest) found += value == p.value[CK_ROW_MAXIMUM];
        out[i] = term(value, value, p);
    }
    if (largest) *largest += (size_t)found;
    FN(add_products)(sum, out, NULL, count);
}

// Fetches what the next row begins with.
CK_INLINE void FN(fetch)(const real *x, const real *result, size_t count) {
    for (size_t i = 0; i < count; i += 64 / sizeof(real)) {
        __builtin_prefetch(x + i, 0, 2);
        if (result) __builtin_prefetch(result + i, 1, 2);
    }
}

// The sum over a row of term(x, x, p), to which `neutral` adds nothing. The terms also go to out, unless it is NULL; out
// may be x. Counts the elements that equal the row's maximum, unless `largest` is NULL. `result` is where the caller is going
// to write as many elements, or NULL: the next row's result is fetched, too.
CK_INLINE double FN(row_sum)(const real *x, real *out, const real *result, size_t n, real neutral, FN(parameters) p,
                             FN(function) *term, size_t *largest) {
    FN(partial_sums) sum = {{0}, {0}};
    real terms[CK_ROW_BLOCK];
    const size_t whole = n - n % (2 * CK_PARTIALS), left = n - whole;
    const bool ahead = n * sizeof(real) <= CK_ROW_AHEAD;
    size_t start = 0;
    for (; whole - start >= CK_ROW_BLOCK; start += CK_ROW_BLOCK) {
        if (ahead) FN(fetch)(x + n + start, result ? result + n + start : NULL, CK_ROW_BLOCK);
        FN(add_terms)(&sum, x + start, out ? out + start : terms, CK_ROW_BLOCK, p, term, largest);
    }
    if (start < whole) {
        if (ahead) FN(fetch)(x + n + start, result ? result + n + start : NULL, whole - start);
        FN(add_terms)(&sum, x + start, out ? out + start : terms, whole - start, p, term, largest);
    }
    if (left > 0) {
        real padded[2 * CK_PARTIALS];
        for (int i = 0; i < 2 * CK_PARTIALS; i++) padded[i] = neutral;
        __builtin_memcpy(padded, x + whole, left * sizeof(real));
        FN(add_terms)(&sum, padded, terms, 2 * CK_PARTIALS, p, term, largest);
        if (out) __builtin_memcpy(out + whole, terms, left * sizeof(real));
    }
    if (n <= ck_short_row) return FN(short_sum)(terms, NULL, n);
    return FN(total)(&sum);
}
