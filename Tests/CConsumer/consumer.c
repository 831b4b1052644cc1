/* Every function of activations.h on good input, against plain loops over libm in double. */
#include <activations.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

enum { N = 1000 };

static double uniform(double low, double high) { return low + (high - low) * (rand() / (RAND_MAX + 1.0)); }

static int close_to(double got, double want, double tolerance) {
    return (isnan(got) && isnan(want)) || got == want || fabs(got - want) <= tolerance * (fabs(want) + 1);
}

static double sigmoid(double x) { return 1 / (1 + exp(-x)); }
static double sigmoid_slope(double x) { return sigmoid(x) * sigmoid(-x); }
static double relu(double x) { return x > 0 ? x : 0; }
static double relu_slope(double x) { return x > 0; }
static double leaky(double x) { return x > 0 ? x : 0.25 * x; }
static double leaky_slope(double x) { return x > 0 ? 1 : 0.25; }
static double tanh_slope(double x) { return 1 / (cosh(x) * cosh(x)); }
static double softplus(double x) { return log1p(exp(2 * x)) / 2; }
static double softplus_slope(double x) { return sigmoid(2 * x); }

static const struct {
    const char *name;
    double params[2];
    double (*f)(double), (*slope)(double);
} references[] = {
    {"sigmoid", {0, 0}, sigmoid, sigmoid_slope}, {"relu", {0, 0}, relu, relu_slope},
    {"leaky_relu", {0.25, 0}, leaky, leaky_slope}, {"tanh", {0, 0}, tanh, tanh_slope},
    {"exp", {0, 0}, exp, exp},                   {"softplus", {2, 0}, softplus, softplus_slope},
};

static void catalogue(void) {
    CHECK(act_count() >= 8);
    for (size_t i = 0; i < act_count(); i++) {
        const act_activation *a = act_at(i);
        CHECK(a && act_find(act_name(a)) == a && strlen(act_formula(a)) > 0);
        for (size_t j = 0; j < act_param_count(a); j++)
            CHECK(strlen(act_param_name(a, j)) > 0 && isfinite(act_param_default(a, j)));
    }
    CHECK(strcmp(act_param_name(act_find("leaky_relu"), 0), "negative_slope") == 0);
    CHECK(act_param_default(act_find("leaky_relu"), 0) == 0.01);
    CHECK(act_gradient_reads(act_find("sigmoid")) == ACT_READS_OUTPUT);
    CHECK(act_gradient_reads(act_find("softplus")) == ACT_READS_INPUT);
}

static void elementwise(void) {
    static float x[N], y[N], dy[N], dx[N], again[N];
    static double x64[N], y64[N], dy64[N], dx64[N];
    for (int i = 0; i < N; i++) {
        x64[i] = x[i] = (float)uniform(-10, 10);
        dy64[i] = dy[i] = (float)uniform(-1, 1);
    }
    for (size_t r = 0; r < sizeof references / sizeof *references; r++) {
        const act_activation *a = act_find(references[r].name);
        const double *params = references[r].params;
        CHECK(act_forward(a, params, ACT_F32, N, x, y) == ACT_OK);
        CHECK(act_forward(a, params, ACT_F64, N, x64, y64) == ACT_OK);
        CHECK(act_backward(a, params, ACT_F32, N, dy, x, dx) == ACT_OK);
        CHECK(act_backward(a, params, ACT_F64, N, dy64, x64, dx64) == ACT_OK);
        for (int i = 0; i < N; i++) {
            const double want = references[r].f(x64[i]), slope = dy64[i] * references[r].slope(x64[i]);
            CHECK(close_to(y[i], want, 1e-6) && close_to(y64[i], want, 1e-14));
            CHECK(close_to(dx[i], slope, 1e-6) && close_to(dx64[i], slope, 1e-14));
        }
        if (act_gradient_reads(a) == ACT_READS_OUTPUT) {
            CHECK(act_backward_from_output(a, params, ACT_F64, N, dy64, y64, dx64) == ACT_OK);
            for (int i = 0; i < N; i++) CHECK(close_to(dx64[i], dy64[i] * references[r].slope(x64[i]), 1e-12));
            memcpy(again, dy, sizeof dy);
            CHECK(act_backward_from_output(a, params, ACT_F32, N, dy, y, dx) == ACT_OK);
            CHECK(act_backward_from_output(a, params, ACT_F32, N, again, y, again) == ACT_OK);
            CHECK(memcmp(again, dx, sizeof dx) == 0);
        }
        memcpy(again, x, sizeof x);
        CHECK(act_forward(a, params, ACT_F32, N, again, again) == ACT_OK);
        CHECK(memcmp(again, y, sizeof y) == 0);
    }
    /* A vector at an odd address gives the same bits, whether it fits a cache or not. */
    for (size_t n = N; n <= 24000 * N; n *= 24000) {
        unsigned char *raw = malloc(4 * n + 1), *out = malloc(4 * n + 1);
        float *even = malloc(4 * n);
        for (size_t i = 0; i < n; i++) even[i] = x[i % N];
        memcpy(raw + 1, even, 4 * n);
        CHECK(act_forward(act_find("sigmoid"), NULL, ACT_F32, n, raw + 1, out + 1) == ACT_OK);
        CHECK(act_forward(act_find("sigmoid"), NULL, ACT_F32, n, even, even) == ACT_OK);
        CHECK(memcmp(out + 1, even, 4 * n) == 0);
        free(raw);
        free(out);
        free(even);
    }
}

