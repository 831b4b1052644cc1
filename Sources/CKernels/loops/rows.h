// The passes over one row of the softmax family.

// Rows of n elements, n >= CK_PARTIALS: what does not fill the last vector or chunk is taken with its predecessors once
// more.

// The larger, the first where there is no second.
CK_INLINE FN(chunk) FN(larger)(FN(chunk) a, FN(chunk) b) { return b > a ? b : a; }

// The largest element, NaN ignored; -∞ when nothing is left.
CK_INLINE real FN(row_maximum)(const real *x, size_t n) {
    FN(chunk) largest = -INFINITY, other = -INFINITY;
    size_t i = 0;
    for (; n - i >= 2 * CK_PARTIALS; i += 2 * CK_PARTIALS) {
        largest = FN(larger)(largest, FN(load)(x + i));
        other = FN(larger)(other, FN(load)(x + i + CK_PARTIALS));
    }
    if (n - i >= CK_PARTIALS) largest = FN(larger)(largest, FN(load)(x + i));
    if (n % CK_PARTIALS > 0) other = FN(larger)(other, FN(load)(x + n - CK_PARTIALS));
    largest = FN(larger)(largest, other);
    const __auto_type sixteen = largest.hi > largest.lo ? largest.hi : largest.lo;
    const __auto_type eight = sixteen.hi > sixteen.lo ? sixteen.hi : sixteen.lo;
    const __auto_type four = eight.hi > eight.lo ? eight.hi : eight.lo;
    const __auto_type two = four.hi > four.lo ? four.hi : four.lo;
    return two.hi > two.lo ? two.hi : two.lo;
}

// A row's exponentials are e^x / 2^N with N = round(maximum / ln 2), so that x itself is reduced: the rounding of
// x - maximum alone would cost 32 ULP at -80. Far from 0, x - maximum is exact wherever the result is not 0, and is
// taken first.
CK_INLINE bool FN(is_near)(real maximum) { return FN(abs)(maximum) < (CK_BITS == 32 ? 208 : 2048); }

CK_INLINE FN(parameters) FN(row_scale_where)(bool near, real maximum) {
    const real shifted = FN(fma)(near ? maximum : 0, R(-0x1.71547652b82fep0), SHIFTER);  // by -N
    return (FN(parameters)){{
        [CK_ROW_OFFSET] = near ? 0 : maximum,
        [CK_ROW_SHIFTER] = shifted + (64 + EXPONENT_BIAS),
        [CK_ROW_LOWEST] = FN(EXP_LOW) - 1 + (near ? maximum : 0),
        [CK_ROW_MAXIMUM] = maximum,
    }};
}

CK_INLINE FN(parameters) FN(row_scale)(real maximum) { return FN(row_scale_where)(FN(is_near)(maximum), maximum); }

