"""Compares the references of Tests/COracle with mpmath, on random and on awkward points.

Here f is the catalogue's formula, and f' its difference quotient, both with several hundred digits; f' from y is f' at
the x that Newton's method finds for y. An error is in the unit of COracle.h, of the type that the reference judges.
"""

import argparse
import ctypes
import math
import random
import struct
import sys

from mpmath import mp, mpf, diff, exp, findroot, inf, log, pi, sin, sqrt, tanh

COUNT = 36
LANES = 16  # of the fast reference, all of which are to see the same
QUANTITIES = ["forward", "gradient", "gradient from output"]


def sigmoid(z):
    return 1 / (1 + exp(-z))


def relu(x):
    return max(x, 0)


def clamp(x, low, high):
    return min(max(x, low), high)


def erfc(z):
    """mpmath's, and the asymptotic series where that overflows."""
    if abs(z) < 10**6:
        return mp.erfc(z)
    series = mp.fsum((-1) ** k * mp.fac2(2 * k - 1) / (2 * z * z) ** k for k in range(40))
    return (2 if z < 0 else 0) + exp(-z * z) / (z * sqrt(pi)) * series


def normal_cdf(x):
    return erfc(-x / sqrt(2)) / 2


def logit(x, eps):
    x = clamp(x, eps, 1 - eps) if eps > 0 else x
    return None if x <= 0 or x >= 1 else log(x / (1 - x))


def log_or_none(x):
    return log(x) if x > 0 else None


mp.dps = 500
LAMBDA, ALPHA = mpf("1.0507009873554804934193349852946"), mpf("1.6732632423543772848170429916717")

