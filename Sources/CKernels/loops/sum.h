// Sums over one row, in an order that depends on the row's length alone. Two elements at a time are added in the row's own
// type, so that none is rounded twice beside a larger one, and their sum to one of CK_PARTIALS interleaved sums in double,
// which carry along what they round away where the row itself is in double.

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

// Adds count elements, a multiple of 2 CK_PARTIALS.
CK_INLINE void FN(add_block)(FN(partial_sums) *given, const real *block, size_t count) {
    FN(partial_sums) sum = *given;
    for (size_t i = 0; i < count; i += 2 * CK_PARTIALS) {
        const real *x = block + i;
        CK_UNROLLED
        for (int k = 0; k < CK_PARTIALS / CK_LANES; k++) {
            const FN(vector) pair = FN(load)(x + k * CK_LANES) + FN(load)(x + CK_PARTIALS + k * CK_LANES);
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

// The sum over a row of term(a, b, p), which is 0 where a and b are `neutral`; of a itself where term is NULL. The terms
// also go to out, unless it is NULL; out may be an input.
CK_INLINE double FN(row_sum)(const real *a, const real *b, real *out, size_t n, real neutral, FN(parameters) p,
                             FN(function) *term) {
    FN(partial_sums) sum = {{0}, {0}};
    real terms[CK_ROW_BLOCK];
    size_t start = 0;
    for (; n - start >= CK_ROW_BLOCK; start += CK_ROW_BLOCK) {
        if (!term) {
            FN(add_block)(&sum, a + start, CK_ROW_BLOCK);
            continue;
        }
        real *block = out ? out + start : terms;
        CK_VECTORISED(CK_INTERLEAVE)
        for (int i = 0; i < CK_ROW_BLOCK; i++) block[i] = term(a[start + i], b[start + i], p);
        FN(add_block)(&sum, block, CK_ROW_BLOCK);
    }
    const size_t left = n - start;
    if (left > 0) {
        real padded_a[CK_ROW_BLOCK], padded_b[CK_ROW_BLOCK];
        const size_t whole = left - left % CK_LANES, computed = left == whole ? whole : whole + CK_LANES;
        for (size_t i = whole; i < computed; i++) padded_a[i] = padded_b[i] = neutral;
        __builtin_memcpy(padded_a, a + start, left * sizeof(real));
        __builtin_memcpy(padded_b, b + start, left * sizeof(real));
        for (size_t i = 0; i < computed; i += CK_LANES) {
            CK_VECTORISED(1)
            for (int j = 0; j < CK_LANES; j++) {
                terms[i + j] = term ? term(padded_a[i + j], padded_b[i + j], p) : padded_a[i + j];
            }
        }
        const size_t summed = (left + 2 * CK_PARTIALS - 1) / (2 * CK_PARTIALS) * (2 * CK_PARTIALS);
        __builtin_memset(terms + computed, 0, (summed - computed) * sizeof(real));
        FN(add_block)(&sum, terms, summed);
        if (out) __builtin_memcpy(out + start, terms, left * sizeof(real));
    }
    return FN(total)(&sum);
}
