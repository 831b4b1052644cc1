// The worst errors of one activation over its inputs, on standard output: a line for each scalar type, quantity and set
// of parameters, its fields separated by tabs (see `report`). Progress goes to standard error.
//
//   prove NAME [quick | halves]
//
// float:  all 2^32 inputs with default parameters, 2^24 for five other values of each parameter. Judged by a fast
//         reference; a sample of each block and its worst are judged by the plain one too (see doubtful).
// double: 10^8 inputs, judged by long double; the ten thousand that look worst are then judged by MPFR.
// The types of 16 bits: all inputs. With "halves" these types alone.
#include <inttypes.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../../Sources/CKernels/include/CKernels.h"
#include "../COracle/reference.h"
#include "exact.h"
#include "fast.h"

enum { BLOCK = 4096, SAMPLE = 256, TASK = 1 << 18, FINALISTS = 10000, VALUES = 5 };

enum { FLOAT32, FLOAT64, FLOAT16, BFLOAT16, TYPES };
static const char *const types[] = {"float32", "float64", "float16", "bfloat16"};
static const char *const quantities[] = {"forward", "gradient", "gradient from output"};

typedef struct {
    uint64_t bits;
    double error;
} witness;

// One sweep: a quantity of an activation over `inputs` inputs.
typedef struct {
    const ck_descriptor *row;
    ck_kind kind;
    const oracle_reference *reference;
    oracle_quantity quantity;
    int type;
    bool is_float;            // it is computed in float
    double parameters[ck_parameter_limit];
    const char *label;
    uint64_t inputs;
    uint64_t stride;          // of floats: bit patterns for each input, a power of two

    _Atomic uint64_t next;
    pthread_mutex_t lock;
    witness worst;            // of what is computed in float
    uint64_t judged;
    witness *finalists;       // of doubles: a heap whose root is the least error
    size_t finalist_count;
} sweep;

