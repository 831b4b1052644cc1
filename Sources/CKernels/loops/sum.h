// Sums over one row, in an order that depends on the row's length alone.
//
// A row is taken in blocks of CK_ROW_BLOCK elements. A block is summed by CK_PARTIALS interleaved partial sums in the
// row's own type; halves of them are added until CK_WIDE are left, and these are added to wide sums: double for floats,
// and with the rounding errors carried along for doubles.

typedef struct {
    double high[CK_WIDE], low[CK_WIDE];
} FN(wide_sum);

typedef real FN(vector) __attribute__((ext_vector_type(CK_LANES)));

CK_INLINE FN(vector) FN(load)(const real *x) {
    FN(vector) result;
    __builtin_memcpy(&result, x, sizeof result);
    return result;
}

// Adds count elements, a multiple of CK_PARTIALS.
CK_INLINE void FN(add_block)(FN(wide_sum) *sum, const real *block, size_t count) {
    FN(vector) partial[CK_PARTIALS / CK_LANES] = {0};
    for (size_t i = 0; i < count; i += CK_PARTIALS) {
        CK_UNROLLED
        for (int k = 0; k < CK_PARTIALS / CK_LANES; k++) partial[k] += FN(load)(block + i + k * CK_LANES);
    }
    CK_UNROLLED
    for (int half = CK_PARTIALS / CK_LANES / 2; half * CK_LANES >= CK_WIDE; half /= 2) {
        CK_UNROLLED
        for (int k = 0; k < half; k++) partial[k] += partial[k + half];
    }
    real values[CK_WIDE];
    __builtin_memcpy(values, partial, sizeof values);
    CK_VECTORISED_BY(CK_VECTOR_BYTES / 8, 1)
    for (int j = 0; j < CK_WIDE; j++) {
        const double value = values[j], high = sum->high[j], total = high + value;
#if CK_BITS == 64
        const double part = total - high;
        sum->low[j] += (high - (total - part)) + (value - part);
#endif
        sum->high[j] = total;
    }
}

// Adds halves until one sum is left.
CK_INLINE double FN(total)(FN(wide_sum) *sum) {
    CK_UNROLLED
    for (int half = CK_WIDE / 2; half > 0; half /= 2) {
        CK_UNROLLED
        for (int j = 0; j < half; j++) {
            const double a = sum->high[j], b = sum->high[j + half], total = a + b;
#if CK_BITS == 64
            const double part = total - a;
            sum->low[j] += sum->low[j + half] + ((a - (total - part)) + (b - part));
#endif
            sum->high[j] = total;
        }
    }
#if CK_BITS == 64
    const bool finite = sum->high[0] - sum->high[0] == 0;
    return finite ? sum->high[0] + sum->low[0] : sum->high[0];
#else
    return sum->high[0];
#endif
}

// The sum over a row of term(a, b, p), which is 0 where a and b are `neutral`; of a itself where term is NULL. The terms
// also go to out, unless it is NULL; out may be an input.
CK_INLINE double FN(row_sum)(const real *a, const real *b, real *out, size_t n, real neutral, FN(parameters) p,
                             FN(function) *term) {
    FN(wide_sum) sum = {{0}, {0}};
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
        const size_t summed = (left + CK_PARTIALS - 1) / CK_PARTIALS * CK_PARTIALS;
        __builtin_memset(terms + computed, 0, (summed - computed) * sizeof(real));
        FN(add_block)(&sum, terms, summed);
        if (out) __builtin_memcpy(out + start, terms, left * sizeof(real));
    }
    return FN(total)(&sum);
}
