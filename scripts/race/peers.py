"""Times every function of the library and of its peers on the same buffers, in turns.

Each number of threads has a process of its own, since the peers read their settings when they start. In a process each
cell (function, direction, type, shape) is first computed by everyone and compared, then timed in rounds: everyone in
turn, a batch each. A figure is the median over the rounds, a ratio the median of the rounds' ratios. "From C" is the
library without Python's share of a call, which the other columns have in them.
"""

import argparse
import collections
import ctypes
import gc
import itertools
import json
import math
import os
import pathlib
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time

SIZES = ["16", "256", "64x256", "1024x1024", "8192x4096"]
ROWS = ["1024x1024", "65536x10", "8192x1000", "128x50257", "1x8388608", "1000x8192@0", "64x3x64x64@1"]
DENSE = ["1x1024x1024", "16x1024x1024", "128x1024x1024", "1024x1024x1024", "2048x512x10"]  # rows × inputs × outputs
ALONG = ["softmax", "log_softmax", "logsumexp"]
GATED = ["glu", "geglu", "swiglu"]
LOSSES = ["binary_cross_entropy", "cross_entropy"]  # their means
LOSS_ROWS = ["1024x1024", "65536x10", "8192x1000", "128x50257"]
KNOWN = {*SIZES, *ROWS, *DENSE, *LOSS_ROWS}  # other shapes are for whoever is asked
TYPES = {"f32": 0, "f64": 1, "f16": 2, "bf16": 3}  # as C numbers them
HALF_PEERS = ["torch", "jax"]  # for f16 and bf16
PEERS = ["torch", "onnxruntime", "jax", "numpy"]
SETTINGS = ("ACTIVATIONS_ISA", "OPENBLAS_", "ATEN_", "MKL_")
FOLDER = pathlib.Path(__file__).parent


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    comma = lambda text: text.split(",")
    parser.add_argument("--only", type=comma, help="functions, softmax, log_softmax, logsumexp, glu, geglu, swiglu, "
                        "prelu, binary_cross_entropy, cross_entropy, dense")
    parser.add_argument("--sizes", type=comma, help="such as 16,1024x1024,1000x8192@0 (@ the axis; dense: MxKxN); others than the usual with --only")
    parser.add_argument("--types", type=comma, default=["f32", "f64"], help=f"of {','.join(TYPES)}")
    parser.add_argument("--directions", type=comma, default=["forward", "gradient"])
    parser.add_argument("--threads", type=lambda text: [int(t) for t in comma(text)],
                        help="such as 1,2; without it one, and as many as there are processors")
    parser.add_argument("--peers", type=comma, default=PEERS, help=f"of {','.join(PEERS)}")
    parser.add_argument("--seconds", type=float, default=0.25, help="for the rounds of a cell")
    parser.add_argument("--minutes", type=float, default=24, help="for everything; cells get shorter to keep it")
    parser.add_argument("--best", action="store_true", help="the fastest round, not the median: for a busy machine")
    parser.add_argument("--json", type=pathlib.Path, default=pathlib.Path(".build/bench-peers.json"),
                        help="where the figures go")
    parser.add_argument("--library", type=pathlib.Path, required=True)
    parser.add_argument("--limits", type=pathlib.Path, required=True)
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


# The library ----------------------------------------------------------------------------------------------------------


class Library:
    """Calls of the C ABI with their arguments prepared."""

    def __init__(self, path, threads):
        self.c = ctypes.CDLL(str(path))
        for name in ("act_find", "act_at"):
            getattr(self.c, name).restype = ctypes.c_void_p
        for name in ("act_name", "act_isa", "act_version", "act_status_message"):
            getattr(self.c, name).restype = ctypes.c_char_p
        self.c.act_count.restype = ctypes.c_size_t
        self.c.act_set_threads(ctypes.c_size_t(threads))
        rows = [ctypes.c_void_p(self.c.act_at(ctypes.c_size_t(i))) for i in range(self.c.act_count())]
        self.handles = {self.c.act_name(row).decode(): row for row in rows}

    def reads_output(self, name):
        return self.c.act_gradient_reads(self.handles[name]) == 1

    def call(self, function, *arguments):
        return Call(getattr(self.c, function), arguments)

    def array_call(self, function, handle, type, n, *arrays):
        call = self.call(function, handle, ctypes.c_void_p(), type, ctypes.c_size_t(n), *map(address, arrays))
        call.prepare(getattr(self.c, function.replace("act_", "act_prepare_")), self.c.act_run)
        return call

    def axis_call(self, function, type, shape, axis, *arrays):
        dimensions = (ctypes.c_size_t * len(shape))(*shape)
        return self.call(function, type, ctypes.c_size_t(len(shape)), dimensions, ctypes.c_ssize_t(axis),
                         *map(address, arrays))


