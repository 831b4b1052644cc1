// The product of matrices. An element of it is one chain of fused multiply-adds over the inputs, in their order, which begins
// with the bias: it does not depend on its neighbours, and has the same bits wherever fma is an instruction.
//
// A strip of w, CK_DEPTH lines of four vectors, is copied to the first-level cache. Tiles, whose sums stand in registers, go
// down along it, while the next strip comes to the second-level cache. Where the outputs do not fill four vectors, strips are
// longer. Sizes are by measurement.
#undef CK_SUMS
#undef CK_DEPTH
#undef CK_NARROW_DEPTH
#undef CK_PRODUCT_LIMIT
#define CK_SUMS (CK_VECTOR_BYTES == 32 ? 12 : 24)  // vectors of a tile: AVX2 has 16 registers, the others have 32
#define CK_DEPTH (CK_VECTOR_BYTES == 64 ? 128 : 64)
#define CK_NARROW_DEPTH 256
#if defined(__x86_64__) && CK_VECTOR_BYTES == 16
#define CK_PRODUCT_LIMIT 0  // fma is a library call
#else
#define CK_PRODUCT_LIMIT (CK_VECTOR_BYTES == 64 ? PTRDIFF_MAX : 32)
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
CK_INLINE FN(lines) FN(from_column)(FN(lines) m, int j) { return (FN(lines)){m.start + j, m.stride}; }

// y = base + x w for that many rows and vectors. Lines of y and of `next` are asked for, unless there is but one vector: then
// x is what comes from far away.
CK_INLINE void FN(tile)(int rows, int vectors, size_t depth, FN(lines) x, FN(lines) w, FN(lines) base, real *y,
                        size_t y_stride, FN(lines) next) {
    const int bytes = vectors == 1 ? 0 : vectors * CK_VECTOR_BYTES;
    FN(vector) sums[12][4];
    CK_UNROLLED
    for (int i = 0; i < rows; i++) {
        CK_UNROLLED
        for (int at = 0; at < bytes; at += 64) __builtin_prefetch((const char *)(y + (size_t)i * y_stride) + at, 1, 2);
        CK_UNROLLED
        for (int j = 0; j < vectors; j++) sums[i][j] = FN(vector_at)(FN(line)(base, (size_t)i) + j * CK_LANES);
    }
    CK_PRAGMA(clang loop unroll(disable))
    for (size_t p = 0; p < depth; p++) {
        FN(vector) factors[4];
        CK_UNROLLED
        for (int j = 0; j < vectors; j++) factors[j] = FN(vector_at)(FN(line)(w, p) + j * CK_LANES);
        CK_UNROLLED
        for (int at = 0; at < bytes / 2; at += 64) __builtin_prefetch((const char *)FN(line)(next, p) + at, 0, 2);
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
            __builtin_memcpy(y + (size_t)i * y_stride + j * CK_LANES, &sums[i][j], CK_VECTOR_BYTES);
        }
    }
}

// The same for any number of rows. The first tile asks for one half of the next strip, the others for the other.
CK_INLINE void FN(tiles)(size_t rows, int vectors, size_t depth, FN(lines) x, FN(lines) w, FN(lines) base, real *y,
                         size_t y_stride, FN(lines) next) {
    const FN(lines) halves[] = {next, {next.start + vectors * CK_LANES / 2, next.stride}};
    const size_t most = vectors == 1 ? 12 : CK_SUMS / (size_t)vectors;
    size_t i = 0;
#define CK_TILES(count) \
    for (; rows - i >= count; i += count) { \
        FN(tile)(count, vectors, depth, FN(from_line)(x, i), w, FN(from_line)(base, i), y + i * y_stride, y_stride, \
                 halves[i > 0]); \
    }
    CK_TILES(most)
    CK_TILES(4)
    CK_TILES(2)
    CK_TILES(1)
#undef CK_TILES
}

CK_INLINE FN(lines) FN(copy)(FN(lines) from, real *to, size_t count, size_t width) {
    for (size_t i = 0; i < count; i++) __builtin_memcpy(to + i * width, FN(line)(from, i), width * sizeof(real));
    return (FN(lines)){to, width};
}

