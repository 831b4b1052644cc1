/*
 * Activation functions, the softmax family and dense layers on vectors and row-major matrices.
 *
 * Rules that hold for every function:
 *
 * - A call returns ACT_OK or the status that says what is wrong. It writes nothing unless it returns ACT_OK, it never
 *   ends the process, and it takes any value in any argument, an enumerator that does not exist included.
 * - Zero elements are a success that reads and writes nothing; data pointers may then be NULL.
 * - An output may be one of the inputs, at the same address and of the same size. Any other overlap of an output with
 *   an input is ACT_INVALID_ARGUMENT. Inputs may overlap each other.
 * - Data may be at any address; alignment to the element is not required.
 * - The floating-point modes of the caller (flush to zero, rounding, traps) have no influence and are preserved.
 * - Functions may be called from any number of threads at a time. Strings live as long as the program, in UTF-8.
 *
 *     #include <activations.h>     cc example.c $(pkg-config --cflags --libs activations)
 *
 *     const act_activation *sigmoid = act_find("sigmoid");
 *     act_status status = act_forward(sigmoid, NULL, ACT_F32, n, x, y);
 *     if (status != ACT_OK) fprintf(stderr, "%s\n", act_status_message(status));
 */
#ifndef ACTIVATIONS_H
#define ACTIVATIONS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What became of a call. */
typedef enum act_status {
    ACT_OK = 0,
    ACT_INVALID_ARGUMENT,   /* NULL where data is needed, an overlap, an axis or a parameter out of range */
    ACT_UNKNOWN_ACTIVATION, /* not an activation of this library, NULL included */
    ACT_INVALID_SHAPE,      /* more elements than memory can hold, more dimensions than 64, or an axis that does not
                               divide into equal pieces */
    ACT_UNSUPPORTED_TYPE,   /* an element type that does not exist or that the function does not take */
    ACT_OUT_OF_MEMORY,
    ACT_INTERNAL
} act_status;

/* The type of an element. Elements of 16 bits are computed in float and rounded once, to nearest, ties to even. act_dense
   does not take them yet. */
typedef enum act_dtype {
    ACT_F32 = 0, /* float */
    ACT_F64 = 1, /* double */
    ACT_F16 = 2, /* IEEE binary16 */
    ACT_BF16 = 3 /* bfloat16, the upper half of a float */
} act_dtype;

/* What the cheaper gradient of an activation reads: x (act_backward) or y = f(x) (act_backward_from_output). */
typedef enum act_reads { ACT_READS_INPUT = 0, ACT_READS_OUTPUT } act_reads;

/* A row of the catalogue of activations. Belongs to the library and is never freed. */
typedef struct act_activation act_activation;

/* The catalogue --------------------------------------------------------------------------------------------------- */

/* The activation of that name or alias, such as "leaky_relu"; NULL if there is none. */
const act_activation *act_find(const char *name);

/* The number of activations, and the one at a position; NULL from act_count() on. */
size_t act_count(void);
const act_activation *act_at(size_t index);

/* Its name, and what it computes as a formula of x; NULL for what is not an activation. */
const char *act_name(const act_activation *activation);
const char *act_formula(const act_activation *activation);

/* The number of its parameters; the name and default of each, NULL and NaN from act_param_count() on. */
size_t act_param_count(const act_activation *activation);
const char *act_param_name(const act_activation *activation, size_t index);
double act_param_default(const act_activation *activation, size_t index);

act_reads act_gradient_reads(const act_activation *activation);

/* One element at a time ------------------------------------------------------------------------------------------- */

/* params: act_param_count() values, or NULL for the defaults. A value out of its range is ACT_INVALID_ARGUMENT. */

/* y = f(x) */
act_status act_forward(const act_activation *activation, const double *params, act_dtype type, size_t n,
                       const void *x, void *y);

/* dx = dy f'(x) */
act_status act_backward(const act_activation *activation, const double *params, act_dtype type, size_t n,
                        const void *dy, const void *x, void *dx);

/* The same from y = f(x); ACT_INVALID_ARGUMENT where y does not determine f'(x). */
act_status act_backward_from_output(const act_activation *activation, const double *params, act_dtype type, size_t n,
                                    const void *dy, const void *y, void *dx);

/* Prepared calls -------------------------------------------------------------------------------------------------- */

/* One of the calls above with its arguments, which are checked once: to be made again and again, on what the arrays hold by
   then. Of a call of 16 elements that saves a quarter of the time, and from languages where each argument takes time, as in
   Python's ctypes, more than half. It belongs to the caller, may be copied and needs no release. */
typedef struct act_call {
    uint64_t is_prepared; /* 0 or 1 */
    uint64_t arguments[15];
} act_call;