/* Numbers of 16 bits, from their fields. */
static double number(act_dtype type, unsigned bits) {
    const int digits = type == ACT_F16 ? 10 : 7, bias = type == ACT_F16 ? 15 : 127;
    const int exponent = (bits & 0x7fff) >> digits, fraction = bits & ((1 << digits) - 1);
    const double magnitude = exponent == 2 * bias + 1 ? (fraction ? NAN : INFINITY)
                             : exponent ? ldexp((1 << digits) + fraction, exponent - bias - digits)
                                        : ldexp(fraction, 1 - bias - digits);
    return bits & 0x8000 ? -magnitude : magnitude;
}

/* A prepared call gives what the call gives, each time and from a copy too. */
static void prepared(void) {
    enum { COUNT = 37 };
    static double x[COUNT], dy[COUNT], want[COUNT], got[COUNT];
    double slope[1] = {0.25};
    const act_activation *leaky = act_find("leaky_relu");
    for (int type = ACT_F32; type <= ACT_BF16; type++) {
        act_call forward, backward, from_output;
        CHECK(act_prepare_forward(&forward, leaky, slope, (act_dtype)type, COUNT, x, got) == ACT_OK);
        CHECK(act_prepare_backward(&backward, leaky, slope, (act_dtype)type, COUNT, dy, x, got) == ACT_OK);
        CHECK(act_prepare_backward_from_output(&from_output, act_find("tanh"), NULL, (act_dtype)type, COUNT, dy, x, got) ==
              ACT_OK);
        const act_call copy = forward;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < COUNT; i++) {
                const double value = uniform(-1, 1), upstream = uniform(-1, 1);
                if (type == ACT_F64) x[i] = value, dy[i] = upstream;
                else ((float *)x)[i] = (float)value, ((float *)dy)[i] = (float)upstream;
            }
            CHECK(act_forward(leaky, slope, (act_dtype)type, COUNT, x, want) == ACT_OK);
            CHECK(act_run(&forward) == ACT_OK && memcmp(got, want, sizeof got) == 0);
            memset(got, 0, sizeof got);
            CHECK(act_run(&copy) == ACT_OK && memcmp(got, want, sizeof got) == 0);
            CHECK(act_backward(leaky, slope, (act_dtype)type, COUNT, dy, x, want) == ACT_OK);
            CHECK(act_run(&backward) == ACT_OK && memcmp(got, want, sizeof got) == 0);
            CHECK(act_backward_from_output(act_find("tanh"), NULL, (act_dtype)type, COUNT, dy, x, want) == ACT_OK);
            CHECK(act_run(&from_output) == ACT_OK && memcmp(got, want, sizeof got) == 0);
        }
        memset(want, 0, sizeof want);
        memset(got, 0, sizeof got);
    }
    act_call nothing;
    CHECK(act_prepare_forward(&nothing, leaky, NULL, ACT_F32, 0, NULL, NULL) == ACT_OK && act_run(&nothing) == ACT_OK);
}

