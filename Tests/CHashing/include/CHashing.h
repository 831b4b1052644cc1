// Fixed inputs and what the kernels make of them, as one hash for each function. Shared by the tests and by the program
// (program.c) that scripts/update-hashes.sh and scripts/check-arm64.sh run.
#ifndef CHASHING_H
#define CHASHING_H

#include <CKernels.h>

#define HASHING_NAME(name) __attribute__((swift_name(#name)))

typedef enum __attribute__((enum_extensibility(closed))) HASHING_NAME(HashedType) : uint32_t {
    hashing_float32 HASHING_NAME(float32),
    hashing_float64 HASHING_NAME(float64),
} hashing_type;

typedef enum __attribute__((enum_extensibility(closed))) HASHING_NAME(HashedQuantity) : uint32_t {
    hashing_forward HASHING_NAME(forward),
    hashing_from_input HASHING_NAME(fromInput),
    hashing_from_output HASHING_NAME(fromOutput),
} hashing_quantity;

typedef enum __attribute__((enum_extensibility(closed))) HASHING_NAME(HashedRowFunction) : uint32_t {
    hashing_softmax HASHING_NAME(softmax),
    hashing_log_softmax HASHING_NAME(logSoftmax),
    hashing_logsumexp HASHING_NAME(logSumExp),
    hashing_softmax_gradient HASHING_NAME(softmaxGradient),
    hashing_log_softmax_gradient HASHING_NAME(logSoftmaxGradient),
} hashing_row_function;

typedef enum __attribute__((enum_extensibility(closed))) HASHING_NAME(HashedConversion) : uint32_t {
    hashing_widen_float16 HASHING_NAME(widenFloat16),
    hashing_narrow_float16 HASHING_NAME(narrowFloat16),
    hashing_widen_bfloat16 HASHING_NAME(widenBFloat16),
    hashing_narrow_bfloat16 HASHING_NAME(narrowBFloat16),
} hashing_conversion;

enum {
    hashing_width = 32768,       // elements of an elementwise input
    hashing_parameter_sets = 3,  // the defaults and two others
    hashing_row_count = 278,
    hashing_row_limit = 65537,   // elements of the longest row
    hashing_activation_quantities = 3, hashing_row_functions = 5, hashing_types = 2,
    hashing_conversions = 4,
};

typedef struct {
    uint64_t hash;
    char difference[160];  // the first call that gave other bits elsewhere in memory; empty when none did
} hashing_result;

// The hash of the outputs of one call for each parameter set, and whether calls at every offset and length, in place and
// not, give the same bits and write nothing else.
hashing_result hashing_of_activation(const ck_table *_Nonnull table, ck_kind kind, hashing_quantity quantity,
                                     hashing_type type);
// The same of a function of two vectors, and of the sums that the gradient of slopes is made of.
const char *_Nonnull hashing_pair_name(ck_pair_kind kind);
hashing_result hashing_of_pair(const ck_table *_Nonnull table, ck_pair_kind kind, hashing_type type);
hashing_result hashing_of_slope_terms(const ck_table *_Nonnull table, hashing_type type);
// Along the last axis long rows are taken by themselves; short ones, and rows that have many others beside them, as columns.
hashing_result hashing_of_rows(const ck_table *_Nonnull table, hashing_row_function function, bool last_axis,
                               hashing_type type);

// Of the types of 16 bits, whose functions are those of float32 between two conversions: all of their numbers widened, or
// 65,536 floats narrowed, many of them ties.
hashing_result hashing_of_conversion(const ck_table *_Nonnull table, hashing_conversion conversion);

// Adds n elements to a hash that starts as 0. Any NaN equals any NaN.
uint64_t hashing_add(uint64_t hash, hashing_type type, const void *_Nonnull values, size_t n);

// Elementwise inputs by bit pattern: a quarter special values, a quarter random patterns, the rest between 2^-24 and 2^12.
// Stream 0 is x or y, stream 1 is dy.
void hashing_inputs(unsigned stream, hashing_type type, void *_Nonnull values);
void hashing_parameters(ck_kind kind, int set, double values[_Nonnull ck_parameter_limit]);

// The rows: their lengths, the logits (twice), or dy and an output-like y. Some hold NaN or infinities, or are all -∞.
size_t hashing_row_length(size_t row);
void hashing_row(hashing_row_function function, size_t row, hashing_type type, void *_Nonnull first,
                 void *_Nonnull second);

// Sets the modes a host program may have set: subnormal operands and results are flushed to zero, and rounding is toward
// zero. Returns the previous state for hashing_restore.
uint64_t hashing_disturb(void);
void hashing_restore(uint64_t saved);

#endif