class Call:
    """A call that Python makes as it makes the peers'."""

    def __init__(self, function, arguments):
        self.function, self.arguments = function, arguments
        self.unchecked = partial(function, *arguments)

    def prepare(self, prepare, run):
        """From now on Python makes it with one argument."""
        prepared = (ctypes.c_uint64 * 16)()
        if status := prepare(prepared, *self.arguments):
            raise RuntimeError(f"{prepare.__name__} returned status {status}")
        self.unchecked = partial(run, ctypes.byref(prepared))

    def check(self):
        if status := self.unchecked():
            raise RuntimeError(f"{self.function.__name__} returned status {status}")

    def words(self):
        """The arguments as a C caller's registers hold them."""
        word = lambda a: ctypes.addressof(a) if isinstance(a, ctypes.Array) else a.value or 0
        return [word(a) % (1 << 64) for a in self.arguments]


def address(array):
    return ctypes.c_void_p(array.ctypes.data)


# The machine ----------------------------------------------------------------------------------------------------------


class Limits:
    KINDS = {"copy": 0, "copy, streaming": 1, "fma f32": 2, "fma f64": 3}

    def __init__(self, path, threads):
        self.c, self.threads = ctypes.CDLL(str(path)), threads
        self.c.limits_measure.restype = self.c.limits_call.restype = self.c.limits_fmas.restype = ctypes.c_double

    def best(self, kind, to, source, count):
        size = ctypes.c_size_t(count)
        run = lambda repeats: self.c.limits_measure(self.KINDS[kind], address(to), address(source), size,
                                                    ctypes.c_size_t(self.threads), ctypes.c_size_t(repeats))
        repeats = max(1, int(0.02 / run(1)))
        return min(run(repeats) for _ in range(5))

    def measure(self):
        """Billions of bytes read and written, and of fused multiply-adds, per second."""
        import numpy as np

        found = {}
        for shape in ("1024x1024", "8192x4096"):
            n = math.prod(map(int, shape.split("x"))) * 4
            source, to = aligned(n, np.uint8), aligned(n, np.uint8)
            source[:] = 1
            to[:] = 0
            for kind in ("copy", "copy, streaming"):
                found[f"{kind}, {shape} f32, GB/s"] = 2 * n / self.best(kind, to, source, n) / 1e9
        for kind in ("fma f32", "fma f64"):
            fmas = self.c.limits_fmas(self.KINDS[kind], ctypes.c_size_t(1 << 22))
            found[f"{kind}, 10⁹/s"] = fmas / self.best(kind, to, source, 1 << 22) / 1e9
        return found

    def nanoseconds(self, call, calls):
        """Of one call from C."""
        words = call.words()
        arguments = (ctypes.c_uint64 * 12)(*words)
        return self.c.limits_call(ctypes.cast(call.function, ctypes.c_void_p), arguments, ctypes.c_size_t(calls)) * 1e9


def others():
    """Seconds that other processes have computed since the machine started."""
    ticks = os.sysconf("SC_CLK_TCK")
    with open("/proc/stat") as file:
        user, nice, system, _, _, irq, softirq, steal = map(int, file.readline().split()[1:9])
    own = os.times()
    return (user + nice + system + irq + softirq + steal) / ticks - sum(own[:4])