# name: f(x, parameters…), the values of the parameters, f' at kinks (x, p) -> list of (x, f')
ROWS = {
    "identity": (lambda x: x, [[]], []),
    "linear": (lambda x, a, b: a * x + b, [[1, 0], [-0.3, 7]], []),
    "relu": (relu, [[]], [(0, 0)]),
    "relu6": (lambda x: clamp(x, 0, 6), [[]], [(0, 0), (6, 0)]),
    "squared_relu": (lambda x: relu(x) ** 2, [[]], [(0, 0)]),
    "leaky_relu": (lambda x, a: x if x >= 0 else a * x, [[0.01], [0.3]], [(0, 0)]),
    "thresholded_relu": (lambda x, t: x if x > t else mpf(0), [[1], [0.25]], [(1, 0)]),
    "threshold": (lambda x, t, v: x if x > t else v, [[0, 0], [-1, 7]], []),
    "hard_tanh": (clamp, [[-1, 1], [-0.3, 7]], [(-1, 0), (1, 0)]),
    "elu": (lambda x, a: x if x > 0 else a * (exp(x) - 1), [[1], [0.3], [-1]], [(0, 1)]),
    "celu": (lambda x, a: x if x > 0 else a * (exp(x / a) - 1), [[1], [0.3], [-0.7]], [(0, 1)]),
    "selu": (lambda x: LAMBDA * (x if x > 0 else ALPHA * (exp(x) - 1)), [[]], [(0, LAMBDA * ALPHA)]),
    "sigmoid": (sigmoid, [[]], []),
    "logit": (logit, [[0], [0.01], [0.25]], []),
    "log_sigmoid": (lambda x: -log(1 + exp(-x)), [[]], []),
    "tanh": (tanh, [[]], []),
    "scaled_tanh": (lambda x, a, b: a * tanh(b * x), [[1.7159, 2 / 3], [-0.7, 1.9]], []),
    "tanh_shrink": (lambda x: x - tanh(x), [[]], []),
    "hard_sigmoid": (lambda x, a, b: clamp(a * x + b, 0, 1), [[1 / 6, 0.5], [0.25, 0.4]], []),
    "hard_swish": (lambda x: x * clamp(x / 6 + mpf(1) / 2, 0, 1), [[]], [(-3, 0), (3, 1)]),
    "silu": (lambda x, b: x * sigmoid(b * x), [[1], [0.3], [-1]], []),
    "quick_gelu": (lambda x: x * sigmoid(mpf("1.702") * x), [[]], []),
    "gelu": (lambda x: x * normal_cdf(x), [[]], []),
    "gelu_tanh": (lambda x: x * sigmoid(2 * sqrt(2 / pi) * (x + mpf("0.044715") * x**3)), [[]], []),
    "mish": (lambda x: x * tanh(log(1 + exp(x))), [[]], []),
    "softplus": (lambda x, b: log(1 + exp(b * x)) / b, [[1], [0.3], [7]], []),
    "squareplus": (lambda x, b: (x + sqrt(x * x + b)) / 2, [[4], [0.04]], []),
    "softsign": (lambda x: x / (1 + abs(x)), [[]], [(0, 1)]),
    "soft_shrink": (lambda x, l: relu(x - l) - relu(-x - l), [[0.5], [0.35]], [(-0.5, 0), (0.5, 0)]),
    "hard_shrink": (lambda x, l: x if abs(x) > l else mpf(0), [[0.5], [0.35]], [(-0.5, 0), (0.5, 0)]),
    "sparse_plus": (lambda x: mpf(0) if x <= -1 else x if x >= 1 else (x + 1) ** 2 / 4, [[]], [(-1, 0), (1, 1)]),
    "sparse_sigmoid": (lambda x: clamp((x + 1) / 2, 0, 1), [[]], [(-1, 0), (1, 0)]),
    "isru": (lambda x, a: x / sqrt(1 + a * x * x), [[1], [0.3]], []),
    "isrlu": (lambda x, a: x if x >= 0 else x / sqrt(1 + a * x * x), [[1], [1.9]], [(0, 1)]),
    "gaussian": (lambda x: exp(-x * x), [[]], []),
    "lisht": (lambda x: x * tanh(x), [[]], []),
    "snake": (lambda x, a: x + sin(a * x) ** 2 / a, [[1], [0.3], [-7]], []),
    "star_relu": (lambda x, s, b: s * relu(x) ** 2 + b, [[0.8944, -0.4472], [1.9, 0.3]], [(0, 0)]),
    "xielu": (
        lambda x, p, n, b, e: p * x * x + b * x if x > 0 else n * (exp(min(x, e)) - 1 - x) + b * x,
        [[0.8, 0.8, 0.5, -1e-6], [0.3, 1.9, 0.4, -0.01]],
        [],
    ),
    "step": (lambda x, v: mpf(1) if x > 0 else v if x == 0 else mpf(0), [[0], [0.5]], [(0, 0)]),
    "normal_cdf": (normal_cdf, [[]], []),
    "log_normal_cdf": (lambda x: log(normal_cdf(x)), [[]], []),
    "cloglog_inverse": (lambda x: 1 - exp(-exp(min(x, 15))), [[]], []),  # beyond 15 it is 1 to all digits
    "exp": (exp, [[]], []),
    "expm1": (lambda x: exp(x) - 1, [[]], []),
    "log": (log_or_none, [[]], []),
    "log1p": (lambda x: log_or_none(1 + x), [[]], []),
    "log1mexp": (lambda x: log_or_none(1 - exp(x)), [[]], []),
    "erf": (lambda x: mp.erf(x) if abs(x) < 10**6 else 1 - erfc(x), [[]], []),
    "erfc": (erfc, [[]], []),
    "abs": (abs, [[]], [(0, 0)]),
    "square": (lambda x: x * x, [[]], []),
    "sqrt": (lambda x: sqrt(x) if x >= 0 else None, [[]], []),
    "reciprocal": (lambda x: 1 / x if x != 0 else None, [[]], []),
}

# Rows with a unit of their own, and where it can be told: guesses of the zero of f' and of its largest value.
SCALED = {"hard_swish": None, "star_relu": None, "xielu": None, "snake": None, "silu": (-1.28, 2.4),
          "quick_gelu": (-0.75, 1.4), "gelu": (-0.75, 1.4), "gelu_tanh": (-0.75, 1.4), "mish": (-1.19, 1.5)}

# Infinite at infinity, and far from it at any number that could stand for infinity.
GROW_SLOWLY = {"log", "log1p", "sqrt"}

AWKWARD = [1, 2, 3, 6, 0.5, 0.25, 30, 30.00001, 0.99999, 1.00001, 0.70710678, 0.693147, 0.6931472, 1e-6, 1.2784, 0.7517, 1e-30]


