// Times the library alone, through its C interface: the best of a few rounds, in seconds rather than minutes.
#include <activations.h>
#include <cblas.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "limits.c"

// What the calls of all functions read.
typedef struct {
    const act_activation *activation;
    act_dtype type;
    size_t n, rank, shape[8];
    ptrdiff_t axis;
    const void *x, *dy, *w, *bias;
    void *y;
} arguments;

typedef act_status job(const arguments *a);

static act_status forward(const arguments *a) { return act_forward(a->activation, NULL, a->type, a->n, a->x, a->y); }

static act_status gradient(const arguments *a) {
    return act_gradient_reads(a->activation) == ACT_READS_OUTPUT
               ? act_backward_from_output(a->activation, NULL, a->type, a->n, a->dy, a->x, a->y)
               : act_backward(a->activation, NULL, a->type, a->n, a->dy, a->x, a->y);
}

static act_status softmax(const arguments *a) {
    return act_softmax(a->type, a->rank, a->shape, a->axis, a->x, a->y);
}

static act_status softmax_gradient(const arguments *a) {
    return act_softmax_backward(a->type, a->rank, a->shape, a->axis, a->dy, a->x, a->y);
}

static act_status log_softmax(const arguments *a) {
    return act_log_softmax(a->type, a->rank, a->shape, a->axis, a->x, a->y);
}

static act_status log_softmax_gradient(const arguments *a) {
    return act_log_softmax_backward(a->type, a->rank, a->shape, a->axis, a->dy, a->x, a->y);
}

static act_status logsumexp(const arguments *a) {
    return act_logsumexp(a->type, a->rank, a->shape, a->axis, a->x, a->y);
}

static act_status dense_relu(const arguments *a) {
    return act_dense(a->activation, NULL, a->type, a->shape[0], a->shape[1], a->shape[2], a->x, a->w, a->bias, a->y);
}

// What a dense layer takes at the least: the product alone.
static act_status product(const arguments *a) {
    const int m = (int)a->shape[0], k = (int)a->shape[1], n = (int)a->shape[2];
    if (a->type == ACT_F32) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a->x, k, a->w, n, 0, a->y, n);
    } else {
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a->x, k, a->w, n, 0, a->y, n);
    }
    return ACT_OK;
}

typedef struct {
    const char *name;
    job *forward, *gradient;
    const char *shapes;
} kind;

#define DENSE "1x1024x1024,16x1024x1024,128x1024x1024,1024x1024x1024,2048x512x10"
static const kind elementwise = {NULL, forward, gradient, "16,1024x1024,8192x4096"};
static const kind others[] = {
    {"softmax", softmax, softmax_gradient, "1x10,1024x1024,65536x10,8192x1000,1000x8192@0,64x3x64x64@1"},
    {"log_softmax", log_softmax, log_softmax_gradient, "1x10,1024x1024,65536x10,8192x1000,1000x8192@0,64x3x64x64@1"},
    {"logsumexp", logsumexp, NULL, "1x10,1024x1024,65536x10,8192x1000"},
    {"dense", dense_relu, NULL, DENSE},
    {"OpenBLAS alone", product, NULL, DENSE},
};

static bool listed(const char *list, const char *word) {
    if (!list) return true;
    const size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)); at++) {
        if ((at == list || at[-1] == ',') && (at[length] == ',' || at[length] == 0)) return true;
    }
    return false;
}

// Best nanoseconds of one call, NAN if it fails.
static double nanoseconds(job *run, const arguments *a) {
    const double begin = now();
    if (run(a) != ACT_OK) return NAN;
    const size_t calls = (size_t)fmax(1, 2e-4 / fmax(now() - begin, 1e-7));
    double best = INFINITY;
    for (int round = 0; round < 200 && (round < 3 || now() - begin < 0.03); round++) {
        const double start = now();
        for (size_t i = 0; i < calls; i++) run(a);
        best = fmin(best, (now() - start) / (double)calls);
    }
    return best * 1e9;
}

// n values in ±5, a multiple of 2^18 of them, on huge pages where the system has them
static void *values(size_t n, act_dtype type) {
    void *data = aligned_alloc(1 << 21, n * 8);
    if (!data) exit(1);
#ifdef MADV_HUGEPAGE
    madvise(data, n * 8, MADV_HUGEPAGE);
#endif
    uint32_t state = 1;
    for (size_t i = 0; i < n; i++) {
        state = state * 1664525 + 1013904223;
        const double value = state / 4294967296.0 * 10 - 5;
        if (type == ACT_F32) ((float *)data)[i] = (float)value;
        else ((double *)data)[i] = value;
    }
    return data;
}

