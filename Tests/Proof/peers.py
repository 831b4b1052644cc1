"""Measures the forward errors of other libraries in float32: see scripts/prove-accuracy.sh.

The inputs are every 64th bit pattern with random low bits, or with --all the proof's: all patterns. Writes peers.tsv, a line for
each function and library; what stands there from as many inputs is not measured again.
"""

import argparse
import ctypes
import importlib.metadata
import multiprocessing
import os
import pathlib
import re
import sys

import prove

here = pathlib.Path(__file__).parent
table = here / "peers.tsv"
columns = ["name", "peer", "version", "inputs", "error", "bits", "input"]
PEERS = list(prove.PEER_NAMES)
BLOCK = 1 << 20


def functions(name, x, y):
    """What computes the function from x, for each peer that has it."""
    sys.path.insert(0, str(here.parent.parent / "scripts" / "race"))
    import functions as f
    import jax
    import numpy as np
    import torch

    found = {}
    if name in f.TORCH:
        x_torch, y_torch = torch.from_numpy(x), torch.from_numpy(y)
        found["torch"] = lambda: (f.TORCH[name](x_torch, y_torch), y)[1]
    if name in f.ONNX and (session := f.onnx_session(*f.ONNX[name], np.float32, [None], [None])):
        found["onnxruntime"] = lambda: session.run(None, {"x": x})[0]
    if name in f.JAX:
        compiled = jax.jit(f.JAX[name])
        found["jax"] = lambda: np.asarray(compiled(jax.numpy.asarray(x)))
    if name in f.NUMPY:
        found["numpy"] = lambda: (f.NUMPY[name](x, y), y)[1]
    return found


def defaults(name):
    """The defaults of the parameters, as the row's header states them."""
    found = re.search(r"\.parameters = (.*?\}\})", dict(prove.catalogue())[name].read_text(), re.DOTALL)
    return [eval(value) for value in re.findall(r'\{"\w+", ([^,]+),', found[1])] if found else []


class Oracle:
    def __init__(self, library, name):
        self.c = ctypes.CDLL(library)
        self.c.oracle_find.restype = ctypes.c_void_p
        self.reference = ctypes.c_void_p(self.c.oracle_find(name.encode()))
        self.parameters = (ctypes.c_double * 4)(*defaults(name))

    def errors(self, x, y):
        import numpy as np

        errors = np.empty(x.size)
        address = lambda array: ctypes.c_void_p(array.ctypes.data)
        self.c.oracle_errors_float(self.reference, 0, address(x), address(y), address(errors),
                                   ctypes.c_size_t(x.size), self.parameters)
        return errors

    def worst(self, x, y):
        """The index and error of the worst result. The sign of a zero does not count here."""
        import numpy as np

        y = np.ascontiguousarray(y)
        errors = self.errors(x, y)
        zeros = np.flatnonzero(np.isinf(errors) & (y == 0))
        if zeros.size:
            errors[zeros] = self.errors(x[zeros], -y[zeros])
        index = int(np.nanargmax(errors))
        return index, float(errors[index])


def sweep(arguments):
    """The worst result of every peer over a share of the inputs: {peer: (error, bits)}"""
    library, name, share, shares, stride = arguments
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[share]})
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    import numpy as np
    import torch

    torch.set_num_threads(1)
    np.seterr(all="ignore")
    x, y, oracle, found = np.empty(BLOCK, np.float32), np.empty(BLOCK, np.float32), Oracle(library, name), {}
    compute = functions(name, x, y)
    count = (1 << 32) // stride
    random = np.random.default_rng(share)
    for start in range(share * BLOCK, count, shares * BLOCK):
        bits = np.arange(start, start + BLOCK, dtype=np.uint64) * stride
        bits += random.integers(0, stride, BLOCK, dtype=np.uint64)
        x[:] = bits.astype(np.uint32).view(np.float32)
        for peer, run in compute.items():
            index, error = oracle.worst(x, run())
            if error > found.get(peer, (-1, 0))[0]:
                found[peer] = error, int(bits[index])
    return found


def read():
    if not table.exists():
        return []
    return [dict(zip(columns, line.split("\t"))) for line in table.read_text().splitlines()[1:]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--library", required=True)
    parser.add_argument("--all", action="store_true", help="all 2^32 inputs")
    parser.add_argument("names", nargs="*", metavar="NAME")
    arguments = parser.parse_args()
    sys.path.insert(0, str(here.parent.parent / "scripts" / "race"))
    import functions as f

    peers = f.TORCH | f.ONNX | f.JAX | f.NUMPY
    names = [name for name, _ in prove.catalogue() if name in peers]
    results, versions = read(), {peer: importlib.metadata.version(peer) for peer in PEERS}
    processes = len(os.sched_getaffinity(0))
    stride = 1 if arguments.all else 64
    for name in arguments.names or names:
        if any(result["name"] == name and int(result["inputs"]) >= (1 << 32) // stride for result in results):
            continue
        results = [result for result in results if result["name"] != name]
        shares = [(arguments.library, name, share, processes, stride) for share in range(processes)]
        with multiprocessing.get_context("spawn").Pool(processes) as pool:
            found = pool.map(sweep, shares)
        for peer in sorted(set().union(*found), key=PEERS.index):
            error, bits = max(part[peer] for part in found)
            x = ctypes.c_float.from_buffer(ctypes.c_uint32(bits)).value
            values = [name, peer, versions[peer], str((1 << 32) // stride), f"{error:.4g}", f"0x{bits:08x}", f"{x:.9g}"]
            results.append(dict(zip(columns, values)))
            print(*values, sep="\t", flush=True)
        results.sort(key=lambda result: (result["name"], PEERS.index(result["peer"])))
        lines = ["\t".join(columns)] + ["\t".join(result[column] for column in columns) for result in results]
        table.write_text("\n".join(lines) + "\n")
    prove.replace([], dict(prove.catalogue()))


if __name__ == "__main__":
    main()
