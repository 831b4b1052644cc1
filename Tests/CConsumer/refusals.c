/* Whatever arrives: a status, and not a byte written. */
#include <activations.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "check.h"

enum { N = 64 };

static struct {
    float before[8], y[N], after[8];
} output;
static unsigned char untouched[sizeof output];
static float x[2 * N], z[2 * N];

/* The call returns that status and leaves the output as it was. */
#define REFUSED(status, call)                                          \
    do {                                                               \
        memcpy(&output, untouched, sizeof output);                     \
        CHECK((call) == (status));                                     \
        CHECK(memcmp(&output, untouched, sizeof output) == 0);         \
    } while (0)

static const act_dtype foreign_types[] = {(act_dtype)4, (act_dtype)77, (act_dtype)0x7fffffff, (act_dtype)-1};
static const size_t huge[] = {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 4 + 2, (size_t)1 << 63, SIZE_MAX - 3, PTRDIFF_MAX};

static void handles(void) {
    const act_activation *relu = act_find("relu");
    char copy[4096];
    memcpy(copy, relu, 64);
    const act_activation *strangers[] = {
        NULL,
        (const act_activation *)copy,
        (const act_activation *)((const char *)relu + 1),
        (const act_activation *)((const char *)relu + 8),
        (const act_activation *)(uintptr_t)1,
        (const act_activation *)UINTPTR_MAX,
        (const act_activation *)(uintptr_t)INTPTR_MIN,
        (const act_activation *)((const char *)act_at(0) - 8),
    };
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
        const act_activation *a = strangers[i];
        CHECK(act_name(a) == NULL && act_formula(a) == NULL);
        CHECK(act_param_count(a) == 0 && act_param_name(a, 0) == NULL && isnan(act_param_default(a, 0)));
        CHECK(act_gradient_reads(a) == ACT_READS_INPUT);
        REFUSED(ACT_UNKNOWN_ACTIVATION, act_forward(a, NULL, ACT_F32, N, x, output.y));
        REFUSED(ACT_UNKNOWN_ACTIVATION, act_forward(a, NULL, ACT_F32, 0, NULL, NULL));
        REFUSED(ACT_UNKNOWN_ACTIVATION, act_backward(a, NULL, ACT_F32, N, x, z, output.y));
        REFUSED(ACT_UNKNOWN_ACTIVATION, act_backward_from_output(a, NULL, ACT_F32, N, x, z, output.y));
        REFUSED(ACT_UNKNOWN_ACTIVATION, act_dense(a, NULL, ACT_F32, 4, 4, 4, x, z, NULL, output.y));
    }
    /* One row past the last is where the array ends. */
    const ptrdiff_t row = (const char *)act_at(1) - (const char *)act_at(0);
    const char *end = (const char *)act_at(act_count() - 1) + row;
    CHECK(act_name((const act_activation *)end) == NULL);

    const char *names[] = {NULL, "", "Relu", "relu ", " relu", "relu,", "\xff\xfe", "re\xccu", "leaky_relu6"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) CHECK(act_find(names[i]) == NULL);
    memset(copy, 'a', sizeof copy - 1);
    copy[sizeof copy - 1] = 0;
    CHECK(act_find(copy) == NULL);
    CHECK(act_at(act_count()) == NULL);
    for (size_t i = 0; i < sizeof huge / sizeof *huge; i++) {
        CHECK(act_at(huge[i]) == NULL && act_param_name(relu, huge[i]) == NULL);
        CHECK(isnan(act_param_default(relu, huge[i])));
    }
    CHECK(act_param_name(act_find("leaky_relu"), 1) == NULL);
}