/* All of them: half a unit in the last place, and a little for the libm in float. */
static void sixteen_bits(void) {
    enum { ALL = 65536 };
    static unsigned short x[ALL], y[ALL], ones[ALL], dx[ALL];
    for (int t = 0; t < 2; t++) {
        const act_dtype type = t ? ACT_BF16 : ACT_F16;
        const double half_unit = t ? ldexp(1, -8) : ldexp(1, -11), tiny = t ? ldexp(1, -134) : ldexp(1, -25);
        for (int i = 0; i < ALL; i++) x[i] = (unsigned short)i, ones[i] = t ? 0x3f80 : 0x3c00;
        for (size_t r = 0; r < sizeof references / sizeof *references; r++) {
            const act_activation *a = act_find(references[r].name);
            CHECK(act_forward(a, references[r].params, type, ALL, x, y) == ACT_OK);
            CHECK(act_backward(a, references[r].params, type, ALL, ones, x, dx) == ACT_OK);
            for (unsigned i = 0; i < ALL; i++) {
                const double at = number(type, i), got = number(type, y[i]), slope = number(type, dx[i]);
                const double want = references[r].f(at), want_slope = references[r].slope(at);
                if (isnan(at)) {
                    CHECK(isnan(got) && isnan(slope));
                } else if (fabs(at) < 20) {
                    CHECK(isinf(got) || fabs(got - want) <= fabs(want) * half_unit * 1.01 + tiny);
                    CHECK(isinf(slope) || fabs(slope - want_slope) <= fabs(want_slope) * half_unit * 1.01 + tiny);
                }
            }
        }
        CHECK(act_forward(act_find("sigmoid"), NULL, type, ALL - 1, x + 1, x + 1) == ACT_OK);
        CHECK(act_forward(act_find("sigmoid"), NULL, type, 3, ones, y) == ACT_OK && x[ones[0]] == y[0]);
    }
}

/* Rows of a shape outer, length, inner: the element at [o][l][i]. */
#define AT(o, l, i) (((o) * length + (l)) * inner + (i))

static void along_an_axis(size_t outer, size_t length, size_t inner) {
    const size_t shape[3] = {outer, length, inner}, count = outer * length * inner;
    double *x = malloc(count * sizeof *x), *y = malloc(count * sizeof *y), *z = malloc(count * sizeof *z);
    double *dy = malloc(count * sizeof *dy), *dx = malloc(count * sizeof *dx), *dz = malloc(count * sizeof *dz);
    double *sums = malloc(outer * inner * sizeof *sums);
    float *x32 = malloc(count * sizeof *x32), *y32 = malloc(count * sizeof *y32);
    for (size_t i = 0; i < count; i++) {
        x[i] = x32[i] = (float)uniform(-20, 20);
        dy[i] = uniform(-1, 1);
    }
    CHECK(act_softmax(ACT_F64, 3, shape, 1, x, y) == ACT_OK);
    CHECK(act_log_softmax(ACT_F64, 3, shape, -2, x, z) == ACT_OK);
    CHECK(act_logsumexp(ACT_F64, 3, shape, 1, x, sums) == ACT_OK);
    CHECK(act_softmax_backward(ACT_F64, 3, shape, 1, dy, y, dx) == ACT_OK);
    CHECK(act_log_softmax_backward(ACT_F64, 3, shape, 1, dy, z, dz) == ACT_OK);
    CHECK(act_softmax(ACT_F32, 3, shape, 1, x32, y32) == ACT_OK);
    CHECK(act_softmax(ACT_F32, 3, shape, 1, x32, x32) == ACT_OK);
    CHECK(memcmp(x32, y32, count * sizeof *x32) == 0);
    for (size_t o = 0; o < outer; o++)
        for (size_t i = 0; i < inner; i++) {
            double sum = 0, dot = 0, total = 0;
            for (size_t l = 0; l < length; l++) sum += exp(x[AT(o, l, i)]);
            for (size_t l = 0; l < length; l++) {
                dot += dy[AT(o, l, i)] * exp(x[AT(o, l, i)]) / sum;
                total += dy[AT(o, l, i)];
            }
            CHECK(close_to(sums[o * inner + i], log(sum), 1e-13));
            for (size_t l = 0; l < length; l++) {
                const size_t at = AT(o, l, i);
                const double p = exp(x[at]) / sum;
                CHECK(close_to(y[at], p, 1e-13) && close_to(y32[at], p, 1e-6));
                CHECK(close_to(z[at], x[at] - log(sum), 1e-13));
                CHECK(close_to(dx[at], p * (dy[at] - dot), 1e-13));
                CHECK(close_to(dz[at], dy[at] - p * total, 1e-12));
            }
        }
    free(x), free(y), free(z), free(dy), free(dx), free(dz), free(sums), free(x32), free(y32);
}

