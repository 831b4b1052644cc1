#!/usr/bin/env python3
"""Prints the polynomials of Sources/CKernels/math/erf.h: coefficients as hexadecimal floats, lowest power first, and
the largest relative error of erf over the interval. Sollya's fpminimax does not weight errors, and these weigh the less the
closer erf is to 1. Needs mpmath. Run: scripts/erf-coefficients.py"""

from mpmath import cos, erf, erfc, frexp, ldexp, log, lu_solve, matrix, mp, mpf, nint, pi

mp.dps = 70


def minimax(functions, target, weights):
    """Coefficients with the least maximum of |weight · (Σ coefficient · function − target)| over a grid, by Remez's
    exchange. All are lists of values on the grid."""
    count, last = len(functions), len(target) - 1
    chosen = [round(k * last / count) for k in range(count + 1)]
    while True:
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


def residuals(coefficients, functions, target, weights):
    return [
        weight * (sum(c * f[g] for c, f in zip(coefficients, functions)) - target[g])
        for g, weight in enumerate(weights)
    ]


def rounded(x, digits):
    mantissa, exponent = frexp(x)
    return ldexp(nint(ldexp(mantissa, digits)), exponent - digits)


def show(title, end, count, digits):
    """−ln erfc x = x + x h(x) on (0, end], where h has so many coefficients."""
    steps = 16 * (count + 2)
    points = [end / 2 * (1 - cos(pi * (k + mpf(1) / 2) / (steps + 1))) for k in range(steps + 1)]
    target = [-log(erfc(x)) / x - 1 for x in points]
    weights = [x * erfc(x) / erf(x) for x in points]
    powers = [[x**k for x in points] for k in range(count)]
    coefficients = [rounded(c, digits) for c in minimax(powers, target, weights)]
    print(f"{title} on (0, {end}]")
    for k, c in enumerate(coefficients):
        print(f"    {k}: {float(c).hex()}")
    worst = max(map(abs, residuals(coefficients, powers, target, weights)))
    print(f"relative error: 2^{float(log(worst, 2)):.2f}")


show("erf, float", mpf("3.95"), 9, 24)
show("erf, double", mpf("5.95"), 25, 53)
