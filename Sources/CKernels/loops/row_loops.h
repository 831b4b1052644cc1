// Neighbouring rows: long ones and few in groups, short ones as columns side by side (ck_short_row), which give the same.

typedef void FN(group)(const real *a, const real *b, real *out, size_t n, size_t rows, bool streams);
enum { FN(few_rows) = 8 };  // by measurement

// Short rows, as many as there are in a group, or less.
CK_INLINE void FN(short_rows)(const real *a, const real *b, real *out, size_t n, size_t result, size_t rows, real neutral,
                              FN(group) *group) {
    real first[ck_column_step * CK_PARTIALS], second[ck_column_step * CK_PARTIALS];
    for (size_t r = 0; r < rows; r++) {
        FN(pad)(a + r * n, first + r * CK_PARTIALS, n, neutral);
        if (b != a) FN(pad)(b + r * n, second + r * CK_PARTIALS, n, neutral);
    }
    group(first, b == a ? first : second, first, n, rows, false);
    const size_t apart = result == n ? CK_PARTIALS : 1;
    for (size_t r = 0; r < rows; r++) FN(unpad)(first + r * apart, out + r * result, result);
}

// How many rows are in a group that reads n elements for each.
CK_INLINE size_t FN(rows_together)(size_t n) {
    const size_t fitting = CK_ROW_GROUP / sizeof(real) / n;
    return fitting < 1 ? 1 : fitting < ck_column_limit ? fitting : ck_column_limit;
}

// Asks for the lines of memory where n elements go.
CK_INLINE void FN(ask_for)(const real *result, size_t n) {
    for (size_t i = 0; i < n; i += 64 / sizeof(real)) __builtin_prefetch(result + i, 1);
}

CK_INLINE void FN(each_row)(const real *a, const real *b, real *out, size_t n, size_t result, size_t rows, bool streams,
                            real neutral, FN(short_row) *by_itself, FN(group) *group, ck_columns columns) {
    if (n > ck_short_row) {
        const size_t most = FN(rows_together)(b == a ? n : 2 * n);
        for (size_t start = 0, count; start < rows; start += count) {
            count = rows - start < most ? rows - start : most;
            group(a + start * n, b + start * n, out + start * result, n, count, streams);
        }
        return;
    }
    if (rows == 1 && by_itself && by_itself(a, out, n)) return;
    if (rows <= FN(few_rows)) return FN(short_rows)(a, b, out, n, result, rows, neutral, group);
    _Alignas(64) real first[ck_short_row * ck_column_limit], second[ck_short_row * ck_column_limit];
    for (size_t start = 0; start < rows; start += ck_column_limit) {
        const size_t count = rows - start < ck_column_limit ? rows - start : ck_column_limit;
        const size_t width = (count + ck_column_step - 1) / ck_column_step * ck_column_step;
        if (n > 0) FN(to_columns)(a + start * n, first, n, count);
        if (n > 0 && b != a) FN(to_columns)(b + start * n, second, n, count);
        FN(ask_for)(out + start * result, count * result);  // on their way meanwhile
        if (columns(first, b == a ? first : second, first, n, ck_column_limit, width)) {
            if (n > 0) FN(from_columns)(first, out + start * result, result, count);
            continue;
        }
        for (size_t done = 0; done < count; done += ck_column_step) {
            const size_t i = start + done, left = count - done < ck_column_step ? count - done : ck_column_step;
            FN(short_rows)(a + i * n, b + i * n, out + i * result, n, result, left, neutral, group);
        }
    }
}

#define CK_ROWS(id, result, neutral, by_itself) \
    static void FN(rows_##id)(const void *a, const void *b, void *out, size_t n, size_t rows, bool streams) { \
        FN(each_row)(a, b, out, n, result, rows, streams, neutral, by_itself, FN(group_##id), FN(column_##id)); \
    }
CK_ROWS(softmax, n, -INFINITY, FN(short_softmax))
CK_ROWS(log_softmax, n, -INFINITY, FN(short_log_softmax))
CK_ROWS(logsumexp, 1, -INFINITY, NULL)
CK_ROWS(softmax_backward, n, 0, NULL)
CK_ROWS(log_softmax_backward, n, 0, NULL)
CK_ROWS(totals, 1, 0, NULL)
#undef CK_ROWS