static double gate_of(act_gated_unit unit, double x) {
    switch (unit) {
        case ACT_GLU: return sigmoid(x);
        case ACT_REGLU: return relu(x);
        case ACT_GEGLU: return x / 2 * erfc(-x / sqrt(2));
        case ACT_GEGLU_TANH: return x * sigmoid(2 * sqrt(2 / acos(-1)) * (x + 0.044715 * x * x * x));
        default: return x * sigmoid(x);
    }
}

static double gate_slope(act_gated_unit unit, double x) {
    const double pi = acos(-1), inner = 2 * sqrt(2 / pi), s = sigmoid(inner * (x + 0.044715 * x * x * x));
    switch (unit) {
        case ACT_GLU: return sigmoid_slope(x);
        case ACT_REGLU: return relu_slope(x);
        case ACT_GEGLU: return erfc(-x / sqrt(2)) / 2 + x * exp(-x * x / 2) / sqrt(2 * pi);
        case ACT_GEGLU_TANH: return s + x * s * (1 - s) * inner * (1 + 3 * 0.044715 * x * x);
        default: return sigmoid(x) + x * sigmoid_slope(x);
    }
}

/* The halves of [outer, 2 half, inner], together and apart. */
static void gated(act_gated_unit unit, act_gate gate, size_t outer, size_t half, size_t inner) {
    const size_t length = 2 * half, shape[3] = {outer, length, inner}, count = outer * half * inner;
    const int second = gate == ACT_GATE_SECOND || (gate == ACT_GATE_USUAL && unit == ACT_GLU);
    double *x = malloc(2 * count * sizeof *x), *dx = malloc(2 * count * sizeof *dx), *y = malloc(count * sizeof *y);
    double *dy = malloc(count * sizeof *dy), *a = malloc(count * sizeof *a), *b = malloc(count * sizeof *b);
    double *da = malloc(count * sizeof *da), *db = malloc(count * sizeof *db);
    float *x32 = malloc(2 * count * sizeof *x32), *y32 = malloc(count * sizeof *y32);
    for (size_t i = 0; i < 2 * count; i++) x[i] = x32[i] = (float)uniform(-8, 8);
    for (size_t i = 0; i < count; i++) dy[i] = uniform(-1, 1);
    CHECK(act_gated(unit, NULL, gate, ACT_F64, 3, shape, 1, x, y) == ACT_OK);
    CHECK(act_gated(unit, NULL, gate, ACT_F32, 3, shape, -2, x32, y32) == ACT_OK);
    CHECK(act_gated_backward(unit, NULL, gate, ACT_F64, 3, shape, 1, dy, x, dx) == ACT_OK);
    for (size_t o = 0, at = 0; o < outer; o++)
        for (size_t l = 0; l < half; l++)
            for (size_t i = 0; i < inner; i++, at++) {
                const size_t g = AT(o, second ? half + l : l, i), v = AT(o, second ? l : half + l, i);
                const double f = gate_of(unit, x[g]);
                a[at] = x[g], b[at] = x[v];
                CHECK(close_to(y[at], f * x[v], 1e-14) && close_to(y32[at], f * x[v], 1e-6));
                CHECK(close_to(dx[g], dy[at] * x[v] * gate_slope(unit, x[g]), 1e-14));
                CHECK(close_to(dx[v], dy[at] * f, 1e-14));
                da[at] = dx[g], db[at] = dx[v];
            }
    /* Apart, and the gradients in place of what they are gradients of. */
    double *z = malloc(count * sizeof *z);
    CHECK(act_gated_pair(unit, NULL, ACT_F64, count, a, b, z) == ACT_OK);
    CHECK(memcmp(z, y, count * sizeof *z) == 0);
    CHECK(act_gated_pair_backward(unit, NULL, ACT_F64, count, dy, a, b, a, b) == ACT_OK);
    CHECK(memcmp(a, da, count * sizeof *a) == 0 && memcmp(b, db, count * sizeof *b) == 0);
    CHECK(act_gated_backward(unit, NULL, gate, ACT_F64, 3, shape, 1, dy, x, x) == ACT_OK);
    CHECK(memcmp(x, dx, 2 * count * sizeof *x) == 0);
    free(x), free(dx), free(y), free(dy), free(a), free(b), free(da), free(db), free(x32), free(y32), free(z);
}

