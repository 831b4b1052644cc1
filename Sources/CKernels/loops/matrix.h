// The product of a few rows with a matrix, or of rows with a slim matrix. An element of it is one chain of fused multiply-adds
// over the inputs, in their order, which begins with the bias: it does not depend on its neighbours, and has the same bits
// wherever fma is an instruction.
//
// Tiles have their sums in registers. CK_DEPTH lines of w meet all rows of x, from the left to the right, and between these
// stretches of w the sums stand in y; a slim w meets tile after tile as a whole. Sizes are by measurement.
#undef CK_WIDEST
#undef CK_TALLEST
#undef CK_DEPTH
#undef CK_PRODUCT_ROWS
#undef CK_PRODUCT_OUTPUTS
#define CK_WIDEST (CK_VECTOR_BYTES == 32 ? 2 : 4)  // vectors beside each other: AVX2 has 16 registers, the others have 32
#define CK_TALLEST 12
#define CK_DEPTH 64
#if defined(__x86_64__) && CK_VECTOR_BYTES == 16
#define CK_PRODUCT_ROWS 0  // fma is a library call
#define CK_PRODUCT_OUTPUTS 0
#else
#define CK_PRODUCT_ROWS (CK_VECTOR_BYTES < 64 ? 32 : CK_BITS == 32 ? 144 : 48)
#define CK_PRODUCT_OUTPUTS (CK_WIDEST * CK_LANES)
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

// y = base + x w for that many rows and vectors, while the cache lines of `next` come near. The lines of w from the one
// numbered `whole` on are those of `last`.
CK_INLINE void FN(tile)(int rows, int vectors, size_t depth, FN(lines) x, FN(lines) w, size_t whole, FN(lines) last,
                        FN(lines) base, real *y, size_t stride, FN(lines) next) {
    FN(vector) sums[CK_TALLEST][4];
    CK_UNROLLED
    for (int i = 0; i < rows; i++) {
        CK_UNROLLED
        for (int j = 0; j < vectors; j++) sums[i][j] = FN(vector_at)(FN(line)(base, (size_t)i) + j * CK_LANES);
    }
    CK_PRAGMA(clang loop unroll(disable))
    for (size_t p = 0; p < depth; p++) {
        __builtin_prefetch(FN(line)(next, p), 0, 2);
        const real *line = p < whole ? FN(line)(w, p) : FN(line)(last, p - whole);
        FN(vector) factors[4];
        CK_UNROLLED
        for (int j = 0; j < vectors; j++) factors[j] = FN(vector_at)(line + j * CK_LANES);
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
            __builtin_memcpy(y + (size_t)i * stride + j * CK_LANES, &sums[i][j], CK_VECTOR_BYTES);
        }
    }
}

// From the row i on, tiles of each height that registers have room for.
#define CK_TILES(tile) tile(12) tile(6) tile(4) tile(2) tile(1)
#define CK_TILES_OF(height) for (; height * vectors <= 6 * CK_WIDEST && rows - i >= height; i += height)

// The same for any number of rows. Each tile asks for one line of the strip to the right.
CK_INLINE void FN(tiles)(size_t rows, int vectors, size_t depth, FN(lines) x, FN(lines) w, FN(lines) base, real *y) {
    const size_t width = (size_t)vectors * CK_LANES;
    size_t i = 0, line = 0;
#define CK_TILE(height) \
    CK_TILES_OF(height) { \
        FN(tile)(height, vectors, depth, FN(from_line)(x, i), w, depth, w, FN(from_line)(base, i), y + i * w.stride, w.stride, \
                 (FN(lines)){w.start + width + line, w.stride}); \
        line = (line + 64 / sizeof(real)) % width; \
    }
    CK_TILES(CK_TILE)
#undef CK_TILE
}

// A line to where it fills whole vectors, and back.
CK_INLINE void FN(pad_line)(const real *line, real *padded, int vectors, size_t n) {
    const integer count = (integer)n;
    CK_VECTORISED(1)
    for (integer j = 0; j < vectors * CK_LANES; j++) {
        real value = 0;
        if (j < count) value = line[j];
        padded[j] = value;
    }
}

CK_INLINE void FN(unpad_line)(const real *padded, real *line, int vectors, size_t n) {
    const integer count = (integer)n;
    CK_VECTORISED(1)
    for (integer j = 0; j < vectors * CK_LANES; j++) {
        if (j < count) line[j] = padded[j];
    }
}

// y = x w + bias for outputs that need as many vectors, whose last ones have lanes to spare. There, the lines of w go on with
// what follows them in memory: the last lines, behind which there may be nothing, are copied. Each tile asks for the rows of
// the next one.
CK_INLINE void FN(slim)(int vectors, size_t rows, size_t inputs, size_t outputs, FN(lines) x, FN(lines) w, const real *bias,
                        real *y) {
    const size_t width = (size_t)vectors * CK_LANES, copied = (width - 1) / outputs;
    const size_t whole = inputs < copied ? 0 : inputs - copied;
    real copies[CK_LANES][4 * CK_LANES], first[4 * CK_LANES] = {0}, sums[CK_TALLEST][4 * CK_LANES];
    if (bias) FN(pad_line)(bias, first, vectors, outputs);
    for (size_t p = whole; p < inputs; p++) FN(pad_line)(FN(line)(w, p), copies[p - whole], vectors, outputs);
    const FN(lines) last = {copies[0], 4 * CK_LANES}, base = {first, 0};
    size_t i = 0;
#define CK_TILE(height) \
    CK_TILES_OF(height) { \
        FN(tile)(height, vectors, inputs, FN(from_line)(x, i), w, whole, last, base, sums[0], 4 * CK_LANES, \
                 (FN(lines)){FN(line)(x, i + height), height}); \
        for (size_t k = 0; k < height; k++) { \
            FN(unpad_line)(sums[k], y + (i + k) * w.stride, vectors, outputs); \
        } \
    }
    CK_TILES(CK_TILE)
#undef CK_TILE
}
#undef CK_TILES_OF
#undef CK_TILES

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

// y = x w + bias, or x w where that is NULL. The last strip begins so early that it is whole: what it computes anew has the same
// bits.
static void FN(product)(const void *x_start, const void *w_start, const void *bias, void *y, size_t rows, size_t inputs,
                        size_t outputs, size_t stride) {
    const FN(lines) x = {x_start, inputs}, all = {w_start, stride};
#define CK_SLIM(vectors) \
    if (vectors <= CK_WIDEST && outputs <= vectors * CK_LANES) return FN(slim)(vectors, rows, inputs, outputs, x, all, bias, y);
    CK_SLIM(1) CK_SLIM(2) CK_SLIM(3) CK_SLIM(4)
#undef CK_SLIM
    for (size_t j = 0, columns; j < outputs; j += columns) {
        const size_t left = outputs - j, lanes = CK_LANES;
        size_t vectors = CK_WIDEST;
        while (vectors > 1 && vectors / 2 * lanes >= left) vectors /= 2;
        const size_t width = vectors * lanes;
        if (left < width) j = outputs - width;
        columns = left < width ? width : left - left % width;
        const FN(lines) w = {all.start + j, stride};
        const real *first = bias ? (const real *)bias + j : NULL;
        if (vectors == 4) FN(strips)(rows, 4, inputs, columns, x, w, first, (real *)y + j);
        if (vectors == 2) FN(strips)(rows, 2, inputs, columns, x, w, first, (real *)y + j);
        if (vectors == 1) FN(strips)(rows, 1, inputs, columns, x, w, first, (real *)y + j);
    }
}
