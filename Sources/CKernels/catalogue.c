// The descriptors of the catalogue.
#include <math.h>

#include "include/CKernels.h"

#define CK_ACTIVATION(id, swift, flatness, reads, bound, ...) \
    [ck_##id] = {.gradient_reads = CK_READS_##reads, .flat = CK_IS_##flatness, .memory_bound = CK_BOUND_##bound, __VA_ARGS__},
#define CK_IS_SMOOTH false
#define CK_IS_FLAT true
#define CK_IS_SCALED false
#define CK_BOUND_BY_ARITHMETIC false
#define CK_BOUND_BY_DIVISION false
#define CK_BOUND_BY_MEMORY true
#define CK_READS_FROM_INPUT ck_reads_input
#define CK_READS_FROM_OUTPUT ck_reads_output
const ck_descriptor ck_descriptors[] = {
#include "activations/catalogue.h"
};
