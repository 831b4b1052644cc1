// The product of a few rows with a matrix, or of rows with a slim matrix. An element of it is one chain of fused multiply-adds
// over the inputs, in their order, which begins with the bias: it does not depend on its neighbours, and has the same bits
// wherever fma is an instruction.
//
// Tiles have their sums in registers. CK_DEPTH inputs of all rows meet strip after strip of w, and between these stretches the
// sums stand in y. Lines that lie CK_CROWDED bytes apart, or a multiple of it, share few places of the first-level cache, which
// the strip would fit into: it is copied. So are the inputs of the stretch. Tiles ask for the next strip, once. A slim w meets
// tile after tile as a whole. Sizes are by measurement.
#undef CK_WIDEST
#undef CK_SUMS
#undef CK_TALLEST
#undef CK_DEPTH
#undef CK_PANEL
#undef CK_LINE
#undef CK_CROWDED
#undef CK_PRODUCT_ROWS
#undef CK_PRODUCT_OUTPUTS
#define CK_WIDEST (CK_VECTOR_BYTES == 32 ? 2 : 4)  // vectors beside each other: AVX2 has 16 registers, the others have 32
#define CK_SUMS (6 * CK_WIDEST)                    // vectors of a tile
#define CK_TALLEST 12                              // rows of a tile
#define CK_DEPTH 64
#define CK_PANEL 144                               // rows whose inputs are copied
#define CK_LINE (64 / sizeof(real))                // elements of a cache's line
#define CK_CROWDED 512
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