/* Prepare act_forward, act_backward and act_backward_from_output, and return what these would. params are copied. */
act_status act_prepare_forward(act_call *call, const act_activation *activation, const double *params, act_dtype type,
                               size_t n, const void *x, void *y);
act_status act_prepare_backward(act_call *call, const act_activation *activation, const double *params, act_dtype type,
                                size_t n, const void *dy, const void *x, void *dx);
act_status act_prepare_backward_from_output(act_call *call, const act_activation *activation, const double *params,
                                            act_dtype type, size_t n, const void *dy, const void *y, void *dx);

/* Makes the call. NULL, or zeros, are ACT_INVALID_ARGUMENT. */
act_status act_run(const act_call *call);

/* Along an axis --------------------------------------------------------------------------------------------------- */

/* Arrays are contiguous and row-major. A negative axis counts from the end: -1 is the last. */

/* y = exp(x) / sum(exp(x)), and its logarithm */
act_status act_softmax(act_dtype type, size_t rank, const size_t *shape, ptrdiff_t axis, const void *x, void *y);
act_status act_log_softmax(act_dtype type, size_t rank, const size_t *shape, ptrdiff_t axis, const void *x, void *y);

/* Their gradients from their output y: dx = y (dy - sum(dy y)), and dx = dy - exp(y) sum(dy) */
act_status act_softmax_backward(act_dtype type, size_t rank, const size_t *shape, ptrdiff_t axis,
                                const void *dy, const void *y, void *dx);
act_status act_log_softmax_backward(act_dtype type, size_t rank, const size_t *shape, ptrdiff_t axis,
                                    const void *dy, const void *y, void *dx);

/* y = log(sum(exp(x))). The shape of y is that of x without the axis. Along an empty axis the sum is 0 and y is
   -infinity. */
act_status act_logsumexp(act_dtype type, size_t rank, const size_t *shape, ptrdiff_t axis, const void *x, void *y);

/* The same with options, and their kin. */
typedef enum act_axis_function {
    ACT_SOFTMAX = 0, /* exp(x) / sum(exp(x)) */
    ACT_LOG_SOFTMAX, /* its logarithm */
    ACT_SOFTMIN,     /* the softmax of -x */
    ACT_HARDMAX,     /* 1 at the first largest element, 0 elsewhere */
    ACT_SPARSEMAX,   /* max(x - tau, 0), the distribution closest to x */
    ACT_ENTMAX15,    /* max(x / 2 - tau, 0)^2, between softmax and sparsemax */
    ACT_SOFTMAX1,    /* exp(x) / (1 + sum(exp(x))) */
    ACT_LOGSUMEXP    /* log(sum(exp(x))): the shape of y is that of x without the axis */
} act_axis_function;

/* What a row without any mass gives, one that is masked or -infinity everywhere. */
typedef enum act_fully_masked {
    ACT_FULLY_MASKED_NAN = 0, /* NaN */
    ACT_FULLY_MASKED_ZERO,    /* 0, and -infinity for the logarithm */
    ACT_FULLY_MASKED_UNIFORM  /* the same for each element */
} act_fully_masked;

/* Options; a structure of zeros but for its size changes nothing. */
typedef struct act_axis_options {
    size_t size;               /* sizeof(act_axis_options) */
    double temperature;        /* what x is divided by first; 0 stands for 1 */
    const void *additive;      /* elements that are added to x, of its type, or NULL */
    const unsigned char *keep; /* bytes that are 0 where elements do not count, or NULL; one mask at a time */
    size_t mask_rank;          /* the shape of the mask: axes are matched from the last, and those of length 1 repeat */
    const size_t *mask_shape;
    int causal;                /* not 0: an element along the last axis counts up to its place along the one before */
    act_fully_masked fully_masked;
} act_axis_options;

/* options: NULL for none. */
act_status act_along_axis(act_axis_function function, const act_axis_options *options, act_dtype type, size_t rank,
                          const size_t *shape, ptrdiff_t axis, const void *x, void *y);

/* The gradient with respect to x, from y (from x for ACT_LOGSUMEXP) and dy, with the same options. */
act_status act_along_axis_backward(act_axis_function function, const act_axis_options *options, act_dtype type,
                                   size_t rank, const size_t *shape, ptrdiff_t axis,
                                   const void *dy, const void *y, void *dx);

/* Gates ----------------------------------------------------------------------------------------------------------- */

/* f(gate) value, of two halves a and b of the input. */
typedef enum act_gated_unit {
    ACT_GLU = 0, /* a sigmoid(b): the usual gate is the second half, as in PyTorch */
    ACT_REGLU,   /* relu(a) b: from here on it is the first, as in the literature on language models and in ggml */
    ACT_GEGLU,   /* gelu(a) b */
    ACT_GEGLU_TANH, /* gelu_tanh(a) b */
    ACT_SWIGLU,     /* silu(a) b */
    ACT_SWIGLU_OAI  /* a sigmoid(1.702 a) (b + 1), a held at most limit and b within it; parameter limit=7 */
} act_gated_unit;

