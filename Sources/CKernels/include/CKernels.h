// What Swift sees of the kernels: the catalogue and one table of functions per instruction set.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "control_word.h"

#pragma GCC visibility push(hidden)  // calls within a library need no table

#define CK_ACTIVATION(id, swift, ...) ck_##id __attribute__((swift_name(#swift))),
typedef enum __attribute__((enum_extensibility(closed), swift_name("ActivationKind"))) : uint32_t {
#include "../activations/catalogue.h"
} ck_kind;
#undef CK_ACTIVATION

#define CK_ACTIVATION(...) +1
enum { ck_kind_count = 0
#include "../activations/catalogue.h"
};
#undef CK_ACTIVATION

enum { ck_parameter_limit = 4 };

typedef struct {
    const char *_Nonnull name;
    double initial;
    double lower, upper;  // the closed range of valid values
    bool nonzero;         // 0 is excluded from it
} ck_parameter;

typedef enum __attribute__((enum_extensibility(closed), swift_name("GradientReads"))) : uint32_t {
    ck_reads_input __attribute__((swift_name("input"))),
    ck_reads_output __attribute__((swift_name("output"))),
} ck_reads;

// Proven errors in ULP, rounded up: a forward value and a gradient with dy = 1.
typedef struct {
    double forward, gradient;
} ck_bound;

typedef struct {
    const char *_Nonnull name;
    const char *_Nonnull aliases;  // separated by commas
    const char *_Nonnull formula;
    ck_reads gradient_reads;       // what the cheaper gradient reads
    uint32_t parameter_count;
    ck_parameter parameters[4];
    bool ordered;                  // the first parameter may not exceed the second
    bool flat;                     // the gradient is 0 where the slope is 0, whatever dy is
    bool memory_bound;             // out of the caches it waits for memory, not for arithmetic
    ck_bound float32, float64;
} ck_descriptor;

extern const ck_descriptor ck_descriptors[ck_kind_count];

static inline const ck_descriptor *_Nonnull ck_describe(ck_kind kind) { return &ck_descriptors[kind]; }

static inline const ck_parameter *_Nonnull ck_parameters(const ck_descriptor *_Nonnull row) { return row->parameters; }

typedef void ck_map(const void *_Nonnull x, void *_Nonnull y, size_t n, const double *_Nonnull parameters);
typedef void ck_gradient(const void *_Nonnull dy, const void *_Nonnull read, void *_Nonnull dx, size_t n,
                         const double *_Nonnull parameters);

#define CK_PAIR(id, swift, ...) ck_pair_##id __attribute__((swift_name(#swift))),
typedef enum __attribute__((enum_extensibility(closed), swift_name("PairKind"))) : uint32_t {
#include "../loops/pairs.h"
} ck_pair_kind;
#undef CK_PAIR

#define CK_PAIR(...) +1
enum { ck_pair_count = 0
#include "../loops/pairs.h"
};
#undef CK_PAIR

typedef void ck_pair(const void *_Nonnull a, const void *_Nonnull b, void *_Nonnull out, size_t n);

#define CK_LOSS(id, swift, ...) ck_loss_##id __attribute__((swift_name(#swift))),
typedef enum __attribute__((enum_extensibility(closed), swift_name("LossKind"))) : uint32_t {
#include "../loops/losses.h"
} ck_loss_kind;
#undef CK_LOSS

// ck_short_row: the longest rows that are copied side by side; they do not fill CK_PARTIALS.
enum { ck_column_limit = 64, ck_column_step = 16, ck_short_row = 31 };

// ck_line_limit: the most columns that gradients take side by side, by measurement.
enum { ck_line_limit = 1024 };

// ck_half_row: the longest rows of 16 bits that are widened in the first-level cache.
enum { ck_half_row = 4096 };

// The functions of rows have one input, a, or two: the upstream gradient and the output. Pointers, since Swift would wrap
// plain function types into closures that it allocates.
//
// streams: whether gradients of long rows go past the caches; out is no input then. Other results are fetched ahead instead.
typedef void (*ck_rows)(const void *_Nonnull a, const void *_Nonnull b, void *_Nonnull out, size_t n, size_t rows,
                        bool streams);
// Returns false, with nothing written, where a column's maximum is infinite: such columns are taken one by one as rows.
typedef bool (*ck_columns)(const void *_Nonnull a, const void *_Nonnull b, void *_Nonnull out, size_t n, size_t stride,
                           size_t width);

