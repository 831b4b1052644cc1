// The product of a few rows with a matrix. An element of it is one chain of fused multiply-adds over the inputs, in their
// order, which begins with the bias: it does not depend on its neighbours, and has the same bits wherever fma is an
// instruction.
//
// CK_DEPTH lines of w meet all rows of x, from the left to the right, in tiles whose sums stand in registers. Between these
// stretches of w, the sums stand in y. Sizes are by measurement.
#undef CK_WIDEST
#undef CK_DEPTH
#undef CK_PRODUCT_LIMIT
#define CK_WIDEST (CK_VECTOR_BYTES == 32 ? 2 : 4)  // vectors beside each other: AVX2 has 16 registers, the others have 32
#define CK_DEPTH 64
#if defined(__x86_64__) && CK_VECTOR_BYTES == 16
#define CK_PRODUCT_LIMIT 0  // fma is a library call
#else
#define CK_PRODUCT_LIMIT (CK_VECTOR_BYTES == 64 ? 48 : 32)
#endif

typedef real FN(vector) __attribute__((ext_vector_type(CK_LANES)));

CK_INLINE FN(vector) FN(vector_at)(const real *place) {
    FN(vector) result;
    __builtin_memcpy(&result, place, sizeof result);
    return result;
}

// Rows with so many elements from one to the next; all the same one where that is 0.
typedef struct {
    const real *start;
    size_t stride;
} FN(lines);

CK_INLINE const real *FN(line)(FN(lines) m, size_t i) { return m.start + i * m.stride; }
CK_INLINE FN(lines) FN(from_line)(FN(lines) m, size_t i) { return (FN(lines)){FN(line)(m, i), m.stride}; }

// y = base + x w for that many rows and vectors, while a cache line of each row of w comes near, from `next` on.
CK_INLINE void FN(tile)(int rows, int vectors, size_t depth, FN(lines) x, FN(lines) w, FN(lines) base, real *y,
                        const real *next) {
    FN(vector) sums[6][4];
    CK_UNROLLED
    for (int i = 0; i < rows; i++) {
        CK_UNROLLED
        for (int j = 0; j < vectors; j++) sums[i][j] = FN(vector_at)(FN(line)(base, (size_t)i) + j * CK_LANES);
    }
    CK_PRAGMA(clang loop unroll(disable))
    for (size_t p = 0; p < depth; p++) {
        __builtin_prefetch(next + p * w.stride, 0, 2);
        FN(vector) factors[4];
        CK_UNROLLED
        for (int j = 0; j < vectors; j++) factors[j] = FN(vector_at)(FN(line)(w, p) + j * CK_LANES);
        CK_UNROLLED
        for (int i = 0; i < rows; i++) {
            const FN(vector) element = FN(line)(x, (size_t)i)[p];
            CK_UNROLLED
            for (int j = 0; j < vectors; j++) sums[i][j] = __builtin_elementwise_fma(element, factors[j], sums[i][j]);
        }
    }
    CK_UNROLLED
    for (int i = 0; i < rows; i++) {
        CK_UNROLLED
        for (int j = 0; j < vectors; j++) {
            __builtin_memcpy(y + (size_t)i * w.stride + j * CK_LANES, &sums[i][j], CK_VECTOR_BYTES);
        }
    }
}

// The same for any number of rows. Each tile asks for one line of the strip to the right.
CK_INLINE void FN(tiles)(size_t rows, int vectors, size_t depth, FN(lines) x, FN(lines) w, FN(lines) base, real *y) {
    const size_t width = (size_t)vectors * CK_LANES;
    size_t i = 0, line = 0;
#define CK_TILES(count) \
    for (; rows - i >= count; i += count, line = (line + 64 / sizeof(real)) % width) { \
        FN(tile)(count, vectors, depth, FN(from_line)(x, i), w, FN(from_line)(base, i), y + i * w.stride, \
                 w.start + width + line); \
    }
    CK_TILES(6)
    CK_TILES(4)
    CK_TILES(2)
    CK_TILES(1)
#undef CK_TILES
}

// The same for all inputs and for columns that are a multiple of the vectors. The rows of w and y have the same stride.
CK_INLINE void FN(strips)(size_t rows, int vectors, size_t inputs, size_t columns, FN(lines) x, FN(lines) w, const real *bias,
                          real *y) {
    size_t p = 0;
    do {
        const size_t depth = inputs - p < CK_DEPTH ? inputs - p : CK_DEPTH;
        for (size_t j = 0; j < columns; j += (size_t)vectors * CK_LANES) {
            static const real nothing[4 * CK_LANES];
            FN(lines) base = {y + j, w.stride};
            if (p == 0) base = (FN(lines)){bias ? bias + j : nothing, 0};
            FN(tiles)(rows, vectors, depth, (FN(lines)){x.start + p, x.stride},
                      (FN(lines)){FN(line)(w, p) + j, w.stride}, base, y + j);
        }
        p += CK_DEPTH;
    } while (p < inputs);
}

// y = x w + bias, or x w where that is NULL, for ck_product_columns outputs at the least. The last strip begins so early that
// it is whole: what it computes anew has the same bits.
static void FN(product)(const void *x_start, const void *w_start, const void *bias, void *y, size_t rows, size_t inputs,
                        size_t outputs, size_t stride) {
    const FN(lines) x = {x_start, inputs};
    for (size_t j = 0, columns; j < outputs; j += columns) {
        const size_t left = outputs - j, lanes = CK_LANES;
        size_t vectors = CK_WIDEST;
        while (vectors > 1 && (vectors * lanes > outputs || vectors / 2 * lanes >= left)) vectors /= 2;
        const size_t width = vectors * lanes;
        if (left < width) j = outputs - width;
        columns = left < width ? width : left - left % width;
        const FN(lines) w = {(const real *)w_start + j, stride};
        const real *first = bias ? (const real *)bias + j : NULL;
        if (vectors == 4) FN(strips)(rows, 4, inputs, columns, x, w, first, (real *)y + j);
        if (vectors == 2) FN(strips)(rows, 2, inputs, columns, x, w, first, (real *)y + j);
        if (vectors == 1) FN(strips)(rows, 1, inputs, columns, x, w, first, (real *)y + j);
    }
}