static void measure(const char *name, const kind *k, const char *shape, arguments a, size_t threads) {
    size_t count = 1;
    a.rank = 0, a.axis = -1;
    for (const char *at = shape; *at; at += *at == 'x') {
        char *end;
        if (*at == '@') {
            a.axis = strtol(at + 1, &end, 10);
        } else {
            a.shape[a.rank] = strtoul(at, &end, 10);
            count *= a.shape[a.rank++];
        }
        if (end == at) return;
        at = end;
    }
    const bool dense = k->forward == dense_relu || k->forward == product;
    a.n = dense ? a.shape[0] * a.shape[2] : count;
    const double size = a.type == ACT_F32 ? 4 : 8;
    const double once = nanoseconds(k->forward, &a);
    printf("%-20s %-14s f%.0f %3zu %12.3f", name, shape, size * 8, threads, once / (double)a.n);
    if (dense) printf(" %8.1f GFLOP/s", 2 * (double)count / once);
    else printf(" %8.1f", 2 * size * (double)a.n / once);
    if (k->gradient) {
        const double back = nanoseconds(k->gradient, &a);
        printf(" %12.3f %8.1f", back / (double)a.n, 3 * size * (double)a.n / back);
    }
    printf("\n");
    fflush(stdout);
}

static void each_shape(const char *name, const kind *k, const char *only, const char *sizes, arguments a,
                       size_t threads) {
    if (!listed(only, name)) return;
    char shapes[256];
    snprintf(shapes, sizeof shapes, "%s", k->shapes);
    for (char *rest = shapes, *shape; (shape = strtok_r(rest, ",", &rest));) {
        if (listed(sizes, shape)) measure(name, k, shape, a, threads);
    }
}

int main(int count, char **words) {
    const char *only = NULL, *sizes = NULL, *types = "f32", *threads = NULL;
    for (int i = 1; i < count; i += 2) {
        const char **option = !strcmp(words[i], "--only")      ? &only
                              : !strcmp(words[i], "--sizes")   ? &sizes
                              : !strcmp(words[i], "--types")   ? &types
                              : !strcmp(words[i], "--threads") ? &threads
                                                               : NULL;
        if (!option || i + 1 == count) {
            fprintf(stderr, "usage: bench [--only NAMES] [--sizes SHAPES] [--types f32,f64] [--threads COUNT]\n");
            return 2;
        }
        *option = words[i + 1];
    }
    if (threads) openblas_set_num_threads((int)strtoul(threads, NULL, 10));
    if (threads && act_set_threads(strtoul(threads, NULL, 10)) != ACT_OK) return 2;
    const size_t large = 8192 * 4096, used = act_threads();
    printf("libactivations %s, %s\n", act_version(), act_isa());
    for (act_dtype type = ACT_F32; type <= ACT_F64; type++) {
        if (!listed(types, type == ACT_F32 ? "f32" : "f64")) continue;
        void *x = values(large, type), *y = values(large, type), *dy = values(large, type);
        for (int streaming = 0; streaming < 2; streaming++) {
            const size_t bytes[] = {1 << 22, large * 4};
            for (int i = 0; i < 2; i++) {
                double best = INFINITY;
                for (int round = 0; round < 5; round++) {
                    best = fmin(best, limits_measure(streaming, y, x, bytes[i], used, i ? 1 : 20));
                }
                printf("copy of %3zu MiB with %s stores: %.1f GB/s\n", bytes[i] >> 20,
                       streaming ? "streaming" : "ordinary", 2e-9 * (double)bytes[i] / best);
            }
        }
        printf("%-20s %-14s %s %s %12s %8s %12s %8s\n", "", "shape", "type", "thr", "ns/element", "GB/s", "gradient",
               "GB/s");
        arguments a = {.type = type, .x = x, .y = y, .dy = dy, .w = dy, .bias = x};
        for (size_t i = 0; i < act_count(); i++) {
            a.activation = act_at(i);
            each_shape(act_name(a.activation), &elementwise, only, sizes, a, used);
        }
        a.activation = act_find("relu");
        for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
            each_shape(others[i].name, &others[i], only, sizes, a, used);
        }
        free(x), free(y), free(dy);
    }
}