static uint64_t mixed(uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

static double as_double(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

// Where special cases are, with either sign.
static const double special[] = {0, INFINITY, NAN, 1, 0.5, 2, 3, 6, 0x1p-149, 0x1p-126, 0x1.fffffcp-127,
                                 0x1.fffffep127, 0x1p-1074, 0x1p-1022, 0x1.ffffffffffffep-1023,
                                 0x1.fffffffffffffp1023};
enum { SPECIAL = sizeof special / sizeof *special };

static double special_input(uint64_t index) {
    return copysign(special[index / 2], index % 2 == 0 ? 1 : -1);
}

// Every stride-th bit pattern, with random low bits.
static uint32_t float_input(const sweep *s, uint64_t index) {
    if (index < 2 * SPECIAL && s->inputs < 1ull << 32) {
        const float x = (float)special_input(index);
        uint32_t bits;
        memcpy(&bits, &x, sizeof bits);
        return bits;
    }
    return (uint32_t)(index * s->stride | (mixed(index) & (s->stride - 1)));
}

// Half of them spread over all bit patterns, a third over magnitudes from 2^-32 to 2^10, the rest close to the points
// where activations turn.
static uint64_t double_input(const sweep *s, uint64_t index) {
    static const double turns[] = {0.5, 1, 2, 3, 6};
    const uint64_t random = mixed(index + 1), sign = random & 1ull << 63, stride = UINT64_MAX / s->inputs;
    double x;
    if (index < 2 * SPECIAL) {
        x = special_input(index);
    } else if (index % 6 < 3) {
        x = as_double(index * stride + random % stride);
    } else if (index % 6 < 5) {
        x = as_double(sign | (1023 - 32 + (random >> 52) % 42) << 52 | (random & 0xfffffffffffff));
    } else {
        const double distance = ldexp((double)(random & 0xfffffffffffff), -52 - (int)((random >> 56) % 53));
        x = turns[(random >> 52) % 5] * (1 + (random >> 55 & 1 ? distance : -distance) / 2);
        x = copysign(x, as_double(sign | 1));
    }
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static void compute(const sweep *s, const void *x, void *y, const void *ones, size_t n) {
    const ck_kernels *kernels = s->is_float ? ck_current()->float32 : ck_current()->float64;
    switch (s->quantity) {
    case oracle_value: kernels->forward[s->kind](x, y, n, s->parameters); break;
    case oracle_slope: kernels->from_input[s->kind](ones, x, y, n, s->parameters); break;
    case oracle_slope_from_output: kernels->from_output[s->kind](ones, x, y, n, s->parameters); break;
    }
}

static bool worse(witness a, witness b) { return a.error > b.error || (a.error == b.error && a.bits < b.bits); }

// The finalists of a thread, and of the sweep: a heap of at most FINALISTS, its root the first to be replaced.
static void offer(witness *heap, size_t *count, witness w) {
    size_t i;
    if (*count < FINALISTS) {
        for (i = (*count)++; i > 0 && worse(heap[(i - 1) / 2], w); i = (i - 1) / 2) heap[i] = heap[(i - 1) / 2];
    } else {
        if (!worse(w, heap[0])) return;
        for (i = 0;;) {
            size_t child = 2 * i + 1;
            if (child >= *count) break;
            if (child + 1 < *count && worse(heap[child], heap[child + 1])) child++;
            if (!worse(w, heap[child])) break;
            heap[i] = heap[child];
            i = child;
        }
    }
    heap[i] = w;
}

// The largest of a block's errors, or NaN where one of them is. Errors have no sign: their bits have their order.
static double largest(const double *errors) {
    uint64_t bits[BLOCK], most = 0;
    memcpy(bits, errors, sizeof bits);
    for (int i = 0; i < BLOCK; i++) most = bits[i] > most ? bits[i] : most;
    return as_double(most);
}

static double plain_error(const sweep *s, const float *x, const float *y) {
    double error;
    oracle_errors_float(s->reference, s->quantity, x, y, &error, 1, s->parameters);
    return error;
}

// Whether the plain reference has to judge a block: where the fast one leaves anything unjudged, or disagrees on the
// worst input or on one in SAMPLE. It agrees to 2^-20 ULP where its functions have the accuracy that they promise.
static bool doubtful(const sweep *s, const float *x, const float *y, const double *errors, int worst) {
    for (int i = 0; i <= BLOCK; i += SAMPLE) {
        const int at = i < BLOCK ? i : worst;
        if (!(fabs(plain_error(s, x + at, y + at) - errors[at]) <= 0x1p-20)) return true;
    }
    return false;
}

static void judge_floats(sweep *s, uint64_t start, uint64_t end, witness *worst, uint64_t *judged) {
    uint32_t bits[BLOCK];
    float x[BLOCK], y[BLOCK], ones[BLOCK];
    double errors[BLOCK];
    for (int i = 0; i < BLOCK; i++) ones[i] = 1;
    for (uint64_t index = start; index < end; index += BLOCK) {
        if (s->stride == 1) {
            for (int i = 0; i < BLOCK; i++) bits[i] = (uint32_t)index + i;
        } else {
            for (int i = 0; i < BLOCK; i++) bits[i] = float_input(s, index + i);
        }
        memcpy(x, bits, sizeof x);
        compute(s, x, y, ones, BLOCK);
        fast_errors_float(s->reference, s->quantity, x, y, errors, BLOCK, s->parameters);
        const double most = largest(errors);
        int at = 0;
        while (at < BLOCK - 1 && errors[at] != most) at++;
        if (!doubtful(s, x, y, errors, at)) {
            *judged += BLOCK;
            if (most > worst->error) *worst = (witness){bits[at], plain_error(s, x + at, y + at)};
            continue;
        }
        oracle_errors_float(s->reference, s->quantity, x, y, errors, BLOCK, s->parameters);
        for (int i = 0; i < BLOCK; i++) {
            *judged += errors[i] == errors[i];
            if (errors[i] > worst->error) *worst = (witness){bits[i], errors[i]};
        }
    }
}

static void judge_halves(const sweep *s, uint64_t start, uint64_t end, witness *worst, uint64_t *judged) {
    const ck_half *half = s->type == FLOAT16 ? ck_current()->float16 : ck_current()->bfloat16;
    uint16_t bits[BLOCK], results[BLOCK];
    float x[BLOCK], y[BLOCK], ones[BLOCK];
    double errors[BLOCK];
    for (int i = 0; i < BLOCK; i++) ones[i] = 1;
    for (uint64_t index = start; index < end; index += BLOCK) {
        for (int i = 0; i < BLOCK; i++) bits[i] = (uint16_t)(index + i);
        half->widen(bits, x, BLOCK);
        compute(s, x, y, ones, BLOCK);
        half->narrow(y, results, BLOCK);
        half->widen(results, y, BLOCK);
        (s->type == FLOAT16 ? oracle_errors_float16 : oracle_errors_bfloat16)(
            s->reference, s->quantity, x, y, errors, BLOCK, s->parameters);
        for (int i = 0; i < BLOCK; i++) {
            *judged += errors[i] == errors[i];
            if (errors[i] > worst->error) *worst = (witness){bits[i], errors[i]};
        }
    }
}

static void judge_doubles(sweep *s, uint64_t start, uint64_t end, witness *heap, size_t *count, uint64_t *judged) {
    uint64_t bits[BLOCK];
    double x[BLOCK], y[BLOCK], ones[BLOCK], errors[BLOCK];
    for (int i = 0; i < BLOCK; i++) ones[i] = 1;
    for (uint64_t index = start; index < end; index += BLOCK) {
        for (int i = 0; i < BLOCK; i++) bits[i] = double_input(s, index + i);
        memcpy(x, bits, sizeof x);
        compute(s, x, y, ones, BLOCK);
        oracle_errors_double(s->reference, s->quantity, x, y, errors, BLOCK, s->parameters);
        for (int i = 0; i < BLOCK; i++) {
            *judged += errors[i] == errors[i];
            if (errors[i] == errors[i]) offer(heap, count, (witness){bits[i], errors[i]});
        }
    }
}

static void *work(void *context) {
    sweep *s = context;
    witness worst = {0, -1}, *heap = s->is_float ? NULL : malloc(FINALISTS * sizeof *heap);
    size_t count = 0;
    uint64_t judged = 0;
    const uint64_t saved = ck_enter();
    for (;;) {
        const uint64_t start = atomic_fetch_add(&s->next, TASK);
        if (start >= s->inputs) break;
        const uint64_t end = start + TASK < s->inputs ? start + TASK : s->inputs;
        if (s->type == FLOAT32) judge_floats(s, start, end, &worst, &judged);
        else if (s->is_float) judge_halves(s, start, end, &worst, &judged);
        else judge_doubles(s, start, end, heap, &count, &judged);
        if (start % (s->inputs / 16 / TASK * TASK + TASK) == 0) {
            fprintf(stderr, "\r%s, %s, %s, %s: %2.0f %% ", s->row->name, types[s->type],
                    quantities[s->quantity], s->label, 100.0 * (double)start / (double)s->inputs);
        }
    }
    ck_leave(saved);
    pthread_mutex_lock(&s->lock);
    if (worse(worst, s->worst)) s->worst = worst;
    for (size_t i = 0; i < count; i++) offer(s->finalists, &s->finalist_count, heap[i]);
    s->judged += judged;
    pthread_mutex_unlock(&s->lock);
    free(heap);
    return NULL;
}

// The worst of the finalists by MPFR.
static witness confirm(sweep *s) {
    witness worst = {0, -1};
    const double one = 1;
    for (size_t i = 0; i < s->finalist_count; i++) {
        const double x = as_double(s->finalists[i].bits);
        double y;
        compute(s, &x, &y, &one, 1);
        const witness w = {s->finalists[i].bits, exact_error(s->reference, s->quantity, x, y, s->parameters)};
        if (worse(w, worst)) worst = w;
    }
    return worst;
}

// type, quantity, parameters, inputs, worst error in ULP, its input as bits and as a number
static void report(const sweep *s, double seconds) {
    double x = as_double(s->worst.bits);
    const uint32_t bits = (uint32_t)s->worst.bits;
    const uint16_t half = (uint16_t)bits;
    float narrow;
    memcpy(&narrow, &bits, sizeof bits);
    if (s->type == FLOAT16) ck_current()->float16->widen(&half, &narrow, 1);
    if (s->type == BFLOAT16) ck_current()->bfloat16->widen(&half, &narrow, 1);
    if (s->is_float) x = narrow;
    printf("%s\t%s\t%s\t%s\t%" PRIu64 "\t%.6f\t0x%0*" PRIx64 "\t%.9g\n", s->row->name, types[s->type],
           quantities[s->quantity], s->label, s->inputs, s->worst.error, s->type == FLOAT32 ? 8 : s->is_float ? 4 : 16, s->worst.bits, x);
    fflush(stdout);
    fprintf(stderr, "\r%s, %s, %s, %s: %.3f ULP at %.9g in %.0f s\n", s->row->name, types[s->type],
            quantities[s->quantity], s->label, s->worst.error, x, seconds);
}

static bool run(sweep *s) {
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);
    pthread_t threads[64];
    const int count = cores < 1 ? 1 : cores > 64 ? 64 : (int)cores;
    pthread_mutex_init(&s->lock, NULL);
    s->worst = (witness){0, -1};
    if (!s->is_float) s->finalists = malloc(FINALISTS * sizeof *s->finalists);
    for (int i = 0; i < count; i++) pthread_create(&threads[i], NULL, work, s);
    for (int i = 0; i < count; i++) pthread_join(threads[i], NULL);
    if (s->judged > 0 && !s->is_float) s->worst = confirm(s);
    free(s->finalists);
    pthread_mutex_destroy(&s->lock);
    clock_gettime(CLOCK_MONOTONIC, &end);
    if (s->judged == 0) {
        fprintf(stderr, "%s: the reference judges no %s\n", s->row->name, quantities[s->quantity]);
        return false;
    }
    report(s, (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec));
    return true;
}

static bool valid(const ck_descriptor *row, const double *parameters) {
    for (uint32_t i = 0; i < row->parameter_count; i++) {
        const ck_parameter *p = &row->parameters[i];
        if (parameters[i] < p->lower || parameters[i] > p->upper || (p->nonzero && parameters[i] == 0)) return false;
    }
    return !row->ordered || parameters[0] <= parameters[1];
}

// All quantities of the types from `first` on, with one set of parameters.
static bool prove(ck_kind kind, const oracle_reference *reference, const double *parameters, const char *label,
                  int first, uint64_t floats, uint64_t doubles) {
    const uint64_t inputs[] = {floats, doubles, 1 << 16, 1 << 16};
    bool complete = true;
    for (int type = first; type < TYPES; type++) {
        const ck_kernels *kernels = type == FLOAT64 ? ck_current()->float64 : ck_current()->float32;
        for (oracle_quantity quantity = oracle_value; quantity <= oracle_slope_from_output; quantity++) {
            if (quantity == oracle_slope_from_output && !kernels->from_output[kind]) continue;
            sweep s = {.row = ck_describe(kind), .kind = kind, .reference = reference, .quantity = quantity,
                       .type = type, .is_float = type != FLOAT64, .label = label, .inputs = inputs[type],
                       .stride = (1ull << 32) / floats};
            memcpy(s.parameters, parameters, sizeof s.parameters);
            complete &= run(&s);
        }
    }
    return complete;
}

int main(int count, char **arguments) {
    const bool quick = count == 3 && strcmp(arguments[2], "quick") == 0;
    const bool halves = count == 3 && strcmp(arguments[2], "halves") == 0;
    const int first = halves ? FLOAT16 : FLOAT32;
    if (count < 2 || (count > 2 && !quick && !halves)) {
        fprintf(stderr, "usage: prove NAME [quick | halves]\n");
        return 2;
    }
    ck_kind kind = 0;
    while (kind < ck_kind_count && strcmp(ck_describe(kind)->name, arguments[1]) != 0) kind++;
    const oracle_reference *reference = oracle_find(arguments[1]);
    if (kind == ck_kind_count || !reference) {
        fprintf(stderr, "%s: no such %s\n", arguments[1], reference ? "activation" : "reference");
        return 1;
    }
    const ck_descriptor *row = ck_describe(kind);
    double initial[ck_parameter_limit] = {0};
    for (uint32_t i = 0; i < row->parameter_count; i++) initial[i] = row->parameters[i].initial;
    bool complete = prove(kind, reference, initial, "default", first, quick ? 1 << 24 : 1ull << 32,
                          quick ? 1 << 20 : 100000000);

    for (uint32_t i = 0; i < row->parameter_count; i++) {
        static const double factors[] = {0.3, 0.7, 1.9, 7, -1, 0.01, 2.5, -0.4, 0.1, 1.5};
        static const double values[] = {-1, 7, 1e-6, 0.25, 0.01, 0.1, 0.4, 0.001};
        const bool zero = initial[i] == 0;
        const size_t candidates = zero ? sizeof values / sizeof *values : sizeof factors / sizeof *factors;
        int proven = 0;
        for (size_t k = 0; k < candidates && proven < VALUES; k++) {
            double parameters[ck_parameter_limit];
            memcpy(parameters, initial, sizeof parameters);
            parameters[i] = zero ? values[k] : initial[i] * factors[k];
            if (!valid(row, parameters)) continue;
            char label[64];
            snprintf(label, sizeof label, "%s = %.9g", row->parameters[i].name, parameters[i]);
            complete &= prove(kind, reference, parameters, label, first, quick ? 1 << 20 : 1 << 24, quick ? 1 << 16 : 1 << 22);
            proven++;
        }
        if (proven < VALUES) {
            fprintf(stderr, "%s: fewer than %d other values of %s\n", row->name, VALUES, row->parameters[i].name);
            complete = false;
        }
    }
    return complete ? 0 : 1;
}
