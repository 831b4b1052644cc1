// x / √(1 + a x²) and its derivative (1 + a x²)^(-3/2), for a >= 0.
//
// With c = 2^k near √a, a x² is (a / c²) (c x)²: no square overflows before its time.

// 1 / c for a power of two c with 1 <= a / c² < 4; 1 where there is none.
CK_INLINE real FN(inverse_power_near_root)(real a) {
    const integer exponents = FN(bits)(INFINITY), power = FN(bits)(FN(sqrt)(a)) & exponents;
    return a > 0 && a < INFINITY ? FN(from_bits)(((integer)(2 * EXPONENT_BIAS) << MANTISSA_BITS) - power) : 1;
}

// 1 + a x² as sum + rest, x held where c x is `limit`. For infinite a, which the callers look after, 1.
typedef struct {
    real sum, rest;
} FN(one_plus_square);

CK_INLINE FN(one_plus_square) FN(one_plus_square_of)(real x, real a, real limit) {
    const real inverse = FN(inverse_power_near_root)(a), c = 1 / inverse;
    const real ratio = a < INFINITY ? a * inverse * inverse : 0;
    const real distance = FN(at_most)(FN(abs)(x) * c, limit), slope = ratio * distance, square = slope * distance;
    const real sum = FN(fma)(slope, distance, R(1.0));
    const real lost = FN(fma)(FN(fma)(ratio, distance, -slope), distance, FN(fma)(slope, distance, -square));
    return (FN(one_plus_square)){sum, FN(lost_from_sum)(1, square, sum) + lost};
}

// x is held where the result no longer changes. That keeps all products finite, but for a = 0 or ∞, where they may be NaN:
// the sum is `most` there.
CK_INLINE real FN(inverse_root_unit)(real x, real a) {
    const real limit = CK_BITS == 32 ? 0x1p30 : 0x1p60, most = a == 0 ? 1 : R(0x1p125);
    const real end = a == 0 ? INFINITY : a < INFINITY ? limit * FN(inverse_power_near_root)(a) : 0;
    const real held = FN(at_least)(FN(at_most)(x, end), -end), slope = a * held, lost = FN(fma)(a, held, -slope);
    const real sum = FN(fma)(slope, held, FN(fma)(lost, held, R(1.0)));
    return held / FN(root_of_normal)(sum < most ? sum : most);
}

// With w = sum + rest and s = √sum rounded, w^(3/2) = s sum + s ((sum - s²) / 2 + 3/2 rest). All in units of 2^64: the
// division rounds into the subnormal range.
CK_INLINE real FN(inverse_root_unit_derivative)(real x, real a) {
    const FN(one_plus_square) w = FN(one_plus_square_of)(x, a, CK_BITS == 32 ? 0x1p60 : 0x1p360);
    const real root = CK_BITS == 32 ? FN(sqrt)(w.sum) : FN(root_of_normal)(w.sum), lost = FN(fma)(-root, root, w.sum);
    const real correction = FN(fma)(w.rest, R(0x1.8p-64), lost * R(0x1p-65));
    return (a < INFINITY ? R(0x1p-64) : 0) / FN(fma)(root, w.sum * R(0x1p-64), root * correction);
}
