// Errors judged by MPFR.
#ifndef EXACT_H
#define EXACT_H

#include "../COracle/reference.h"

double exact_error(const oracle_reference *reference, oracle_quantity quantity, double x, double result,
                   const double *parameters);

#endif