// y = base + x w for that many rows and vectors, while as many cache lines of each line of `next` come near. w is copied unless
// `copy` is NULL.
CK_INLINE void FN(tile)(int rows, int vectors, size_t depth, FN(lines) x, FN(lines) w, FN(lines) base, real *y, size_t stride,
                        int asked, FN(lines) next, real *copy) {
    FN(vector) sums[CK_TALLEST][4];
    CK_UNROLLED
    for (int i = 0; i < rows; i++) {
        CK_UNROLLED
        for (int j = 0; j < vectors; j++) sums[i][j] = FN(vector_at)(FN(line)(base, (size_t)i) + j * CK_LANES);
    }
    // A place for each four rows, and addresses need no arithmetic: the compiler, which is not to see how far the places are
    // apart, would compute each row's from the one before.
    const real *fours[CK_TALLEST / 4];
    CK_UNROLLED
    for (int i = 0; i < rows; i += 4) fours[i / 4] = FN(line)(x, (size_t)i);
    CK_PRAGMA(clang loop unroll(disable))
    for (size_t p = 0; p < depth; p++) {
        CK_UNROLLED
        for (int j = 0; j < asked; j++) __builtin_prefetch(next.start + j * (int)CK_LINE, 0, 2);
        next.start += next.stride;
        FN(vector) factors[4];
        CK_UNROLLED
        for (int j = 0; j < vectors; j++) {
            factors[j] = FN(vector_at)(w.start + j * CK_LANES);
            if (copy) __builtin_memcpy(copy + j * CK_LANES, &factors[j], CK_VECTOR_BYTES);
        }
        w.start += w.stride;
        if (copy) copy += vectors * CK_LANES;
        CK_UNROLLED
        for (int i = 0; i < rows; i++) {
            const FN(vector) element = fours[i / 4][(size_t)(i % 4) * x.stride];
            CK_UNROLLED
            for (int j = 0; j < vectors; j++) sums[i][j] = __builtin_elementwise_fma(element, factors[j], sums[i][j]);
        }
        CK_UNROLLED
        for (int i = 0; i < rows; i += 4) {
            fours[i / 4]++;
            __asm__("" : "+r"(fours[i / 4]));
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
#define CK_TILES_OF(height) for (; height * vectors <= CK_SUMS && rows - i >= height; i += height)

// The same for any number of rows. Where there is a `copy`, the first tile makes it for the others. Together they ask for the
// strip `next`, unless it is NULL.
CK_INLINE void FN(tiles)(size_t rows, int vectors, size_t depth, FN(lines) x, FN(lines) w, FN(lines) base, real *y,
                         const real *next, real *copy) {
    const size_t width = (size_t)vectors * CK_LANES, stride = w.stride;
    const int first = CK_SUMS / vectors < CK_TALLEST ? CK_SUMS / vectors : CK_TALLEST;
    const int lines = width > CK_LINE ? 2 : 1;
    size_t i = 0, asked = 0;
#define CK_TILE_ASKING(height, copy) \
    const FN(lines) ahead = next && asked < width ? (FN(lines)){next + asked, stride} : (FN(lines)){x.start, 0}; \
    FN(tile)(height, vectors, depth, FN(from_line)(x, i), w, FN(from_line)(base, i), y + i * stride, stride, lines, ahead, \
             copy); \
    asked += (size_t)lines * CK_LINE;
    if (copy && rows > (size_t)first) {
        CK_TILE_ASKING(first, copy)
        w = (FN(lines)){copy, width};
        i = (size_t)first;
    }
#define CK_TILE(height) \
    CK_TILES_OF(height) { CK_TILE_ASKING(height, NULL) }
    CK_TILES(CK_TILE)
#undef CK_TILE
#undef CK_TILE_ASKING
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
CK_INLINE void FN(slim)(size_t rows, int vectors, size_t inputs, size_t outputs, FN(lines) x, FN(lines) w, const real *bias,
                        real *y) {
    const size_t width = (size_t)vectors * CK_LANES, copied = (width - 1) / outputs;
    const size_t whole = inputs < copied ? 0 : inputs - copied;
    real copies[CK_LANES][4 * CK_LANES], first[4 * CK_LANES] = {0}, sums[CK_TALLEST][4 * CK_LANES];
    if (bias) FN(pad_line)(bias, first, vectors, outputs);
    for (size_t p = whole; p < inputs; p++) FN(pad_line)(FN(line)(w, p), copies[p - whole], vectors, outputs);
    const FN(lines) last = {copies[0], 4 * CK_LANES}, base = {first, 0}, begun = {sums[0], 4 * CK_LANES};
    size_t i = 0;
#define CK_TILE(height) \
    CK_TILES_OF(height) { \
        const FN(lines) tile = FN(from_line)(x, i), rest = {tile.start + whole, x.stride}; \
        const FN(lines) next = rows - i > height ? (FN(lines)){FN(line)(tile, height), height} : (FN(lines)){x.start, 0}; \
        FN(tile)(height, vectors, whole, tile, w, base, sums[0], 4 * CK_LANES, 1, next, NULL); \
        FN(tile)(height, vectors, inputs - whole, rest, last, begun, sums[0], 4 * CK_LANES, 0, next, NULL); \
        for (size_t k = 0; k < height; k++) FN(unpad_line)(sums[k], y + (i + k) * w.stride, vectors, outputs); \
    }
    CK_TILES(CK_TILE)
#undef CK_TILE
}
#undef CK_TILES_OF
#undef CK_TILES

// CK_DEPTH inputs of each row, or as many as are left.
CK_INLINE void FN(copy_inputs)(FN(lines) x, size_t rows, size_t depth, real *copy) {
    for (size_t i = 0; i < rows; i++) {
        const real *line = FN(line)(x, i);
        real *place = copy + i * CK_DEPTH;
        if (depth == CK_DEPTH) {
            __builtin_memcpy(place, line, CK_DEPTH * sizeof(real));
        } else {
            FN(pad_line)(line, place, CK_DEPTH / CK_LANES, depth);
        }
    }
}

// The same for all inputs and for columns that are a multiple of the vectors. The rows of w and y have the same stride.
CK_INLINE void FN(strips)(size_t rows, int vectors, size_t inputs, size_t columns, FN(lines) x, FN(lines) w, const real *bias,
                          real *y) {
    const size_t width = (size_t)vectors * CK_LANES;
    _Alignas(64) real near[CK_PANEL * CK_DEPTH], copies[CK_DEPTH * 4 * CK_LANES];
    real *copy = w.stride * sizeof(real) % CK_CROWDED == 0 ? copies : NULL;
    size_t p = 0, depth;
    do {
        depth = inputs - p < CK_DEPTH ? inputs - p : CK_DEPTH;
        FN(copy_inputs)((FN(lines)){x.start + p, x.stride}, rows, depth, near);
        for (size_t j = 0; j < columns; j += width) {
            static const real nothing[4 * CK_LANES];
            const FN(lines) strip = {FN(line)(w, p) + j, w.stride};
            FN(lines) base = {y + j, w.stride};
            if (p == 0) base = (FN(lines)){bias ? bias + j : nothing, 0};
            const real *next = strip.start + width;
            if (columns - j <= width) next = p + depth < inputs ? FN(line)(w, p + depth) : NULL;
            FN(tiles)(rows, vectors, depth, (FN(lines)){near, CK_DEPTH}, strip, base, y + j, next, copy);
        }
        p += depth;
    } while (p < inputs);
}

// The same for all columns of as many rows as a panel has. The last strip begins so early that it is whole: what it computes
// anew has the same bits.
static void FN(panel)(FN(lines) x, FN(lines) all, const real *bias, real *y, size_t rows, size_t inputs, size_t outputs) {
    for (size_t j = 0, columns; j < outputs; j += columns) {
        const size_t left = outputs - j, lanes = CK_LANES;
        size_t vectors = CK_WIDEST;
        while (vectors > 1 && vectors / 2 * lanes >= left) vectors /= 2;
        const size_t width = vectors * lanes;
        if (left < width) j = outputs - width;
        columns = left < width ? width : left - left % width;
        const FN(lines) w = {all.start + j, all.stride};
        const real *first = bias ? bias + j : NULL;
        if (vectors == 4) FN(strips)(rows, 4, inputs, columns, x, w, first, y + j);
        if (vectors == 2) FN(strips)(rows, 2, inputs, columns, x, w, first, y + j);
        if (vectors == 1) FN(strips)(rows, 1, inputs, columns, x, w, first, y + j);
    }
}

// y = x w + bias, or x w where that is NULL.
static void FN(product)(const void *x_start, const void *w_start, const void *bias, void *y, size_t rows, size_t inputs,
                        size_t outputs, size_t stride) {
    const FN(lines) x = {x_start, inputs}, w = {w_start, stride};
#define CK_SLIM(vectors) \
    if (vectors <= CK_WIDEST && outputs <= vectors * CK_LANES) return FN(slim)(rows, vectors, inputs, outputs, x, w, bias, y);
    CK_SLIM(1) CK_SLIM(2) CK_SLIM(3) CK_SLIM(4)
#undef CK_SLIM
    for (size_t i = 0; i < rows; i += CK_PANEL) {
        const size_t height = rows - i < CK_PANEL ? rows - i : CK_PANEL;
        FN(panel)(FN(from_line)(x, i), w, bias, (real *)y + i * stride, height, inputs, outputs);
    }
}
