#include "fast.h"

void fast_errors_float(const oracle_reference *reference, oracle_quantity quantity, const float *x,
                       const float *results, double *errors, size_t n, const double *parameters) {
    oracle_reference fast = *reference;
    memcpy(fast.values_double, fast_loops[reference - oracle_at(0)], sizeof fast.values_double);
    oracle_errors_float(&fast, quantity, x, results, errors, n, parameters);
}
