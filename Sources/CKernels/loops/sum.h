// Sums over one row, in an order that depends on the row's length alone. Two elements at a time are added in the row's own
// type, so that none is rounded twice beside a larger one, and their sum to one of CK_PARTIALS interleaved sums in double,
// which carry along what they round away where the row itself is in double. A short row has one such sum, as a column has.

typedef real FN(chunk) __attribute__((ext_vector_type(CK_PARTIALS)));
typedef integer FN(places) __attribute__((ext_vector_type(CK_PARTIALS)));

typedef struct {
    __attribute__((ext_vector_type(CK_PARTIALS))) double high, low;
} FN(partial_sums);

CK_INLINE FN(chunk) FN(load)(const real *x) {
    FN(chunk) result;
    __builtin_memcpy(&result, x, sizeof result);
    return result;
}

CK_INLINE FN(places) FN(place)(void) {
    FN(places) result;
    for (int j = 0; j < CK_PARTIALS; j++) result[j] = j;
    return result;
}

// a[i] b[i], or a[i] where b is NULL.
CK_INLINE FN(chunk) FN(products)(const real *a, const real *b, size_t start) {
    return b ? FN(load)(a + start) * FN(load)(b + start) : FN(load)(a + start);
}

CK_INLINE void FN(add_chunk)(FN(partial_sums) *sum, FN(chunk) pair) {
#if CK_BITS == 32
    sum->high += __builtin_convertvector(pair, __typeof__(sum->high));
#else
    const __typeof__(sum->high) total = sum->high + pair, added = total - sum->high;
    sum->low += (sum->high - (total - added)) + (pair - added);
    sum->high = total;
#endif
}

// Adds count products a[i] b[i], or elements a[i] where b is NULL: a multiple of 2 CK_PARTIALS, or what is left of a row
// with CK_PARTIALS elements or more. The last of them are those of a chunk that are not in yet.
CK_INLINE void FN(add_products)(FN(partial_sums) *given, const real *a, const real *b, size_t count) {
    FN(partial_sums) sum = *given;
    size_t i = 0;
    for (; count - i >= 2 * CK_PARTIALS; i += 2 * CK_PARTIALS) {
        if (b) {
            FN(ask_ahead)(a + i, 2 * CK_PARTIALS);
            FN(ask_ahead)(b + i, 2 * CK_PARTIALS);
        }
        FN(add_chunk)(&sum, FN(products)(a, b, i) + FN(products)(a, b, i + CK_PARTIALS));
    }
    if (i < count) {
        FN(chunk) pair = 0;
        if (count - i >= CK_PARTIALS) {
            pair = FN(products)(a, b, i);
            i += CK_PARTIALS;
        }
        if (i < count) {
            const FN(chunk) last = FN(products)(a, b, count - CK_PARTIALS);
            pair += FN(place)() >= (integer)(CK_PARTIALS - (count - i)) ? last : 0;
        }
        FN(add_chunk)(&sum, pair);
    }
    *given = sum;
}

// What is rounded away is no number where the sum is infinite.
CK_INLINE double FN(sum_of)(double high, double low) {
    return CK_BITS == 64 && high - high == 0 ? high + low : high;
}

// Adds halves until one sum is left.
#undef CK_ADD_HALVES
#if CK_BITS == 32
#define CK_ADD_HALVES(given, result) const __auto_type result##_high = given##_high.lo + given##_high.hi
#else
#define CK_ADD_HALVES(given, result) \
    const __auto_type result##_high = given##_high.lo + given##_high.hi; \
    const __auto_type result##_added = result##_high - given##_high.lo; \
    const __auto_type result##_lost = \
        (given##_high.lo - (result##_high - result##_added)) + (given##_high.hi - result##_added); \
    const __auto_type result##_low = given##_low.lo + (given##_low.hi + result##_lost)
#endif
CK_INLINE double FN(total)(const FN(partial_sums) *sum) {
    const __auto_type all_high = sum->high;
#if CK_BITS == 64
    const __auto_type all_low = sum->low;
#endif
    CK_ADD_HALVES(all, sixteen);
    CK_ADD_HALVES(sixteen, eight);
    CK_ADD_HALVES(eight, four);
    CK_ADD_HALVES(four, two);
    CK_ADD_HALVES(two, one);
#if CK_BITS == 32
    return one_high;
#else
    return FN(sum_of)(one_high, one_low);
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
    const size_t paired = n - n % 2;
    for (size_t i = 0; i < paired; i += 2) {
        FN(add_to_sum)(&high, &low, b ? a[i] * b[i] + a[i + 1] * b[i + 1] : a[i] + a[i + 1]);
    }
    if (paired < n) FN(add_to_sum)(&high, &low, b ? a[paired] * b[paired] : a[paired]);
    return FN(sum_of)(high, low);
}

// The sum over a row of a[i] b[i], or of a[i] where b is NULL.
CK_INLINE double FN(product_sum)(const real *a, const real *b, size_t n) {
    if (n <= ck_short_row) return FN(short_sum)(a, b, n);
    FN(partial_sums) sum = {0, 0};
    FN(add_products)(&sum, a, b, n);
    return FN(total)(&sum);
}
