// What this machine can do: bytes copied, and fused multiply-adds, per second. Also times calls without an interpreter
// between them.
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#if defined(__AVX512F__)
enum { VECTOR = 64 };
#elif defined(__AVX2__)
enum { VECTOR = 32 };
#else
enum { VECTOR = 16 };
#endif

#if defined(__x86_64__)
#define IN_VECTOR "v"
#else
#define IN_VECTOR "w"
#endif

typedef float floats __attribute__((vector_size(VECTOR)));
typedef double doubles __attribute__((vector_size(VECTOR)));

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void copy_ordinary(floats *to, const floats *from, size_t vectors) {
    for (size_t i = 0; i < vectors; i++) {
        floats v = from[i];
        __asm__ volatile("" : "+" IN_VECTOR(v));  // or the compiler makes it a call of memcpy, which may stream
        to[i] = v;
    }
}

#if defined(__x86_64__)
#include <immintrin.h>
static void copy_streaming(floats *to, const floats *from, size_t vectors) {
    for (size_t i = 0; i < vectors; i++) {
#if defined(__AVX512F__)
        _mm512_stream_ps((float *)&to[i], (__m512)from[i]);
#elif defined(__AVX2__)
        _mm256_stream_ps((float *)&to[i], (__m256)from[i]);
#else
        _mm_stream_ps((float *)&to[i], (__m128)from[i]);
#endif
    }
    _mm_sfence();
}
#else
static void copy_streaming(floats *to, const floats *from, size_t vectors) { copy_ordinary(to, from, vectors); }
#endif

// Twelve independent chains hide the latency of any processor of today.
#define FMA_CHAINS(type, times)                                                                                \
    const type b = (type){0} + 0.5f, c = (type){0} + 0.25f;                                                    \
    type v0 = c, v1 = c + 1, v2 = c + 2, v3 = c + 3, v4 = c + 4, v5 = c + 5;                                   \
    type v6 = c + 6, v7 = c + 7, v8 = c + 8, v9 = c + 9, v10 = c + 10, v11 = c + 11;                           \
    for (size_t i = 0; i < times; i++) {                                                                       \
        v0 = v0 * b + c, v1 = v1 * b + c, v2 = v2 * b + c, v3 = v3 * b + c, v4 = v4 * b + c, v5 = v5 * b + c;  \
        v6 = v6 * b + c, v7 = v7 * b + c, v8 = v8 * b + c, v9 = v9 * b + c, v10 = v10 * b + c, v11 = v11 * b + c; \
    }                                                                                                          \
    __asm__ volatile("" ::IN_VECTOR(v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11))

static void fma_floats(size_t times) { FMA_CHAINS(floats, times); }
static void fma_doubles(size_t times) { FMA_CHAINS(doubles, times); }

enum { COPY_ORDINARY, COPY_STREAMING, FMA_F32, FMA_F64 };

typedef struct {
    int kind;
    floats *to;
    const floats *from;
    size_t vectors, repeats;
} task;

static void *work(void *argument) {
    const task *t = argument;
    for (size_t i = 0; i < t->repeats; i++) {
        switch (t->kind) {
        case COPY_ORDINARY: copy_ordinary(t->to, t->from, t->vectors); break;
        case COPY_STREAMING: copy_streaming(t->to, t->from, t->vectors); break;
        case FMA_F32: fma_floats(t->vectors); break;
        case FMA_F64: fma_doubles(t->vectors); break;
        }
    }
    return NULL;
}

// Seconds of one repeat. The buffers are aligned to 64 bytes; each thread takes its share of the bytes.
double limits_measure(int kind, void *to, const void *from, size_t bytes, size_t threads, size_t repeats) {
    enum { MOST = 64 };
    if (threads > MOST) threads = MOST;
    pthread_t thread[MOST];
    task tasks[MOST];
    const size_t share = bytes / VECTOR / threads;
    const double start = now();
    for (size_t i = 0; i < threads; i++) {
        tasks[i] = (task){kind, (floats *)to + i * share, (const floats *)from + i * share, share, repeats};
        if (i + 1 < threads) pthread_create(&thread[i], NULL, work, &tasks[i]);
    }
    work(&tasks[threads - 1]);
    for (size_t i = 0; i + 1 < threads; i++) pthread_join(thread[i], NULL);
    return (now() - start) / (double)repeats;
}

// Fused multiply-adds of one element type that a repeat of FMA_F32 or FMA_F64 makes for so many bytes.
double limits_fmas(int kind, size_t bytes) {
    return (double)(bytes / VECTOR) * 12 * VECTOR / (kind == FMA_F32 ? sizeof(float) : sizeof(double));
}

// Seconds of one call of a function that takes up to twelve integers or pointers.
double limits_call(void *function, const uintptr_t *a, size_t calls) {
    typedef int call(uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t,
                     uintptr_t, uintptr_t, uintptr_t);
    call *f = (call *)function;
    const double start = now();
    for (size_t i = 0; i < calls; i++) f(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11]);
    return (now() - start) / (double)calls;
}
