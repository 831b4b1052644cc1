// e^x - 1

// Arguments below this give -1.
#define EXPM1_LOW_f32 -30.0f
#define EXPM1_LOW_f64 -50.0

// a (e^x - 1) for the parts of x < 64 ln 2.
CK_INLINE real FN(times_expm1)(real a, FN(exponential) e) {
    const real scaled = a * FN(power_of_two)(e.n, 0);
    return FN(fma)(scaled, e.fraction, scaled - a);
}

// The parts of e^x, x <= 0, for times_expm1.
CK_INLINE FN(exponential) FN(expm1_parts)(real x) { return FN(exp_parts_within)(FN(EXPM1_LOW), INFINITY, x, NOTHING); }
