// Calls kernels on the fixed inputs, wherever they may lie in memory, and hashes what comes out.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CHashing.h"

uint64_t hashing_add(uint64_t hash, hashing_type type, const void *values, size_t n) {
    for (size_t i = 0; i < n; i++) {
        uint64_t bits;
        if (type == hashing_float32) {
            bits = ((const uint32_t *)values)[i];
            if ((bits & 0x7fffffff) > 0x7f800000) bits = 0x7fc00000;
        } else {
            bits = ((const uint64_t *)values)[i];
            if ((bits & (~0ull >> 1)) > 0x7ffull << 52) bits = 0x7ff8ull << 48;
        }
        hash = (hash ^ bits) * 0x9e3779b97f4a7c15;
        hash ^= hash >> 32;
    }
    return hash;
}

#if defined(__x86_64__)
uint64_t hashing_disturb(void) {
    const uint32_t saved = __builtin_ia32_stmxcsr();
    __builtin_ia32_ldmxcsr(saved | 0xe040);  // flush to zero, round toward zero, denormals are zero
    return saved;
}

void hashing_restore(uint64_t saved) { __builtin_ia32_ldmxcsr((uint32_t)saved); }
#elif defined(__aarch64__)
uint64_t hashing_disturb(void) {
    uint64_t saved;
    __asm__ volatile("mrs %0, fpcr" : "=r"(saved));
    hashing_restore(saved | 7ull << 22);
    return saved;
}

void hashing_restore(uint64_t saved) { __asm__ volatile("msr fpcr, %0" : : "r"(saved)); }
#endif

// MARK: - Calls at any place

// A kernel or a composition of them: b is a where there is one input, and the result has as many elements as a row or
// one.
typedef struct call call;
struct call {
    void (*run)(const call *c, const void *a, const void *b, void *out, size_t n);
    ck_map *map;
    ck_gradient *gradient;
    ck_pair *pair;
    ck_rows rows;
    ck_columns columns;
    double parameters[ck_parameter_limit];
    bool narrows, binary;
    size_t size;
    hashing_type type;
};

enum { line = 64, filler = 0xa5 };

// Memory for `bytes` at any offset within a line, with a line before and two behind.
static char *room(size_t bytes) {
    const size_t total = (bytes + 4 * line) / line * line;
    char *memory = aligned_alloc(line, total);
    if (!memory) abort();
    return memory;
}

static char *place(char *room, size_t offset) { return room + line + offset; }

static bool filled(const char *from, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (from[i] != (char)filler) return false;
    }
    return true;
}

static bool same(const call *c, const void *a, const void *b, size_t n) {
    return memcmp(a, b, n * c->size) == 0 || hashing_add(0, c->type, a, n) == hashing_add(0, c->type, b, n);
}

typedef struct {
    char *a, *b, *out;
} rooms;

// Whether the call gives `expected` with its first input at `offset` within a line: not in place with all three vectors
// at different offsets, and in place of either input.
static void compare(const call *c, const rooms *r, const char *a, const char *b, const char *expected, size_t n,
                    size_t offset, hashing_result *result) {
    const size_t lanes = line / c->size, bytes = n * c->size;
    const size_t written = c->narrows ? c->size : bytes;
    static const char *const names[] = {"not in place", "in place of the first input", "in place of the second input"};
    const int ways = c->narrows ? 1 : a == b ? 2 : 3;
    for (int way = 0; way < ways && !result->difference[0]; way++) {
        char *at_a = place(r->a, offset * c->size);
        char *at_b = a == b ? at_a : place(r->b, (way == 0 ? lanes - 1 - offset : offset) * c->size);
        char *out = way == 1 ? at_a : way == 2 ? at_b : place(r->out, (5 * offset + 3) % lanes * c->size);
        memset(out - line, filler, bytes + 2 * line);
        memcpy(at_a, a, bytes);
        if (a != b) memcpy(at_b, b, bytes);
        c->run(c, at_a, at_b, out, n);
        const bool outside = !filled(out - line, line) || !filled(out + written, line);
        if (outside || !same(c, out, expected, written / c->size)) {
            snprintf(result->difference, sizeof result->difference, "%zu elements at offset %zu, %s: %s", n, offset,
                     names[way], outside ? "memory beside the output is written" : "other bits");
        }
    }
}

// MARK: - Activations

static void run_map(const call *c, const void *a, const void *b, void *out, size_t n) {
    c->map(a, out, n, c->parameters);
}

static void run_gradient(const call *c, const void *a, const void *b, void *out, size_t n) {
    c->gradient(a, b, out, n, c->parameters);
}

static void run_pair(const call *c, const void *a, const void *b, void *out, size_t n) { c->pair(a, b, out, n); }