static void openai(void) {
    const double gate[] = {0.5, -1, 9, 2.5}, value[] = {0.25, -9, 1, 9}, limit = 2;
    double y[4], defaults[4];
    CHECK(act_gated_pair(ACT_SWIGLU_OAI, &limit, ACT_F64, 4, gate, value, y) == ACT_OK);
    CHECK(act_gated_pair(ACT_SWIGLU_OAI, NULL, ACT_F64, 4, gate, value, defaults) == ACT_OK);
    for (int i = 0; i < 4; i++) {
        const double a = fmin(gate[i], 2), b = fmax(fmin(value[i], 2), -2);
        const double c = fmin(gate[i], 7), d = fmax(fmin(value[i], 7), -7);
        CHECK(close_to(y[i], a * sigmoid(1.702 * a) * (b + 1), 1e-14));
        CHECK(close_to(defaults[i], c * sigmoid(1.702 * c) * (d + 1), 1e-14));
    }
}

static uint64_t next(void *state) { return *(uint64_t *)state += (uint64_t)1 << 62; }

static void slopes(size_t outer, size_t length, size_t inner) {
    const size_t shape[3] = {outer, length, inner}, count = outer * length * inner;
    float *x = malloc(count * sizeof *x), *y = malloc(count * sizeof *y), *dy = malloc(count * sizeof *dy);
    float *slope = malloc(length * sizeof *slope), *dslope = malloc(length * sizeof *dslope);
    float *dx = malloc(count * sizeof *dx);
    double *sums = calloc(length, sizeof *sums);
    for (size_t i = 0; i < count; i++) x[i] = (float)uniform(-8, 8), dy[i] = (float)uniform(-1, 1);
    for (size_t i = 0; i < length; i++) slope[i] = (float)uniform(-1, 1);
    for (int shared = 0; shared < 2; shared++) {
        const size_t slope_count = shared ? 1 : length;
        memset(sums, 0, length * sizeof *sums);
        CHECK(act_prelu(ACT_F32, 3, shape, 1, slope_count, slope, x, y) == ACT_OK);
        CHECK(act_prelu_backward(ACT_F32, 3, shape, -2, slope_count, slope, dy, x, dx, dslope) == ACT_OK);
        for (size_t o = 0; o < outer; o++)
            for (size_t l = 0; l < length; l++)
                for (size_t i = 0; i < inner; i++) {
                    const size_t at = AT(o, l, i), channel = shared ? 0 : l;
                    CHECK(y[at] == (x[at] < 0 ? slope[channel] * x[at] : x[at]));
                    CHECK(dx[at] == (x[at] > 0 ? dy[at] : slope[channel] * dy[at]));
                    sums[channel] += x[at] < 0 ? (double)dy[at] * x[at] : 0;
                }
        for (size_t l = 0; l < slope_count; l++) CHECK(fabs(dslope[l] - sums[l]) <= 1e-6 * (fabs(sums[l]) + 1));
    }
    /* In place, and slopes in place of theirs. */
    CHECK(act_prelu_backward(ACT_F32, 3, shape, 1, length, slope, dy, x, dx, dslope) == ACT_OK);
    CHECK(act_prelu_backward(ACT_F32, 3, shape, 1, length, slope, dy, x, dy, slope) == ACT_OK);
    CHECK(memcmp(dy, dx, count * sizeof *dx) == 0 && memcmp(slope, dslope, length * sizeof *slope) == 0);

    float *drawn = malloc(count * sizeof *drawn);
    uint64_t state = 0;
    CHECK(act_rrelu(0.25, 0.75, ACT_F32, count, next, &state, x, drawn, y) == ACT_OK);
    CHECK(act_rrelu_backward(ACT_F32, count, drawn, dy, x, dx) == ACT_OK);
    for (size_t i = 0; i < count; i++) {
        CHECK(drawn[i] == 0.25 + 0.125 * (double)((i + 1) % 4));
        CHECK(y[i] == (x[i] < 0 ? drawn[i] * x[i] : x[i]) && dx[i] == (x[i] > 0 ? dy[i] : drawn[i] * dy[i]));
    }
    free(x), free(y), free(dy), free(dx), free(slope), free(dslope), free(sums), free(drawn);
}

