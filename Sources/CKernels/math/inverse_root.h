// x / √(1 + a x²) and its derivative (1 + a x²)^(-3/2), for a >= 0.
//
// With c = 2^k near √a, a x² is (a / c²) (c x)²: no square overflows before its time.

// 1 / c for a power of two c with 1 <= a / c² < 4; 1 where there is none. Half the exponent, as an integer: a square root
// would wait for all divisions of the call before. 4^shift a is not subnormal.
CK_INLINE real FN(inverse_power_near_root)(real a) {
    const bool subnormal = a < FN(power_of_two)(0, 1 - EXPONENT_BIAS);
    const integer shift = subnormal ? MANTISSA_BITS / 2 + 1 : 0, place = (integer)1 << MANTISSA_BITS;
    const real normal = subnormal ? a * FN(power_of_two)(0, MANTISSA_BITS / 2 * 2 + 2) : a;
    const integer power = (FN(bits)(normal) / 2 + EXPONENT_BIAS * (place / 2)) & FN(bits)(INFINITY);
    return a > 0 && a < INFINITY ? FN(from_bits)((2 * EXPONENT_BIAS + shift) * place - power) : 1;
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

#if CK_BITS == 32
// With w = 1 + a x² and h near its inverse root, of so few bits that h³ is exact, w^(-3/2) = h³ (1 - e)^(-3/2), e = 1 - h² w
// with its rounding errors, but for that of 1 - h² where h² < 2^-8. |e| < 0.0731; relative error of the polynomial 2^-29.9:
// scripts/coefficients.sollya.
CK_INLINE float inverse_root_unit_derivative_f32(float x, float a) {
    const float inverse = inverse_power_near_root_f32(a), c = 1 / inverse;
    const float ratio = a < INFINITY ? a * inverse * inverse : 0, one = a < INFINITY ? 1 : 0x1p120f;
    const float distance = at_most_f32(abs_f32(x) * c, 0x1p60f);
    const float slope = ratio * distance, slope_low = fma_f32(ratio, distance, -slope), w = fma_f32(slope, distance, one);
    const float h = from_bits_f32((0x5f37a800 - (bits_f32(w) >> 1)) & -0x10000), square = h * h, cube = square * h;
    const float part = square * slope, part_low = fma_f32(square, slope_low, fma_f32(square, slope, -part));
    const float e = fma_f32(-part_low, distance, fma_f32(-part, distance, 1 - square));
    float q = 0x1.799304p1f;
    q = fma_f32(q, e, 0x1.5dbe68p1f);
    q = fma_f32(q, e, 0x1.3b00b8p1f);
    q = fma_f32(q, e, 0x1.17fe72p1f);
    q = fma_f32(q, e, 0x1.dffffep0f);
    q = fma_f32(q, e, 0x1.8p0f);
    return fma_f32(cube, q * e, cube);
}
#else
// 1 + a x² as sum + rest, x held where c x is `limit`. For infinite a, which the caller looks after, 1.
typedef struct {
    real sum, rest;
} one_plus_square;

CK_INLINE one_plus_square one_plus_square_of(real x, real a, real limit) {
    const real inverse = FN(inverse_power_near_root)(a), c = 1 / inverse;
    const real ratio = a < INFINITY ? a * inverse * inverse : 0;
    const real distance = FN(at_most)(FN(abs)(x) * c, limit), slope = ratio * distance, square = slope * distance;
    const real sum = FN(fma)(slope, distance, R(1.0));
    const real lost = FN(fma)(FN(fma)(ratio, distance, -slope), distance, FN(fma)(slope, distance, -square));
    return (one_plus_square){sum, FN(lost_from_sum)(1, square, sum) + lost};
}

// With w = sum + rest and s = √sum rounded, w^(3/2) = s sum + s ((sum - s²) / 2 + 3/2 rest). All in units of 2^64: the
// division rounds into the subnormal range.
CK_INLINE real FN(inverse_root_unit_derivative)(real x, real a) {
    const one_plus_square w = one_plus_square_of(x, a, 0x1p360);
    const real root = FN(root_of_normal)(w.sum), lost = FN(fma)(-root, root, w.sum);
    const real correction = FN(fma)(w.rest, R(0x1.8p-64), lost * R(0x1p-65));
    return (a < INFINITY ? R(0x1p-64) : 0) / FN(fma)(root, w.sum * R(0x1p-64), root * correction);
}
#endif