static const ck_kernels *kernels_of(const ck_table *table, hashing_type type) {
    return type == hashing_float32 ? table->float32 : table->float64;
}

static size_t size_of(hashing_type type) { return type == hashing_float32 ? sizeof(float) : sizeof(double); }

// Whether the call gives `expected` at every offset and for every length up to four blocks.
static void compare_everywhere(const call *c, const char *a, const char *b, const char *expected,
                               hashing_result *result) {
    const size_t lanes = line / c->size, limit = 4 * 2 * lanes + 1;
    const rooms r = {room(limit * c->size), room(limit * c->size), room(limit * c->size)};
    for (size_t offset = 0; offset < lanes; offset++) {
        for (size_t n = 0; n <= limit && !result->difference[0]; n++) {
            const size_t start = (257 * n + 31 * offset) % (hashing_width - limit) * c->size;
            compare(c, &r, a + start, b + start, expected + start, n, offset, result);
        }
    }
    free(r.a), free(r.b), free(r.out);
}

hashing_result hashing_of_activation(const ck_table *table, ck_kind kind, hashing_quantity quantity,
                                     hashing_type type) {
    const size_t size = size_of(type);
    const ck_kernels *k = kernels_of(table, type);
    call c = {.run = quantity == hashing_forward ? run_map : run_gradient, .size = size, .type = type};
    switch (quantity) {
        case hashing_forward: c.map = k->forward[kind]; break;
        case hashing_from_input: c.gradient = k->from_input[kind]; break;
        case hashing_from_output: c.gradient = k->from_output[kind]; break;
    }
    char *read = room(hashing_width * size), *dy = room(hashing_width * size), *expected = room(hashing_width * size);
    hashing_inputs(0, type, read);
    hashing_inputs(1, type, dy);
    const char *a = quantity == hashing_forward ? read : dy;

    hashing_result result = {0};
    for (int set = hashing_parameter_sets - 1; set >= 0; set--) {
        hashing_parameters(kind, set, c.parameters);
        c.run(&c, a, read, expected, hashing_width);
        result.hash = hashing_add(result.hash, type, expected, hashing_width);
    }
    compare_everywhere(&c, a, read, expected, &result);
    free(read), free(dy), free(expected);
    return result;
}

// MARK: - Pairs

const char *hashing_pair_name(ck_pair_kind kind) {
#define CK_PAIR(id, ...) #id,
    static const char *const names[] = {
#include "../../Sources/CKernels/loops/pairs.h"
    };
#undef CK_PAIR
    return names[kind];
}

hashing_result hashing_of_pair(const ck_table *table, ck_pair_kind kind, hashing_type type) {
    ck_pair *const pair = kernels_of(table, type)->pairs[kind];
    const call c = {.run = run_pair, .pair = pair, .size = size_of(type), .type = type};
    const size_t bytes = hashing_width * c.size;
    char *a = room(bytes), *b = room(bytes), *expected = room(bytes);
    hashing_inputs(0, type, a);
    hashing_inputs(1, type, b);
    hashing_result result = {0};
    c.run(&c, a, b, expected, hashing_width);
    result.hash = hashing_add(result.hash, type, expected, hashing_width);
    compare_everywhere(&c, a, b, expected, &result);
    free(a), free(b), free(expected);
    return result;
}

// The sums of as many columns, each of them of the same term twice.
hashing_result hashing_of_slope_terms(const ck_table *table, hashing_type type) {
    enum { limit = 4 * 2 * (line / sizeof(float)) + 1 };
    const size_t size = size_of(type);
    const ck_kernels *k = kernels_of(table, type);
    char *dy = room(hashing_width * size), *x = room(hashing_width * size);
    double *expected = calloc(hashing_width, sizeof(double)), sums[limit + 1];
    if (!expected) abort();
    hashing_inputs(1, type, dy);
    hashing_inputs(0, type, x);
    for (int row = 0; row < 2; row++) k->add_slope_terms(dy, x, expected, hashing_width);
    hashing_result result = {.hash = hashing_add(0, hashing_float64, expected, hashing_width)};

    for (size_t n = 0; n <= limit && !result.difference[0]; n++) {
        const size_t start = 257 * n % (hashing_width - limit);
        memset(sums, 0, sizeof sums);
        sums[n] = filler;
        for (int row = 0; row < 2; row++) k->add_slope_terms(dy + start * size, x + start * size, sums, n);
        const bool same = hashing_add(0, hashing_float64, sums, n) ==
                          hashing_add(0, hashing_float64, expected + start, n);
        if (!same || sums[n] != filler) snprintf(result.difference, sizeof result.difference, "%zu columns", n);
    }
    free(dy), free(x), free(expected);
    return result;
}

