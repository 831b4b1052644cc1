#!/usr/bin/env python3
"""Prints the constants of Sources/CKernels/math/root.h: y = start - bits(x) / 2, h = y (step - 2 x y²) is 1 / (2 √x) with the
least relative error, in steps of 10^-5; and those of activations/squareplus.h: y = start - bits(x), y (step - x y) is 1 / x.
Run: scripts/root-start.py"""

import struct


def pattern(x):
    return struct.unpack("<q", struct.pack("<d", x))[0]


def number(bits):
    return struct.unpack("<d", struct.pack("<q", bits))[0]


def float_pattern(x):
    return struct.unpack("<i", struct.pack("<f", x))[0]


def root_products(significand, count=2000):
    """y √x for x from 1 to 4"""
    for k in range(count + 1):
        x = 1 + 3 * k / (count + 1)
        yield number(pattern(significand) + (1023 << 51) - (pattern(x) >> 1)) * x**0.5


def inverse_products(significand, count=2000):
    """y x for x from 1 to 2"""
    for k in range(count + 1):
        x = 1 + k / (count + 1)
        yield number(pattern(significand) + (1022 << 52) - pattern(x)) * x


def fitted(products, scaled, mean):
    """The least relative error of scaled(z, step), which is to be `mean`, for the products z, and its step"""
    z = list(products)
    low, high = 1.0, 3.0
    while high - low > 1e-7:
        step = (low + high) / 2
        values = [scaled(z, step) for z in z]
        low, high = (low, step) if min(values) + max(values) > 2 * mean else (step, high)
    return max(values) / mean - 1, round(step, 5)


error, step, significand = min(
    (*fitted(root_products(k / 1e5), lambda z, step: z * (step - 2 * z * z), 0.5), k / 1e5) for k in range(48270, 48380, 2)
)
print(
    f"root: start 0x{pattern(significand) + (1023 << 51):x} (double),",
    f"0x{float_pattern(significand) + (127 << 22):x} (float), step {step}, error {error:.3g}",
)
error, step, significand = min(
    (*fitted(inverse_products(k / 1e5), lambda z, step: z * (step - z), 1), k / 1e5) for k in range(189980, 190020)
)
print(f"inverse: start 0x{float_pattern(significand) + (126 << 23):x} (float), step {step}, error {error:.3g}")
