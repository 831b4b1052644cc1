// The kernels of the type of 16 bits CK_HALF.
#undef HALF
#define HALF(name) CK_JOIN(name##_, CK_HALF)
#undef CK_HALF_LANES
#define CK_HALF_LANES (CK_VECTOR_BYTES / (int)sizeof(float))
#include "half_blocks.h"

// Whole blocks at full interleaving, then single vectors, the last of them on a padded copy.
#undef CK_CONVERSION
#define CK_CONVERSION(name, source, target, convert) \
    static void name(const void *from, void *to, size_t n) { \
        const source *x = from; \
        target *y = to; \
        const size_t whole = n - n % (CK_HALF_LANES * CK_INTERLEAVE); \
        CK_VECTORISED_BY(CK_HALF_LANES, CK_INTERLEAVE) \
        for (size_t i = 0; i < whole; i++) y[i] = convert(x[i]); \
        for (size_t i = whole; i < n; i += CK_HALF_LANES) { \
            source padded_x[CK_HALF_LANES] = {0}; \
            target padded_y[CK_HALF_LANES]; \
            const bool partial = n - i < CK_HALF_LANES; \
            if (partial) __builtin_memcpy(padded_x, x + i, (n - i) * sizeof *x); \
            const source *read = partial ? padded_x : x + i; \
            target *written = partial ? padded_y : y + i; \
            CK_VECTORISED_BY(CK_HALF_LANES, 1) \
            for (int j = 0; j < CK_HALF_LANES; j++) written[j] = convert(read[j]); \
            if (partial) __builtin_memcpy(y + i, padded_y, (n - i) * sizeof *y); \
        } \
    }
CK_CONVERSION(HALF(widen), uint16_t, float, HALF(widened))
CK_CONVERSION(HALF(narrow), float, uint16_t, HALF(narrowed))

// What loops/map.h does, with the conversions in the loop.
CK_INLINE void HALF(map)(const uint16_t *a, const uint16_t *b, uint16_t *out, size_t n, parameters_f32 p, function_f32 *f) {
    const size_t whole = n - n % (CK_HALF_LANES * CK_INTERLEAVE);
    CK_VECTORISED_BY(CK_HALF_LANES, CK_INTERLEAVE)
    for (size_t i = 0; i < whole; i++) out[i] = HALF(narrowed)(f(HALF(widened)(a[i]), HALF(widened)(b[i]), p));

    for (size_t i = whole; i < n; i += CK_HALF_LANES) {
        uint16_t padded_a[CK_HALF_LANES] = {0}, padded_b[CK_HALF_LANES] = {0}, padded_out[CK_HALF_LANES];
        const bool partial = n - i < CK_HALF_LANES;
        if (partial) {
            __builtin_memcpy(padded_a, a + i, (n - i) * sizeof *a);
            if (b != a) __builtin_memcpy(padded_b, b + i, (n - i) * sizeof *b);
        }
        const uint16_t *from_a = partial ? padded_a : a + i, *from_b = b == a ? from_a : partial ? padded_b : b + i;
        uint16_t *to = partial ? padded_out : out + i;
        CK_VECTORISED_BY(CK_HALF_LANES, 1)
        for (int j = 0; j < CK_HALF_LANES; j++) {
            to[j] = HALF(narrowed)(f(HALF(widened)(from_a[j]), HALF(widened)(from_b[j]), p));
        }
        if (partial) __builtin_memcpy(out + i, padded_out, (n - i) * sizeof *out);
    }
}

