// sin²(a x + turn π/2) in double, 1/2, the mean, where a x has hardly a digit after the point.
//
// The argument is r + m π/2, |r| <= π/4 (1 + 2^-10), π/2 in two parts; sin² r = y - 5/16 y² + y² q(y), y = r², where the
// last term is small, and next to an odd multiple the result is 1 less that. Polynomial: scripts/coefficients.sollya,
// relative error 2^-64.8.

#if CK_BITS == 64
typedef struct {
    double high, low;  // a sum
} squared_sine;

CK_INLINE squared_sine FN(sine_squared)(double a, double x, double turn) {
    const double half_pi_high = 0x1.921fb54442d18p0, half_pi_low = 0x1.1a62633145c07p-54;
    const bool far = !(__builtin_elementwise_abs(a * x) < 0x1.8p51);
    const double near = far ? 0 : x, shift = far ? 0.5 : turn, z = a * near;
    const double shifted = fma_f64(z, 0x1.45f306dc9c883p-1, shift) + 0x1.8p52, m = (shifted - 0x1.8p52) - shift;
    const bool odd = bits_f64(shifted) & 1;
    const double first = fma_f64(m, -half_pi_high, z), first_low = z - fma_f64(m, half_pi_high, first);
    const double second = fma_f64(m, -half_pi_low, fma_f64(a, near, -z)) + first_low;
    const double r = first + second, rest = (first - r) + second;
    const double y = r * r, y_low = fma_f64(2 * r, rest, fma_f64(r, r, -y));
    double q = 0x1.5dbcdf0fd6821p-36;
    q = fma_f64(q, y, -0x1.ae4f1bfb86224p-30);
    q = fma_f64(q, y, 0x1.9396d26951bd3p-24);
    q = fma_f64(q, y, -0x1.1eed8e50ed0c5p-18);
    q = fma_f64(q, y, 0x1.27e4fb7660a85p-13);
    q = fma_f64(q, y, -0x1.a01a01a017cd8p-9);
    q = fma_f64(q, y, 0x1.6c16c16c16bf6p-5);
    q = fma_f64(q, y, -0x1.5555555555554p-6);
    const double square = y * y;
    const double high = fma_f64(square, -0.3125, y), high_low = fma_f64(square, -0.3125, y - high);
    const double low = fma_f64(square, q, fma_f64(y_low, fma_f64(y, -0.625, 1), high_low));
    const double complement = 1 - high, complement_low = ((1 - complement) - high) - low;
    return (squared_sine){odd ? complement : high, odd ? complement_low : low};
}
#endif