class Oracle:
    """The references, through a shared library."""

    def __init__(self, path):
        self.library = ctypes.CDLL(path)
        self.library.oracle_find.restype = ctypes.c_void_p
        self.library.oracle_find.argtypes = [ctypes.c_char_p]
        self.library.exact_error.restype = ctypes.c_double
        double = ctypes.c_double
        self.library.exact_error.argtypes = [ctypes.c_void_p, ctypes.c_int, double, double, ctypes.c_void_p]

    def errors(self, type, name, quantity, x, result, parameters, judge="oracle"):
        """The distance of a result from the reference, in ULP: infinite where lanes differ."""
        reference = self.library.oracle_find(name.encode())
        reals = (ctypes.c_float if type == "float" else ctypes.c_double) * LANES
        errors = (ctypes.c_double * LANES)()
        p = (ctypes.c_double * 4)(*parameters)
        arguments = [reals(*[x] * LANES), reals(*[result] * LANES), errors, ctypes.c_size_t(LANES), p]
        getattr(self.library, f"{judge}_errors_{type}")(ctypes.c_void_p(reference), quantity, *arguments)
        return errors[0] if len({str(error) for error in errors}) == 1 else inf

    def confirmed(self, name, quantity, x, result, parameters):
        p = (ctypes.c_double * 4)(*parameters)
        return self.library.exact_error(self.library.oracle_find(name.encode()), quantity, x, result, p)


def narrowed(x, type):
    try:
        return struct.unpack("f", struct.pack("f", x))[0] if type == "float" else float(x)
    except OverflowError:
        return math.copysign(inf, x)


def rounded(x, type):
    """The nearest number of the type: mpmath rounds to any precision, and here to any exponent."""
    digits, lowest, highest = (24, -126, 127) if type == "float" else (53, -1022, 1023)
    if x == 0:
        return 0.0
    exponent = max(int(mp.floor(mp.log(abs(x), 2))), lowest)
    if exponent > highest + 1:
        return math.copysign(inf, x)
    step = mpf(2) ** (exponent - digits + 1)
    value = mp.nint(x / step) * step
    return math.copysign(inf, x) if abs(value) >= mpf(2) ** (highest + 1) else float(value)


def true_error(exact, result, type):
    digits, lowest, highest = (24, -126, 127) if type == "float" else (53, -1022, 1023)
    exponent = lowest if exact == 0 else min(max(int(mp.floor(mp.log(abs(exact), 2))), lowest), highest)
    return float(abs(exact - result) / mpf(2) ** (exponent - digits + 1))


def slope(f, x, p):
    """f'(x), or None at a kink or the edge of the domain."""
    h = abs(x) * mpf(10) ** -80
    left, middle, right = f(x - h, *p), f(x, *p), f(x + h, *p)
    if x == 0 or left is None or middle is None or right is None:
        return None
    before, after, across = (middle - left) / h, (right - middle) / h, (right - left) / (2 * h)
    return across if abs(before - after) <= mpf(10) ** -40 * (abs(before) + abs(after)) else None


