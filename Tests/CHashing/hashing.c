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
    const ck_kernels *kernels;
    void (*run)(const call *c, const void *a, const void *b, void *out, size_t n);
    ck_map *map;
    ck_gradient *gradient;
    double parameters[ck_parameter_limit];
    bool narrows;
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

static const ck_kernels *kernels_of(const ck_table *table, hashing_type type) {
    return type == hashing_float32 ? table->float32 : table->float64;
}

static size_t size_of(hashing_type type) { return type == hashing_float32 ? sizeof(float) : sizeof(double); }

hashing_result hashing_of_activation(const ck_table *table, ck_kind kind, hashing_quantity quantity,
                                     hashing_type type) {
    const size_t size = size_of(type), lanes = line / size, limit = 4 * 2 * lanes + 1;
    call c = {.kernels = kernels_of(table, type), .size = size, .type = type};
    if (quantity == hashing_forward) {
        c.run = run_map;
        c.map = c.kernels->forward[kind];
    } else {
        c.run = run_gradient;
        c.gradient = (quantity == hashing_from_input ? c.kernels->from_input : c.kernels->from_output)[kind];
    }
    const rooms r = {room(limit * size), room(limit * size), room(limit * size)};
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
    for (size_t offset = 0; offset < lanes; offset++) {
        for (size_t n = 0; n <= limit && !result.difference[0]; n++) {
            const size_t start = (257 * n + 31 * offset) % (hashing_width - limit) * size;
            compare(&c, &r, a + start, read + start, expected + start, n, offset, &result);
        }
    }
    free(r.a), free(r.b), free(r.out), free(read), free(dy), free(expected);
    return result;
}

// MARK: - Rows

static void run_softmax(const call *c, const void *x, const void *unused, void *y, size_t n) {
    const ck_kernels *k = c->kernels;
    k->row_normalize(y, n, k->row_exponentials(x, y, n, k->row_maximum(x, n)));
}

static void run_log_softmax(const call *c, const void *x, const void *unused, void *y, size_t n) {
    const ck_kernels *k = c->kernels;
    const double maximum = k->row_maximum(x, n);
    k->row_log_normalize(x, y, n, maximum, k->row_log_sum(x, n, maximum));
}

static void run_logsumexp(const call *c, const void *x, const void *unused, void *y, size_t n) {
    const double maximum = c->kernels->row_maximum(x, n);
    const double result = maximum + c->kernels->row_log_sum(x, n, maximum);
    if (c->type == hashing_float32) {
        *(float *)y = (float)result;
    } else {
        *(double *)y = result;
    }
}

static void run_softmax_gradient(const call *c, const void *dy, const void *y, void *dx, size_t n) {
    const ck_kernels *k = c->kernels;
    k->row_softmax_gradient(dy, y, dx, n, k->row_dot(dy, y, n));
}

static void run_log_softmax_gradient(const call *c, const void *dy, const void *y, void *dx, size_t n) {
    const ck_kernels *k = c->kernels;
    k->row_log_softmax_gradient(dy, y, dx, n, k->row_total(dy, n));
}

hashing_result hashing_of_rows(const ck_table *table, hashing_row_function function, hashing_type type) {
    const size_t size = size_of(type), lanes = line / size, bytes = hashing_row_limit * size;
    call c = {.kernels = kernels_of(table, type), .size = size, .type = type};
    c.narrows = function == hashing_logsumexp;
    switch (function) {
        case hashing_softmax: c.run = run_softmax; break;
        case hashing_log_softmax: c.run = run_log_softmax; break;
        case hashing_logsumexp: c.run = run_logsumexp; break;
        case hashing_softmax_gradient: c.run = run_softmax_gradient; break;
        case hashing_log_softmax_gradient: c.run = run_log_softmax_gradient; break;
    }
    const bool two = function == hashing_softmax_gradient || function == hashing_log_softmax_gradient;
    const rooms r = {room(bytes), room(bytes), room(bytes)};
    char *first = room(bytes), *second = room(bytes), *expected = room(bytes);

    hashing_result result = {0};
    for (size_t row = 0; row < hashing_row_count; row++) {
        const size_t n = hashing_row_length(row);
        hashing_row(function, row, type, first, second);
        c.run(&c, first, second, expected, n);
        result.hash = hashing_add(result.hash, type, expected, c.narrows ? 1 : n);
        for (size_t offset = 0; offset < lanes && !result.difference[0]; offset += n > 2049 ? 5 : 1) {
            compare(&c, &r, first, two ? second : first, expected, n, offset, &result);
        }
    }
    free(r.a), free(r.b), free(r.out), free(first), free(second), free(expected);
    return result;
}
