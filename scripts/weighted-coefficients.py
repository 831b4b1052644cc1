#!/usr/bin/env python3
"""Prints the polynomials of Sources/CKernels that are fitted for the least relative error of what they are a part of, which
Sollya's fpminimax cannot weigh: coefficients as hexadecimal floats, lowest power first, and that error over the interval.
Needs mpmath. Run: scripts/weighted-coefficients.py"""

from mpmath import cos, erf, erfc, exp, frexp, ldexp, log, log1p, lu_solve, matrix, mp, mpf, nint, pi, sin, sqrt, tanh

mp.dps = 70


def minimax(functions, target, weights):
    """Coefficients with the least maximum of |weight · (Σ coefficient · function − target)| over a grid, by Remez's
    exchange. All are lists of values on the grid."""
    count, last = len(functions), len(target) - 1
    chosen = [round(k * last / count) for k in range(count + 1)]
    for _ in range(100):
        equations = matrix(count + 1, count + 1)
        right = matrix(count + 1, 1)
        for i, g in enumerate(chosen):
            for j in range(count):
                equations[i, j] = weights[g] * functions[j][g]
            equations[i, count] = (-1) ** i
            right[i] = weights[g] * target[g]
        solution = list(lu_solve(equations, right))
        errors = residuals(solution[:count], functions, target, weights)
        if max(map(abs, errors)) < abs(solution[count]) * mpf("1.005"):
            return solution[:count]
        runs = [[0]]
        for g in range(1, last + 1):
            if errors[g] * errors[g - 1] > 0:
                runs[-1].append(g)
            else:
                runs.append([g])
        chosen = [max(run, key=lambda g: abs(errors[g])) for run in runs]
        while len(chosen) > count + 1:
            chosen.pop(0 if abs(errors[chosen[0]]) < abs(errors[chosen[-1]]) else -1)
    raise ArithmeticError("the exchange goes round in circles: another grid or precision may end it")


def residuals(coefficients, functions, target, weights):
    return [
        weight * (sum(c * f[g] for c, f in zip(coefficients, functions)) - target[g])
        for g, weight in enumerate(weights)
    ]


def rounded(x, digits):
    mantissa, exponent = frexp(x)
    return ldexp(nint(ldexp(mantissa, digits)), exponent - digits)


def show(title, low, high, target, weight, count, digits, density=16, one_by_one=True):
    """q(x) near target(x) between low and high, errors weighted, on so many points for each coefficient. With one_by_one the
    other coefficients are fitted anew each time that one has been rounded."""
    steps = density * (count + 2)
    points = [low + (high - low) * (1 - cos(pi * (k + mpf(1) / 2) / (steps + 1))) / 2 for k in range(steps + 1)]
    targets, weights = [target(x) for x in points], [weight(x) for x in points]
    powers = [[x**k for x in points] for k in range(count)]
    if one_by_one:
        left, coefficients = targets, []
        for k in range(count):
            coefficients.append(rounded(minimax(powers[k:], left, weights)[0], digits))
            left = [value - coefficients[k] * power for value, power in zip(left, powers[k])]
    else:
        coefficients = [rounded(c, digits) for c in minimax(powers, targets, weights)]
    print(f"{title} between {low} and {high}")
    for k, c in enumerate(coefficients):
        print(f"    {k}: {float(c).hex()}")
    worst = max(map(abs, residuals(coefficients, powers, targets, weights)))
    print(f"relative error: 2^{float(log(worst, 2)):.2f}", flush=True)


def show_erf(type, end, count, digits, one_by_one):
    """4 - 4 erfc(x)^(1/4) = x + x g(x)"""
    target, weight = lambda x: 4 * (1 - erfc(x) ** mpf("0.25")) / x - 1, lambda x: x * erfc(x) ** mpf("0.75") / erf(x)
    show(f"erf, {type}", mpf(0), mpf(end), target, weight, count, digits, one_by_one=one_by_one)


def log_normal_cdf(x):
    return log(erfc(-x / sqrt(2)) / 2)


def log_normal_cdf_slope(x):
    return exp(-x * x / 2) / sqrt(2 * pi) / (erfc(-x / sqrt(2)) / 2)


def mish_slope(x):
    t = tanh(log1p(exp(x)))
    return t + x * (1 - t * t) / (1 + exp(-x))


def tanh_series(y):
    """(x - tanh x) / x³ for x² = y"""
    x = sqrt(y)
    return (x - tanh(x)) / x**3


def tanh_shrink_divisor(y):
    """(x³ / (x - tanh x) - 3) / x² for x² = y"""
    return (1 / tanh_series(y) - 3) / y


def show_snake():
    """sin²(v) / v² for v² = 7/4 + d, errors relative to v - sin² v; and 2 sin²(π r) / r² for r² = y"""
    middle, end = mpf("1.75"), 1 + mpf(2) ** -9

    def ratio(d):
        return sin(sqrt(middle + d)) ** 2 / (middle + d)

    def weight(d):
        return (middle + d) / (sqrt(middle + d) - sin(sqrt(middle + d)) ** 2)

    def slope(y):
        return 2 * sin(pi * sqrt(y)) ** 2 / y

    show("snake, float", mpf("1e-8") - middle, (end * pi / 2) ** 2 - middle, ratio, weight, 7, 53, 24, one_by_one=False)
    show("slope of snake, float in double", mpf("1e-8"), end / 4, slope, lambda y: 1 / slope(y), 6, 53, 24)


def show_near_0(title, low, high, f, at_0, count, digits, density=16):
    """f(x) = f(0) + x q(x)"""
    show(title, mpf(low), mpf(high), lambda x: (f(x) - at_0) / x, lambda x: x / f(x), count, digits, density)


show_erf("float", "3.95", 11, 24, one_by_one=True)
show_erf("double", "5.95", 26, 53, one_by_one=False)
mp.dps = 45
show_near_0("ln Φ near 0, float", 0, 0.75, log_normal_cdf, -log(mpf(2)), 6, 24, density=6)
show_near_0("ln Φ near 0, double", 0, 0.75, log_normal_cdf, -log(mpf(2)), 13, 53, density=6)
show_near_0("slope of ln Φ near 0, float", 0, 0.875, log_normal_cdf_slope, sqrt(2 / pi), 7, 24)
show_near_0("slope of ln Φ near 0, double", 0, 0.875, log_normal_cdf_slope, sqrt(2 / pi), 15, 53)
show_near_0("slope of mish near 0, float", -0.45, 0, mish_slope, mpf("0.6"), 6, 24)
show_near_0("slope of mish near 0, double", -0.375, 0, mish_slope, mpf("0.6"), 12, 53)
mp.dps = 50
show("tanh, float", mpf("1e-6"), mpf("0.7") ** 2, tanh_series, lambda y: y / (1 - y * tanh_series(y)), 5, 24, 24)
for type, count, digits in [("float", 4, 24), ("double", 8, 53)]:
    weight = lambda y: y * tanh_series(y)
    show(f"x³ / (x - tanh x), {type}", mpf("1e-6"), mpf(1), tanh_shrink_divisor, weight, count, digits)
mp.dps = 40
show_snake()
