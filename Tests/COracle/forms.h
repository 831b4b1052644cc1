// What the rows are made of, for the type `wide`.

// A number as a sum of two: arguments of e^x, erfc and sin keep the rounding errors of the products they are made of.
typedef struct {
    wide hi, lo;
} N(pair);

static inline N(pair) N(product)(wide a, wide b) {
    const wide hi = a * b;
    const N(pair) result = {hi, W(fma)(a, b, -hi)};
    return result;
}

static inline N(pair) N(times)(N(pair) a, wide hi, wide lo) {
    const wide high = a.hi * hi;
    const N(pair) result = {high, W(fma)(a.hi, hi, -high) + (a.hi * lo + a.lo * hi)};
    return result;
}

static inline N(pair) N(quotient)(wide a, wide b) {
    const wide hi = a / b;
    const N(pair) result = {hi, W(fma)(-hi, b, a) / b};
    return result;
}

static inline N(pair) N(sum)(N(pair) a, N(pair) b) {
    const wide hi = a.hi + b.hi, part = hi - a.hi;
    const wide lo = (a.hi - (hi - part)) + (b.hi - part) + (a.lo + b.lo);
    const N(pair) result = {hi + lo, lo - ((hi + lo) - hi)};
    return result;
}

static inline N(pair) N(opposite)(N(pair) a) {
    const N(pair) result = {-a.hi, -a.lo};
    return result;
}

static inline N(pair) N(single)(wide x) {
    const N(pair) result = {x, 0};
    return result;
}

// The low part counts where e^z is neither 0 nor infinite.
static inline wide N(exp_of)(N(pair) z) {
    const wide e = W(exp)(z.hi);
    return e > 0 && e - e == 0 ? e + e * z.lo : e;
}

static inline wide N(expm1_of)(N(pair) z) {
    const wide e = W(exp)(z.hi), m = W(expm1)(z.hi);
    return e > 0 && e - e == 0 ? m + e * z.lo : m;
}

// σ(z) = e^z / (1 + e^z)
static inline wide N(logistic)(N(pair) z) {
    if (z.hi > 0) return 1 / (1 + N(exp_of)(N(opposite)(z)));
    const wide e = N(exp_of)(z);
    return e / (1 + e);
}

// σ(z) σ(-z)
static inline wide N(logistic_density)(N(pair) z) {
    const wide e = N(exp_of)(z.hi > 0 ? N(opposite)(z) : z);
    return e / ((1 + e) * (1 + e));
}

// ln(1 + e^z)
static inline wide N(log1p_exp)(N(pair) z) {
    if (z.hi > 0) return z.hi + (z.lo + W(log1p)(N(exp_of)(N(opposite)(z))));
    return W(log1p)(N(exp_of)(z));
}

// 1 / cosh² (a b)
static inline wide N(squared_sech)(wide a, wide b) { return 4 * N(logistic_density)(N(product)(2 * a, b)); }

// x σ(z), z = slope x at 0, and its derivative σ(z) + x z′ σ(z) σ(-z)
static inline wide N(gated)(wide x, N(pair) z) { return x * N(logistic)(z); }

static inline wide N(gated_slope)(wide x, N(pair) z, wide z_slope) {
    return N(logistic)(z) + x * z_slope * N(logistic_density)(z);
}

static inline N(pair) N(quick_gelu_gate)(wide x) { return N(quotient)(x * 851, 500); }

// 2 √(2/π) (x + 0.044715 x³)
static inline N(pair) N(gelu_tanh_gate)(wide x) {
    const N(pair) first = N(times)(N(single)(x), C(0x1.988452p0), C(7.38686091297285342531397375274739034345246597386e-8));
    const N(pair) cube = N(times)(N(product)(x, x), x, 0);
    return N(sum)(first, N(times)(cube, C(0x1.2444f2p-4), C(2.39883239599312752311486291034805933433270197664e-9)));
}

static inline wide N(gelu_tanh_gate_slope)(wide x) {
    return C(1.59576912160573071175978423973752747390343452466) * (1 + C(0.134145) * x * x);
}

// e^(-x²/2)
static inline wide N(gaussian_half)(wide x) { return N(exp_of)(N(times)(N(product)(x, x), C(-0.5), 0)); }

// The density of the normal distribution.
static inline wide N(normal_density)(wide x) {
    return C(0.398942280401432677939946059934381868475858631165) * N(gaussian_half)(x);
}

// Φ(x) = erfc(z) / 2, z = -x / √2; below -1 with the first-order term in the rounding error of z.
static inline wide N(normal_cdf)(wide x) {
    const wide z = -x * C(0.707106781186547524400844362104849039284835937688);
    const wide tail = W(erfc)(z) / 2;
    if (x >= -1 || tail == 0) return tail;
    const N(pair) square = N(product)(x, x);
    const wide rest = -(W(fma)(z, z, -square.hi / 2) - square.lo / 2) / (2 * z);
    return tail - rest * C(0.56418958354775628694807945156077258584405062932900) * N(gaussian_half)(x);
}

// 1 - 1/x² + 3/x⁴ - 15/x⁶ + …: Φ(x) |x| / φ(x), for x < -30
static inline wide N(mills_series)(wide x) {
    wide term = 1, sum = 1;
    for (int k = 1; k <= 12; k++) {
        term = -term * (2 * k - 1) / (x * x);
        sum = sum + term;
    }
    return sum;
}

