// The reference of one activation, in each of the precisions.
#ifndef CORACLE_REFERENCE_H
#define CORACLE_REFERENCE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "include/COracle.h"

enum { ORACLE_PARAMETERS = 4, ORACLE_BLOCK = 4096 };

// Infinity is judged as a number beyond every finite one of the type.
static const double oracle_infinity_float = 0x1p300;
static const long double oracle_infinity_double = 0x1p5000L;

typedef void oracle_map_double(const double *x, double *y, size_t n, const double *p);
typedef void oracle_map_long(const long double *x, long double *y, size_t n, const long double *p);

struct oracle_reference {
    const char *name;
    bool signed_zero;  // a zero value has the sign of the reference
    oracle_map_double *values_double[3];  // by oracle_quantity
    oracle_map_long *values_long[3];
    // Where the unit does not come from the exact value. For f the largest of its terms, which cancel there; for f' the
    // largest |f'|, near one of its zeros; 0 elsewhere, and infinite where nothing is judged.
    double (*scales[2])(double x, const double *p);
};

// The references in the order of rows.h; NULL beyond the last.
const oracle_reference *oracle_at(size_t index);

// As oracle_errors_double for one result, with the exact value given as exact + rest.
double oracle_error(const oracle_reference *reference, oracle_quantity quantity, double x, long double exact,
                    long double rest, double result, const double *p);

#endif