static void parameters(void) {
    const struct {
        const char *name;
        double value;
    } wrong[] = {
        {"leaky_relu", NAN}, {"softplus", 0}, {"softplus", -1}, {"softplus", NAN}, {"logit", -0.1}, {"logit", 0.6},
        {"logit", INFINITY}, {"linear", NAN},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const act_activation *a = act_find(wrong[i].name);
        const double params[4] = {wrong[i].value, 0, 0, 0};
        REFUSED(ACT_INVALID_ARGUMENT, act_forward(a, params, ACT_F32, N, x, output.y));
        REFUSED(ACT_INVALID_ARGUMENT, act_forward(a, params, ACT_F64, N / 2, x, output.y));
        REFUSED(ACT_INVALID_ARGUMENT, act_forward(a, params, ACT_F32, 0, NULL, NULL));
        REFUSED(ACT_INVALID_ARGUMENT, act_backward(a, params, ACT_F32, N, x, z, output.y));
        REFUSED(ACT_INVALID_ARGUMENT, act_dense(a, params, ACT_F32, 4, 4, 4, x, z, NULL, output.y));
    }
}

static void elementwise(void) {
    const act_activation *relu = act_find("relu"), *sigmoid = act_find("sigmoid"), *softplus = act_find("softplus");
    for (size_t i = 0; i < sizeof foreign_types / sizeof *foreign_types; i++) {
        const act_dtype type = foreign_types[i];
        REFUSED(ACT_UNSUPPORTED_TYPE, act_forward(relu, NULL, type, N, x, output.y));
        REFUSED(ACT_UNSUPPORTED_TYPE, act_backward(relu, NULL, type, N, x, z, output.y));
        REFUSED(ACT_UNSUPPORTED_TYPE, act_backward_from_output(sigmoid, NULL, type, N, x, z, output.y));
    }

    REFUSED(ACT_INVALID_ARGUMENT, act_forward(relu, NULL, ACT_F32, N, NULL, output.y));
    REFUSED(ACT_INVALID_ARGUMENT, act_forward(relu, NULL, ACT_F32, N, x, NULL));
    REFUSED(ACT_INVALID_ARGUMENT, act_backward(relu, NULL, ACT_F32, N, NULL, z, output.y));
    REFUSED(ACT_INVALID_ARGUMENT, act_backward(relu, NULL, ACT_F32, N, x, NULL, output.y));
    REFUSED(ACT_INVALID_ARGUMENT, act_backward(relu, NULL, ACT_F32, N, x, z, NULL));
    REFUSED(ACT_INVALID_ARGUMENT, act_backward_from_output(sigmoid, NULL, ACT_F32, N, NULL, z, output.y));
    REFUSED(ACT_INVALID_ARGUMENT, act_backward_from_output(sigmoid, NULL, ACT_F32, N, x, NULL, output.y));
    REFUSED(ACT_INVALID_ARGUMENT, act_backward_from_output(sigmoid, NULL, ACT_F32, N, x, z, NULL));
    REFUSED(ACT_INVALID_ARGUMENT, act_backward_from_output(softplus, NULL, ACT_F32, N, x, z, output.y));
    REFUSED(ACT_OK, act_forward(relu, NULL, ACT_F32, 0, NULL, NULL));
    REFUSED(ACT_OK, act_backward(relu, NULL, ACT_F64, 0, NULL, NULL, NULL));
    REFUSED(ACT_OK, act_backward_from_output(sigmoid, NULL, ACT_F64, 0, NULL, NULL, NULL));
    REFUSED(ACT_OK, act_forward(relu, NULL, ACT_F32, 0, output.y + 1, output.y));

    float *y = output.y;
    const unsigned char *bytes = (const unsigned char *)y;
    const void *overlaps[] = {y + 1, y - 1, y + N - 1, y - N + 1, bytes + 1, bytes - 1};
    for (size_t i = 0; i < sizeof overlaps / sizeof *overlaps; i++) {
        REFUSED(ACT_INVALID_ARGUMENT, act_forward(sigmoid, NULL, ACT_F32, N, overlaps[i], y));
        REFUSED(ACT_INVALID_ARGUMENT, act_forward(sigmoid, NULL, ACT_F64, N / 2, overlaps[i], y));
        REFUSED(ACT_INVALID_ARGUMENT, act_forward(sigmoid, NULL, ACT_F16, 2 * N, overlaps[i], y));
        REFUSED(ACT_INVALID_ARGUMENT, act_backward(sigmoid, NULL, ACT_BF16, 2 * N, x, overlaps[i], y));
        REFUSED(ACT_INVALID_ARGUMENT, act_backward(sigmoid, NULL, ACT_F32, N, x, overlaps[i], y));
        REFUSED(ACT_INVALID_ARGUMENT, act_backward(sigmoid, NULL, ACT_F32, N, overlaps[i], x, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_backward_from_output(sigmoid, NULL, ACT_F32, N, x, overlaps[i], y));
        REFUSED(ACT_INVALID_ARGUMENT, act_backward_from_output(sigmoid, NULL, ACT_F32, N, overlaps[i], x, y));
    }
    for (size_t i = 0; i < sizeof huge / sizeof *huge; i++) {
        REFUSED(ACT_INVALID_SHAPE, act_forward(sigmoid, NULL, ACT_F32, huge[i], x, y));
        REFUSED(ACT_INVALID_SHAPE, act_forward(sigmoid, NULL, ACT_F64, huge[i], x, y));
        REFUSED(ACT_INVALID_SHAPE, act_forward(sigmoid, NULL, ACT_BF16, huge[i], x, y));
        REFUSED(ACT_INVALID_SHAPE, act_backward(sigmoid, NULL, ACT_F32, huge[i], x, z, y));
        REFUSED(ACT_INVALID_SHAPE, act_backward_from_output(sigmoid, NULL, ACT_F32, huge[i], x, z, y));
    }
    /* Prepared calls are refused alike, and stay as they were. */
    act_call call, none;
    memset(&none, 0, sizeof none);
    call = none;
    CHECK(act_prepare_forward(NULL, sigmoid, NULL, ACT_F32, N, x, y) == ACT_INVALID_ARGUMENT);
    CHECK(act_prepare_forward(&call, NULL, NULL, ACT_F32, N, x, y) == ACT_UNKNOWN_ACTIVATION);
    CHECK(act_prepare_forward(&call, sigmoid, NULL, (act_dtype)4, N, x, y) == ACT_UNSUPPORTED_TYPE);
    CHECK(act_prepare_forward(&call, sigmoid, NULL, ACT_F32, SIZE_MAX, x, y) == ACT_INVALID_SHAPE);
    CHECK(act_prepare_backward(&call, sigmoid, NULL, ACT_F64, N, y + 1, x, y) == ACT_INVALID_ARGUMENT);
    CHECK(act_prepare_backward_from_output(&call, softplus, NULL, ACT_F32, N, x, z, y) == ACT_INVALID_ARGUMENT);
    CHECK(memcmp(&call, &none, sizeof call) == 0);
    REFUSED(ACT_INVALID_ARGUMENT, act_run(&call));
    REFUSED(ACT_INVALID_ARGUMENT, act_run(NULL));

    /* The range would leave the address space. */
    REFUSED(ACT_INVALID_SHAPE, act_forward(sigmoid, NULL, ACT_F32, N, x, (void *)(UINTPTR_MAX - 16)));
    REFUSED(ACT_INVALID_SHAPE, act_forward(sigmoid, NULL, ACT_F32, N, (void *)(UINTPTR_MAX - 16), y));
}

typedef act_status forward(act_dtype, size_t, const size_t *, ptrdiff_t, const void *, void *);
typedef act_status backward(act_dtype, size_t, const size_t *, ptrdiff_t, const void *, const void *, void *);

static void along_an_axis(void) {
    forward *const forwards[] = {act_softmax, act_log_softmax, act_logsumexp};
    backward *const backwards[] = {act_softmax_backward, act_log_softmax_backward};
    const size_t shape[] = {4, 16}, empty[] = {0, 16}, none[] = {16, 0}, ones[65] = {1};
    const ptrdiff_t axes[] = {2, -3, 64, -64, PTRDIFF_MAX, PTRDIFF_MIN};
    float *y = output.y;

#define BOTH(status, type, rank, shape, axis)                                              \
    do {                                                                                   \
        for (int f = 0; f < 3; f++) REFUSED(status, forwards[f](type, rank, shape, axis, x, y)); \
        for (int f = 0; f < 2; f++) REFUSED(status, backwards[f](type, rank, shape, axis, x, z, y)); \
    } while (0)

    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++) BOTH(ACT_INVALID_ARGUMENT, ACT_F32, 2, shape, axes[i]);
    for (size_t i = 0; i < sizeof foreign_types / sizeof *foreign_types; i++)
        BOTH(ACT_UNSUPPORTED_TYPE, foreign_types[i], 2, shape, 1);
    BOTH(ACT_INVALID_ARGUMENT, ACT_F32, 2, NULL, 1);
    BOTH(ACT_INVALID_ARGUMENT, ACT_F32, 0, shape, 0);
    BOTH(ACT_INVALID_ARGUMENT, ACT_F32, 0, shape, -1);
    BOTH(ACT_INVALID_SHAPE, ACT_F32, 65, ones, 0);
    for (size_t i = 0; i < sizeof huge / sizeof *huge; i++) {
        const size_t shapes[][3] = {{huge[i], 1, 1}, {1, huge[i], 1}, {1, 1, huge[i]}, {2, huge[i], 3}, {0, huge[i], 9}};
        BOTH(ACT_INVALID_SHAPE, ACT_F32, huge[i], shape, 0);
        for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++)
            for (ptrdiff_t axis = 0; axis < 3; axis++)
                if (s < 4 || huge[i] > SIZE_MAX / 4) BOTH(ACT_INVALID_SHAPE, ACT_F64, 3, shapes[s], axis);
    }
    const size_t square[] = {(size_t)1 << 32, (size_t)1 << 32}, cube[] = {(size_t)1 << 31, 1, (size_t)1 << 31};
    BOTH(ACT_INVALID_SHAPE, ACT_F32, 2, square, 0);
    BOTH(ACT_INVALID_SHAPE, ACT_F64, 3, cube, 0);
    for (int f = 0; f < 3; f++) {
        REFUSED(ACT_INVALID_ARGUMENT, forwards[f](ACT_F32, 2, shape, 1, NULL, y));
        REFUSED(ACT_INVALID_ARGUMENT, forwards[f](ACT_F32, 2, shape, 1, x, NULL));
        REFUSED(ACT_INVALID_ARGUMENT, forwards[f](ACT_F32, 2, shape, 1, y + 1, y));
        REFUSED(ACT_INVALID_ARGUMENT, forwards[f](ACT_F32, 2, shape, 1, y - 1, y));
        REFUSED(ACT_OK, forwards[f](ACT_F32, 2, empty, 1, NULL, NULL));
    }
    for (int f = 0; f < 2; f++) {
        REFUSED(ACT_OK, forwards[f](ACT_F32, 2, none, 1, NULL, NULL));
        REFUSED(ACT_INVALID_ARGUMENT, backwards[f](ACT_F32, 2, shape, 1, NULL, z, y));
        REFUSED(ACT_INVALID_ARGUMENT, backwards[f](ACT_F32, 2, shape, 1, x, NULL, y));
        REFUSED(ACT_INVALID_ARGUMENT, backwards[f](ACT_F32, 2, shape, 1, x, z, NULL));
        REFUSED(ACT_INVALID_ARGUMENT, backwards[f](ACT_F32, 2, shape, 1, y + 1, z, y));
        REFUSED(ACT_INVALID_ARGUMENT, backwards[f](ACT_F32, 2, shape, 1, x, y - 1, y));
        REFUSED(ACT_OK, backwards[f](ACT_F32, 2, none, 1, NULL, NULL, NULL));
        REFUSED(ACT_OK, backwards[f](ACT_F32, 2, empty, 0, NULL, NULL, NULL));
    }
    /* Sums over nothing are written, and their input may be NULL. */
    REFUSED(ACT_INVALID_ARGUMENT, act_logsumexp(ACT_F32, 2, shape, 1, y, y));
    CHECK(act_logsumexp(ACT_F32, 2, none, 1, NULL, y) == ACT_OK);
    for (int i = 0; i < 16; i++) CHECK(y[i] == -INFINITY);
}

