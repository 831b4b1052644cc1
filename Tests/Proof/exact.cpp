// The references of Tests/COracle in numbers of 1200 bits.
#include <math.h>
#include <mpfr.h>
#include <stdint.h>
#include <string.h>

#include <cmath>
#include <cstring>

extern "C" {
#include "exact.h"
}

namespace {

class Real {
public:
    mpfr_t value;

    Real() { mpfr_init2(value, 1200); }
    Real(double x) : Real() { mpfr_set_d(value, x, MPFR_RNDN); }
    Real(int x) : Real() { mpfr_set_si(value, x, MPFR_RNDN); }
    explicit Real(const char *digits) : Real() { mpfr_strtofr(value, digits, nullptr, 0, MPFR_RNDN); }
    Real(const Real &other) : Real() { mpfr_set(value, other.value, MPFR_RNDN); }
    Real(Real &&other) : Real() { mpfr_swap(value, other.value); }
    Real &operator=(Real other) {
        mpfr_swap(value, other.value);
        return *this;
    }
    ~Real() { mpfr_clear(value); }
};

#define BINARY(symbol, operation) \
    Real operator symbol(const Real &a, const Real &b) { \
        Real result; \
        operation(result.value, a.value, b.value, MPFR_RNDN); \
        return result; \
    }
BINARY(+, mpfr_add)
BINARY(-, mpfr_sub)
BINARY(*, mpfr_mul)
BINARY(/, mpfr_div)
#undef BINARY

#define COMPARISON(symbol, operation) \
    bool operator symbol(const Real &a, const Real &b) { return operation(a.value, b.value) != 0; }
COMPARISON(<, mpfr_less_p)
COMPARISON(>, mpfr_greater_p)
COMPARISON(<=, mpfr_lessequal_p)
COMPARISON(>=, mpfr_greaterequal_p)
COMPARISON(==, mpfr_equal_p)
#undef COMPARISON

#define UNARY(name, operation) \
    Real name(const Real &x) { \
        Real result; \
        operation; \
        return result; \
    }
UNARY(operator-, mpfr_neg(result.value, x.value, MPFR_RNDN))
UNARY(fabs, mpfr_abs(result.value, x.value, MPFR_RNDN))
UNARY(exp, mpfr_exp(result.value, x.value, MPFR_RNDN))
UNARY(expm1, mpfr_expm1(result.value, x.value, MPFR_RNDN))
UNARY(log, mpfr_log(result.value, x.value, MPFR_RNDN))
UNARY(log1p, mpfr_log1p(result.value, x.value, MPFR_RNDN))
UNARY(tanh, mpfr_tanh(result.value, x.value, MPFR_RNDN))
UNARY(atanh, mpfr_atanh(result.value, x.value, MPFR_RNDN))
UNARY(sin, mpfr_sin(result.value, x.value, MPFR_RNDN))
UNARY(cosh, mpfr_cosh(result.value, x.value, MPFR_RNDN))
UNARY(cos, mpfr_cos(result.value, x.value, MPFR_RNDN))
UNARY(erf, mpfr_erf(result.value, x.value, MPFR_RNDN))
UNARY(erfc, mpfr_erfc(result.value, x.value, MPFR_RNDN))
UNARY(sqrt, mpfr_sqrt(result.value, x.value, MPFR_RNDN))
#undef UNARY

Real fma(const Real &a, const Real &b, const Real &c) { return a * b + c; }

#define NONE NAN
#define wide Real
#define W(function) function
#define N(name) name##_exact
#define C(constant) Real(#constant)
#define LARGEST Real("1e600")
#include "../COracle/forms.h"
#define ROW(name, zero, value, slope, from_output) \
    Real name##_value(const Real &x, const Real *p) { return value; } \
    Real name##_slope(const Real &x, const Real *p) { return slope; } \
    Real name##_slope_from_output(const Real &x, const Real *p) { return from_output; }
#define ROW_SCALED(name, zero, value, slope, from_output, ...) ROW(name, zero, value, slope, from_output)
#include "../COracle/rows.h"
#undef ROW_SCALED
#undef ROW

using Function = Real(const Real &, const Real *);

struct Row {
    const char *name;
    Function *functions[3];
};

#define ROW(name, ...) {#name, {name##_value, name##_slope, name##_slope_from_output}},
#define ROW_SCALED ROW
const Row rows[] = {
#include "../COracle/rows.h"
};

}  // namespace

double exact_error(const oracle_reference *reference, oracle_quantity quantity, double x, double result,
                   const double *parameters) {
    Real p[ORACLE_PARAMETERS], finite = x;
    for (int i = 0; i < ORACLE_PARAMETERS; i++) p[i] = parameters[i];
    if (std::isinf(x)) mpfr_set_ld(finite.value, std::copysign(oracle_infinity_double, x), MPFR_RNDN);
    for (const Row &row : rows) {
        if (std::strcmp(row.name, reference->name) != 0) continue;
        const Real exact = row.functions[quantity](finite, p);
        const long double head = mpfr_get_ld(exact.value, MPFR_RNDZ);
        Real rest;
        mpfr_set_ld(rest.value, head, MPFR_RNDN);
        const long double tail = std::isinf(head) ? 0 : mpfr_get_ld((exact - rest).value, MPFR_RNDN);
        return oracle_error(reference, quantity, x, head, tail, result, parameters);
    }
    return NAN;
}