// The activations that wait for memory, with the conversions in the loop; the gradients from the output are all such.
#define CK_HALF_GRADIENT(id, derivative) \
    static void HALF(id##_##derivative##_loop)(const void *dy, const void *v, void *dx, size_t n, const double *p) { \
        HALF(map)(dy, v, dx, n, rounded_f32(p), id##_##derivative##_product_f32); \
    }
#define CK_HALF_FROM_INPUT(id)
#define CK_HALF_FROM_OUTPUT(id) CK_HALF_GRADIENT(id, derivative_from_output)
#define CK_HALF_BY_ARITHMETIC(id)
#define CK_HALF_BY_DIVISION(id)
#define CK_HALF_BY_MEMORY(id) \
    static void HALF(id##_forward_loop)(const void *x, void *y, size_t n, const double *p) { \
        HALF(map)(x, x, y, n, rounded_f32(p), id##_value_f32); \
    } \
    CK_HALF_GRADIENT(id, derivative)
#define CK_ACTIVATION(id, swift, flatness, reads, bound, ...) CK_HALF_##bound(id) CK_HALF_##reads(id)
#include "../activations/catalogue.h"
#undef CK_ACTIVATION
#undef CK_HALF_BY_MEMORY
#undef CK_HALF_BY_DIVISION
#undef CK_HALF_BY_ARITHMETIC
#undef CK_HALF_FROM_OUTPUT
#undef CK_HALF_FROM_INPUT
#undef CK_HALF_GRADIENT

#define CK_HALF_BY_MEMORY(id, loop) HALF(id##_##loop)
#define CK_HALF_BY_ARITHMETIC(id, loop) NULL
#define CK_HALF_BY_DIVISION(id, loop) NULL
#define CK_ACTIVATION(id, swift, flatness, reads, bound, ...) [ck_##id] = CK_HALF_##bound(id, forward_loop),
static ck_map *const HALF(forward)[] = {
#include "../activations/catalogue.h"
};
#undef CK_ACTIVATION

#define CK_ACTIVATION(id, swift, flatness, reads, bound, ...) [ck_##id] = CK_HALF_##bound(id, derivative_loop),
static ck_gradient *const HALF(from_input)[] = {
#include "../activations/catalogue.h"
};
#undef CK_ACTIVATION
#undef CK_HALF_BY_DIVISION
#undef CK_HALF_BY_ARITHMETIC
#undef CK_HALF_BY_MEMORY

#define CK_HALF_FROM_INPUT(id) NULL
#define CK_HALF_FROM_OUTPUT(id) HALF(id##_derivative_from_output_loop)
#define CK_ACTIVATION(id, swift, flatness, reads, ...) [ck_##id] = CK_HALF_##reads(id),
static ck_gradient *const HALF(from_output)[] = {
#include "../activations/catalogue.h"
};
#undef CK_ACTIVATION
#undef CK_HALF_FROM_OUTPUT
#undef CK_HALF_FROM_INPUT

// dx = dy a times a factor for each, or for each x where they are a table.
CK_INLINE void HALF(times)(const uint16_t *dy, const uint16_t *a, const uint16_t *x, uint16_t *dx, size_t n,
                           const float *factors, bool is_table, bool flat) {
    CK_VECTORISED_BY(CK_HALF_LANES, 2)
    for (size_t i = 0; i < n; i++) {
        const float upstream = HALF(widened)(dy[i]), factor = factors[is_table ? x[i] : i];
        const float product = (a ? upstream * HALF(widened)(a[i]) : upstream) * factor;
        dx[i] = HALF(narrowed)(flat && factor == 0 ? 0 : product);
    }
}

CK_INLINE void HALF(slopes_times)(const uint16_t *dy, const uint16_t *a, const uint16_t *x, uint16_t *dx, size_t n,
                                  const float *slopes, bool flat) {
    if (CK_SINGLE_LOADS) return HALF(times)(dy, a, x, dx, n, slopes, true, flat);
    float found[CK_LOOKED_UP];
    for (size_t start = 0, count; start < n; start += count) {
        count = n - start < CK_LOOKED_UP ? n - start : CK_LOOKED_UP;
        look_up_floats(x + start, found, count, slopes);
        HALF(times)(dy + start, a ? a + start : NULL, x, dx + start, count, found, false, flat);
    }
}

static void HALF(times_looked_up)(const void *factors, const void *x, void *y, size_t n, const float *table) {
    HALF(slopes_times)(factors, NULL, x, y, n, table, false);
}

static void HALF(gradient_looked_up)(const void *dy, const void *a, const void *x, void *dx, size_t n, const float *slopes,
                                     bool flat) {
    if (a) {
        HALF(slopes_times)(dy, a, x, dx, n, slopes, flat);
    } else {
        HALF(slopes_times)(dy, NULL, x, dx, n, slopes, flat);
    }
}

// Neighbouring rows, as many at a time, widened, as stay in the first-level cache.
static void HALF(rows)(ck_rows rows_f32, const void *from_a, const void *from_b, void *to, size_t n, size_t result,
                       size_t rows) {
    const uint16_t *a = from_a, *b = from_b;
    uint16_t *out = to;
    _Alignas(64) float first[ck_half_row], second[ck_half_row];
    if (n == 0) return;
    const size_t fitting = ck_half_row / (b == a ? 1 : 2) / n, most = fitting < 1 ? 1 : fitting;
    for (size_t start = 0, count; start < rows; start += count) {
        count = rows - start < most ? rows - start : most;
        HALF(widen)(a + start * n, first, count * n);
        if (b != a) HALF(widen)(b + start * n, second, count * n);
        rows_f32(first, b == a ? first : second, first, n, count, false);
        HALF(narrow)(first, out + start * result, count * result);
    }
}

// Gradients of long rows, which wait for memory, with the conversions in the loops: as loops/rows.h and loops/row_groups.h
// have them.
CK_INLINE double HALF(product_sum)(const uint16_t *a, const uint16_t *b, size_t n, bool multiplies) {
    // What fills no block, with one more block where it would not fill a chunk.
    const size_t ragged = n % (2 * CK_PARTIALS), left = ragged > 0 && ragged < CK_PARTIALS ? ragged + 2 * CK_PARTIALS : ragged;
    const size_t whole = n - left;
    partial_sums_f32 sum = {0, 0};
    float pairs[CK_ROW_BLOCK / 2], products[3 * CK_PARTIALS];
    for (size_t start = 0, count; start < whole; start += count) {
        count = whole - start < CK_ROW_BLOCK ? whole - start : CK_ROW_BLOCK;
        for (size_t i = 0; i < count; i += 2 * CK_PARTIALS) {
            HALF(add_block)(a + start + i, b + start + i, pairs + i / 2, multiplies);
        }
        for (size_t i = 0; i < count / 2; i += CK_PARTIALS) add_chunk_f32(&sum, load_f32(pairs + i));
    }
    sum = HALF(in_order)(sum);
    for (size_t i = 0; i < left; i += CK_HALF_LANES) {
        if (left - i < CK_HALF_LANES) i = left - CK_HALF_LANES;
        const uint16_t *x = a + whole + i, *y = b + whole + i;
        CK_VECTORISED_BY(CK_HALF_LANES, 1)
        for (int j = 0; j < CK_HALF_LANES; j++) {
            products[i + j] = multiplies ? HALF(widened)(x[j]) * HALF(widened)(y[j]) : HALF(widened)(x[j]);
        }
    }
    add_products_f32(&sum, products, NULL, left);
    return total_f32(&sum);
}

CK_INLINE void HALF(map_vector)(const uint16_t *a, const uint16_t *b, uint16_t *out, parameters_f32 p, function_f32 *f) {
    CK_VECTORISED_BY(CK_HALF_LANES, 1)
    for (int j = 0; j < CK_HALF_LANES; j++) out[j] = HALF(narrowed)(f(HALF(widened)(a[j]), HALF(widened)(b[j]), p));
}

CK_INLINE void HALF(row_map)(const uint16_t *a, const uint16_t *b, uint16_t *out, size_t n, parameters_f32 p,
                             function_f32 *f) {
    const size_t last = n - CK_HALF_LANES;
    uint16_t ragged[CK_HALF_LANES];
    if (n % CK_HALF_LANES > 0) HALF(map_vector)(a + last, b + last, ragged, p, f);
    size_t i = 0;
    for (; n - i >= 2 * CK_PARTIALS; i += 2 * CK_PARTIALS) HALF(map_block)(a + i, b + i, out + i, p, f);
    for (; n - i >= CK_HALF_LANES; i += CK_HALF_LANES) HALF(map_vector)(a + i, b + i, out + i, p, f);
    if (n % CK_HALF_LANES > 0) __builtin_memcpy(out + last, ragged, sizeof ragged);
}

CK_INLINE void HALF(rows_backward)(const void *upstream, const void *output, void *result, size_t n, size_t rows,
                                   bool multiplies, function_f32 *gradient, ck_rows short_rows) {
    const uint16_t *dy = upstream, *y = output;
    uint16_t *dx = result;
    if (n <= ck_short_row) return HALF(rows)(short_rows, dy, y, dx, n, n, rows);
    const size_t most = rows_together_f32(n);
    for (size_t start = 0, count; start < rows; start += count) {
        double sums[ck_column_limit];
        count = rows - start < most ? rows - start : most;
        for (size_t r = 0; r < count; r++) {
            const size_t row = (start + r) * n;
            sums[r] = HALF(product_sum)(dy + row, y + row, n, multiplies);
        }
        for (size_t r = 0; r < count; r++) {
            const size_t row = (start + r) * n;
            HALF(row_map)(dy + row, y + row, dx + row, n, (parameters_f32){{(float)sums[r]}}, gradient);
        }
    }
}

static void HALF(softmax_backward)(const void *dy, const void *y, void *dx, size_t n, size_t rows, bool streams) {
    HALF(rows_backward)(dy, y, dx, n, rows, true, softmax_gradient_f32, rows_softmax_backward_f32);
}

static void HALF(log_softmax_backward)(const void *dy, const void *y, void *dx, size_t n, size_t rows, bool streams) {
    HALF(rows_backward)(dy, y, dx, n, rows, false, log_softmax_gradient_f32, rows_log_softmax_backward_f32);
}

static const ck_half CK_HALF = {
    .forward = HALF(forward),
    .from_input = HALF(from_input),
    .from_output = HALF(from_output),
    .look_up = look_up,
    .times_looked_up = HALF(times_looked_up),
    .gradient_looked_up = HALF(gradient_looked_up),
    .widen = HALF(widen),
    .narrow = HALF(narrow),
    .rows = HALF(rows),
    .row_softmax_backward = HALF(softmax_backward),
    .row_log_softmax_backward = HALF(log_softmax_backward),
    .stream = stream_half,
};
