/* Prints a hash of the bits of every function, over inputs that reach subnormal numbers, infinities and NaN. Built with
   -Ofast the program starts with subnormal numbers flushed, and must print the same. */
#include <activations.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

enum { N = 1 << 18 };

static uint32_t input32[N], upstream32[N], output32[N];
static uint64_t input64[N], upstream64[N], output64[N];
static uint16_t input16[N], upstream16[N], output16[N];
static float logits32[N];
static double logits64[N];
static uint64_t hash = 14695981039346656037u;

static void add(uint64_t bits) { hash = (hash ^ bits) * 1099511628211u; }

static void add32(void) {
    for (int i = 0; i < N; i++) add((output32[i] & 0x7fffffff) > 0x7f800000 ? 0x7fc00000 : output32[i]);
}

static void add64(void) {
    const uint64_t magnitude = (uint64_t)-1 >> 1, infinity = (uint64_t)0x7ff << 52;
    for (int i = 0; i < N; i++) add((output64[i] & magnitude) > infinity ? infinity + 1 : output64[i]);
}

static void add16(uint16_t infinity) {
    for (int i = 0; i < N; i++) add((output16[i] & 0x7fff) > infinity ? infinity + 1 : output16[i]);
}

/* 1 when the processor flushes subnormal numbers in this thread. */
static int flushes(void) {
    volatile float smallest = 1.17549435e-38f, half = 0.5f;
    const volatile float product = smallest * half;
    uint32_t bits;
    memcpy(&bits, (const void *)&product, sizeof bits);
    return bits == 0;
}

/* A dense layer whose results are subnormal: 64 products of 2^-146 make 2^-140. */
static void dense(void) {
    enum { ROWS = 512, INPUTS = 64, OUTPUTS = 128 };
    static uint32_t x[ROWS * INPUTS], w[INPUTS * OUTPUTS], y[ROWS * OUTPUTS];
    for (int i = 0; i < ROWS * INPUTS; i++) x[i] = (uint32_t)(127 - 100) << 23;
    for (int i = 0; i < INPUTS * OUTPUTS; i++) w[i] = (uint32_t)(127 - 46) << 23;
    CHECK(act_dense(act_find("linear"), NULL, ACT_F32, ROWS, INPUTS, OUTPUTS, x, w, NULL, y) == ACT_OK);
    for (int i = 0; i < ROWS * OUTPUTS; i++) CHECK(y[i] == (uint32_t)1 << (149 - 140));
}

int main(int argc, char **argv) {
    if (argc == 2) CHECK(flushes() == (strcmp(argv[1], "flushing") == 0));
    uint64_t state = 1;
    for (int i = 0; i < N; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        input64[i] = state ^ state >> 29;
        input32[i] = (uint32_t)(input64[i] >> 32);
        input16[i] = (uint16_t)(input64[i] >> 48);
        const int step = (int)(state >> 40 & 2047) - 1024;
        logits32[i] = (float)step / 8;
        logits64[i] = step;
        upstream32[i] = 0x3f800000;
        upstream64[i] = (uint64_t)0x3ff << 52;
    }
    const size_t shape[3] = {N / 256, 16, 16};
    for (size_t threads = 1; threads <= 3; threads++) {
        uint64_t first = hash = 14695981039346656037u;
        CHECK(act_set_threads(threads) == ACT_OK);
        for (size_t i = 0; i < act_count(); i++) {
            CHECK(act_forward(act_at(i), NULL, ACT_F32, N, input32, output32) == ACT_OK);
            add32();
            CHECK(act_forward(act_at(i), NULL, ACT_F64, N, input64, output64) == ACT_OK);
            add64();
            CHECK(act_backward(act_at(i), NULL, ACT_F32, N, upstream32, input32, output32) == ACT_OK);
            add32();
            CHECK(act_backward(act_at(i), NULL, ACT_F64, N, upstream64, input64, output64) == ACT_OK);
            add64();
            for (int type = ACT_F16; type <= ACT_BF16; type++) {
                CHECK(act_forward(act_at(i), NULL, (act_dtype)type, N, input16, output16) == ACT_OK);
                add16(type == ACT_F16 ? 0x7c00 : 0x7f80);
                for (int j = 0; j < N; j++) upstream16[j] = type == ACT_F16 ? 0x3c00 : 0x3f80;
                CHECK(act_backward(act_at(i), NULL, (act_dtype)type, N, upstream16, input16, output16) == ACT_OK);
                add16(type == ACT_F16 ? 0x7c00 : 0x7f80);
            }
        }
        for (ptrdiff_t axis = 0; axis < 3; axis++) {
            CHECK(act_softmax(ACT_F32, 3, shape, axis, logits32, output32) == ACT_OK);
            add32();
            CHECK(act_log_softmax(ACT_F64, 3, shape, axis, logits64, output64) == ACT_OK);
            add64();
        }
        CHECK(hash != first);
        dense();
        CHECK(flushes() == (argc == 2 && strcmp(argv[1], "flushing") == 0));
        printf("%016llx\n", (unsigned long long)hash);
    }
    return failures("bits.c");
}