/* The shape of y is [outer, units, inner], that of x `pieces` times as long or half as long. */
static void pieces_and_sides(size_t outer, size_t units, size_t pieces, size_t inner) {
    const size_t shape[3] = {outer, units * pieces, inner}, single[3] = {outer, units, inner};
    const size_t count = outer * units * inner;
    float *x = malloc(pieces * count * sizeof *x), *dx = malloc(pieces * count * sizeof *dx);
    float *y = malloc(2 * count * sizeof *y), *dy = malloc(2 * count * sizeof *dy);
    for (size_t i = 0; i < pieces * count; i++) x[i] = (float)(rand() % 5 - 2);
    for (size_t i = 0; i < 2 * count; i++) dy[i] = (float)uniform(-1, 1);
    CHECK(act_maxout(ACT_F32, 3, shape, 1, pieces, x, y) == ACT_OK);
    CHECK(act_maxout_backward(ACT_F32, 3, shape, 1, pieces, dy, x, dx) == ACT_OK);
    for (size_t o = 0, at = 0; o < outer; o++)
        for (size_t u = 0; u < units; u++)
            for (size_t i = 0; i < inner; i++, at++) {
                const size_t first = (o * units + u) * pieces * inner + i;
                size_t largest = 0;
                for (size_t k = 1; k < pieces; k++)
                    if (x[first + k * inner] > x[first + largest * inner]) largest = k;
                CHECK(y[at] == x[first + largest * inner]);
                for (size_t k = 0; k < pieces; k++) CHECK(dx[first + k * inner] == (k == largest ? dy[at] : 0));
            }
    CHECK(act_crelu(ACT_F32, 3, single, 1, x, y) == ACT_OK);
    CHECK(act_crelu_backward(ACT_F32, 3, single, 1, dy, x, x) == ACT_OK);
    for (size_t o = 0, at = 0; o < outer; o++)
        for (size_t u = 0; u < units; u++)
            for (size_t i = 0; i < inner; i++, at++) {
                const size_t first = (o * 2 * units + u) * inner + i, second = first + units * inner;
                CHECK(y[first] >= 0 && y[second] >= 0 && y[first] * y[second] == 0);
                CHECK(x[at] == (y[first] > 0 ? dy[first] : y[second] > 0 ? -dy[second] : 0));
            }
    free(x), free(dx), free(y), free(dy);
}

static void dense(size_t m, size_t k, size_t n) {
    double *x = malloc((m * k + 1) * sizeof *x), *w = malloc((k * n + 1) * sizeof *w);
    double *bias = malloc(n * sizeof *bias), *y = malloc(m * n * sizeof *y), *plain = malloc(m * n * sizeof *plain);
    float *x32 = malloc((m * k + 1) * sizeof *x32), *w32 = malloc((k * n + 1) * sizeof *w32);
    float *bias32 = malloc(n * sizeof *bias32), *y32 = malloc(m * n * sizeof *y32);
    for (size_t i = 0; i < m * k; i++) x[i] = x32[i] = (float)uniform(-1, 1);
    for (size_t i = 0; i < k * n; i++) w[i] = w32[i] = (float)uniform(-1, 1);
    for (size_t i = 0; i < n; i++) bias[i] = bias32[i] = (float)uniform(-1, 1);
    CHECK(act_dense(act_find("sigmoid"), NULL, ACT_F64, m, k, n, x, w, bias, y) == ACT_OK);
    CHECK(act_dense(act_find("sigmoid"), NULL, ACT_F32, m, k, n, x32, w32, bias32, y32) == ACT_OK);
    CHECK(act_dense(act_find("relu"), NULL, ACT_F64, m, k, n, x, w, NULL, plain) == ACT_OK);
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t l = 0; l < k; l++) sum += x[i * k + l] * w[l * n + j];
            CHECK(close_to(y[i * n + j], sigmoid(sum + bias[j]), 1e-12));
            CHECK(close_to(y32[i * n + j], sigmoid(sum + bias[j]), 1e-5));
            CHECK(close_to(plain[i * n + j], relu(sum), 1e-12));
        }
    /* In place of each input that has the output's size. */
    double *const inputs[] = {x, w, bias};
    const size_t sizes[] = {m * k, k * n, n};
    for (int i = 0; i < 3; i++)
        if (sizes[i] == m * n) {
            double *copy = malloc(m * n * sizeof *copy);
            memcpy(copy, inputs[i], m * n * sizeof *copy);
            CHECK(act_dense(act_find("sigmoid"), NULL, ACT_F64, m, k, n, x, w, bias, inputs[i]) == ACT_OK);
            for (size_t j = 0; j < m * n; j++) CHECK(close_to(inputs[i][j], y[j], 1e-12));
            memcpy(inputs[i], copy, m * n * sizeof *copy);
            free(copy);
        }
    free(x), free(w), free(bias), free(y), free(plain), free(x32), free(w32), free(bias32), free(y32);
}