// Kernels of one scalar type. Vectors may be at any address; an output is disjoint from the inputs or is one of them.
typedef struct {
    ck_map *_Nonnull const *_Nonnull forward;  // by ck_kind
    ck_gradient *_Nonnull const *_Nonnull from_input;
    ck_gradient *_Nullable const *_Nonnull from_output;  // NULL where the output does not determine the gradient

    ck_pair *_Nonnull const *_Nonnull pairs;  // by ck_pair_kind
    ck_gradient *_Nonnull const *_Nonnull gated;  // f(a) b, by ck_kind

    // Adds dy[i] x[i] to sums[i] where x[i] < 0.
    void (*_Nonnull add_slope_terms)(const void *_Nonnull dy, const void *_Nonnull x, double *_Nonnull sums, size_t n);

    ck_gradient *_Nonnull const *_Nonnull losses;  // by ck_loss_kind, of a logit and its target
    // Whether all are 0 or 1, or anything between.
    bool (*_Nonnull are_targets)(const void *_Nonnull numbers, size_t n, bool between);

    double (*_Nonnull sum)(const void *_Nonnull x, size_t n);

    // Copies n elements past the caches; y is aligned to 64 bytes, x at will. ck_stream_end makes them visible.
    void (*_Nonnull stream)(const void *_Nonnull x, void *_Nonnull y, size_t n);

    // Copies runs of `length` bytes, a multiple of two, that lie the first step apart, to where they lie the other step apart.
    void (*_Nonnull copy_runs)(const void *_Nonnull x, size_t step, void *_Nonnull y, size_t y_step, size_t length,
                               size_t runs);

    // The softmax family on neighbouring rows of n elements, or on columns: at most ck_column_limit that lie side by side,
    // for gradients ck_line_limit, and a multiple of ck_column_step, with `stride` elements from one line to the next. The
    // result of logsumexp has one element for each row or column.
    ck_rows _Nonnull row_softmax, row_log_softmax, row_logsumexp, row_softmax_backward, row_log_softmax_backward;
    ck_rows _Nonnull row_totals;  // sums as `sum` adds them up, an element for each row
    ck_columns _Nonnull column_softmax, column_log_softmax, column_logsumexp, column_softmax_backward,
        column_log_softmax_backward;

    // y = x w + bias, or x w where that is NULL, for at least one output. x has `inputs` columns, the rows of
    // w and y begin `stride` elements apart.
    void (*_Nonnull product)(const void *_Nonnull x, const void *_Nonnull w, const void *_Nullable bias, void *_Nonnull y,
                             size_t rows, size_t inputs, size_t outputs, size_t stride);
    // Up to how many rows it is faster than OpenBLAS, and up to how many outputs, whatever the rows are, where w stays in the
    // second-level cache; by measurement.
    size_t product_rows, product_outputs;
} ck_kernels;

// A scalar type of 16 bits, which is computed in float: widen is exact, narrow rounds to nearest, ties to even. Vectors may
// be at any address; those that are converted are disjoint, another output may be an input.
typedef struct {
    // By ck_kind; NULL where the arithmetic takes longer than the conversions, or as in ck_kernels.
    ck_map *_Nullable const *_Nonnull forward;
    ck_gradient *_Nullable const *_Nonnull from_input;
    ck_gradient *_Nullable const *_Nonnull from_output;

    // y = table[x] for a table of 65,536 results.
    void (*_Nonnull look_up)(const void *_Nonnull x, void *_Nonnull y, size_t n, const uint16_t *_Nonnull table);

    // y = a table[x], rounded once from there.
    void (*_Nonnull times_looked_up)(const void *_Nonnull a, const void *_Nonnull x, void *_Nonnull y, size_t n,
                                     const float *_Nonnull table);

    // dx = dy a slopes[x], or 0 where the slope is 0 and flat. Without a it is 1.
    void (*_Nonnull gradient_looked_up)(const void *_Nonnull dy, const void *_Nullable a, const void *_Nonnull x,
                                        void *_Nonnull dx, size_t n, const float *_Nonnull slopes, bool flat);

    void (*_Nonnull widen)(const void *_Nonnull x, void *_Nonnull y, size_t n);
    void (*_Nonnull narrow)(const void *_Nonnull x, void *_Nonnull y, size_t n);

    // A function of rows in float on neighbouring rows of n <= ck_half_row elements, whose results have `result`.
    void (*_Nonnull rows)(ck_rows _Nonnull rows_f32, const void *_Nonnull a, const void *_Nonnull b, void *_Nonnull out,
                          size_t n, size_t result, size_t rows);
    ck_rows _Nonnull row_softmax_backward, row_log_softmax_backward;  // of the type itself

    void (*_Nonnull stream)(const void *_Nonnull x, void *_Nonnull y, size_t n);  // that of ck_kernels
} ck_half;

typedef struct {
    const char *_Nonnull isa;
    const ck_kernels *_Nonnull float32, *_Nonnull float64;
    const ck_half *_Nonnull float16, *_Nonnull bfloat16;
} ck_table;

// The best table that this processor runs, or the one that ACTIVATIONS_ISA names; chosen once.
const ck_table *_Nonnull ck_current(void) __attribute__((const));

// The table of that instruction set, NULL where this processor cannot run it.
const ck_table *_Nullable ck_table_named(const char *_Nonnull isa);

// Ends a run of streamed copies, so that other threads see them.
void ck_stream_end(void);

// The bytes of the last-level cache; 32 MiB where nobody tells.
size_t ck_last_cache(void);

// The processors that this process may run on.
size_t ck_processors(void);

// Tells the processor that a thread is waiting in a loop.
static inline void ck_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

#pragma GCC visibility pop

#endif