/* The half that is the gate. */
typedef enum act_gate { ACT_GATE_USUAL = 0, ACT_GATE_FIRST, ACT_GATE_SECOND } act_gate;

/* params: the limit of ACT_SWIGLU_OAI, positive, or NULL for the default; the other units do not read it. A unit that
   does not exist is ACT_UNKNOWN_ACTIVATION, an axis of odd length ACT_INVALID_SHAPE. */

/* y = f(gate) value of the halves of x along the axis. The shape of y is that of x with half the axis. */
act_status act_gated(act_gated_unit unit, const double *params, act_gate gate, act_dtype type, size_t rank,
                     const size_t *shape, ptrdiff_t axis, const void *x, void *y);

/* dx, whose halves are dy value f'(gate) and dy f(gate). The shape is that of x. Where f' is 0 on a whole stretch, the
   first is 0 there whatever dy and the value are. */
act_status act_gated_backward(act_gated_unit unit, const double *params, act_gate gate, act_dtype type, size_t rank,
                              const size_t *shape, ptrdiff_t axis, const void *dy, const void *x, void *dx);

/* The same of n gates and values that are apart. The two gradients do not overlap. */
act_status act_gated_pair(act_gated_unit unit, const double *params, act_dtype type, size_t n,
                          const void *gate, const void *value, void *y);
act_status act_gated_pair_backward(act_gated_unit unit, const double *params, act_dtype type, size_t n,
                                   const void *dy, const void *gate, const void *value, void *dgate, void *dvalue);

/* Rectifiers with slopes of their own, pieces and sides ----------------------------------------------------------- */

/* y = x >= 0 ? x : slope x, with a slope for each element of the axis, or one for all where slope_count is 1. Another
   count is ACT_INVALID_ARGUMENT. */
act_status act_prelu(act_dtype type, size_t rank, const size_t *shape, ptrdiff_t axis, size_t slope_count,
                     const void *slopes, const void *x, void *y);

/* dx = dy (x > 0 ? 1 : slope), and for each slope the sum of dy min(x, 0) over its elements, added in double and in an
   order that the shape alone decides. dx and dslopes do not overlap. */
act_status act_prelu_backward(act_dtype type, size_t rank, const size_t *shape, ptrdiff_t axis, size_t slope_count,
                              const void *slopes, const void *dy, const void *x, void *dx, void *dslopes);

/* 64 random bits, each time it is called, from a generator's state. */
typedef uint64_t act_random(void *state);

/* y = x >= 0 ? x : slope x with a slope for each element, drawn between lower and upper (1/8 and 1/3 in the paper),
   which are finite and in order. random is called n times, for one element after the other. y and slopes do not
   overlap. Out of training take leaky_relu with the mean of both. */
act_status act_rrelu(double lower, double upper, act_dtype type, size_t n, act_random *random, void *state,
                     const void *x, void *slopes, void *y);

/* dx = dy (x > 0 ? 1 : slope) with the slopes that were drawn */
act_status act_rrelu_backward(act_dtype type, size_t n, const void *slopes, const void *dy, const void *x, void *dx);

/* The largest of each `pieces` neighbours along the axis: the shape of y is that of x with an axis so many times
   shorter. A NaN makes its unit NaN. No pieces are ACT_INVALID_ARGUMENT, an axis that they do not divide is
   ACT_INVALID_SHAPE. */
act_status act_maxout(act_dtype type, size_t rank, const size_t *shape, ptrdiff_t axis, size_t pieces,
                      const void *x, void *y);

/* dx = dy for the first largest piece of each unit, 0 for the others. The shape is that of x. */
act_status act_maxout_backward(act_dtype type, size_t rank, const size_t *shape, ptrdiff_t axis, size_t pieces,
                               const void *dy, const void *x, void *dx);

/* max(x, 0) and after all of these along the axis max(-x, 0): the shape of y is that of x with twice the axis. */
act_status act_crelu(act_dtype type, size_t rank, const size_t *shape, ptrdiff_t axis, const void *x, void *y);

/* dx = the first half of dy where x > 0, minus the second where x < 0, 0 at 0. The shape is that of x. */
act_status act_crelu_backward(act_dtype type, size_t rank, const size_t *shape, ptrdiff_t axis,
                              const void *dy, const void *x, void *dx);

/* Losses of logits ------------------------------------------------------------------------------------------------- */

/* What becomes of the losses: each for itself, their sum, or that divided by their number (by their classes' weights where
   there are any). Losses and targets are float or double. */
typedef enum act_reduction { ACT_REDUCE_NONE = 0, ACT_REDUCE_SUM, ACT_REDUCE_MEAN } act_reduction;

