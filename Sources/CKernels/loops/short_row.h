// One short row (ck_short_row) by itself: all of it is in registers, and nothing waits for a store.

#undef CK_EACH_PADDED
#define CK_EACH_PADDED CK_VECTORISED(CK_PARTIALS / CK_LANES) for (integer j = 0; j < CK_PARTIALS; j++)

// A short row to where it has no ragged end, and a result from there.
CK_INLINE void FN(pad)(const real *row, real *padded, size_t n, real neutral) {
    const integer count = (integer)n;
    CK_EACH_PADDED {
        real value = neutral;
        if (j < count) value = row[j];
        padded[j] = value;
    }
}

CK_INLINE void FN(unpad)(const real *padded, real *row, size_t n) {
    const integer count = (integer)n;
    CK_EACH_PADDED {
        if (j < count) row[j] = padded[j];
    }
}

// Returns false, with nothing written, where the maximum is infinite or far from 0: a branch is foretold while the row is on
// its way, a choice would wait for it. y may be x.
typedef bool FN(short_row)(const real *x, real *y, size_t n);

CK_INLINE bool FN(short_softmax)(const real *x, real *y, size_t n) {
    real terms[CK_PARTIALS];
    FN(pad)(x, terms, n, -INFINITY);
    const real maximum = FN(row_maximum)(terms, CK_PARTIALS);
    if (!FN(is_near)(maximum)) return false;
    const FN(parameters) scale = FN(row_scale_where)(true, maximum);
    CK_EACH_PADDED terms[j] = FN(softmax_term)(terms[j], terms[j], scale);
    const FN(parameters) reciprocal = FN(reciprocal_parts)(FN(short_sum)(terms, NULL, n));
    CK_EACH_PADDED terms[j] = FN(times)(terms[j], terms[j], reciprocal);
    FN(unpad)(terms, y, n);
    return true;
}

CK_INLINE bool FN(short_log_softmax)(const real *x, real *y, size_t n) {
    real row[CK_PARTIALS], terms[CK_PARTIALS];
    FN(pad)(x, row, n, -INFINITY);
    const real maximum = FN(row_maximum)(row, CK_PARTIALS);
    if (!FN(is_near)(maximum)) return false;
    const FN(parameters) scale = FN(row_scale_where)(true, maximum);
    CK_EACH_PADDED terms[j] = FN(log_sum_term)(row[j], row[j], scale);
    const double largest = FN(count_of)(FN(largest_in)(row, maximum));
    const double others = FN(others_in_units)(scale, FN(short_sum)(terms, NULL, n), largest);
    const FN(parameters) logarithm = {{maximum, FN(log1p)((real)others)}};
    CK_EACH_PADDED row[j] = FN(minus)(row[j], row[j], logarithm);
    FN(unpad)(row, y, n);
    return true;
}
