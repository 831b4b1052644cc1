#!/usr/bin/env python3
"""Prints the ratios of polynomials of Sources/CKernels: coefficients as hexadecimal floats, lowest power first, and the
largest relative error over the interval. Needs mpmath. Run: scripts/rational-coefficients.py [TITLE…]"""

import sys

from mpmath import cos, erfc, exp, findroot, frexp, ldexp, log, lu_solve, matrix, mp, mpf, nint, pi, sqrt, tanh

mp.dps = 60


def rounded(x, digits):
    mantissa, exponent = frexp(x)
    return ldexp(nint(ldexp(mantissa, digits)), exponent - digits)


def shown(x):
    mantissa, exponent = float(x).hex().split("p")
    return f"{mantissa.rstrip('0').rstrip('.')}p{int(exponent)}"


def errors_of(above, below, c):
    """Σ c above / Σ c below on the grid, and the denominators"""
    numerators, denominators = (
        [sum(value * part[k][g] for k, value in c.items()) for g in range(len(part[0]))] for part in (above, below)
    )
    return [n / d for n, d in zip(numerators, denominators)], denominators


def minimax(above, below, known, denominators=None):
    """The coefficients {index: value} beside the known ones with which |Σ c above / Σ c below| has the least maximum on the
    grid, by Remez's exchange, and the denominators there."""
    free = [k for k in range(len(above)) if k not in known]
    count, last = len(free) + 1, len(above[0]) - 1
    chosen = [round(k * last / (count - 1)) for k in range(count)]
    denominators = denominators or [mpf(1)] * (last + 1)
    level, best, idle = mpf(0), None, 0
    while idle < 9:
        for _ in range(8):  # towards the denominators that the solution itself has
            equations, right = matrix(count, count), matrix(count, 1)
            for i, g in enumerate(chosen):
                for j, k in enumerate(free):
                    equations[i, j] = above[k][g] / denominators[g]
                equations[i, count - 1] = (-1) ** i
                right[i] = -sum(value * above[k][g] for k, value in known.items()) / denominators[g]
            *found, new = lu_solve(equations, right)
            c = {**known, **dict(zip(free, found))}
            errors, denominators = errors_of(above, below, c)
            settled, level = abs(new - level) <= abs(new) * mpf("1e-4"), new
            if settled:
                break
        worst = max(map(abs, errors))
        idle += 1
        if best is None or worst < best[0]:
            best, idle = (worst, c, denominators), 0
        if worst < abs(level) * mpf("1.01"):
            break
        runs = [[0]]
        for g in range(1, last + 1):
            if errors[g] * errors[g - 1] > 0:
                runs[-1].append(g)
            else:
                runs.append([g])
        chosen = [max(run, key=lambda g: abs(errors[g])) for run in runs]
        if len(chosen) < count:
            break
        while len(chosen) > count:
            if len(chosen) > count + 1:
                least = min(range(len(chosen) - 1), key=lambda k: abs(errors[chosen[k]]) + abs(errors[chosen[k + 1]]))
                del chosen[least : least + 2]
            else:
                chosen.pop(0 if abs(errors[chosen[0]]) < abs(errors[chosen[-1]]) else -1)
    return best


def grid(end, centre, steps):
    top = (end - centre) / (end + centre)
    t = [(1 + top) * (1 - cos(pi * (k + mpf(1) / 2) / (steps + 1))) / 2 - 1 for k in range(steps + 1)]
    return [centre * (1 + t) / (1 - t) for t in t]


def show(title, above, below, known, names, digits, one_by_one):
    """All coefficients rounded: at once, or one by one with the others fitted anew each time. known: indices and
    values of those that are given."""
    if sys.argv[1:] and title not in sys.argv[1:]:
        return
    worst, c, denominators = minimax(above, below, known)
    if one_by_one:
        known = dict(known)
        for k in sorted(range(len(above)), key=lambda k: (names[k][1], names[k][0])):
            if k not in known:
                known[k] = rounded(c[k], digits)
                c = {**c, **known}
                if len(known) < len(above):
                    new = minimax(above, below, known, denominators)
                    if new[0] < max(map(abs, errors_of(above, below, c)[0])):
                        _, c, denominators = new
        c = known
    c = {k: rounded(value, digits) for k, value in c.items()}
    rounded_worst = max(map(abs, errors_of(above, below, c)[0]))
    print(title)
    for name in sorted({name for name, _ in names}):
        of_name = sorted((power, k) for k, (n, power) in enumerate(names) if n == name)
        print(f"    {name}:", ", ".join(shown(c[k]) for _, k in of_name))
    print(f"relative error 2^{float(log(worst, 2)):.2f}, rounded 2^{float(log(rounded_worst, 2)):.2f}", flush=True)


