// Neighbouring rows: long ones and few one by one, short ones as columns side by side (ck_short_row), which give the same.

typedef void FN(row)(const real *a, const real *b, real *out, size_t n, bool streams);
enum { FN(few_rows) = 8 };  // by measurement

CK_INLINE void FN(each_row)(const real *a, const real *b, real *out, size_t n, size_t result, size_t rows,
                            bool streams, FN(row) *row, ck_columns columns) {
    if (n > ck_short_row || n == 0 || rows <= FN(few_rows)) {
        for (size_t i = 0; i < rows; i++) row(a + i * n, b + i * n, out + i * result, n, streams);
        return;
    }
    _Alignas(64) real first[ck_short_row * ck_column_limit], second[ck_short_row * ck_column_limit];
    for (size_t start = 0; start < rows; start += ck_column_limit) {
        const size_t count = rows - start < ck_column_limit ? rows - start : ck_column_limit;
        const size_t width = (count + ck_column_step - 1) / ck_column_step * ck_column_step;
        FN(to_columns)(a + start * n, first, n, count);
        if (b != a) FN(to_columns)(b + start * n, second, n, count);
        if (columns(first, b == a ? first : second, first, n, ck_column_limit, width)) {
            FN(from_columns)(first, out + start * result, result, count);
        } else {
            for (size_t i = start; i < start + count; i++) row(a + i * n, b + i * n, out + i * result, n, streams);
        }
    }
}

#define CK_ROWS(id, result) \
    static void FN(rows_##id)(const void *a, const void *b, void *out, size_t n, size_t rows, bool streams) { \
        FN(each_row)(a, b, out, n, result, rows, streams, FN(row_##id), FN(column_##id)); \
    }
CK_ROWS(softmax, n)
CK_ROWS(log_softmax, n)
CK_ROWS(logsumexp, 1)
CK_ROWS(softmax_backward, n)
CK_ROWS(log_softmax_backward, n)
CK_ROWS(totals, 1)
#undef CK_ROWS
