// The types of 16 bits, which are computed in float: their elements come into it exactly, and back rounded to nearest, ties
// to even. NaN stays NaN.
#undef FN
#undef real
#define real uint16_t
#define FN(name) name##_half
#include "stream.h"

CK_INLINE uint32_t bits_of(float x) {
    uint32_t bits;
    __builtin_memcpy(&bits, &x, sizeof bits);
    return bits;
}

CK_INLINE float float_of(uint32_t bits) {
    float x;
    __builtin_memcpy(&x, &bits, sizeof x);
    return x;
}

CK_INLINE float widened_bfloat16(uint16_t h) { return float_of((uint32_t)h << 16); }

CK_INLINE uint16_t narrowed_bfloat16(float x) {
    const uint32_t bits = bits_of(x), rounded = bits + 0x7fff + (bits >> 16 & 1);
    return (x != x ? bits | 0x400000 : rounded) >> 16;
}

#if CK_VECTOR_BYTES > 16 || defined(__aarch64__)
CK_INLINE float widened_float16(uint16_t h) {
    _Float16 x;
    __builtin_memcpy(&x, &h, sizeof x);
    return (float)x;
}

CK_INLINE uint16_t narrowed_float16(float x) {
    const _Float16 narrow = (_Float16)x;
    uint16_t h;
    __builtin_memcpy(&h, &narrow, sizeof h);
    return h;
}
#else
// Without an instruction for it.
CK_INLINE float widened_float16(uint16_t h) {
    const uint32_t sign = (uint32_t)(h & 0x8000) << 16, magnitude = h & 0x7fff;
    const uint32_t scaled = (magnitude << 13) + ((magnitude < 0x7c00 ? 127 - 15 : 255 - 31) << 23);
    const uint32_t subnormal = bits_of((float)(int32_t)magnitude * 0x1p-24f);
    return float_of((magnitude < 0x400 ? subnormal : scaled) | sign);
}

// |x| + power has the rounded significand in its last places: power is 2^13 times that of x, or of the smallest normal
// number where x is below it.
CK_INLINE uint16_t narrowed_float16(float x) {
    const uint32_t magnitude = bits_of(x) & 0x7fffffff, overflow = (127 + 16) << 23, normal = (127 - 14) << 23;
    const uint32_t limited = magnitude < overflow ? magnitude : overflow, exponent = limited & 0x7f800000;
    const uint32_t power = (exponent < normal ? normal : exponent) + (13 << 23);
    const uint32_t significand = bits_of(float_of(limited) + float_of(power)) - power;
    const uint32_t rounded = ((power - (126 << 23)) >> 13) + significand;
    return (magnitude > 0x7f800000 ? 0x7e00 : rounded) | (bits_of(x) >> 16 & 0x8000);
}
#endif

#define CK_JOINED(a, b) a##b
#define CK_JOIN(a, b) CK_JOINED(a, b)

#include "look_up.h"

#define CK_HALF float16
#include "half_kernels.h"
#undef CK_HALF
#define CK_HALF bfloat16
#include "half_kernels.h"
#undef CK_HALF