def show_tail(title, f, end, centre, slope, degree, at_0, digits, scale=1, one_by_one=False):
    """f(x) = N / (slope x N + M), f(0) = at_0, M(0) = scale; N of the degree, M of one less"""
    x = grid(mpf(end), mpf(centre), 20 * degree + 120)
    values = [f(x) for x in x]
    n = [[x**k for x in x] for k in range(degree + 1)]
    m = n[:-1]
    slope = mpf(slope)
    below = [[v * slope * x * p for v, x, p in zip(values, x, p)] for p in n]
    below += [[v * p for v, p in zip(values, p)] for p in m]
    above = [[p - b for p, b in zip(p, b)] for p, b in zip(n, below)]
    above += [[-b for b in b] for b in below[degree + 1 :]]
    names = [("N", k) for k in range(degree + 1)] + [("M", k) for k in range(degree)]
    show(title, above, below, {0: scale * mpf(at_0), degree + 1: mpf(scale)}, names, digits, one_by_one)


def show_slope(title, f, end, centre, limit, degree, digits, scale=1, one_by_one=False):
    """f(x) = limit + N / D D(0) = scale; N of the degree, D of one more"""
    x = grid(mpf(end), mpf(centre), 20 * degree + 120)
    values = [f(x) for x in x]
    d = [[x**k for x in x] for k in range(degree + 2)]
    n = d[:-1]
    limit = mpf(limit)
    above = n + [[(limit - v) * p for v, p in zip(values, p)] for p in d]
    below = [[mpf(0)] * len(x)] * len(n) + [[v * p for v, p in zip(values, p)] for p in d]
    names = [("N", k) for k in range(degree + 1)] + [("D", k) for k in range(degree + 2)]
    show(title, above, below, {degree + 1: mpf(scale)}, names, digits, one_by_one)


def show_tanh(type, degree, digits):
    """x - tanh x = x³/3 + x⁵ N / D for x <= 1, ratio of polynomials in x², D(0) = 1; N of the degree, D of one more. The
    error is that of x - tanh x."""
    x = [mpf(1 - cos(pi * (k + mpf(1) / 2) / 301)) / 2 for k in range(1, 301)]
    x = [x for x in x if x > mpf("1e-4")]
    q, weights = [(x - tanh(x) - x**3 / 3) / x**5 for x in x], [x**5 / (x - tanh(x)) for x in x]
    d = [[w * x ** (2 * k) for w, x in zip(weights, x)] for k in range(degree + 2)]
    n = d[:-1]
    above = n + [[-q * p for q, p in zip(q, p)] for p in d]
    below = [[mpf(0)] * len(x)] * len(n) + [[x ** (2 * k) for x in x] for k in range(degree + 2)]
    names = [("N", k) for k in range(degree + 1)] + [("D", k) for k in range(degree + 2)]
    show(f"x - tanh, {type}", above, below, {degree + 1: mpf(1)}, names, digits, one_by_one=True)


def tail(a):
    return exp(a * a / 2) * erfc(a / sqrt(mpf(2))) / 2


def scaled_erfc(a):
    return exp(a * a) * erfc(a)


zero = findroot(lambda a: tail(a) - a / sqrt(2 * pi), mpf("0.7518"))


def gelu_slope(a):
    """e^(a²/2) Φ(-a) - a / √(2π) over its zero's distance"""
    return (tail(a) - a / sqrt(2 * pi)) / (zero - a)


number = float.fromhex
root = sqrt(2 * pi)

# The slopes, limits and scales of the floats are those with which the roundings of a whole kernel add up to least,
# of some hundreds that were tried on all floats; the scales of the doubles are of a few.
show_tail("tail, float", tail, 14, 3, number("0x1.40d95cp1"), 4, 0.5, 24, number("0x1.b6p0"))
show_tail("tail, double", tail, "37.9", 4, rounded(root, 53), 10, 0.5, 53, number("0x1.8p0"), one_by_one=True)
show_tail("tail of normal_cdf, float", tail, 14, 3, number("0x1.40d932p1"), 5, 0.5, 24, number("0x1.98p0"), one_by_one=True)
show_tail("erfc, float", scaled_erfc, 10, 2, number("0x1.c5bfbep0"), 4, 1, 24, number("0x1.2dp0"))
show_tail("erfc, double", scaled_erfc, "26.8", 3, rounded(sqrt(pi), 53), 10, 1, 53, one_by_one=True)
show_slope("slope of gelu, float", gelu_slope, 14, 3, number("0x1.988502p-2"), 3, 24, number("0x1.a68p0"))
limit = rounded(1 / root, 53)
show_slope("slope of gelu, double", gelu_slope, "37.9", 4, limit, 9, 53, number("0x1.fcp0"), one_by_one=True)
show_tanh("double", 2, 53)
print("zero of the slope of gelu:", shown(rounded(zero, 24)), "(float),", shown(zero), "(double)")
