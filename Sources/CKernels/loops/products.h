// What the forward and gradient kernels of every activation compute.

// dx = dy f′. Where f′ is 0 on a whole stretch (FLAT), dx is 0 there whatever dy is. Without the sum the compiler would load
// dy under the mask of the comparison; such loads wait for it, and out of the caches take twice as long.
#define CK_PRODUCT_SMOOTH(dy, derivative) (dy) * (derivative)
#define CK_PRODUCT_FLAT(dy, derivative) (derivative) == 0 ? 0 : ((dy) + p.nothing) * (derivative)

#define CK_GRADIENT(id, derivative, flatness) \
    CK_INLINE real FN(id##_##derivative##_product)(real dy, real v, FN(parameters) p) { \
        const real slope = FN(id##_##derivative)(v, p); \
        return CK_PRODUCT_##flatness(dy, slope); \
    }
#define CK_GRADIENT_FROM_INPUT(id, flatness)
#define CK_GRADIENT_FROM_OUTPUT(id, flatness) CK_GRADIENT(id, derivative_from_output, flatness)

#define CK_ACTIVATION(id, swift, flatness, reads, ...) \
    CK_INLINE real FN(id##_value)(real x, real unused, FN(parameters) p) { return FN(id##_forward)(x, p); } \
    CK_GRADIENT(id, derivative, flatness) \
    CK_GRADIENT_##reads(id, flatness)
#include "../activations/catalogue.h"
#undef CK_ACTIVATION
#undef CK_GRADIENT_FROM_OUTPUT
#undef CK_GRADIENT_FROM_INPUT
#undef CK_GRADIENT
#undef CK_PRODUCT_FLAT
#undef CK_PRODUCT_SMOOTH
