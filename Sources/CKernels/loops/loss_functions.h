// The losses of losses.h, with ln(1 + e^±x) = max(±x, 0) + ln(1 + e^-|x|), all terms of one sign.

// share · distance, 0 where there is no share, however far it is.
CK_INLINE real FN(share_of)(real share, real distance) { return share == 0 ? 0 : share * distance; }

// w₁ t ln(1 + e^-x) + w₀ (1 - t) ln(1 + e^x)
CK_INLINE real FN(cross_entropy)(real x, real target, FN(parameters) p) {
    const real one = p.value[0] * target, zero = p.value[1] * (1 - target);
    const real tail = FN(log1p_exp_scaled)(-FN(abs)(x), NOTHING);
    return FN(fma)((one + zero) * tail, R(0x1p-64), FN(share_of)(x < 0 ? one : zero, FN(abs)(x)));
}

// w₀ (1 - t) σ(x) - w₁ t σ(-x): with s, the smaller of σ(x) and σ(-x), the one weight times s and the other times 1 - s. They
// have opposite signs, so that the terms in s add up.
CK_INLINE real FN(cross_entropy_derivative)(real x, real target, FN(parameters) p) {
    const real one = p.value[0] * target, zero = p.value[1] * (1 - target), both = one + zero;
    const real s = FN(logistic_tail)(1, x);
    return p.value[2] * FN(fma)(s, x < 0 ? both : -both, x < 0 ? -one : zero);
}

#undef LARGEST
#define LARGEST (CK_BITS == 32 ? (real)0x1p127 : (real)0x1p1023)

typedef struct {
    real agreement;  // x where the target is 1, -x where it is 0
    real sign, weight, power, loss;
} FN(focal_parts);

// With q = σ(agreement), the probability of the true class: power = (1 - q)^γ as e^(-γ (max(agreement, 0) + tail)), the
// argument with its low part; loss = -ln q.
CK_INLINE FN(focal_parts) FN(focal_parts_of)(real x, real target, FN(parameters) p) {
    const bool is_one = target == 1;
    const real gamma = p.value[3], agreement = is_one ? x : target == 0 ? -x : NAN;
    const real tail = FN(log1p_exp_scaled)(-FN(abs)(agreement), NOTHING) * R(0x1p-64);
    // Finite, so that nothing times it is nothing.
    const real ahead = FN(at_most)(FN(at_least)(agreement, 0), LARGEST), behind = FN(at_least)(-agreement, 0);
    const real distance = gamma * ahead, near = gamma * tail, z = distance + near;
    const real lost = FN(fma)(gamma, ahead, -distance) + (near - (z - distance));
    return (FN(focal_parts)){agreement, is_one ? 1 : -1, is_one ? p.value[0] : p.value[1],
                             FN(exp)(-z, lost == lost ? -lost : NOTHING), behind + tail};
}

CK_INLINE real FN(focal)(real x, real target, FN(parameters) p) {
    const FN(focal_parts) f = FN(focal_parts_of)(x, target, p);
    return f.weight * f.power * f.loss;
}

CK_INLINE real FN(focal_derivative)(real x, real target, FN(parameters) p) {
    const FN(focal_parts) f = FN(focal_parts_of)(x, target, p);
    const real tail = FN(logistic_tail)(1, f.agreement), rest = 1 - tail;
    const bool agrees = f.agreement > 0;
    const real fall = FN(fma)(p.value[3] * (agrees ? rest : tail), FN(at_most)(f.loss, LARGEST), agrees ? tail : rest);
    return p.value[2] * (-f.sign * f.weight * f.power * fall);
}

#define CK_LOSS(id, swift, value) \
    CK_INLINE real FN(id##_of_logit)(real a, real b, FN(parameters) p) { return value; } \
    static void FN(id##_loss_loop)(const void *a, const void *b, void *out, size_t n, const double *p) { \
        FN(map_ahead)(a, b, out, n, FN(rounded)(p), FN(id##_of_logit)); \
    }
#include "losses.h"
#undef CK_LOSS

#define CK_LOSS(id, swift, value) [ck_loss_##id] = FN(id##_loss_loop),
static ck_gradient *const FN(losses)[] = {
#include "losses.h"
};
#undef CK_LOSS

static bool FN(are_targets)(const void *numbers, size_t n, bool between) {
    const real *t = numbers;
    integer wrong = 0;
    if (between) {
        CK_VECTORISED(CK_INTERLEAVE)
        for (size_t i = 0; i < n; i++) wrong |= t[i] >= 0 ? t[i] <= 1 ? 0 : 1 : 1;
    } else {
        CK_VECTORISED(CK_INTERLEAVE)
        for (size_t i = 0; i < n; i++) wrong |= t[i] == 0 ? 0 : t[i] == 1 ? 0 : 1;
    }
    return wrong == 0;
}

// The sum of a vector, added up in an order that depends on its length alone.
static double FN(sum)(const void *x, size_t n) { return FN(product_sum)(x, NULL, n); }
