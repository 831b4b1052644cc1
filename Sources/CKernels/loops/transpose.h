// Short rows to columns, ck_column_limit of them side by side, and back. Rows of up to four elements follow each other as
// the compiler likes it: it makes shuffles of a stride that it knows. Of longer ones four elements move at a time, of
// ck_column_step rows together.

// Element k of piece i is element i of line k.
CK_INLINE void FN(to_lines)(const real *pieces, real *lines, size_t size) {
    CK_VECTORISED(1)
    for (size_t i = 0; i < ck_column_limit; i++) {
        for (size_t k = 0; k < size; k++) lines[k * ck_column_limit + i] = pieces[i * size + k];
    }
}

CK_INLINE void FN(to_pieces)(const real *lines, real *pieces, size_t size) {
    CK_VECTORISED(1)
    for (size_t i = 0; i < ck_column_limit; i++) {
        for (size_t k = 0; k < size; k++) pieces[i * size + k] = lines[k * ck_column_limit + i];
    }
}

// Where the pieces of a long row begin: the last may overlap the one before.
CK_INLINE size_t FN(piece)(size_t start, size_t n) { return start + 4 <= n ? start : n - 4; }

typedef real FN(quad) __attribute__((ext_vector_type(4)));
typedef real FN(quads) __attribute__((ext_vector_type(ck_column_step)));

// Pieces of the rows i, i + 4, i + 8 and i + 12.
CK_INLINE FN(quads) FN(load_quads)(const real *rows, size_t n) {
    FN(quad) row[4];
    for (int k = 0; k < 4; k++) __builtin_memcpy(&row[k], rows + 4 * k * n, sizeof row[k]);
    return __builtin_shufflevector(
        __builtin_shufflevector(row[0], row[1], 0, 1, 2, 3, 4, 5, 6, 7),
        __builtin_shufflevector(row[2], row[3], 0, 1, 2, 3, 4, 5, 6, 7), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

CK_INLINE void FN(store_quads)(FN(quads) quads, real *rows, size_t n) {
    const FN(quad) row[4] = {quads.lo.lo, quads.lo.hi, quads.hi.lo, quads.hi.hi};
    for (int k = 0; k < 4; k++) __builtin_memcpy(rows + 4 * k * n, &row[k], sizeof row[k]);
}

// In each four of a and b: the first two of both in turn, or the last two; or the first two of a and then of b, or the last.
#undef CK_FIRST_IN_TURN
#undef CK_LAST_IN_TURN
#undef CK_FIRST_TWO
#undef CK_LAST_TWO
#define CK_FIRST_IN_TURN(a, b) \
    __builtin_shufflevector(a, b, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29)
#define CK_LAST_IN_TURN(a, b) \
    __builtin_shufflevector(a, b, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31)
#define CK_FIRST_TWO(a, b) __builtin_shufflevector(a, b, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29)
#define CK_LAST_TWO(a, b) __builtin_shufflevector(a, b, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31)

typedef struct {
    FN(quads) line[4];
} FN(square);

// Each four by four transposed.
CK_INLINE FN(square) FN(transposed)(FN(square) s) {
    const FN(quads) a = CK_FIRST_IN_TURN(s.line[0], s.line[1]), b = CK_LAST_IN_TURN(s.line[0], s.line[1]);
    const FN(quads) c = CK_FIRST_IN_TURN(s.line[2], s.line[3]), d = CK_LAST_IN_TURN(s.line[2], s.line[3]);
    return (FN(square)){{CK_FIRST_TWO(a, c), CK_LAST_TWO(a, c), CK_FIRST_TWO(b, d), CK_LAST_TWO(b, d)}};
}

// Pieces of ck_column_step rows to four lines.
CK_INLINE void FN(quads_to_lines)(const real *rows, size_t n, real *lines) {
    FN(square) s;
    for (size_t k = 0; k < 4; k++) s.line[k] = FN(load_quads)(rows + k * n, n);
    s = FN(transposed)(s);
    for (size_t k = 0; k < 4; k++) __builtin_memcpy(lines + k * ck_column_limit, &s.line[k], sizeof s.line[k]);
}

CK_INLINE void FN(lines_to_quads)(const real *lines, real *rows, size_t n) {
    FN(square) s;
    for (size_t k = 0; k < 4; k++) __builtin_memcpy(&s.line[k], lines + k * ck_column_limit, sizeof s.line[k]);
    s = FN(transposed)(s);
    for (size_t k = 0; k < 4; k++) FN(store_quads)(s.line[k], rows + k * n, n);
}

// Columns beyond the rows, up to a multiple of ck_column_step, are 0.
CK_PASS void FN(to_columns)(const real *rows, real *columns, size_t n, size_t count) {
    if (n <= 4) {
        real padded[ck_column_limit * 4];
        const real *const pieces = count < ck_column_limit ? padded : rows;
        if (count < ck_column_limit) {
            __builtin_memset(padded, 0, sizeof padded);
            __builtin_memcpy(padded, rows, count * n * sizeof(real));
        }
        switch (n) {
            case 1: return FN(to_lines)(pieces, columns, 1);
            case 2: return FN(to_lines)(pieces, columns, 2);
            case 3: return FN(to_lines)(pieces, columns, 3);
        }
        return FN(to_lines)(pieces, columns, 4);
    }
    for (size_t i = 0; i < count; i += ck_column_step) {
        for (size_t start = 0; start < n; start += 4) {
            const size_t j = FN(piece)(start, n);
            const real *const first = rows + i * n + j;
            real *const lines = columns + j * ck_column_limit + i;
            if (count - i >= ck_column_step) {
                FN(quads_to_lines)(first, n, lines);
            } else {
                real pieces[ck_column_step * 4] = {0};
                for (size_t k = 0; k < count - i; k++) __builtin_memcpy(pieces + 4 * k, first + k * n, 4 * sizeof(real));
                FN(quads_to_lines)(pieces, 4, lines);
            }
        }
    }
}

CK_PASS void FN(from_columns)(const real *columns, real *rows, size_t n, size_t count) {
    if (n <= 4) {
        real padded[ck_column_limit * 4], *const pieces = count < ck_column_limit ? padded : rows;
        switch (n) {
            case 1: FN(to_pieces)(columns, pieces, 1); break;
            case 2: FN(to_pieces)(columns, pieces, 2); break;
            case 3: FN(to_pieces)(columns, pieces, 3); break;
            default: FN(to_pieces)(columns, pieces, 4);
        }
        if (count < ck_column_limit) __builtin_memcpy(rows, padded, count * n * sizeof(real));
        return;
    }
    for (size_t i = 0; i < count; i += ck_column_step) {
        for (size_t start = 0; start < n; start += 4) {
            const size_t j = FN(piece)(start, n);
            const real *const lines = columns + j * ck_column_limit + i;
            real *const first = rows + i * n + j;
            if (count - i >= ck_column_step) {
                FN(lines_to_quads)(lines, first, n);
            } else {
                real pieces[ck_column_step * 4];
                FN(lines_to_quads)(lines, pieces, 4);
                for (size_t k = 0; k < count - i; k++) __builtin_memcpy(first + k * n, pieces + 4 * k, 4 * sizeof(real));
            }
        }
    }
}
