// All kernels of the scalar type CK_BITS, and the struct that lists them.
#include "real.h"
#include "vectorise.h"
#include "parameters.h"
#include "map.h"
#include "../math/primitives.h"
#include "../math/root.h"
#include "../math/exp.h"
#include "../math/expm1.h"
#include "../math/log.h"
#include "../math/log1p_exp.h"
#include "../math/logistic.h"
#include "../math/inverse_root.h"
#include "../math/gated.h"
#include "../math/sine.h"
#include "../math/tanh.h"
#include "../math/erf.h"
#include "../math/normal.h"
#include "stream.h"
#include "runs.h"
#include "sum.h"
#include "rows.h"
#include "columns.h"
#include "row_groups.h"
#include "short_row.h"
#include "transpose.h"
#include "row_loops.h"
#include "matrix.h"

#define CK_FUNCTIONS
#define CK_ACTIVATION(...)
#include "../activations/catalogue.h"
#undef CK_ACTIVATION
#undef CK_FUNCTIONS
#include "products.h"
#include "elementwise.h"
#include "pair_loops.h"
#include "loss_functions.h"

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
    .pairs = FN(pairs),
    .gated = FN(gated_products),
    .add_slope_terms = FN(add_slope_terms),
    .losses = FN(losses),
    .are_targets = FN(are_targets),
    .sum = FN(sum),
    .stream = FN(stream),
    .copy_runs = copy_runs,
    .row_softmax = FN(rows_softmax),
    .row_log_softmax = FN(rows_log_softmax),
    .row_logsumexp = FN(rows_logsumexp),
    .row_softmax_backward = FN(rows_softmax_backward),
    .row_log_softmax_backward = FN(rows_log_softmax_backward),
    .row_totals = FN(rows_totals),
    .column_softmax = FN(column_softmax),
    .column_log_softmax = FN(column_log_softmax),
    .column_logsumexp = FN(column_logsumexp),
    .column_softmax_backward = FN(column_softmax_backward),
    .column_log_softmax_backward = FN(column_log_softmax_backward),
    .product = FN(product),
    .product_rows = CK_PRODUCT_ROWS,
    .product_outputs = CK_PRODUCT_OUTPUTS,
};
