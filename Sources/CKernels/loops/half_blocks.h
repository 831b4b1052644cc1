// Blocks of 2 CK_PARTIALS elements of a row of 16 bits: f of them, and the sums of two products of elements that are
// CK_PARTIALS apart, or of the elements themselves.
#pragma once

CK_INLINE void map_block_float16(const uint16_t *a, const uint16_t *b, uint16_t *out, parameters_f32 p, function_f32 *f) {
    CK_VECTORISED_BY(CK_HALF_LANES, CK_INTERLEAVE)
    for (int j = 0; j < 2 * CK_PARTIALS; j++) {
        out[j] = narrowed_float16(f(widened_float16(a[j]), widened_float16(b[j]), p));
    }
}

CK_INLINE void add_block_float16(const uint16_t *a, const uint16_t *b, float *out, bool multiplies) {
    CK_VECTORISED_BY(CK_HALF_LANES, 2)
    for (int j = 0; j < CK_PARTIALS; j++) {
        const float here = widened_float16(a[j]), there = widened_float16(a[j + CK_PARTIALS]);
        out[j] = multiplies ? here * widened_float16(b[j]) + there * widened_float16(b[j + CK_PARTIALS]) : here + there;
    }
}

CK_INLINE partial_sums_f32 in_order_float16(partial_sums_f32 sum) { return sum; }

// Two of bfloat16 in a word, in whose upper half either is a float: none changes its lane, which would take longer than the
// arithmetic. So sums have those of the first elements of each word, then those of the second, until they are in order.
typedef uint32_t bfloat16_word __attribute__((aligned(2), may_alias));

CK_INLINE float first_bfloat16(uint32_t word) { return float_of(word << 16); }

CK_INLINE float second_bfloat16(uint32_t word) { return float_of(word & 0xffff0000); }

CK_INLINE void map_block_bfloat16(const uint16_t *a, const uint16_t *b, uint16_t *out, parameters_f32 p, function_f32 *f) {
    const bfloat16_word *x = (const bfloat16_word *)a, *y = (const bfloat16_word *)b;
    bfloat16_word *result = (bfloat16_word *)out;
    CK_VECTORISED_BY(CK_HALF_LANES, CK_INTERLEAVE / 2)
    for (int j = 0; j < CK_PARTIALS; j++) {
        const uint32_t first = narrowed_bfloat16(f(first_bfloat16(x[j]), first_bfloat16(y[j]), p));
        const uint32_t second = narrowed_bfloat16(f(second_bfloat16(x[j]), second_bfloat16(y[j]), p));
        result[j] = first | second << 16;
    }
}

CK_INLINE void add_block_bfloat16(const uint16_t *a, const uint16_t *b, float *out, bool multiplies) {
    const bfloat16_word *x = (const bfloat16_word *)a, *y = (const bfloat16_word *)b;
    enum { words = CK_PARTIALS / 2 };
    CK_VECTORISED_BY(CK_HALF_LANES, 1)
    for (int j = 0; j < words; j++) {
        const uint32_t here = x[j], there = x[j + words], factor = y[j], other = y[j + words];
        const float first = first_bfloat16(here), second = second_bfloat16(here);
        const float third = first_bfloat16(there), fourth = second_bfloat16(there);
        out[j] = multiplies ? first * first_bfloat16(factor) + third * first_bfloat16(other) : first + third;
        out[j + words] = multiplies ? second * second_bfloat16(factor) + fourth * second_bfloat16(other) : second + fourth;
    }
}

CK_INLINE partial_sums_f32 in_order_bfloat16(partial_sums_f32 sum) {
    partial_sums_f32 result = sum;
    result.high.even = sum.high.lo;
    result.high.odd = sum.high.hi;
    return result;
}