static inline wide N(log_normal_cdf)(wide x) {
    if (x > 0) return W(log1p)(-N(normal_cdf)(-x));
    if (x > -30) return W(log)(N(normal_cdf)(x));
    return -x * x / 2 - W(log)(-x) - C(0.918938533204672741780329736405617639861397474) + W(log)(N(mills_series)(x));
}

static inline wide N(log_normal_cdf_slope)(wide x) {
    return x > -30 ? N(normal_density)(x) / N(normal_cdf)(x) : -x / N(mills_series)(x);
}

// x tanh(ln(1 + eˣ))
static inline wide N(mish)(wide x) { return x * W(tanh)(N(log1p_exp)(N(single)(x))); }

static inline wide N(mish_slope)(wide x) {
    const wide softplus = N(log1p_exp)(N(single)(x));
    return W(tanh)(softplus) + x * N(squared_sech)(1, softplus) * N(logistic)(N(single)(x));
}

// x - tanh x = (x cosh x - sinh x) / cosh x, near 0 by the series Σ 2k x^(2k+1) / (2k+1)! of the numerator
static inline wide N(tanh_shrink)(wide x) {
    if (W(fabs)(x) > 1) return x - W(tanh)(x);
    wide term = x, sum = 0;
    for (int k = 1; k <= 14; k++) {
        term = term * x * x / (2 * k * (2 * k + 1));
        sum = sum + 2 * k * term;
    }
    return x == 0 ? x : sum / W(cosh)(x);
}

#define SELU_LAMBDA C(1.0507009873554804934193349852946)

// y + λα, where λα is a sum of constants: y comes close to its opposite.
static inline wide N(selu_limit)(wide y) {
    return ((y + C(0x1.c212ccp+0)) + C(0x1.903c0c4414587p-26)) + C(-8.131183853959046327056767095140866451152e-25);
}

// ln(p / (1 - p)) for 0 <= p <= 1/2
static inline wide N(lower_logit)(wide p) {
    return p > 0.25 ? 2 * W(atanh)(2 * p - 1) : W(log)(p) - W(log1p)(-p);
}

static inline wide N(logit)(wide x, wide eps) {
    const wide w = x <= 0.5 ? x : 1 - x;
    if (w < 0 && eps == 0) return NAN;
    const wide magnitude = N(lower_logit)(w < eps ? eps : w);
    return x <= 0.5 ? magnitude : -magnitude;
}

static inline wide N(logit_slope)(wide x, wide eps) {
    const wide w = x <= 0.5 ? x : 1 - x;
    if (w < eps) return eps > 0 ? 0 : NAN;
    return w == 0 ? INFINITY : 1 / (w - w * w);
}

static inline wide N(squareplus)(wide x, wide b) {
    const wide root = W(sqrt)(x * x + b);
    return x < 0 ? b / (2 * (root - x)) : (x + root) / 2;
}

static inline wide N(squareplus_slope)(wide x, wide b) {
    const wide root = W(sqrt)(x * x + b);
    return x < 0 ? b / (2 * root * (root - x)) : (1 + x / root) / 2;
}

// x / √(1 + a x²), and its derivative from x and from y
static inline wide N(isru)(wide x, wide a) { return x / W(sqrt)(1 + a * x * x); }

static inline wide N(isru_slope)(wide x, wide a) {
    const wide square = 1 + a * x * x;
    return 1 / (square * W(sqrt)(square));
}

static inline wide N(isru_slope_from_output)(wide y, wide a) {
    const N(pair) square = N(times)(N(product)(y, y), a, 0);
    const wide rest = (1 - square.hi) - square.lo;
    return rest >= 0 ? rest * W(sqrt)(rest) : NAN;
}

// x + sin²(a x) / a and (sin(a x) + cos(a x))² = 1 + sin(2 a x)
static inline wide N(snake)(wide x, wide a) {
    const N(pair) z = N(product)(a, x);
    const wide s = W(sin)(z.hi) + (W(fabs)(z.lo) < 1 ? z.lo * W(cos)(z.hi) : 0);
    return x + s * s / a;
}

static inline wide N(snake_slope)(wide x, wide a) {
    const N(pair) z = N(product)(a, x);
    const wide s = W(sin)(z.hi), c = W(cos)(z.hi), sum = s + c + (W(fabs)(z.lo) < 1 ? z.lo * (c - s) : 0);
    return sum * sum;
}

static inline wide N(star_relu)(wide x, wide s, wide b) {
    const N(pair) term = N(times)(N(product)(x, x), s, 0);
    return x > 0 ? (term.hi + b) + term.lo : b;
}

static inline wide N(xielu)(wide x, const wide *p) {
    if (x > 0) return x * W(fma)(p[0], x, p[2]);
    return W(fma)(p[1], W(expm1)(x < p[3] ? x : p[3]) - x, p[2] * x);
}

static inline wide N(xielu_slope)(wide x, const wide *p) {
    if (x > 0) return W(fma)(2 * p[0], x, p[2]);
    return x < p[3] ? W(fma)(p[1], W(expm1)(x), p[2]) : p[2] - p[1];
}

// ln(1 - eˣ)
static inline wide N(log1mexp)(wide x) {
    return x < -0.6931471805599453 ? W(log1p)(-W(exp)(x)) : W(log)(-W(expm1)(x));
}
