#include "reference.h"

#include <float.h>
#include <limits.h>

#include "scales.h"

#define wide double
#define W(function) function
#define N(name) name##_double
#define C(constant) constant
#define LARGEST 0x1p200
#include "loops.h"
#undef LARGEST
#undef C
#undef N
#undef W
#undef wide

#define wide long double
#define W(function) function##l
#define N(name) name##_long
#define C(constant) constant##L
#define LARGEST 0x1p2000L
#include "loops.h"
#undef LARGEST
#undef C
#undef N
#undef W
#undef wide

#define ROW(...)
#define ROW_SCALED(name, zero, value, slope, from_output, value_scale, slope_scale) \
    static double row_##name##_value_scale(double x, const double *p) { return value_scale; } \
    static double row_##name##_slope_scale(double x, const double *p) { return slope_scale; }
#include "rows.h"
#undef ROW_SCALED
#undef ROW

#define ANY false
#define SIGNED true
#define MEMBERS(name, zero) \
    #name, zero, {row_##name##_value_double, row_##name##_slope_double, row_##name##_slope_from_output_double}, \
        {row_##name##_value_long, row_##name##_slope_long, row_##name##_slope_from_output_long}
#define ROW(name, zero, ...) {MEMBERS(name, zero), {0}},
#define ROW_SCALED(name, zero, ...) {MEMBERS(name, zero), {row_##name##_value_scale, row_##name##_slope_scale}},
static const oracle_reference references[] = {
#include "rows.h"
};

const oracle_reference *oracle_at(size_t index) {
    return index < sizeof references / sizeof *references ? &references[index] : NULL;
}

const oracle_reference *oracle_find(const char *name) {
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        if (strcmp(references[i].name, name) == 0) return &references[i];
    }
    return NULL;
}

#undef ROW_SCALED
#undef ROW

// Exponents, and powers of two of moderate size. Those of double are on the path of every float input.
static int exponent_double(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return (int)(bits >> 52 & 2047) - 1023;
}

static double power_of_two_double(int exponent) {
    const uint64_t bits = (uint64_t)(exponent + 1023) << 52;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static int exponent_long(long double x) {
    int e;
    return frexpl(x, &e) == 0 ? INT_MIN : e - 1;
}

static long double power_of_two_long(int exponent) { return ldexpl(1, exponent); }

// The errors of results that need no thought, and -1 for the others. A loop that the compiler vectorises: the time of a
// proof over all floats is spent here and in libm. Where `open`, what the reference leaves open is NaN.
static void ordinary_errors_double(const double *inputs, const double *exact, const float *results, double *errors,
                                   size_t n, bool any_zero, bool open) {
    const int64_t lowest = (int64_t)(FLT_MIN_EXP - 1 + 1023) << 52, places = (int64_t)(FLT_MANT_DIG - 1) << 52;
    for (size_t i = 0; i < n; i++) {
        const double result = results[i], distance = fabs(result - exact[i]);
        int64_t unit_bits, result_bits;
        memcpy(&unit_bits, &exact[i], sizeof unit_bits);
        memcpy(&result_bits, &result, sizeof result_bits);
        const bool zero = any_zero | (result != 0) | ((unit_bits ^ result_bits) >= 0);
        const bool ordinary = (fabs(exact[i]) < FLT_MAX) & (fabs(result) <= FLT_MAX) & zero;
        const bool unjudged = open & (exact[i] != exact[i]) & (inputs[i] == inputs[i]);
        unit_bits &= 0x7ff0000000000000;
        unit_bits = (unit_bits < lowest ? lowest : unit_bits) - places;
        double unit;
        memcpy(&unit, &unit_bits, sizeof unit);
        errors[i] = ordinary ? distance / unit : unjudged ? NAN : -1;
    }
}

static void ordinary_errors_long(const long double *inputs, const long double *exact, const double *results,
                                 double *errors, size_t n, bool any_zero, bool open) {
    for (size_t i = 0; i < n; i++) errors[i] = -1;
}

static bool all_ordinary(const double *errors, size_t n) {
    uint64_t signs = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t bits;
        memcpy(&bits, &errors[i], sizeof bits);
        signs |= bits;
    }
    return signs >> 63 == 0;
}

#define JOINED(a, b) a##b
#define J(a, b) JOINED(a, b)

// Whether results were computed in a wider type, and rounded as the last step.
#define IS_ROUNDED 0

#define real float
#define wide double
#define W(function) function
#define N(name) name##_double
#define INFINITE oracle_infinity_float
#define DIGITS FLT_MANT_DIG
#define LOWEST (FLT_MIN_EXP - 1)
#define HIGHEST (FLT_MAX_EXP - 1)
#include "errors.h"
#undef HIGHEST
#undef LOWEST
#undef DIGITS
#undef INFINITE
#undef N
#undef W
#undef wide
#undef real

#define real double
#define wide long double
#define W(function) function##l
#define N(name) name##_long
#define INFINITE oracle_infinity_double
#define DIGITS DBL_MANT_DIG
#define LOWEST (DBL_MIN_EXP - 1)
#define HIGHEST (DBL_MAX_EXP - 1)
#include "errors.h"
#undef HIGHEST
#undef LOWEST
#undef DIGITS
#undef INFINITE
#undef N
#undef W
#undef wide
#undef real
#undef IS_ROUNDED

// The types of 16 bits, whose numbers come here as floats.
#define IS_ROUNDED 1
typedef float float16, bfloat16;

static void ordinary_errors_half(const double *inputs, const double *exact, const float *results, double *errors,
                                 size_t n, bool any_zero, bool open) {
    for (size_t i = 0; i < n; i++) errors[i] = -1;
}

#define wide double
#define W(function) function
#define INFINITE oracle_infinity_float

#define real float16
#define N(name) name##_float16
#define exponent_float16 exponent_double
#define power_of_two_float16 power_of_two_double
#define ordinary_errors_float16 ordinary_errors_half
#define values_float16 values_double
#define DIGITS 11
#define LOWEST -14
#define HIGHEST 15
#include "errors.h"
#undef HIGHEST
#undef LOWEST
#undef DIGITS
#undef N
#undef real

#define real bfloat16
#define N(name) name##_bfloat16
#define exponent_bfloat16 exponent_double
#define power_of_two_bfloat16 power_of_two_double
#define ordinary_errors_bfloat16 ordinary_errors_half
#define values_bfloat16 values_double
#define DIGITS 8
#define LOWEST -126
#define HIGHEST 127
#include "errors.h"

double oracle_error(const oracle_reference *reference, oracle_quantity quantity, double x, long double exact,
                    long double rest, double result, const double *p) {
    return error_long(reference, quantity, x, exact, rest, result, p);
}
