// Float errors judged by a faster reference: the formulas of Tests/COracle in double, in vectors.
#ifndef FAST_H
#define FAST_H

#include "../COracle/reference.h"

// As oracle_errors_float, but that the functions of libmvec are good to 4 units in the last place of double.
void fast_errors_float(const oracle_reference *reference, oracle_quantity quantity, const float *x,
                       const float *results, double *errors, size_t n, const double *parameters);

// By the row's place in rows.h, and by oracle_quantity.
extern oracle_map_double *const fast_loops[][3];

#endif