def tensor(array):
    """The array as torch sees it, in the same memory."""
    import numpy as np
    import torch

    if array.dtype.name == "bfloat16":  # which NumPy itself lacks
        return torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    return torch.from_numpy(array)


def aligned(n, dtype):
    import numpy as np

    storage = np.empty(n * np.dtype(dtype).itemsize + 64, np.uint8)
    start = -storage.ctypes.data % 64
    return storage[start:start + n * np.dtype(dtype).itemsize].view(dtype)


# A cell ---------------------------------------------------------------------------------------------------------------

Cell = collections.namedtuple("Cell", "function direction type shape threads")


def parse(shape):
    """Lengths and axis."""
    lengths, _, axis = shape.partition("@")
    lengths = tuple(map(int, lengths.split("x")))
    return lengths, int(axis) if axis else len(lengths) - 1


def cells(options, names, threads):
    for name in names:
        shapes = DENSE if name == "dense" else ROWS if name in ALONG else LOSS_ROWS if name == "cross_entropy" else SIZES
        for direction, type, shape in itertools.product(options.directions, options.types, options.sizes or shapes):
            wanted = not options.only or name in options.only
            wanted = wanted and (name not in ("dense", *LOSSES) or type in ("f32", "f64"))
            wanted = wanted and (shape in shapes or shape not in KNOWN)
            if wanted and (direction == "forward" or name not in ("dense", "logsumexp", "prelu")):
                yield Cell(name, direction, type, shape, threads)


