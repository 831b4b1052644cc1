// sin²(a x + shift π/2) in double. Where a x has hardly a digit after the point, it counts as 0.
//
// The argument is r + m π/2, |r| <= π/4 (1 + 2^-10), π/2 in two parts; sin² r = y + y² q(y), y = r², and next to an odd
// multiple the result is 1 less that. Polynomial: scripts/coefficients.sollya, relative error 2^-62.4.

#if CK_BITS == 64
typedef struct {
    double high, low;  // a sum
} squared_sine;

CK_INLINE squared_sine FN(sine_squared)(double a, double x, double shift) {
    const double half_pi_high = 0x1.921fb54442d18p0, half_pi_low = 0x1.1a62633145c07p-54;
    const double near = __builtin_elementwise_abs(a * x) < 0x1.8p51 ? x : 0, z = a * near;
    const double shifted = fma_f64(z, 0x1.45f306dc9c883p-1, shift) + 0x1.8p52, m = (shifted - 0x1.8p52) - shift;
    const bool odd = bits_f64(shifted) & 1;
    const double first = fma_f64(m, -half_pi_high, z);
    const double second = fma_f64(m, -half_pi_low, fma_f64(a, near, -z));
    const double r = first + second, rest = (first - r) + second, y = r * r;
    double q = 0x1.5ca890536c98cp-36;
    q = fma_f64(q, y, -0x1.ae43ee124ee1dp-30);
    q = fma_f64(q, y, 0x1.9396a2fd2c39p-24);
    q = fma_f64(q, y, -0x1.1eed8de719492p-18);
    q = fma_f64(q, y, 0x1.27e4fb7557959p-13);
    q = fma_f64(q, y, -0x1.a01a01a014f1p-9);
    q = fma_f64(q, y, 0x1.6c16c16c16bb7p-5);
    q = fma_f64(q, y, -0x1.5555555555555p-2);
    const double low = fma_f64(y * y, q, fma_f64(2 * r, rest, fma_f64(r, r, -y)));
    const double complement = 1 - y, complement_low = ((1 - complement) - y) - low;
    return (squared_sine){odd ? complement : y, odd ? complement_low : low};
}
#endif
