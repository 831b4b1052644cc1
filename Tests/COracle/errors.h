// The distance of results of the type `real` from references of the type `wide`: see COracle.h for the definition.

// The unit of the last place of a magnitude.
static wide N(last_place)(wide magnitude) {
    const int e = N(exponent)(magnitude), exponent = e < LOWEST ? LOWEST : e > HIGHEST ? HIGHEST : e;
    return N(power_of_two)(exponent - DIGITS + 1);
}

// The exact value is the unevaluated sum exact + rest.
static double N(error)(const oracle_reference *reference, oracle_quantity quantity, wide x, wide exact, wide rest,
                       wide result, const double *p) {
    if (x != x) return result != result ? 0 : INFINITY;
    const bool scaled = quantity != oracle_slope_from_output && reference->scales[quantity];
    const double scale = scaled ? reference->scales[quantity]((double)x, p) : 0;
    if (scale == INFINITY) return NAN;
    if (exact != exact && quantity == oracle_slope_from_output) return NAN;
    if (exact != exact || result != result) return exact != exact && result != result ? 0 : INFINITY;
    if (result == 0 && quantity == oracle_value && reference->signed_zero && signbit(result) != signbit(exact)) {
        return INFINITY;
    }
    const wide beyond = N(power_of_two)(HIGHEST + 1);
    if (W(fabs)(exact) >= beyond - N(power_of_two)(HIGHEST - DIGITS)) {
        exact = W(copysign)(beyond, exact);
        rest = 0;
    }
    if (W(fabs)(result) > beyond) result = W(copysign)(beyond, result);
    const wide distance = W(fabs)((result - exact) - rest);
    if (scale > 0 && quantity == oracle_slope) {
        const wide unit = scale * N(power_of_two)(-DIGITS - 1);
        return distance / (IS_ROUNDED ? W(fmax)(unit, N(last_place)(W(fabs)(exact))) : unit);
    }
    return distance == 0 ? 0 : distance / N(last_place)(scale > 0 ? (wide)scale : W(fabs)(exact));
}

static void N(parameters)(wide *rounded, double *plain, const double *p) {
    for (int i = 0; i < ORACLE_PARAMETERS; i++) rounded[i] = plain[i] = (real)p[i];
}

static wide N(finite)(wide x) { return W(fabs)(x) == INFINITY ? W(copysign)(INFINITE, x) : x; }

void J(oracle_errors_, real)(const oracle_reference *reference, oracle_quantity quantity, const real *x,
                             const real *results, double *errors, size_t n, const double *parameters) {
    wide p[ORACLE_PARAMETERS], inputs[ORACLE_BLOCK], exact[ORACLE_BLOCK];
    double plain[ORACLE_PARAMETERS];
    N(parameters)(p, plain, parameters);
    for (size_t start = 0; start < n; start += ORACLE_BLOCK) {
        const size_t count = n - start < ORACLE_BLOCK ? n - start : ORACLE_BLOCK;
        for (size_t i = 0; i < count; i++) inputs[i] = N(finite)(x[start + i]);
        reference->N(values)[quantity](inputs, exact, count, p);
        const bool scaled = quantity != oracle_slope_from_output && reference->scales[quantity];
        const bool any_zero = quantity != oracle_value || !reference->signed_zero;
        const bool open = quantity == oracle_slope_from_output;
        N(ordinary_errors)(inputs, exact, results + start, errors + start, count, any_zero, open);
        if (!scaled && all_ordinary(errors + start, count)) continue;
        for (size_t i = 0; i < count; i++) {
            const bool ordinary = !scaled || reference->scales[quantity]((double)inputs[i], plain) == 0;
            if (errors[start + i] != -1 && ordinary) continue;
            errors[start + i] = N(error)(reference, quantity, inputs[i], exact[i], 0, results[start + i], plain);
        }
    }
}