// MARK: - Conversions

enum { halves = 65536 };

// Floats of which half are ties in one of the types, subnormal numbers included.
static void ties(uint32_t *x) {
    hashing_inputs(0, hashing_float32, x);
    hashing_inputs(1, hashing_float32, x + hashing_width);
    for (uint32_t i = 0; i < halves; i++) {
        const uint32_t place = i % 8 == 1 ? 15 : i % 4 == 2 ? 12 : i % 4 == 3 ? 12 + i / 4 % 12 : 0;
        if (place) x[i] = (x[i] & ~((2u << place) - 1)) | 1u << place;
    }
}

// Numbers of 16 bits as integers, all NaNs the same.
static void settle(const uint16_t *numbers, uint32_t *settled, uint16_t infinity) {
    for (size_t i = 0; i < halves; i++) {
        settled[i] = (numbers[i] & 0x7fff) > infinity ? infinity + 1u : numbers[i];
    }
}

hashing_result hashing_of_conversion(const ck_table *table, hashing_conversion conversion) {
    const bool is_float16 = conversion < hashing_widen_bfloat16;
    const bool narrows = conversion == hashing_narrow_float16 || conversion == hashing_narrow_bfloat16;
    const ck_half *half = is_float16 ? table->float16 : table->bfloat16;
    const size_t from = narrows ? 4 : 2, to = narrows ? 2 : 4;
    char *x = room(halves * from), *y = room(halves * to), *part = room(halves * to);
    uint32_t *settled = malloc(halves * sizeof *settled);
    if (!settled) abort();
    if (narrows) ties((uint32_t *)x);
    else for (uint32_t i = 0; i < halves; i++) ((uint16_t *)x)[i] = (uint16_t)i;

    void (*const convert)(const void *, void *, size_t) = narrows ? half->narrow : half->widen;
    convert(x, y, halves);
    if (narrows) settle((const uint16_t *)y, settled, is_float16 ? 0x7c00 : 0x7f80);
    hashing_result result = {hashing_add(0, hashing_float32, narrows ? (void *)settled : y, halves), ""};
    for (size_t n = 0; n <= 300; n++) {
        const size_t start = 211 * n % (halves - 300);
        char *out = place(part, n % line);
        memset(out - line, filler, n * to + 2 * line);
        convert(x + start * from, out, n);
        const bool outside = !filled(out - line, line) || !filled(out + n * to, line);
        if (!result.difference[0] && (outside || memcmp(out, y + start * to, n * to) != 0)) {
            snprintf(result.difference, sizeof result.difference, "%zu elements at offset %zu: %s", n, n % line,
                     outside ? "memory beside the output is written" : "other bits");
        }
    }
    free(x), free(y), free(part), free(settled);
    return result;
}

// MARK: - Rows

static void run_row(const call *c, const void *a, const void *b, void *out, size_t n) {
    c->rows(a, b, out, n, 1, false);
}

// One row as the first of the fewest columns that a kernel takes, the others 0.
static void run_column(const call *c, const void *a, const void *b, void *out, size_t n) {
    const size_t line_size = ck_column_step * c->size, outputs = c->narrows ? 1 : n;
    char *columns = calloc(2 * n, line_size), *seconds = columns + n * line_size;
    if (!columns) abort();
    for (size_t i = 0; i < n; i++) {
        memcpy(columns + i * line_size, (const char *)a + i * c->size, c->size);
        memcpy(seconds + i * line_size, (const char *)b + i * c->size, c->size);
    }
    if (c->columns(columns, seconds, columns, n, ck_column_step, ck_column_step)) {
        for (size_t i = 0; i < outputs; i++) memcpy((char *)out + i * c->size, columns + i * line_size, c->size);
    } else {
        run_row(c, a, b, out, n);
    }
    free(columns);
}

static void run_last_axis(const call *c, const void *a, const void *b, void *out, size_t n) {
    (n > ck_short_row ? run_row : run_column)(c, a, b, out, n);
}

static call call_of_rows(const ck_kernels *k, hashing_row_function function, bool last_axis, hashing_type type) {
    call c = {.run = last_axis ? run_last_axis : run_column, .size = size_of(type), .type = type};
    switch (function) {
        case hashing_softmax: c.rows = k->row_softmax, c.columns = k->column_softmax; break;
        case hashing_log_softmax: c.rows = k->row_log_softmax, c.columns = k->column_log_softmax; break;
        case hashing_logsumexp:
            c.rows = k->row_logsumexp, c.columns = k->column_logsumexp;
            c.narrows = true;
            break;
        case hashing_softmax_gradient:
            c.rows = k->row_softmax_backward, c.columns = k->column_softmax_backward;
            c.binary = true;
            break;
        case hashing_log_softmax_gradient:
            c.rows = k->row_log_softmax_backward, c.columns = k->column_log_softmax_backward;
            c.binary = true;
            break;
    }
    return c;
}

