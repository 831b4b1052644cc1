// Short rows to columns, ck_column_limit of them side by side, and back. Up to four elements of a row move at a time, by way
// of memory where such pieces follow each other: the compiler makes shuffles of a stride that it knows.

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

// Columns beyond the rows are 0.
CK_PASS void FN(to_columns)(const real *rows, real *columns, size_t n, size_t count) {
    _Alignas(64) real pieces[ck_column_limit * 4];
    if (count < ck_column_limit) __builtin_memset(pieces, 0, sizeof pieces);
    if (n <= 4) {
        __builtin_memcpy(pieces, rows, count * n * sizeof(real));
        switch (n) {
            case 1: return FN(to_lines)(pieces, columns, 1);
            case 2: return FN(to_lines)(pieces, columns, 2);
            case 3: return FN(to_lines)(pieces, columns, 3);
        }
        return FN(to_lines)(pieces, columns, 4);
    }
    for (size_t start = 0; start < n; start += 4) {
        const size_t j = FN(piece)(start, n);
        for (size_t i = 0; i < count; i++) __builtin_memcpy(pieces + 4 * i, rows + i * n + j, 4 * sizeof(real));
        FN(to_lines)(pieces, columns + j * ck_column_limit, 4);
    }
}

CK_PASS void FN(from_columns)(const real *columns, real *rows, size_t n, size_t count) {
    _Alignas(64) real pieces[ck_column_limit * 4];
    if (n <= 4) {
        switch (n) {
            case 1: FN(to_pieces)(columns, pieces, 1); break;
            case 2: FN(to_pieces)(columns, pieces, 2); break;
            case 3: FN(to_pieces)(columns, pieces, 3); break;
            default: FN(to_pieces)(columns, pieces, 4);
        }
        __builtin_memcpy(rows, pieces, count * n * sizeof(real));
        return;
    }
    for (size_t start = 0; start < n; start += 4) {
        const size_t j = FN(piece)(start, n);
        FN(to_pieces)(columns + j * ck_column_limit, pieces, 4);
        for (size_t i = 0; i < count; i++) __builtin_memcpy(rows + i * n + j, pieces + 4 * i, 4 * sizeof(real));
    }
}
