#!/usr/bin/env python3
"""Prints the constants of Sources/CKernels/math/root.h: y = start - bits(x) / 2, h = y (step - 2 x y²) is 1 / (2 √x) with the
least relative error, in steps of 10^-5. Run: scripts/root-start.py"""

import struct


def start(significand, bits):
    exponent, pattern, integer = (1023 << 51, "<d", "<q") if bits == 64 else (127 << 22, "<f", "<i")
    return struct.unpack(integer, struct.pack(pattern, significand))[0] + exponent


def products(magic, count=2000):
    """y √x for x from 1 to 4"""
    for k in range(count + 1):
        x = 1 + 3 * k / (count + 1)
        half = struct.unpack("<q", struct.pack("<d", x))[0] >> 1
        yield struct.unpack("<d", struct.pack("<q", magic - half))[0] * x**0.5


def fitted(significand):
    """The least error of z (step - 2 z²) from 1/2 for the products z, and its step"""
    z = list(products(start(significand, 64)))
    low, high = 1.0, 2.0
    while high - low > 1e-7:
        step = (low + high) / 2
        values = [z * (step - 2 * z * z) for z in z]
        low, high = (low, step) if min(values) + max(values) > 1 else (step, high)
    return max(values) * 2 - 1, round(step, 5)


error, step, significand = min((*fitted(k / 1e5), k / 1e5) for k in range(48270, 48380, 2))
print(f"start: 0x{start(significand, 64):x} (double), 0x{start(significand, 32):x} (float), step: {step}, error: {error:.3g}")