// Columns side by side, `stride` elements from line to line: column j is the row turned by 7 j.
typedef struct {
    size_t n, width, stride;
} grid;

static size_t turned(const grid *g, size_t i, size_t j) { return (i + 7 * j) % g->n; }

static void turn(const call *c, const grid *g, const char *row, char *columns) {
    for (size_t i = 0; i < g->n; i++) {
        for (size_t j = 0; j < g->width; j++) {
            memcpy(columns + (i * g->stride + j) * c->size, row + turned(g, i, j) * c->size, c->size);
        }
    }
}

// Whether column j of `columns` is what it is by itself.
static bool column_agrees(const call *c, const grid *g, const char *first, const char *second, const char *columns,
                          size_t j, const rooms *r) {
    char *a = place(r->a, 0), *b = place(r->b, 0), *out = place(r->out, 0);
    for (size_t i = 0; i < g->n; i++) {
        memcpy(a + i * c->size, first + turned(g, i, j) * c->size, c->size);
        memcpy(b + i * c->size, second + turned(g, i, j) * c->size, c->size);
    }
    run_column(c, a, b, out, g->n);
    for (size_t i = 0; i < (c->narrows ? 1 : g->n); i++) {
        if (!same(c, out + i * c->size, columns + (i * g->stride + j) * c->size, 1)) return false;
    }
    return true;
}

// Whether columns give the same bits beside others as alone, at one width, stride and offset, in place and not.
static void compare_columns(const call *c, const rooms *r, const char *first, const char *second, size_t n,
                            hashing_result *result) {
    const size_t width = ck_column_step * (1 + n % (ck_column_limit / ck_column_step));
    const grid g = {n, width, width + n % 3 * 5};
    const size_t bytes = g.n * g.stride * c->size, offset = n % (line / c->size) * c->size;
    char *const a_room = room(bytes), *const b_room = room(bytes), *const out_room = room(bytes);
    for (int in_place = 0; in_place < (c->narrows ? 1 : 2); in_place++) {
        char *a = place(a_room, offset), *b = place(b_room, 0), *out = in_place ? a : place(out_room, 0);
        memset(out - line, filler, bytes + 2 * line);
        turn(c, &g, first, a);
        turn(c, &g, second, b);
        const bool done = c->columns(a, b, out, n, g.stride, width);
        bool right = filled(out - line, line) && filled(out + bytes, line);
        for (size_t i = 0; i < n; i++) {
            const bool written = done && (i == 0 || !c->narrows);
            const size_t from = in_place || written ? width : 0;
            right = right && filled(out + (i * g.stride + from) * c->size, (g.stride - from) * c->size);
        }
        // Every lane of a vector is looked at, over the lengths; all of them each time would take long.
        for (size_t j = n % 7; j < width && done && right; j += 7) right = column_agrees(c, &g, first, second, out, j, r);
        if (!right && !result->difference[0]) {
            snprintf(result->difference, sizeof result->difference, "%zu columns of %zu elements%s: %s", width, n,
                     in_place ? ", in place" : "", "not those of one column, or memory beside them is written");
        }
    }
    free(a_room), free(b_room), free(out_room);
}

hashing_result hashing_of_rows(const ck_table *table, hashing_row_function function, bool last_axis,
                               hashing_type type) {
    const call c = call_of_rows(kernels_of(table, type), function, last_axis, type);
    const size_t lanes = line / c.size, bytes = hashing_row_limit * c.size;
    const rooms r = {room(bytes), room(bytes), room(bytes)};
    char *first = room(bytes), *second = room(bytes), *expected = room(bytes);

    hashing_result result = {0};
    for (size_t row = 0; row < hashing_row_count; row++) {
        const size_t n = hashing_row_length(row);
        hashing_row(function, row, type, first, second);
        c.run(&c, first, second, expected, n);
        result.hash = hashing_add(result.hash, type, expected, c.narrows ? 1 : n);
        if (last_axis) {
            for (size_t offset = 0; offset < lanes && !result.difference[0]; offset += n > 2049 ? 5 : 1) {
                compare(&c, &r, first, c.binary ? second : first, expected, n, offset, &result);
            }
        } else if (n <= 130 || n == 513 || n == 1025) {
            compare_columns(&c, &r, first, second, n, &result);
        }
    }
    free(r.a), free(r.b), free(r.out), free(first), free(second), free(expected);
    return result;
}