// e^x 2^(64 - N): nothing is subnormal. What is too small for the least float may be anything that is smaller, too; the
// product with the least double would be subnormal, and slow, unless it is 0.
CK_INLINE real FN(softmax_term)(real x, real unused, FN(parameters) p) {
    const real lowest = p.value[CK_ROW_LOWEST], held = CK_BITS == 32 ? FN(at_least)(x, lowest) : x;
    const FN(exponential) e = FN(exp_parts_from)(p.value[CK_ROW_SHIFTER], held, NOTHING);
    return CK_BITS == 64 && x < lowest ? 0 : FN(exp_scaled)(e, -EXPONENT_BIAS);
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

CK_INLINE real FN(log_sum_term_of)(real x, real shifted, FN(parameters) p) {
    return x == p.value[CK_ROW_MAXIMUM] ? 0 : FN(softmax_term)(shifted, shifted, p);
}

CK_INLINE real FN(log_sum_term)(real x, real unused, FN(parameters) p) { return FN(log_sum_term_of)(x, x, p); }

CK_INLINE real FN(log_sum_term_far)(real x, real unused, FN(parameters) p) {
    return FN(log_sum_term_of)(x, x - p.value[CK_ROW_OFFSET], p);
}

// Counts the largest; NaN where there is a NaN.
CK_INLINE real FN(is_largest)(real x, real unused, FN(parameters) p) {
    return x == p.value[CK_ROW_MAXIMUM] ? R(1.0) : x == x ? R(0.0) : x;
}

// Σ e^(x - maximum) without one of the largest, from the terms without the largest and their number: its log1p keeps its
// digits however far ahead that one is. The power of two in e^-maximum undoes that of the scale, but for the terms' 2^64.
CK_INLINE double FN(others_in_units)(FN(parameters) p, double others, double largest) {
    const double unit = FN(exp_parts)(p.value[CK_ROW_OFFSET] - p.value[CK_ROW_MAXIMUM], NOTHING).fraction;
    return fma_f64(fma_f64(others, unit, others), 0x1p-64, largest - 1);
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

// The passes over one row.

// What a pass over a row fetches meanwhile for a later row, unless it is NULL: as many elements of its input, and of where
// its result goes one share. Softmax's passes take half each: one pass alone would wait for memory, and the other not. What
// it needs `soon` itself goes to the first-level cache.
typedef struct {
    const real *input, *result;
    size_t shares;
    bool soon;
} FN(ahead);

CK_INLINE FN(ahead) FN(nothing_ahead)(void) { return (FN(ahead)){NULL, NULL, 1, false}; }

CK_INLINE FN(ahead) FN(soon)(const real *input, const real *result) {
    return (FN(ahead)){input ? input + CK_AHEAD : NULL, result ? result + CK_AHEAD : NULL, 1, true};
}

CK_INLINE FN(ahead) FN(further)(FN(ahead) ahead, size_t i) {
    return (FN(ahead)){ahead.input ? ahead.input + i : NULL, ahead.result ? ahead.result + i / ahead.shares : NULL,
                       ahead.shares, ahead.soon};
}

CK_INLINE void FN(fetch_line)(const real *place, bool soon) {
    if (soon) {
        __builtin_prefetch(place, 0, 3);
    } else {
        __builtin_prefetch(place, 0, 2);
    }
}

// For so many elements of the pass.
CK_INLINE void FN(fetch)(FN(ahead) ahead, size_t count) {
    const size_t line = 64 / sizeof(real);
    for (size_t i = 0; ahead.input && i < count; i += line) FN(fetch_line)(ahead.input + i, ahead.soon);
    for (size_t i = 0; ahead.result && i < count / ahead.shares; i += line) FN(fetch_line)(ahead.result + i, ahead.soon);
}

// What loops/map.h does, for n >= CK_LANES.
CK_INLINE void FN(row_map)(const real *a, const real *b, real *out, size_t n, FN(parameters) p, FN(function) *f,
                           FN(ahead) ahead) {
    real last[CK_LANES];
    const bool ragged = n % CK_LANES > 0;
    if (ragged) {
        CK_VECTORISED(1)
        for (size_t j = 0; j < CK_LANES; j++) last[j] = f(a[n - CK_LANES + j], b[n - CK_LANES + j], p);
    }
    size_t i = 0;
    for (; n - i >= 2 * CK_PARTIALS; i += 2 * CK_PARTIALS) {
        FN(fetch)(FN(further)(ahead, i), 2 * CK_PARTIALS);
        CK_VECTORISED(CK_INTERLEAVE)
        for (size_t j = 0; j < 2 * CK_PARTIALS; j++) out[i + j] = f(a[i + j], b[i + j], p);
    }
    for (; n - i >= CK_LANES; i += CK_LANES) {
        CK_VECTORISED(1)
        for (size_t j = 0; j < CK_LANES; j++) out[i + j] = f(a[i + j], b[i + j], p);
    }
    if (ragged) __builtin_memcpy(out + n - CK_LANES, last, sizeof last);
}

#undef CK_EACH_IN_CHUNK
#define CK_EACH_IN_CHUNK CK_VECTORISED(CK_PARTIALS / CK_LANES) for (size_t j = 0; j < CK_PARTIALS; j++)

// The sum over less than two chunks of term(x, x, p), terms that also go to out, which may be x. They are computed in chunks
// that overlap, and added before they are stored: a load would wait for the stores that it overlaps.
CK_INLINE double FN(short_chunks_sum)(const real *x, real *out, size_t n, FN(parameters) p, FN(function) *term,
                                      FN(ahead) ahead) {
    ahead.shares = 1;  // the other pass is too short to fetch
    FN(fetch)(ahead, CK_PARTIALS);
    real first[CK_PARTIALS], last[CK_PARTIALS];
    const size_t end = n - CK_PARTIALS;
    CK_EACH_IN_CHUNK first[j] = term(x[j], x[j], p);
    FN(chunk) pair = FN(load)(first);
    if (end > 0) {
        CK_EACH_IN_CHUNK last[j] = term(x[end + j], x[end + j], p);
        pair += FN(place)() >= (integer)(CK_PARTIALS - end) ? FN(load)(last) : 0;
        __builtin_memcpy(out + end, last, sizeof last);
    }
    __builtin_memcpy(out, first, sizeof first);
    const FN(partial_sums) sum = {__builtin_convertvector(pair, __typeof__(sum.high)), 0};
    return FN(total)(&sum);
}

// The sum over a row of term(x, x, p), terms that also go to out, which may be x.
CK_INLINE double FN(sum_of_kept)(const real *x, real *out, size_t n, FN(parameters) p, FN(function) *term,
                                 FN(ahead) ahead) {
    FN(partial_sums) sum = {0, 0};
    const size_t size = n < CK_PARTIALS ? CK_PARTIALS : n;
    if (n > ck_short_row && n < 2 * CK_PARTIALS) return FN(short_chunks_sum)(x, out, n, p, term, ahead);
    for (size_t start = 0, count; start < size; start += count) {
        count = size - start < CK_ROW_BLOCK + 2 * CK_PARTIALS ? size - start : CK_ROW_BLOCK;
        FN(row_map)(x + start, x + start, out + start, count, p, term, FN(further)(ahead, start));
        if (n > ck_short_row) FN(add_products)(&sum, out + start, NULL, count);
    }
    return n > ck_short_row ? FN(total)(&sum) : FN(short_sum)(out, NULL, n);
}

// Lanes that are -1 where an element is the largest.
CK_INLINE FN(places) FN(largest_in)(const real *x, real maximum) { return FN(load)(x) == maximum; }

CK_INLINE double FN(count_of)(FN(places) found) {
    const __auto_type sixteen = found.lo + found.hi;
    const __auto_type eight = sixteen.lo + sixteen.hi;
    const __auto_type four = eight.lo + eight.hi;
    const __auto_type two = four.lo + four.hi;
    return (double)-(two.lo + two.hi);
}

// The same sum of terms that go nowhere, and are added as they are computed. Counts the largest elements, unless `largest`
// is NULL.
CK_INLINE double FN(sum_of_terms)(const real *x, size_t n, FN(parameters) p, FN(function) *term, FN(ahead) ahead,
                                  double *largest) {
    const real maximum = p.value[CK_ROW_MAXIMUM];
    const size_t size = n < CK_PARTIALS ? CK_PARTIALS : n, left = size % (2 * CK_PARTIALS), whole = size - left;
    FN(partial_sums) sum = {0, 0};
    FN(places) found = 0;
    real terms[2 * CK_PARTIALS];
    for (size_t i = 0; i < whole; i += 2 * CK_PARTIALS) {
        FN(fetch)(FN(further)(ahead, i), 2 * CK_PARTIALS);
        CK_VECTORISED(CK_INTERLEAVE)
        for (size_t j = 0; j < 2 * CK_PARTIALS; j++) terms[j] = term(x[i + j], x[i + j], p);
        if (largest) found += FN(largest_in)(x + i, maximum) + FN(largest_in)(x + i + CK_PARTIALS, maximum);
        FN(add_chunk)(&sum, FN(load)(terms) + FN(load)(terms + CK_PARTIALS));
    }
    if (left > 0) {
        FN(chunk) pair = 0;
        if (left >= CK_PARTIALS) {
            CK_EACH_IN_CHUNK terms[j] = term(x[whole + j], x[whole + j], p);
            if (largest) found += FN(largest_in)(x + whole, maximum);
            pair = FN(load)(terms);
        }
        if (left % CK_PARTIALS > 0) {
            const real *const last = x + size - CK_PARTIALS;
            const FN(places) new = FN(place)() >= (integer)(CK_PARTIALS - left % CK_PARTIALS);
            real rest[CK_PARTIALS];
            CK_EACH_IN_CHUNK rest[j] = term(last[j], last[j], p);
            if (largest) found += FN(largest_in)(last, maximum) & new;
            pair += new ? FN(load)(rest) : 0;
        }
        FN(add_chunk)(&sum, pair);
    }
    if (largest) *largest = FN(count_of)(found);
    return n > ck_short_row ? FN(total)(&sum) : FN(short_sum)(terms, NULL, n);
}