static void losses(void) {
    float *y = output.y, t[N] = {0}, wrong[N] = {0};
    int64_t labels[8] = {0}, beyond[8] = {0, 0, 0, 8};
    wrong[N - 1] = 1.5f;
    const act_binary_options small = {1, 0, NULL}, negative = {sizeof negative, -1, NULL};
    const double weights[8] = {1, 1, NAN};
    const act_class_options heavy = {sizeof heavy, weights, 0, NULL}, smooth = {sizeof smooth, NULL, 2, NULL};
    REFUSED(ACT_UNSUPPORTED_TYPE, act_binary_cross_entropy(NULL, ACT_REDUCE_NONE, ACT_F16, N, x, t, y));
    REFUSED(ACT_UNSUPPORTED_TYPE, act_cross_entropy(NULL, ACT_REDUCE_NONE, ACT_BF16, 8, 8, x, labels, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_binary_cross_entropy(NULL, (act_reduction)3, ACT_F32, N, x, t, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_binary_cross_entropy(&small, ACT_REDUCE_NONE, ACT_F32, N, x, t, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_binary_cross_entropy(&negative, ACT_REDUCE_NONE, ACT_F32, N, x, t, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_binary_cross_entropy(NULL, ACT_REDUCE_NONE, ACT_F32, N, x, wrong, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_binary_cross_entropy(NULL, ACT_REDUCE_MEAN, ACT_F32, N, x, wrong, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_binary_cross_entropy(NULL, ACT_REDUCE_MEAN, ACT_F32, N, x, t, NULL));
    REFUSED(ACT_INVALID_ARGUMENT, act_binary_cross_entropy(NULL, ACT_REDUCE_SUM, ACT_F32, N, x, y, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_binary_cross_entropy_backward(NULL, ACT_REDUCE_SUM, ACT_F32, N, NULL, x, y, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_binary_cross_entropy_backward(NULL, ACT_REDUCE_SUM, ACT_F32, N, NULL, y + 1, t, y));
    REFUSED(ACT_OK, act_binary_cross_entropy(NULL, ACT_REDUCE_NONE, ACT_F32, 0, NULL, NULL, NULL));
    const act_focal_options cut = {1, 2, 0.25, NULL}, below = {sizeof below, -1, 0.25, NULL}, above = {sizeof above, 2, 2, NULL};
    float half[N] = {0.5f};
    REFUSED(ACT_UNSUPPORTED_TYPE, act_focal(NULL, ACT_REDUCE_NONE, ACT_F16, N, x, t, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_focal(&cut, ACT_REDUCE_NONE, ACT_F32, N, x, t, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_focal(&below, ACT_REDUCE_NONE, ACT_F32, N, x, t, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_focal(&above, ACT_REDUCE_NONE, ACT_F32, N, x, t, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_focal(NULL, ACT_REDUCE_NONE, ACT_F32, N, x, half, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_focal_backward(NULL, ACT_REDUCE_SUM, ACT_F32, N, NULL, y + 1, t, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_cross_entropy(NULL, ACT_REDUCE_NONE, ACT_F32, 8, 8, x, beyond, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_cross_entropy(NULL, ACT_REDUCE_NONE, ACT_F32, 8, 8, x, NULL, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_cross_entropy(&heavy, ACT_REDUCE_MEAN, ACT_F32, 8, 8, x, labels, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_cross_entropy(&smooth, ACT_REDUCE_MEAN, ACT_F32, 8, 8, x, labels, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_cross_entropy(NULL, ACT_REDUCE_NONE, ACT_F32, 8, 8, y, labels, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_cross_entropy_backward(NULL, ACT_REDUCE_SUM, ACT_F32, 8, 8, NULL, y + 1, labels, y));
    REFUSED(ACT_OK, act_cross_entropy(NULL, ACT_REDUCE_NONE, ACT_F32, 0, 8, NULL, NULL, NULL));
    for (size_t i = 0; i < sizeof huge / sizeof *huge; i++) {
        CHECK(act_cross_entropy(NULL, ACT_REDUCE_NONE, ACT_F32, huge[i], huge[i], x, labels, y) == ACT_INVALID_SHAPE);
        CHECK(act_binary_cross_entropy(NULL, ACT_REDUCE_NONE, ACT_F32, huge[i], x, t, y) == ACT_INVALID_SHAPE);
    }
}

static void dense(void) {
    const act_activation *relu = act_find("relu");
    float *y = output.y;
    const float *w = z, *bias = x;
    for (size_t i = 0; i < sizeof foreign_types / sizeof *foreign_types; i++)
        REFUSED(ACT_UNSUPPORTED_TYPE, act_dense(relu, NULL, foreign_types[i], 4, 4, 4, x, w, bias, y));
    REFUSED(ACT_UNSUPPORTED_TYPE, act_dense(relu, NULL, ACT_BF16, 4, 4, 4, x, w, bias, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_dense(relu, NULL, ACT_F32, 4, 4, 4, NULL, w, bias, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_dense(relu, NULL, ACT_F32, 4, 4, 4, x, NULL, bias, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_dense(relu, NULL, ACT_F32, 4, 4, 4, x, w, bias, NULL));
    REFUSED(ACT_INVALID_ARGUMENT, act_dense(relu, NULL, ACT_F32, 4, 4, 4, y + 1, w, bias, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_dense(relu, NULL, ACT_F32, 4, 4, 4, x, y - 1, bias, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_dense(relu, NULL, ACT_F32, 4, 4, 4, x, w, y + 15, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_dense(relu, NULL, ACT_F32, 4, 4, 4, x, w, y, y));
    REFUSED(ACT_OK, act_dense(relu, NULL, ACT_F32, 0, 4, 4, NULL, NULL, NULL, NULL));
    REFUSED(ACT_OK, act_dense(relu, NULL, ACT_F32, 4, 4, 0, NULL, NULL, NULL, NULL));
    for (size_t i = 0; i < sizeof huge / sizeof *huge; i++) {
        REFUSED(ACT_INVALID_SHAPE, act_dense(relu, NULL, ACT_F32, huge[i], 4, 4, x, w, bias, y));
        REFUSED(ACT_INVALID_SHAPE, act_dense(relu, NULL, ACT_F32, 4, huge[i], 4, x, w, bias, y));
        REFUSED(ACT_INVALID_SHAPE, act_dense(relu, NULL, ACT_F32, 4, 4, huge[i], x, w, bias, y));
        REFUSED(ACT_INVALID_SHAPE, act_dense(relu, NULL, ACT_F64, huge[i], huge[i], huge[i], x, w, bias, y));
    }
    const size_t half = (size_t)1 << 32;
    REFUSED(ACT_INVALID_SHAPE, act_dense(relu, NULL, ACT_F32, half, 1, half, x, w, bias, y));
    REFUSED(ACT_INVALID_SHAPE, act_dense(relu, NULL, ACT_F32, 1, half, 1, x, w, bias, y));
}

static void gated(void) {
    const size_t shape[] = {4, 32}, odd[] = {4, 31}, *none = NULL;
    float *y = output.y;
    const void *overlaps[] = {y + 1, y - 1, x};
    for (int unit = 0; unit < 2; unit++) {
        const act_gated_unit f = (act_gated_unit)unit;
        REFUSED(ACT_INVALID_SHAPE, act_gated(f, NULL, ACT_GATE_USUAL, ACT_F32, 2, odd, 1, x, y));
        REFUSED(ACT_INVALID_SHAPE, act_gated_backward(f, NULL, ACT_GATE_USUAL, ACT_F32, 2, odd, 1, z, x, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated(f, NULL, ACT_GATE_FIRST, ACT_F32, 2, shape, 2, x, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated(f, NULL, ACT_GATE_FIRST, ACT_F32, 2, none, 1, x, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated(f, NULL, (act_gate)3, ACT_F32, 2, shape, 1, x, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated_backward(f, NULL, (act_gate)-1, ACT_F32, 2, shape, 1, z, x, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated(f, NULL, ACT_GATE_USUAL, ACT_F32, 2, shape, 1, NULL, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated(f, NULL, ACT_GATE_USUAL, ACT_F32, 2, shape, 1, x, NULL));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated(f, NULL, ACT_GATE_USUAL, ACT_F32, 2, shape, 1, y, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated_pair(f, NULL, ACT_F32, N, overlaps[unit], x, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated_pair(f, NULL, ACT_F32, N, x, overlaps[unit], y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated_pair(f, NULL, ACT_F32, N, NULL, x, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated_pair_backward(f, NULL, ACT_F32, N / 2, x, x, z, y, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated_pair_backward(f, NULL, ACT_F32, N / 2, x, x, z, y, y + N / 2 - 1));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated_pair_backward(f, NULL, ACT_F32, N / 2, y + 1, x, z, y + N / 2, y));
        REFUSED(ACT_INVALID_ARGUMENT, act_gated_pair_backward(f, NULL, ACT_F32, N / 2, x, x, z, y, NULL));
        REFUSED(ACT_OK, act_gated_pair(f, NULL, ACT_F32, 0, NULL, NULL, NULL));
        REFUSED(ACT_OK, act_gated_pair_backward(f, NULL, ACT_F32, 0, NULL, NULL, NULL, NULL, NULL));
        for (size_t i = 0; i < sizeof huge / sizeof *huge; i++)
            REFUSED(ACT_INVALID_SHAPE, act_gated_pair(f, NULL, ACT_F32, huge[i], x, z, y));
        for (size_t i = 0; i < sizeof foreign_types / sizeof *foreign_types; i++) {
            REFUSED(ACT_UNSUPPORTED_TYPE, act_gated(f, NULL, ACT_GATE_USUAL, foreign_types[i], 2, shape, 1, x, y));
            REFUSED(ACT_UNSUPPORTED_TYPE, act_gated_pair(f, NULL, foreign_types[i], N, x, z, y));
        }
    }
    const double wrong[] = {0, -1, NAN};
    for (int i = 0; i < 3; i++)
        REFUSED(ACT_INVALID_ARGUMENT, act_gated_pair(ACT_SWIGLU_OAI, &wrong[i], ACT_F32, N, x, z, y));
    const act_gated_unit strangers[] = {(act_gated_unit)6, (act_gated_unit)-1, (act_gated_unit)1000};
    for (int i = 0; i < 3; i++) {
        REFUSED(ACT_UNKNOWN_ACTIVATION, act_gated(strangers[i], NULL, ACT_GATE_USUAL, ACT_F32, 2, shape, 1, x, y));
        REFUSED(ACT_UNKNOWN_ACTIVATION, act_gated_pair(strangers[i], NULL, ACT_F32, N, x, z, y));
        REFUSED(ACT_UNKNOWN_ACTIVATION,
                act_gated_backward(strangers[i], NULL, ACT_GATE_USUAL, ACT_F32, 2, shape, 1, z, x, y));
        REFUSED(ACT_UNKNOWN_ACTIVATION, act_gated_pair_backward(strangers[i], NULL, ACT_F32, 8, x, x, z, y, y + 8));
    }
}

static uint64_t never(void *state) {
    CHECK(state == &state);
    return 0;
}

static void structured(void) {
    const size_t shape[] = {4, 16}, half[] = {4, 8}, huge_axis[] = {1, PTRDIFF_MAX / 4};
    float *y = output.y;
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu(ACT_F32, 2, shape, 1, 15, z, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu(ACT_F32, 2, shape, 1, 0, z, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu(ACT_F32, 2, shape, 1, SIZE_MAX, z, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu(ACT_F32, 2, shape, 2, 1, z, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu(ACT_F32, 2, shape, 1, 16, NULL, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu(ACT_F32, 2, shape, 1, 16, z, y + 1, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu(ACT_F32, 2, shape, 1, 16, y, x, y));
    REFUSED(ACT_UNSUPPORTED_TYPE, act_prelu(foreign_types[0], 2, shape, 1, 16, z, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu_backward(ACT_F32, 2, half, 1, 8, z, x, x, y, y + 31));
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu_backward(ACT_F32, 2, half, 1, 8, z, x, y + 25, y, y + 32));
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu_backward(ACT_F32, 2, half, 1, 8, y + 33, x, x, y, y + 32));
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu_backward(ACT_F32, 2, half, 1, 8, z, x, x, y, NULL));
    REFUSED(ACT_INVALID_ARGUMENT, act_prelu_backward(ACT_F32, 2, half, 1, 7, z, x, x, y, y + 32));

    REFUSED(ACT_INVALID_ARGUMENT, act_rrelu(0.5, 0.25, ACT_F32, 8, never, NULL, x, y, y + 8));
    REFUSED(ACT_INVALID_ARGUMENT, act_rrelu(NAN, 0.25, ACT_F32, 8, never, NULL, x, y, y + 8));
    REFUSED(ACT_INVALID_ARGUMENT, act_rrelu(0.25, INFINITY, ACT_F32, 8, never, NULL, x, y, y + 8));
    REFUSED(ACT_INVALID_ARGUMENT, act_rrelu(0.25, 0.5, ACT_F32, 8, NULL, NULL, x, y, y + 8));
    REFUSED(ACT_INVALID_ARGUMENT, act_rrelu(0.25, 0.5, ACT_F32, 8, never, NULL, x, y, y + 7));
    REFUSED(ACT_INVALID_ARGUMENT, act_rrelu(0.25, 0.5, ACT_F32, 8, never, NULL, y, y, y + 8));
    REFUSED(ACT_INVALID_ARGUMENT, act_rrelu(0.25, 0.5, ACT_F32, 8, never, NULL, NULL, y, y + 8));
    REFUSED(ACT_INVALID_SHAPE, act_rrelu(0.25, 0.5, ACT_F32, SIZE_MAX, never, NULL, x, y, y + 8));
    REFUSED(ACT_OK, act_rrelu(0.25, 0.5, ACT_F32, 0, never, NULL, NULL, NULL, NULL));
    REFUSED(ACT_INVALID_ARGUMENT, act_rrelu_backward(ACT_F32, N, y + 1, x, z, y));

    REFUSED(ACT_INVALID_SHAPE, act_maxout(ACT_F32, 2, shape, 1, 3, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_maxout(ACT_F32, 2, shape, 1, 0, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_maxout(ACT_F32, 2, shape, 1, SIZE_MAX, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_maxout(ACT_F32, 2, shape, -3, 2, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_maxout(ACT_F32, 2, shape, 1, 2, y, y));
    REFUSED(ACT_INVALID_SHAPE, act_maxout_backward(ACT_F32, 2, shape, 1, 3, z, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_maxout_backward(ACT_F32, 2, shape, 1, 2, y, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_crelu(ACT_F32, 2, half, 2, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_crelu(ACT_F32, 2, half, 1, y, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_crelu(ACT_F32, 2, half, 1, x, NULL));
    REFUSED(ACT_INVALID_SHAPE, act_crelu(ACT_F64, 2, huge_axis, 1, x, y));
    REFUSED(ACT_INVALID_ARGUMENT, act_crelu_backward(ACT_F32, 2, half, 1, y, x, y));
    REFUSED(ACT_UNSUPPORTED_TYPE, act_crelu(foreign_types[1], 2, half, 1, x, y));
    REFUSED(ACT_UNSUPPORTED_TYPE, act_maxout(foreign_types[1], 2, shape, 1, 2, x, y));
    REFUSED(ACT_UNSUPPORTED_TYPE, act_rrelu(0.25, 0.5, foreign_types[1], 8, never, NULL, x, y, y + 8));
}

static void library(void) {
    const size_t threads = act_threads();
    CHECK(act_set_threads(0) == ACT_INVALID_ARGUMENT);
    CHECK(act_set_threads(1025) == ACT_INVALID_ARGUMENT);
    for (size_t i = 0; i < sizeof huge / sizeof *huge; i++) CHECK(act_set_threads(huge[i]) == ACT_INVALID_ARGUMENT);
    CHECK(act_threads() == threads);
    for (int i = 0; i < 64; i++) CHECK(act_status_message((act_status)i) && act_status_message((act_status)i)[0]);
    CHECK(strcmp(act_status_message((act_status)-1), act_status_message((act_status)1000)) == 0);
}

int main(void) {
    memset(untouched, 0xa5, sizeof untouched);
    handles();
    parameters();
    elementwise();
    along_an_axis();
    gated();
    structured();
    losses();
    dense();
    library();
    return failures("refusals.c");
}
