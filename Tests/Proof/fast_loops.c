// The loops of the references in double, for gcc, which vectorises them with the functions of glibc's libmvec. (Clang
// knows too few of these functions, and gcc 12 does not read reference.h.)
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __x86_64__
#define VECTORS(function) __attribute__((simd("notinbranch"))) double function(double)
VECTORS(exp);
VECTORS(expm1);
VECTORS(log);
VECTORS(log1p);
VECTORS(tanh);
VECTORS(atanh);
VECTORS(sin);
VECTORS(cos);
VECTORS(cosh);
VECTORS(erf);
VECTORS(erfc);
#endif

// Within ±700: beyond, libmvec asks libm, lane by lane, and in float the exponential is 0 or infinity all the same.
// Without a branch, for which gcc would make two calls; NaN and infinity give NaN, and the plain reference judges.
static inline double moderate(double x) {
    const double limit = 700, magnitude = fabs(x);
    int64_t bits, limit_bits;
    memcpy(&bits, &magnitude, sizeof bits);
    memcpy(&limit_bits, &limit, sizeof limit_bits);
    bits = bits < limit_bits ? bits : limit_bits;
    double moderate;
    memcpy(&moderate, &bits, sizeof moderate);
    return copysign(moderate, x) + 0 * x;
}
#define exp(x) exp(moderate(x))

#define wide double
#define W(function) function
#define N(name) name##_double
#define C(constant) constant
#define LARGEST 0x1p200
#include "../COracle/loops.h"

#define ROW(name, ...) {row_##name##_value_double, row_##name##_slope_double, row_##name##_slope_from_output_double},
#define ROW_SCALED ROW
void (*const fast_loops[][3])(const double *, double *, size_t, const double *) = {
#include "../COracle/rows.h"
};