def points(type, generator):
    yield from (inf, -inf)
    lowest, highest = (-149, 127) if type == "float" else (-1074, 1023)
    for value in AWKWARD:
        yield from (narrowed(sign * value, type) for sign in (1, -1))
    for i in range(COUNT):
        bottom, top = [(-30, 9), (-4, 4), (lowest, highest)][i % 3]
        yield narrowed(generator.choice((1, -1)) * math.ldexp(1 + generator.random(), generator.randint(bottom, top)), type)
    for i in range(COUNT // 3):
        yield narrowed(generator.choice((0.5, 1)) + generator.choice((1, -1)) * math.ldexp(1, -generator.randint(2, 53)), type)


def check(oracle, name, type):
    """The worst disagreement for each quantity: the reference must see the rounded exact value as rounded."""
    f, parameter_sets, kinks = ROWS[name]
    generator = random.Random(f"{name} {type}")
    worst = {}

    def compare(quantity, x, exact, given):
        result = rounded(exact, type)
        expected = 0.0 if math.isinf(result) else true_error(exact, mpf(result), type)
        # mpmath has no signed zeros.
        signs = (1, -1) if result == 0 else (math.copysign(1, result),)
        seen = [oracle.errors(type, name, quantity, x, math.copysign(result, sign), given) for sign in signs]
        found = {QUANTITIES[quantity]: min(seen)}
        # An infinity is the first of a block of the proof's, and as such judged by the plain reference, too.
        if type == "float" and not math.isinf(x):
            fast = [oracle.errors(type, name, quantity, x, math.copysign(result, sign), given, "fast") for sign in signs]
            found[QUANTITIES[quantity] + ", fast"] = min(fast)
        if type == "double":
            exact_errors = [oracle.confirmed(name, quantity, x, math.copysign(result, sign), given) for sign in signs]
            found[QUANTITIES[quantity] + " by MPFR"] = min(exact_errors)
        for label, error in found.items():
            # Near an inner zero the unit may be anything that is at least a quarter of the last place.
            difference = max(error - 4 * expected, 0) if name in SCALED else abs(error - expected)
            if difference > worst.get(label, (-1,))[0]:
                worst[label] = (difference, x, given)

    for given in parameter_sets:
        p = [mpf(narrowed(value, type)) for value in given]
        for x in points(type, generator):
            exact_x = mp.sign(x) * mpf(2) ** (300 if type == "float" else 1300) if math.isinf(x) else mpf(x)
            mp.dps = 500 + (0 if x == 0 else 4 * int(abs(mp.log10(abs(exact_x)))))
            value = f(exact_x, *p)
            if value is None:
                continue
            if math.isinf(x) and name in GROW_SLOWLY:
                compare(0, x, mpf(10) ** 2000, given)
                continue
            compare(0, x, value, given)
            derivative = slope(f, exact_x, p)
            if derivative is None:
                continue
            compare(1, x, derivative, given)
            y = rounded(value, type)
            if derivative == 0 or y == 0 or math.isinf(y) or math.isnan(oracle.errors(type, name, 2, y, 0, given)):
                continue
            for _ in range(5):  # the x whose f(x) is y
                step = f(exact_x, *p)
                at = slope(f, exact_x, p)
                if step is None or not at:
                    break
                exact_x += (mpf(y) - step) / at
            else:
                at = slope(f, exact_x, p)
                if at and abs(f(exact_x, *p) - mpf(y)) < abs(at * exact_x) * mpf(10) ** -40:
                    compare(2, y, at, given)
    if SCALED.get(name):
        zero, steepest = SCALED[name]
        with mp.workdps(60):
            given = parameter_sets[0]
            first = lambda x: diff(lambda x: f(x, *given), x)
            zero = narrowed(findroot(first, zero), type)
            largest = first(findroot(lambda x: diff(first, x), steepest))
            step = largest * mpf(2) ** (-23 if type == "float" else -52)
            for x in (zero, zero - 0.499, zero + 0.499):
                x = narrowed(x, type)
                error = oracle.errors(type, name, 1, x, float(first(x) + 64 * step), given) / 64
                worst[f"unit at {x:.3f}"] = (abs(error - 4) / 1000, x, given)
    for x, expected in kinks:
        given = parameter_sets[0]
        exact = mpf(narrowed(given[0], type)) if (name, x) == ("leaky_relu", 0) else mpf(expected)
        compare(1, x, exact, given)
    return worst


def main():
    parser = argparse.ArgumentParser(prog="scripts/prove-accuracy.sh --references")
    parser.add_argument("--library", required=True, help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", metavar="NAME")
    arguments = parser.parse_args()
    oracle = Oracle(arguments.library)
    failed = False
    for name in arguments.names or ROWS:
        for type, limit in (("float", 1e-4), ("double", 0.1)):
            for label, (difference, x, given) in check(oracle, name, type).items():
                wrong = not difference <= limit
                failed |= wrong
                if wrong or arguments.names:
                    mark = "WRONG" if wrong else "right"
                    print(f"{mark}: {name}, {type}, {label}: off by {difference:.3g} ULP at {x!r} {given}", flush=True)
    print("the references disagree with mpmath" if failed else "the references agree with mpmath")
    sys.exit(failed)


main()