static double mean_of(const double *values, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += values[i];
    return sum / (double)n;
}

static void losses(size_t rows, size_t classes) {
    const size_t n = rows * classes;
    double *x = malloc(n * sizeof *x), *t = malloc(n * sizeof *t), *w = malloc(n * sizeof *w);
    double *each = malloc(n * sizeof *each), *dx = malloc(n * sizeof *dx), *dy = malloc(n * sizeof *dy), mean, sum;
    int64_t *labels = malloc(rows * sizeof *labels);
    for (size_t i = 0; i < n; i++) x[i] = uniform(-6, 6), t[i] = uniform(0, 1), w[i] = uniform(0, 2), dy[i] = uniform(-1, 1);
    for (size_t i = 0; i < rows; i++) labels[i] = (int64_t)(i * 7 % classes);

    const act_binary_options options = {sizeof options, 3, w};
    CHECK(act_binary_cross_entropy(&options, ACT_REDUCE_NONE, ACT_F64, n, x, t, each) == ACT_OK);
    for (size_t i = 0; i < n; i++)
        CHECK(close_to(each[i], w[i] * (3 * t[i] * log1p(exp(-x[i])) + (1 - t[i]) * log1p(exp(x[i]))), 1e-12));
    CHECK(act_binary_cross_entropy(&options, ACT_REDUCE_MEAN, ACT_F64, n, x, t, &mean) == ACT_OK);
    CHECK(close_to(mean, mean_of(each, n), 1e-12));
    CHECK(act_binary_cross_entropy_backward(&options, ACT_REDUCE_NONE, ACT_F64, n, dy, x, t, dx) == ACT_OK);
    for (size_t i = 0; i < n; i++)
        CHECK(fabs(dx[i] - dy[i] * w[i] * ((1 - t[i]) * sigmoid(x[i]) - 3 * t[i] * sigmoid(-x[i]))) < 1e-13);
    CHECK(act_binary_cross_entropy_backward(NULL, ACT_REDUCE_MEAN, ACT_F64, n, dy, x, t, dx) == ACT_OK);
    for (size_t i = 0; i < n; i++) CHECK(fabs(dx[i] - dy[0] * (sigmoid(x[i]) - t[i]) / (double)n) < 1e-14);

    const act_focal_options focal = {sizeof focal, 1.5, 0.3, w};
    for (size_t i = 0; i < n; i++) t[i] = t[i] < 0.5;
    CHECK(act_focal(&focal, ACT_REDUCE_NONE, ACT_F64, n, x, t, each) == ACT_OK);
    CHECK(act_focal_backward(&focal, ACT_REDUCE_NONE, ACT_F64, n, dy, x, t, dx) == ACT_OK);
    for (size_t i = 0; i < n; i++) {
        const double sign = t[i] ? 1 : -1, q = sigmoid(sign * x[i]), a = w[i] * (t[i] ? 0.3 : 0.7), rest = pow(1 - q, 1.5);
        CHECK(close_to(each[i], -a * rest * log(q), 1e-11));
        CHECK(close_to(dx[i], -sign * dy[i] * a * rest * (1 - q - 1.5 * q * log(q)), 1e-11));
    }
    CHECK(act_focal(NULL, ACT_REDUCE_MEAN, ACT_F64, n, x, t, &mean) == ACT_OK);
    CHECK(act_focal(NULL, ACT_REDUCE_NONE, ACT_F64, n, x, t, each) == ACT_OK);
    CHECK(close_to(mean, mean_of(each, n), 1e-12));

    const int64_t ignored = labels[0];
    const act_class_options skipping = {sizeof skipping, NULL, 0.1, &ignored};
    double total = 0, counted = 0;
    CHECK(act_cross_entropy(NULL, ACT_REDUCE_NONE, ACT_F64, rows, classes, x, labels, each) == ACT_OK);
    CHECK(act_cross_entropy_backward(NULL, ACT_REDUCE_NONE, ACT_F64, rows, classes, dy, x, labels, dx) == ACT_OK);
    for (size_t i = 0; i < rows; i++) {
        double mass = 0, smooth = 0;
        for (size_t k = 0; k < classes; k++) mass += exp(x[i * classes + k]);
        const double loss = log(mass) - x[i * classes + labels[i]];
        CHECK(fabs(each[i] - loss) < 1e-13 * (1 + fabs(loss)));
        for (size_t k = 0; k < classes; k++) {
            const double p = exp(x[i * classes + k]) / mass, target = (size_t)labels[i] == k;
            CHECK(fabs(dx[i * classes + k] - dy[i] * (p - target)) < 1e-14);
            smooth += (log(mass) - x[i * classes + k]) * (0.9 * target + 0.1 / (double)classes);
        }
        if (labels[i] != ignored) total += smooth, counted++;
    }
    CHECK(act_cross_entropy(&skipping, ACT_REDUCE_SUM, ACT_F64, rows, classes, x, labels, &sum) == ACT_OK);
    CHECK(fabs(sum - total) < 1e-12 * (1 + fabs(total)));
    CHECK(act_cross_entropy(&skipping, ACT_REDUCE_MEAN, ACT_F64, rows, classes, x, labels, &mean) == ACT_OK);
    CHECK(counted == 0 ? mean != mean : fabs(mean - total / counted) < 1e-12 * (1 + fabs(mean)));
    free(x), free(t), free(w), free(each), free(dx), free(dy), free(labels);
}