/* Options; a structure of zeros but for its size changes nothing. */
typedef struct act_binary_options {
    size_t size;            /* sizeof(act_binary_options) */
    double positive_weight; /* of class 1 against class 0; 0 stands for 1 */
    const void *weights;    /* a factor of each loss, of the type of x, or NULL */
} act_binary_options;

/* t log(1 + exp(-x)) + (1 - t) log(1 + exp(x)) of n logits x and targets t. A target that is not from 0 to 1 is
   ACT_INVALID_ARGUMENT. */
act_status act_binary_cross_entropy(const act_binary_options *options, act_reduction reduction, act_dtype type, size_t n,
                                    const void *x, const void *targets, void *loss);

/* dx = dy (sigmoid(x) - t), divided by n for the mean. dy: one for each loss, one with a reduction, or NULL for 1. dx may
   be x, and overlaps nothing else. */
act_status act_binary_cross_entropy_backward(const act_binary_options *options, act_reduction reduction, act_dtype type,
                                             size_t n, const void *dy, const void *x, const void *targets, void *dx);

typedef struct act_focal_options {
    size_t size;         /* sizeof(act_focal_options) */
    double gamma;        /* how much less logits count that are right already: at least 0, where 0 gives cross entropy */
    double alpha;        /* the weight of class 1, from 0 to 1, against 1 - alpha; NAN: both count 1 */
    const void *weights; /* a factor of each loss, of the type of x, or NULL */
} act_focal_options;

/* -a (1 - q)^gamma log(q), q the probability of the true class and a its weight. Targets are 0 or 1. Without options gamma
   is 2 and alpha 0.25. */
act_status act_focal(const act_focal_options *options, act_reduction reduction, act_dtype type, size_t n, const void *x,
                     const void *targets, void *loss);

/* dx = dy times the derivative, divided by n for the mean. dy and dx as above. */
act_status act_focal_backward(const act_focal_options *options, act_reduction reduction, act_dtype type, size_t n,
                              const void *dy, const void *x, const void *targets, void *dx);

typedef struct act_class_options {
    size_t size;                 /* sizeof(act_class_options) */
    const double *class_weights; /* one for each class, or NULL */
    double label_smoothing;      /* from 0 to 1 */
    const int64_t *ignored;      /* the label of rows without loss and gradient, or NULL */
} act_class_options;

/* -log(softmax(x))[label] of each of `rows` rows of `classes` logits. A label that is not a class is
   ACT_INVALID_ARGUMENT. The loss does not overlap x. */
act_status act_cross_entropy(const act_class_options *options, act_reduction reduction, act_dtype type, size_t rows,
                             size_t classes, const void *x, const int64_t *labels, void *loss);

/* dx = dy (softmax(x) - 1 at the label), divided by the number of rows, or their weights, for the mean. dy as above. dx
   may be x. */
act_status act_cross_entropy_backward(const act_class_options *options, act_reduction reduction, act_dtype type,
                                      size_t rows, size_t classes, const void *dy, const void *x,
                                      const int64_t *labels, void *dx);

/* Dense layer ----------------------------------------------------------------------------------------------------- */

/* y = f(x w + bias): x is m by k, w is k by n, y is m by n; bias is n values added to each row, or NULL for none.
   With AVX2, AVX-512 or NEON, and where m is small (2 to 32; with AVX-512 to 48, in float32 to 144) or w slim (an n of 2 to 64
   bytes, with AVX-512 to 256, and 512 KiB at the most), x w + bias is one chain of fused multiply-adds, from the bias on in
   the order of k. OpenBLAS computes the others, in an order of its own, unless it does not know the processor. */
act_status act_dense(const act_activation *activation, const double *params, act_dtype type,
                     size_t m, size_t k, size_t n,
                     const void *x, const void *w, const void *bias, void *y);

/* The gradients of the same from dy, m by n: dx of x, dw of w and dbias, each NULL where it is not wanted; x w + bias is
   computed anew. No output may overlap another or an input. */
act_status act_dense_backward(const act_activation *activation, const double *params, act_dtype type,
                              size_t m, size_t k, size_t n,
                              const void *x, const void *w, const void *bias, const void *dy,
                              void *dx, void *dw, void *dbias);

/* The library ----------------------------------------------------------------------------------------------------- */

/* A sentence about a status, one that does not exist included. */
const char *act_status_message(act_status status);

/* The version of this library, such as "0.1.0". */
const char *act_version(void);

/* The instruction set in use: "avx512", "avx2", "portable". The environment variable ACTIVATIONS_ISA selects another. */
const char *act_isa(void);

/* The largest number of threads that one call uses, from 1 to 1024; at first the number of processors. Results of the
   element and axis functions do not depend on it. */
act_status act_set_threads(size_t threads);
size_t act_threads(void);

#ifdef __cplusplus
}
#endif

#endif
