// The forward and gradient kernels of every activation.

#define CK_MAP_BY_MEMORY FN(map)
#define CK_MAP_BY_ARITHMETIC FN(map_ahead)
#define CK_MAP_BY_DIVISION FN(map_paired)
#define CK_GRADIENT_MAP_SMOOTH(map) map
#define CK_GRADIENT_MAP_SCALED(map) map
#if CK_VECTOR_BYTES == 64
#define CK_GRADIENT_MAP_FLAT(map) FN(map_ahead)  // the comparisons take time
#else
#define CK_GRADIENT_MAP_FLAT(map) map  // shorter vectors would ask as often as they load
#endif

#define CK_GRADIENT(id, derivative, map) \
    static void FN(id##_##derivative##_loop)(const void *dy, const void *v, void *dx, size_t n, const double *p) { \
        map(dy, v, dx, n, FN(rounded)(p), FN(id##_##derivative##_product)); \
    }
#define CK_GRADIENT_FROM_INPUT(id, map)
#define CK_GRADIENT_FROM_OUTPUT(id, map) CK_GRADIENT(id, derivative_from_output, map)

#define CK_ACTIVATION(id, swift, flatness, reads, bound, ...) \
    static void FN(id##_forward_loop)(const void *x, void *y, size_t n, const double *p) { \
        CK_MAP_##bound(x, x, y, n, FN(rounded)(p), FN(id##_value)); \
    } \
    CK_GRADIENT(id, derivative, CK_GRADIENT_MAP_##flatness(CK_MAP_##bound)) \
    CK_GRADIENT_##reads(id, CK_GRADIENT_MAP_##flatness(FN(map)))
#include "../activations/catalogue.h"
#undef CK_ACTIVATION
#undef CK_GRADIENT_FROM_OUTPUT
#undef CK_GRADIENT_FROM_INPUT
#undef CK_GRADIENT
#undef CK_GRADIENT_MAP_FLAT
#undef CK_GRADIENT_MAP_SCALED
#undef CK_GRADIENT_MAP_SMOOTH
#undef CK_MAP_BY_DIVISION
#undef CK_MAP_BY_ARITHMETIC
#undef CK_MAP_BY_MEMORY