static void library(void) {
    const size_t threads = act_threads();
    CHECK(threads >= 1);
    CHECK(act_set_threads(3) == ACT_OK && act_threads() == 3);
    CHECK(act_set_threads(threads) == ACT_OK && act_threads() == threads);
    CHECK(strlen(act_version()) >= 5 && strlen(act_isa()) > 0);
    CHECK(strcmp(act_status_message(ACT_OK), act_status_message(ACT_INTERNAL)) != 0);
}

int main(void) {
    catalogue();
    elementwise();
    prepared();
    sixteen_bits();
    along_an_axis(3, 10, 1);
    along_an_axis(1, 1, 1);
    along_an_axis(5, 7, 33);
    along_an_axis(1, 300, 2);
    along_an_axis(2000, 100, 1);
    along_an_axis(40, 9, 1000);
    for (int unit = ACT_GLU; unit <= ACT_SWIGLU; unit++)
        for (int gate = ACT_GATE_USUAL; gate <= ACT_GATE_SECOND; gate++) {
            gated((act_gated_unit)unit, (act_gate)gate, 1, 1, 1);
            gated((act_gated_unit)unit, (act_gate)gate, 3, 5, 7);
            gated((act_gated_unit)unit, (act_gate)gate, 2, 3, 700);
            gated((act_gated_unit)unit, (act_gate)gate, 1000, 500, 1);
        }
    openai();
    slopes(1, 1, 1);
    slopes(5, 7, 9);
    slopes(3, 2, 1500);
    slopes(200, 3000, 1);
    pieces_and_sides(3, 4, 3, 5);
    pieces_and_sides(2, 3, 2, 800);
    pieces_and_sides(300, 1000, 2, 1);
    pieces_and_sides(4, 5, 1, 6);
    losses(1, 1);
    losses(7, 3);
    losses(500, 40);
    losses(3, 5000);
    dense(1, 64, 10);
    dense(37, 64, 10);
    dense(5, 1, 1);
    dense(3, 0, 4);
    dense(6, 6, 4);
    dense(300, 200, 200);
    library();
    printf("activations %s on %s, %zu threads: %zu activations\n", act_version(), act_isa(), act_threads(), act_count());
    return failures("consumer.c");
}
