// The kernels of pairs.h, the products of gated units, and the sums that a gradient with respect to slopes is made of.

#define CK_PAIR(id, swift, value) \
    CK_INLINE real FN(id##_of_pair)(real a, real b, FN(parameters) p) { return value; } \
    static void FN(id##_pair_loop)(const void *a, const void *b, void *out, size_t n) { \
        static const double none[ck_parameter_limit]; \
        FN(map)(a, b, out, n, FN(rounded)(none), FN(id##_of_pair)); \
    }
#include "pairs.h"
#undef CK_PAIR

#define CK_PAIR(id, swift, value) [ck_pair_##id] = FN(id##_pair_loop),
static ck_pair *const FN(pairs)[] = {
#include "pairs.h"
};
#undef CK_PAIR

// f(a) b, rounded twice as if f(a) had been stored.
#define CK_ACTIVATION(id, ...) \
    CK_INLINE real FN(id##_times)(real a, real b, FN(parameters) p) { return FN(id##_forward)(a, p) * b; } \
    static void FN(id##_gated_loop)(const void *a, const void *b, void *out, size_t n, const double *p) { \
        FN(map)(a, b, out, n, FN(rounded)(p), FN(id##_times)); \
    }
#include "../activations/catalogue.h"
#undef CK_ACTIVATION

#define CK_ACTIVATION(id, ...) [ck_##id] = FN(id##_gated_loop),
static ck_gradient *const FN(gated_products)[] = {
#include "../activations/catalogue.h"
};
#undef CK_ACTIVATION

// The sum with dy x added where x < 0: nothing is added for the others, whatever dy is, and NaN stays NaN. `nothing` as in
// gradients.
CK_INLINE double FN(with_slope_term)(double sum, real dy, real x, real nothing) {
    const double term = __builtin_elementwise_fma((double)(dy + nothing), (double)x, sum);
    return x < 0 ? term : x >= 0 ? sum : (double)x;
}

// Adds the terms of a column each; the last of them by way of padded copies.
static void FN(add_slope_terms)(const void *upstream, const void *input, double *sums, size_t n) {
    enum { lanes = CK_VECTOR_BYTES / 8 };
    static const double none[ck_parameter_limit];
    const real nothing = FN(rounded)(none).nothing;
    const real *dy = upstream, *x = input;
    const size_t whole = n - n % lanes;
    __builtin_assume(whole % lanes == 0);
    CK_VECTORISED_BY(CK_VECTOR_BYTES / 8, 1)
    for (size_t i = 0; i < whole; i++) sums[i] = FN(with_slope_term)(sums[i], dy[i], x[i], nothing);
    if (whole == n) return;
    real padded_dy[lanes] = {0}, padded_x[lanes] = {0};
    double padded_sums[lanes] = {0};
    __builtin_memcpy(padded_dy, dy + whole, (n - whole) * sizeof(real));
    __builtin_memcpy(padded_x, x + whole, (n - whole) * sizeof(real));
    __builtin_memcpy(padded_sums, sums + whole, (n - whole) * sizeof(double));
    CK_VECTORISED_BY(CK_VECTOR_BYTES / 8, 1)
    for (int j = 0; j < lanes; j++) {
        padded_sums[j] = FN(with_slope_term)(padded_sums[j], padded_dy[j], padded_x[j], nothing);
    }
    __builtin_memcpy(sums + whole, padded_sums, (n - whole) * sizeof(double));
}
