"""activations.h from Python through ctypes alone: python3 consumer.py LIBRARY"""

import ctypes
import math
import struct
import sys
from ctypes import c_char_p, c_double, c_int, c_size_t, c_ssize_t, c_uint64, c_void_p

library = ctypes.CDLL(sys.argv[1])


def function(name, result, *arguments):
    entry = getattr(library, name)
    entry.restype, entry.argtypes = result, arguments
    return entry


version = function("act_version", c_char_p)
message = function("act_status_message", c_char_p, c_int)
find = function("act_find", c_void_p, c_char_p)
forward = function("act_forward", c_int, c_void_p, ctypes.POINTER(c_double), c_int, c_size_t, c_void_p, c_void_p)
softmax = function(
    "act_softmax", c_int, c_int, c_size_t, ctypes.POINTER(c_size_t), c_ssize_t, c_void_p, c_void_p)
dense = function(
    "act_dense", c_int, c_void_p, c_void_p, c_int, c_size_t, c_size_t, c_size_t, *[c_void_p] * 4)
F64, F16 = 1, 2

x = (c_double * 5)(-2, -0.5, 0, 0.5, 2)
y = (c_double * 5)()
assert forward(find(b"leaky_relu"), (c_double * 1)(0.5), F64, 5, x, y) == 0
assert list(y) == [-1, -0.25, 0, 0.5, 2]
assert forward(find(b"tanh"), None, F64, 5, x, y) == 0
assert all(math.isclose(a, math.tanh(b), rel_tol=1e-15) for a, b in zip(y, x))

call, run = (c_uint64 * 16)(), function("act_run", c_int, c_void_p)
prepare = function("act_prepare_forward", c_int, c_void_p, *forward.argtypes)
assert prepare(call, find(b"exp"), None, F64, 5, x, y) == 0 and run(call) == 0
assert all(math.isclose(a, math.exp(b), rel_tol=1e-15) for a, b in zip(y, x))

halves, results = ctypes.create_string_buffer(struct.pack("5e", *x), 10), ctypes.create_string_buffer(10)
assert forward(find(b"tanh"), None, F16, 5, halves, results) == 0
assert results.raw == struct.pack("5e", *map(math.tanh, x))
status = forward(find(b"tanh"), None, 4, 5, x, y)
assert b"type" in message(status), message(status)
status = forward(find(b"no such activation"), None, F64, 5, x, y)
assert b"unknown activation" in message(status), message(status)

assert softmax(F64, 1, (c_size_t * 1)(5), -1, x, y) == 0
total = sum(map(math.exp, x))
assert all(math.isclose(a, math.exp(b) / total, rel_tol=1e-14) for a, b in zip(y, x))

# One row of features, two classes: [1, 2] · [[1, -1], [0.5, 0.25]] + [0.5, 0] = [2.5, -0.5]
features, weights, bias = (c_double * 2)(1, 2), (c_double * 4)(1, -1, 0.5, 0.25), (c_double * 2)(0.5, 0)
assert dense(find(b"relu"), None, F64, 1, 2, 2, features, weights, bias, y) == 0
assert list(y)[:2] == [2.5, 0]
print("activations", version().decode(), "from Python", sys.version.split()[0])