// A strip of w, or a copy of it in `memory`, with all rows of x.
CK_PASS void FN(strip)(size_t rows, int vectors, size_t depth, FN(lines) x, FN(lines) w, real *memory, FN(lines) base, real *y,
                       size_t y_stride, FN(lines) next) {
    if (vectors == 1) {
        if (memory) w = FN(copy)(w, memory, depth, CK_LANES);
        return FN(tiles)(rows, 1, depth, x, w, base, y, y_stride, next);
    }
    if (vectors == 2) {
        if (memory) w = FN(copy)(w, memory, depth, 2 * CK_LANES);
        return FN(tiles)(rows, 2, depth, x, w, base, y, y_stride, next);
    }
    if (memory) w = FN(copy)(w, memory, depth, 4 * CK_LANES);
    if (CK_SUMS == 24 || rows <= 2) return FN(tiles)(rows, 4, depth, x, w, base, y, y_stride, next);
    for (int j = 0; j < 4 * CK_LANES; j += 2 * CK_LANES) {
        FN(tiles)(rows, 2, depth, x, FN(from_column)(w, j), FN(from_column)(base, j), y + j, y_stride, FN(from_column)(next, j));
    }
}

// Lines that end before the vectors do, filled up with zeros; and back.
CK_INLINE FN(lines) FN(filled)(FN(lines) from, real *to, size_t count, size_t given, size_t width) {
    for (size_t i = 0; i < count; i++) {
        const real *line = FN(line)(from, i);
        CK_VECTORISED(1)
        for (size_t j = 0; j < width; j++) {
            real value = 0;
            if (j < given) value = line[j];
            to[i * width + j] = value;
        }
    }
    return (FN(lines)){to, width};
}

CK_INLINE void FN(cut)(FN(lines) from, real *to, size_t stride, size_t count, size_t width) {
    for (size_t i = 0; i < count; i++) {
        CK_VECTORISED(1)
        for (size_t j = 0; j < from.stride; j++) {
            if (j < width) to[i * stride + j] = FN(line)(from, i)[j];
        }
    }
}

// y = x w + bias, or x w where that is NULL, for ck_product_rows at the most.
static void FN(product)(const void *x_start, const void *w_start, const void *bias, void *y_start, size_t rows, size_t inputs,
                        size_t outputs, size_t stride) {
    _Alignas(64) real block[ck_product_rows * CK_DEPTH], strip[CK_NARROW_DEPTH * 2 * CK_LANES];
    _Alignas(64) real edge[ck_product_rows * 2 * CK_LANES], first[4 * CK_LANES] = {0};
    const bool few = rows <= 48;  // too few for a copy of w to pay
    const size_t widest = 4 * CK_LANES, deepest = outputs < widest ? CK_NARROW_DEPTH : CK_DEPTH;
    size_t p = 0;
    do {
        const size_t depth = inputs - p < deepest ? inputs - p : deepest;
        FN(lines) x = {(const real *)x_start + p, inputs};
        const FN(lines) w = {(const real *)w_start + p * stride, stride};
        if (outputs >= widest) x = FN(copy)(x, block, rows, depth);
        for (size_t j = 0, width; j < outputs; j += width) {
            const size_t left = outputs - j;
            width = left >= widest ? widest : left > CK_LANES ? 2 * CK_LANES : CK_LANES;
            const bool ragged = left < width;
            real *y = (real *)y_start + j;
            FN(lines) columns = {w.start + j, stride}, base = {y, stride};
            const FN(lines) next = {columns.start + width, stride};
            if (p == 0) {
                if (bias) __builtin_memcpy(first, (const real *)bias + j, (ragged ? left : width) * sizeof(real));
                base = (FN(lines)){first, 0};
            }
            if (ragged) {
                columns = FN(filled)(columns, strip, depth, left, width);
                if (p > 0) base = (FN(lines)){edge, width};
            }
            FN(strip)(rows, (int)(width / CK_LANES), depth, x, columns, few || ragged ? NULL : strip, base, ragged ? edge : y,
                      ragged ? width : stride, next);
            if (ragged && p + depth == inputs) FN(cut)((FN(lines)){edge, width}, y, stride, rows, left);
        }
        p += deepest;
    } while (p < inputs);
}
