// All kernels of the scalar type CK_BITS, and the struct that lists them.
#include "real.h"
#include "vectorise.h"
#include "map.h"
#include "../math/primitives.h"
#include "../math/exp.h"
#include "../math/log.h"
#include "../math/log1p_exp.h"
#include "../math/logistic.h"
#include "stream.h"
#include "sum.h"
#include "rows.h"

#define CK_FUNCTIONS
#define CK_ACTIVATION(...)
#include "../activations/catalogue.h"
#undef CK_ACTIVATION
#undef CK_FUNCTIONS
#include "elementwise.h"

#define CK_ACTIVATION(id, ...) [ck_##id] = FN(id##_forward_loop),
static ck_map *const FN(forward)[] = {
#include "../activations/catalogue.h"
};
#undef CK_ACTIVATION

#define CK_ACTIVATION(id, ...) [ck_##id] = FN(id##_derivative_loop),
static ck_gradient *const FN(from_input)[] = {
#include "../activations/catalogue.h"
};
#undef CK_ACTIVATION

#define CK_SLOT_FROM_INPUT(id) NULL
#define CK_SLOT_FROM_OUTPUT(id) FN(id##_derivative_from_output_loop)
#define CK_ACTIVATION(id, swift, flatness, reads, ...) [ck_##id] = CK_SLOT_##reads(id),
static ck_gradient *const FN(from_output)[] = {
#include "../activations/catalogue.h"
};
#undef CK_ACTIVATION
#undef CK_SLOT_FROM_INPUT
#undef CK_SLOT_FROM_OUTPUT

static const ck_kernels FN(kernels) = {
    .forward = FN(forward),
    .from_input = FN(from_input),
    .from_output = FN(from_output),
    .stream = FN(stream),
    .row_maximum = FN(row_maximum),
    .row_exponentials = FN(row_exponentials),
    .row_normalize = FN(row_normalize),
    .row_log_sum = FN(row_log_sum),
    .row_log_normalize = FN(row_log_normalize),
    .row_total = FN(row_total),
    .row_dot = FN(row_dot),
    .row_softmax_gradient = FN(row_softmax_gradient),
    .row_log_softmax_gradient = FN(row_log_softmax_gradient),
};
