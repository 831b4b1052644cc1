#pragma STDC FP_CONTRACT OFF
// Fixed inputs by bit pattern.
#include <float.h>
#include <math.h>
#include <string.h>

#include "CHashing.h"

// splitmix64
static uint64_t random_bits(uint64_t stream, uint64_t i) {
    uint64_t z = (stream << 32) + (i + 1) * 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

typedef struct {
    int mantissa, bias;
    uint64_t sign, infinity;
} format;

static const format formats[] = {{23, 127, 1u << 31, 0x7f800000}, {52, 1023, 1ull << 63, 0x7ffull << 52}};

// Bit patterns with their neighbours in mind: zeros, the ends of the subnormal and normal ranges, infinities, NaNs quiet
// and signalling, and the places where branches of the catalogue meet.
static uint64_t special(const format *f, uint64_t r) {
    const uint64_t smallest_normal = 1ull << f->mantissa, one = (uint64_t)f->bias << f->mantissa;
    const uint64_t half = one - smallest_normal, three = one + smallest_normal + smallest_normal / 2;
    const uint64_t patterns[] = {
        0, 0, 1, 2, smallest_normal / 2, smallest_normal - 1, smallest_normal, smallest_normal + 1,
        half - 1, half, half + 1, one - 1, one, one + 1, three - 1, three, three + 1, three + smallest_normal,
        f->infinity - 1, f->infinity, f->infinity, f->infinity + 1, f->infinity + smallest_normal / 2,
        f->infinity + smallest_normal - 1,
    };
    const uint64_t count = sizeof patterns / sizeof *patterns;
    return patterns[(r >> 8) % count] | (r & 4 ? f->sign : 0);
}

static uint64_t pattern(const format *f, uint64_t r) {
    if (r % 4 == 0) return special(f, r);
    if (r % 4 == 1) return r >> 2 & (f->sign | (f->sign - 1));
    const uint64_t exponent = (uint64_t)f->bias - 24 + (r >> 3) % 36;
    return (r & 4 ? f->sign : 0) | exponent << f->mantissa | (r >> 9 & ((1ull << f->mantissa) - 1));
}

static void store(void *values, size_t i, hashing_type type, uint64_t bits) {
    if (type == hashing_float32) {
        ((uint32_t *)values)[i] = (uint32_t)bits;
    } else {
        ((uint64_t *)values)[i] = bits;
    }
}

void hashing_inputs(unsigned stream, hashing_type type, void *values) {
    for (size_t i = 0; i < hashing_width; i++) {
        store(values, i, type, pattern(&formats[type], random_bits(stream, i)));
    }
}

void hashing_parameters(ck_kind kind, int set, double values[ck_parameter_limit]) {
    static const double candidates[][ck_parameter_limit] = {{0.25, 2.5, -0.75, 1.5}, {-1.75, 0.375, 3, -0.125}};
    const ck_descriptor *row = ck_describe(kind);
    memset(values, 0, ck_parameter_limit * sizeof *values);
    for (uint32_t i = 0; i < row->parameter_count; i++) {
        const ck_parameter *parameter = &row->parameters[i];
        const double wanted = set == 0 ? parameter->initial : candidates[set - 1][i];
        values[i] = fmin(fmax(wanted, parameter->lower), parameter->upper);
        if (values[i] == 0 && parameter->nonzero) values[i] = parameter->initial;
    }
    if (row->ordered && values[0] > values[1]) values[1] = values[0];
}

size_t hashing_row_length(size_t row) {
    if (row < 257) return row + 1;
    static const uint32_t longer[] = {319, 320, 321, 511, 512, 513, 575, 1000, 1023, 1024, 1025, 1535, 1536, 1537, 1600,
                                      2047, 2048, 2049, 4097, 8191, hashing_row_limit};
    return longer[row - 257];
}

static void store_real(void *values, size_t i, hashing_type type, double value) {
    if (type == hashing_float32) {
        ((float *)values)[i] = (float)value;
    } else {
        ((double *)values)[i] = value;
    }
}

static double unit(uint64_t r) { return (double)(r >> 11) * 0x1p-53; }

static void logits(size_t row, size_t n, hashing_type type, void *x) {
    static const double scales[] = {1, 10, 90, 700, 0x1p100}, shifts[] = {0, 0, -30, 1000, -5000};
    const double specials[] = {-INFINITY, -0.0, 0, DBL_TRUE_MIN, FLT_TRUE_MIN, -FLT_MAX, -1e4};
    const double scale = scales[row % 5], shift = shifts[row % 7 % 5];
    for (size_t i = 0; i < n; i++) {
        const uint64_t r = random_bits(16 + row, i);
        const bool ordinary = i == 0 || r % 16 != 0;
        store_real(x, i, type, ordinary ? (2 * unit(r) - 1) * scale + shift : specials[(r >> 8) % 7]);
    }
}

void hashing_row(hashing_row_function function, size_t row, hashing_type type, void *first, void *second) {
    const size_t n = hashing_row_length(row);
    if (function == hashing_softmax || function == hashing_log_softmax || function == hashing_logsumexp) {
        logits(row, n, type, first);
        memcpy(second, first, n * (type == hashing_float32 ? sizeof(float) : sizeof(double)));
    } else {
        for (size_t i = 0; i < n; i++) {
            const uint64_t r = random_bits(512 + row, i), s = random_bits(1024 + row, i);
            const double share = unit(s) / (double)n, upstream = 2 * unit(r) - 1;
            store_real(first, i, type, r % 16 == 0 ? upstream * 0x1p-130 : upstream);
            store_real(second, i, type, function == hashing_softmax_gradient ? share : -80 * unit(s));
        }
    }
    const format *f = &formats[type];
    switch (row % 16) {
        case 3: store(first, n / 3, type, f->infinity); break;
        case 7: store(first, n / 2, type, f->infinity + 1); break;
        case 11: for (size_t i = 0; i < n; i++) store(first, i, type, f->infinity | f->sign); break;
        case 15: for (size_t i = 0; i < n; i += 2) store(first, i, type, f->infinity); break;
    }
}
