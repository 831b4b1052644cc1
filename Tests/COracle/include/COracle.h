// References for the activations of the catalogue, and the distance of a result from them in ULP.
#ifndef CORACLE_H
#define CORACLE_H

#include <stddef.h>
#include <stdint.h>

// What is judged: f(x), f′(x), or f′ as a function of y = f(x).
typedef enum __attribute__((enum_extensibility(closed))) : uint32_t {
    oracle_value, oracle_slope, oracle_slope_from_output
} oracle_quantity;

typedef struct oracle_reference oracle_reference;

// NULL where no such activation has a reference.
const oracle_reference *_Nullable oracle_find(const char *_Nonnull name);

// errors[i] = the distance in ULP between results[i] and the exact quantity at x[i]; infinite where NaN stands against a
// number or a zero has the wrong sign, and NaN where nothing is to be judged: y outside the range of f, or f′ where the
// catalogue does not define it.
//
// ULP: |computed - exact| / 2^(max(e, e_min) - p + 1) with 2^e <= |exact| < 2^(e+1). What rounds to infinity, and
// infinity itself, count as 2^(e_max + 1). Within 1/2 of a zero of f′ that lies elsewhere than at 0 the unit is a quarter
// of 2^(1-p) max|f′|, and where f cancels against a parameter, the ULP of its largest term: the ceiling of 4 is the same.
void oracle_errors_float(const oracle_reference *_Nonnull reference, oracle_quantity quantity, const float *_Nonnull x,
                         const float *_Nonnull results, double *_Nonnull errors, size_t n,
                         const double *_Nonnull parameters);
void oracle_errors_double(const oracle_reference *_Nonnull reference, oracle_quantity quantity,
                          const double *_Nonnull x, const double *_Nonnull results, double *_Nonnull errors, size_t n,
                          const double *_Nonnull parameters);

// The same for results that were computed in float and rounded to a type of 16 bits, in its ULP; x and results hold its
// numbers. Near a zero of f′ the unit is the larger of the two.
void oracle_errors_float16(const oracle_reference *_Nonnull reference, oracle_quantity quantity,
                           const float *_Nonnull x, const float *_Nonnull results, double *_Nonnull errors, size_t n,
                           const double *_Nonnull parameters);
void oracle_errors_bfloat16(const oracle_reference *_Nonnull reference, oracle_quantity quantity,
                            const float *_Nonnull x, const float *_Nonnull results, double *_Nonnull errors, size_t n,
                            const double *_Nonnull parameters);

#endif