class Contest:
    """Everyone's prepared call for one cell, and where each puts its result."""

    def __init__(self, cell, library, peers):
        import ml_dtypes
        import numpy as np

        self.cell = cell
        self.dtype = {"f32": np.float32, "f64": np.float64, "f16": np.float16, "bf16": ml_dtypes.bfloat16}[cell.type]
        self.type = ctypes.c_int(TYPES[cell.type])
        if cell.type in ("f16", "bf16"):
            peers = [peer for peer in peers if peer in HALF_PEERS]
        self.lengths, self.axis = parse(cell.shape)
        self.calls, self.results, self.notes, self.arrays = {}, {}, [], []
        special = {"dense": self.dense, "prelu": self.prelu} | dict.fromkeys(ALONG, self.along)
        special |= dict.fromkeys(LOSSES, self.loss)
        prepare = (special | dict.fromkeys(GATED, self.gated)).get(cell.function, self.elementwise)
        prepare(library, peers)

    def array(self, values):
        array = aligned(values.size, self.dtype)
        array[:] = values.reshape(-1)
        self.arrays.append(array)  # prepared calls have their addresses only
        return array.reshape(values.shape)

    def add(self, name, call, result):
        """A peer's call and what returns its result."""
        if isinstance(call, Call):
            self.checked, call = call, call.unchecked
        self.calls[name], self.results[name] = call, result

    def elementwise(self, library, peers):
        import jax
        import numpy as np
        import torch

        import functions as f

        name, random, handle = self.cell.function, np.random.default_rng(1), library.handles[self.cell.function]
        self.n = math.prod(self.lengths)
        x = self.array(f.values(name, random, self.n, self.dtype))
        self.output = out = self.array(np.zeros(self.n, self.dtype))
        x_torch, out_torch = tensor(x), tensor(out)
        given = lambda: out
        if self.cell.direction == "forward":
            self.bytes = 2 * out.nbytes
            self.add("ours", library.array_call("act_forward", handle, self.type, self.n, x, out), given)
            if "torch" in peers and name in f.TORCH:
                self.add("torch", partial(f.TORCH[name], x_torch, out_torch), given)
            if "numpy" in peers and name in f.NUMPY:
                self.add("numpy", partial(f.NUMPY[name], x, out), given)
            if "jax" in peers and name in f.JAX:
                self.add_jax(jax.jit(f.JAX[name]), jax.numpy.asarray(x))
            if "onnxruntime" in peers and name in f.ONNX:
                self.add_onnx(*f.ONNX[name], x, out)
            return
        self.bytes = 3 * out.nbytes
        dy = self.array(np.tile(random.normal(0, 1, 1 << 10), math.ceil(self.n / 1024))[:self.n].astype(self.dtype))
        y = self.array(x)
        library.array_call("act_forward", handle, self.type, self.n, x, y).unchecked()
        function, read = ("act_backward_from_output", y) if library.reads_output(name) else ("act_backward", x)
        self.add("ours", library.array_call(function, handle, self.type, self.n, dy, read, out), given)
        gradient = f.TORCH_GRADIENT.get(name)
        if "torch" in peers and name in f.TORCH_GRADIENT_KEEPING:
            gradient = f.TORCH_GRADIENT_KEEPING[name](x_torch)
        if "torch" in peers and gradient:
            tensors = tensor(dy), x_torch, tensor(y), out_torch
            allocates = getattr(gradient, "allocates", False)
            returned = lambda: gradient(*tensors).double().numpy()
            self.add("torch", partial(gradient, *tensors), returned if allocates else given)
        if "jax" in peers and name in f.JAX:
            self.add_jax_gradient(f.JAX[name], x, dy, library.reads_output(name))

    def along(self, library, peers):
        import jax
        import numpy as np
        import scipy.special
        import torch

        import functions as f

        name, axis, random = self.cell.function, self.axis, np.random.default_rng(1)
        self.n = math.prod(self.lengths)
        x = self.array(f.values(name, random, self.n, self.dtype).reshape(self.lengths))
        kept = tuple(l for i, l in enumerate(self.lengths) if i != axis) if name == "logsumexp" else self.lengths
        self.output = out = self.array(np.zeros(kept, self.dtype))
        given = lambda: out
        if self.cell.direction == "forward":
            self.bytes = x.nbytes + out.nbytes
            self.add("ours", library.axis_call(f"act_{name}", self.type, self.lengths, axis, x, out), given)
            if "torch" in peers:
                arguments = tensor(x), axis, tensor(out)
                self.add("torch", partial(f.TORCH_ALONG[name], *arguments), given)
            if "jax" in peers:
                self.add_jax(jax.jit(partial(f.JAX[name], axis=axis)), jax.numpy.asarray(x))
            if "onnxruntime" in peers and name in f.ONNX:
                self.add_onnx(f.ONNX[name][0], {"axis": axis}, x, out)
            if "numpy" in peers:
                function = getattr(scipy.special, name)
                self.add("numpy", partial(function, x, axis=axis), lambda: function(x, axis=axis))
            return
        self.bytes = 3 * out.nbytes
        y = self.array(x)
        f.TORCH_ALONG[name](tensor(x), axis, tensor(y))
        dy = self.array(f.values("dy", random, self.n, self.dtype).reshape(self.lengths))
        ours = library.axis_call(f"act_{name}_backward", self.type, self.lengths, axis, dy, y, out)
        self.add("ours", ours, given)
        if "torch" in peers:
            tensors = tensor(dy), tensor(y), axis, tensor(out)
            self.add("torch", partial(f.TORCH_ALONG_GRADIENT[name], *tensors), given)
        if "jax" in peers:
            self.add_jax_gradient(partial(f.JAX[name], axis=axis), x, dy, True)

    def gated(self, library, peers):
        import jax
        import numpy as np
        import torch

        import functions as f

        name, axis, random = self.cell.function, self.axis, np.random.default_rng(1)
        unit, forward, formula = f.GATED[name]
        half = tuple(l // 2 if i == axis else l for i, l in enumerate(self.lengths))
        self.n = math.prod(half)
        x = self.array(f.values(name, random, 2 * self.n, self.dtype).reshape(self.lengths))
        dimensions = (ctypes.c_size_t * len(self.lengths))(*self.lengths)
        call = lambda function, *arrays: library.call(
            function, ctypes.c_int(unit), ctypes.c_void_p(), ctypes.c_int(0), self.type,
            ctypes.c_size_t(len(self.lengths)), dimensions, ctypes.c_ssize_t(axis), *map(address, arrays))
        of_halves = lambda x: formula(*jax.numpy.split(x, 2, axis))
        if self.cell.direction == "forward":
            self.output = out = self.array(np.zeros(half, self.dtype))
            self.bytes = x.nbytes + out.nbytes
            self.add("ours", call("act_gated", x, out), lambda: out)
            if "torch" in peers:
                self.add("torch", partial(forward, tensor(x), axis, tensor(out)), lambda: out)
            if "jax" in peers:
                self.add_jax(jax.jit(of_halves), jax.numpy.asarray(x))
            return
        self.output = out = self.array(np.zeros(self.lengths, self.dtype))
        dy = self.array(f.values("dy", random, self.n, self.dtype).reshape(half))
        self.bytes = x.nbytes + dy.nbytes + out.nbytes
        self.add("ours", call("act_gated_backward", dy, x, out), lambda: out)
        if "torch" in peers:
            tensors = tensor(dy), tensor(x), axis, tensor(out)
            self.add("torch", partial(f.GATED_GRADIENT[name], *tensors), lambda: out)
        if "jax" in peers:
            self.add_jax_gradient(of_halves, x, dy, False)

    def prelu(self, library, peers):
        import jax
        import numpy as np
        import torch

        import functions as f

        random, axis = np.random.default_rng(1), min(1, len(self.lengths) - 1)
        self.n = math.prod(self.lengths)
        x = self.array(f.values("prelu", random, self.n, self.dtype).reshape(self.lengths))
        slopes = self.array(random.uniform(0, 1, self.lengths[axis]).astype(self.dtype))
        self.output = out = self.array(np.zeros(self.lengths, self.dtype))
        self.bytes = 2 * out.nbytes
        dimensions = (ctypes.c_size_t * len(self.lengths))(*self.lengths)
        self.add("ours", library.call(
            "act_prelu", self.type, ctypes.c_size_t(len(self.lengths)), dimensions, ctypes.c_ssize_t(axis),
            ctypes.c_size_t(slopes.size), *map(address, (slopes, x, out))), lambda: out)
        if "torch" in peers:
            weights, rows = tensor(slopes), tensor(x.reshape(-1, self.lengths[-1]))
            self.add("torch", lambda: torch.prelu(rows, weights), lambda: torch.prelu(rows, weights).float().numpy())
        if "jax" in peers:
            layer = jax.jit(lambda x, slopes: jax.numpy.where(x >= 0, x, slopes * x))
            self.add_jax(layer, jax.numpy.asarray(x), jax.numpy.asarray(slopes))

    def loss(self, library, peers):
        import jax
        import numpy as np

        import functions as f

        name, random, lengths = self.cell.function, np.random.default_rng(1), self.lengths
        self.n, binary = math.prod(lengths), self.cell.function == "binary_cross_entropy"
        x = self.array(f.values(name, random, self.n, self.dtype).reshape(lengths))
        if binary:
            targets = self.array(random.integers(0, 2, lengths).astype(self.dtype))
            counts = [ctypes.c_size_t(self.n)]
        else:
            targets = random.integers(0, lengths[1], lengths[0])
            counts = list(map(ctypes.c_size_t, lengths))
        self.arrays.append(targets)
        mean, forward = ctypes.c_int(2), self.cell.direction == "forward"
        self.output = out = self.array(np.zeros((1,) if forward else lengths, self.dtype))
        self.bytes = x.nbytes + targets.nbytes + (0 if forward else out.nbytes)
        given = lambda: out
        function, upstream = f"act_{name}" if forward else f"act_{name}_backward", [] if forward else [ctypes.c_void_p()]
        arguments = ctypes.c_void_p(), mean, self.type, *counts, *upstream, *map(address, (x, targets, out))
        self.add("ours", library.call(function, *arguments), given)
        if "torch" in peers:
            forward_of, backward_of = f.TORCH_LOSSES[name]
            x_torch, t_torch = tensor(x), tensor(targets)
            if forward:
                call = partial(forward_of, x_torch, t_torch)
                self.add("torch", call, lambda: call().numpy().reshape(1))
            else:
                call = backward_of(x_torch, t_torch, tensor(out))
                self.add("torch", call, given)
        if "jax" in peers:
            loss = f.JAX_LOSSES[name] if forward else jax.grad(f.JAX_LOSSES[name])
            self.add_jax(jax.jit(loss), jax.numpy.asarray(x), jax.numpy.asarray(targets))

    def dense(self, library, peers):
        import jax
        import numpy as np
        import torch

        m, k, n = self.lengths
        random = np.random.default_rng(1)
        x, w, b = (self.array(random.normal(0, 1, shape).astype(self.dtype)) for shape in ((m, k), (k, n), (n,)))
        self.output = out = self.array(np.zeros((m, n), self.dtype))
        self.n, self.bytes, self.fmas = out.size, x.nbytes + w.nbytes + out.nbytes, m * k * n
        given = lambda: out
        lengths, arrays = map(ctypes.c_size_t, self.lengths), map(address, (x, w, b, out))
        ours = library.call("act_dense", library.handles["relu"], ctypes.c_void_p(), self.type, *lengths, *arrays)
        self.add("ours", ours, given)
        if "torch" in peers:
            bt, xt, wt, yt = map(tensor, (b, x, w, out))
            self.add("torch", lambda: torch.addmm(bt, xt, wt, out=yt).clamp_min_(0), given)
        if "numpy" in peers:
            def layer():
                np.matmul(x, w, out=out)
                np.add(out, b, out=out)
                np.maximum(out, 0, out=out)
            self.add("numpy", layer, given)
        if "jax" in peers:
            layer = jax.jit(lambda x, w, b: jax.numpy.maximum(x @ w + b, 0))
            self.add_jax(layer, *map(jax.numpy.asarray, (x, w, b)))
        if "onnxruntime" in peers:
            self.add_onnx("Gemm", {}, x, out, weights=(w, b))

    def add_jax(self, function, *arguments):
        import numpy as np

        try:
            compiled = function.lower(*arguments).compile()
        except TypeError:  # it has no such function for this type
            return
        self.add("jax", lambda: compiled(*arguments).block_until_ready(), lambda: np.asarray(compiled(*arguments)))

    def add_jax_gradient(self, function, x, dy, keeps):
        """Of dy and x; with what its forward call kept instead of x where ours reads the forward call's result, too."""
        import jax

        x, dy = map(jax.numpy.asarray, (x, dy))
        if keeps:
            try:
                backward = jax.vjp(function, x)[1]
            except TypeError:
                return
            self.add_jax(jax.jit(lambda backward, dy: backward(dy)[0]), backward, dy)
        else:
            self.add_jax(jax.jit(lambda x, dy: jax.vjp(function, x)[1](dy)[0]), x, dy)

    def add_onnx(self, operator, attributes, x, out, weights=()):
        import functions as f

        session = f.onnx_session(operator, attributes, self.dtype, x.shape, out.shape, weights, self.cell.threads)
        if not session:
            return
        binding = session.io_binding()
        binding.bind_input("x", "cpu", 0, self.dtype, x.shape, x.ctypes.data)
        binding.bind_output("y", "cpu", 0, self.dtype, out.shape, out.ctypes.data)
        self.add("onnxruntime", partial(session.run_with_iobinding, binding), lambda: out)

    def agree(self):
        """Drops those whose results are not what the others compute."""
        import numpy as np

        flat, everyone = self.output.reshape(-1), {}
        stride = max(1, flat.size // 65536) | 1
        for name in list(self.calls):
            flat[::stride] = np.nan
            try:
                self.checked.check() if name == "ours" else self.calls[name]()
            except Exception as error:
                self.notes.append(f"{name}: {error}")
                del self.calls[name]
                continue
            everyone[name] = self.results[name]().reshape(-1)[::stride].astype(np.float64)
        reference = next((everyone[p] for p in ("torch", "jax", "numpy", "onnxruntime") if p in everyone), None)
        finite = reference[np.isfinite(reference)] if reference is not None else np.zeros(0)
        size = np.abs(finite).max(initial=0)
        near = {"f32": 2e-3, "f64": 1e-7, "f16": 4e-3, "bf16": 2e-2}[self.cell.type]
        for name, result in everyone.items():
            same = result == reference  # infinities too
            error = np.abs(np.where(same, 0, result) - np.where(same, 0, reference)).max() if len(everyone) > 1 else 0
            if not error <= near * max(1, size):
                self.notes.append(f"{name} computes something else: off by {error:.3g}")
                del self.calls[name]

    def time(self, seconds):
        """Nanoseconds of a call for each, round by round."""
        # A pool's threads go on spinning for a while after a call, and its own next call finds them awake.
        pause, batch, warm = (0.05, 2e-3, 1e-3) if self.cell.threads > 1 else (0, 2e-4, 0)
        batches = {}
        for name, call in self.calls.items():
            call()
            start = time.perf_counter()
            call()
            once = time.perf_counter() - start
            batches[name] = max(1, min(20000, int(batch / max(once, 1e-9))))
        # Turns are at random: whoever always came after another with the same buffers would find them in the caches.
        shuffle = random.Random(1)
        rounds, stop, order = [], time.perf_counter() + seconds, list(self.calls)
        while order and (len(rounds) < 3 or (time.perf_counter() < stop and len(rounds) < 101)):
            took = {}
            for name in order:
                call = self.calls[name]
                if pause:
                    time.sleep(pause)
                until = time.perf_counter() + warm
                call()
                while time.perf_counter() < until:
                    call()
                repeat = itertools.repeat(None, batches[name])
                start = time.perf_counter_ns()
                for _ in repeat:
                    call()
                took[name] = (time.perf_counter_ns() - start) / batches[name]
            rounds.append(took)
            shuffle.shuffle(order)
        return rounds


def partial(*arguments, **named):
    import functools

    return functools.partial(*arguments, **named)


# Results --------------------------------------------------------------------------------------------------------------


def row(cell, contest, rounds, from_c, best):
    middle = min if best else statistics.median
    times = {name: middle(r[name] for r in rounds) for name in contest.calls}
    ratios = {}
    if "ours" in times and best:
        ratios = {p: times[p] / times["ours"] for p in times if p != "ours"}
    elif "ours" in times:
        ratios = {p: statistics.median(r[p] / r["ours"] for r in rounds) for p in times if p != "ours"}
    return cell._asdict() | {
        "elements": contest.n, "bytes": contest.bytes, "fmas": getattr(contest, "fmas", None),
        "rounds": len(rounds), "ns": times, "ns_from_c": from_c, "ratios": ratios, "notes": contest.notes,
    }


def heading(peers):
    names = "".join(f"{name:>12}" for name in ["ours", "from C", *peers])
    return (f"{'ns per element':<26}{'type':<5}{'shape':<16}{'thr':>3}{names}{'GB/s':>8}"
            "  times the fastest peer, and PyTorch")


def line(row, peers):
    per = lambda ns: f"{ns / row['elements']:12.3f}" if ns else f"{'':12}"
    figures = per(row["ns"].get("ours")) + per(row["ns_from_c"]) + "".join(per(row["ns"].get(p)) for p in peers)
    ours = row["ns"].get("ours")
    rate = f"{row['bytes'] / ours:8.1f}" if ours else f"{'':8}"
    against = ""
    if row["ratios"]:
        name = min(row["ratios"], key=row["ratios"].get)
        against = f"  {row['ratios'][name]:6.2f} {name:<12}"
        if "torch" in row["ratios"]:
            against += f"{row['ratios']['torch']:7.2f}"
    text = f"{row['function']:<16}{row['direction']:<10}{row['type']:<5}{row['shape']:<16}{row['threads']:>3}"
    return "\n".join([text + figures + rate + against, *(f"    {note}" for note in row["notes"])])


def summary(rows, peers):
    raced = [r for r in rows if r["ratios"]]
    if not raced:
        return ""
    fastest = {id(r): min(r["ratios"].values()) for r in raced}
    mean = lambda ratios: math.exp(statistics.fmean(map(math.log, ratios)))
    text = [f"Geometric mean over {len(raced)} cells: {mean(fastest.values()):.2f} times the fastest peer"]
    if torch := [r["ratios"]["torch"] for r in raced if "torch" in r["ratios"]]:
        text[0] += f", {mean(torch):.2f} times PyTorch"
    slow = sorted((r for r in raced if fastest[id(r)] < 1), key=lambda r: fastest[id(r)])
    text.append(f"{len(slow)} cells below the fastest peer, {sum(t < 1 for t in torch)} below PyTorch")
    return "\n".join(text + [line(r, peers) for r in slow])


# Processes ------------------------------------------------------------------------------------------------------------


def worker(options):
    threads = options.worker
    if threads == 1:
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    import jax
    import torch

    import functions as f

    jax.config.update("jax_enable_x64", True)
    jax.config.update("jax_cpu_enable_async_dispatch", False)
    torch.set_num_threads(threads)
    library = Library(options.library, threads)
    limits = Limits(options.limits, threads)
    found = {"threads": threads, "limits": limits.measure(), "isa": library.c.act_isa().decode(),
             "version": library.c.act_version().decode()}
    print(f"\n{threads} thread{'s' * (threads > 1)}, {found['isa']}: " +
          ", ".join(f"{name} {value:.1f}" for name, value in found["limits"].items()))
    print(heading(options.peers), flush=True)

    todo = list(cells(options, [*library.handles, *ALONG, *GATED, "prelu", *LOSSES, "dense"], threads))
    stop, found["rows"] = time.monotonic() + options.minutes * 60, []
    with torch.inference_mode():
        for done, cell in enumerate(todo):
            left = (stop - time.monotonic()) / (len(todo) - done)
            contest = Contest(cell, library, options.peers)
            contest.agree()
            rounds = contest.time(min(options.seconds, left * 0.7))
            from_c = None
            if "ours" in contest.calls and contest.n <= 1 << 14:
                calls = max(10, int(2e5 / min(r["ours"] for r in rounds)))
                middle = min if options.best else statistics.median
                from_c = middle(limits.nanoseconds(contest.checked, calls) for _ in range(9))
            found["rows"].append(row(cell, contest, rounds, from_c, options.best))
            print(line(found["rows"][-1], options.peers), flush=True)
            if contest.n >= 1 << 20:
                del contest  # whose prepared calls hold one another
                gc.collect()
    options.json.write_text(json.dumps(found))


def environment(threads):
    """The peers' settings. Storage that a peer allocates for its result comes from memory that is already there."""
    return os.environ | {
        "OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads),
        "XLA_FLAGS": f"--xla_cpu_multi_thread_eigen={'true' if threads > 1 else 'false'}",
        "NPROC": str(threads), "JAX_PLATFORMS": "cpu",
        "MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(1 << 40), "MALLOC_TOP_PAD_": str(1 << 26),
    }


def main():
    opted = options()
    if opted.worker:
        return worker(opted)
    counts = opted.threads or sorted({1, len(os.sched_getaffinity(0))})
    started, before, parts = time.time(), others(), []
    with tempfile.TemporaryDirectory() as folder:
        for n, threads in enumerate(counts):
            path = pathlib.Path(folder) / f"{threads}.json"
            left = opted.minutes - (time.time() - started) / 60
            command = [sys.executable, __file__, *sys.argv[1:], "--worker", str(threads), "--json", str(path),
                       "--minutes", str(left / (len(counts) - n))]
            if status := subprocess.run(command, env=environment(threads)).returncode:
                sys.exit(status)
            parts.append(json.loads(path.read_text()))
    rows = [r for part in parts for r in part["rows"]]
    took = time.time() - started
    disturbance = (others() - before) / took
    print(f"\n{summary(rows, opted.peers)}\n{took / 60:.1f} minutes, other processes took {disturbance:.0%} of a core")
    model = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "")
    machine = {"processor": model or platform.machine(), "cores": os.cpu_count(), "other processes, cores": disturbance,
               "environment": {k: v for k, v in os.environ.items() if k.startswith(SETTINGS)}}
    pins = (FOLDER / "requirements.txt").read_text().split()
    opted.json.write_text(json.dumps({"machine": machine, "peers": pins, "parts": parts}, indent=1) + "\n")


main()
