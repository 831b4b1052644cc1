// Where the unit of an error does not come from the exact value: see oracle_reference.

// The largest |f′| within 1/2 of a zero of f′.
static double near(double x, double zero, double largest) { return fabs(x - zero) <= 0.5 ? largest : 0; }

// The largest of two terms that cancel.
static double cancelled(double a, double b) {
    const double largest = fmax(fabs(a), fabs(b));
    return fabs(a + b) < largest / 2 ? largest : 0;
}

// sin(2 a x) = -1, where x is judged at all.
static double near_sine_trough(double x, double a) {
    static const double pi = 3.14159265358979323846;
    if (fabs(a * x) > 0x1p25) return INFINITY;
    return fabs(remainder(2 * a * x + pi / 2, 2 * pi)) <= fabs(a) ? 2 : 0;
}

static double xielu_cancelled(double x, const double *p) {
    return x > 0 ? cancelled(p[0] * x * x, p[2] * x) : cancelled(p[1] * (expm1(fmin(x, p[3])) - x), p[2] * x);
}

static double near_xielu_zero(double x, const double *p) {
    if (x == p[3]) return INFINITY;
    const double zero = log1p(-p[2] / p[1]), largest = fmax(fabs(p[2]), fabs(p[2] - p[1]));
    if (zero < p[3] && near(x, zero, largest) > 0) return largest;
    return p[2] / p[0] < 0 ? near(x, -p[2] / (2 * p[0]), largest) : 0;
}

// Beyond the domain of f, and at a zero whose sign would decide, f′ is not judged.
static double outside(bool unjudged) { return unjudged ? INFINITY : 0; }
