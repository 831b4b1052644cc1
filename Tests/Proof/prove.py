"""Runs the proof for the rows that need it and keeps accuracy.tsv and accuracy.md. See scripts/prove-accuracy.sh."""

import argparse
import fcntl
import hashlib
import math
import pathlib
import re
import subprocess
import sys

here = pathlib.Path(__file__).parent
kernels = here.parent.parent / "Sources" / "CKernels"
factories = kernels.parent / "Activations" / "Activation" / "Catalogue"
table = here / "accuracy.tsv"
TYPES = ("float32", "float64", "float16", "bfloat16")
columns = ["key", "name", "type", "quantity", "parameters", "inputs", "error", "bits", "input"]
PEER_NAMES = {"torch": "PyTorch", "onnxruntime": "ONNX Runtime", "jax": "JAX", "numpy": "NumPy or SciPy"}


def catalogue():
    """The rows' names and headers, in the order of catalogue.h."""
    headers = re.findall(r'#include "(\w+\.h)"', (kernels / "activations" / "catalogue.h").read_text())
    for header in headers:
        path = kernels / "activations" / header
        yield re.search(r'\.name = "(\w+)"', path.read_text())[1], path


def dependencies(header):
    """The texts that a row's results depend on: its header, the product with dy, and the definitions of math/ that they
    use, directly or not."""
    used = re.compile(r"FN\((\w+)\)")
    names = re.compile(r"^(?:CK_INLINE [^;=]*?|} )FN\((\w+)\)|^#define (\w+)_f(?:32|64)\b", re.MULTILINE)
    owner = {}
    for path in sorted(kernels.glob("math/*.h")):
        for definition in re.split(r"^(?=CK_INLINE |typedef )", path.read_text(), flags=re.MULTILINE):
            for name in filter(None, sum(names.findall(definition), ())):
                owner.setdefault(name, []).append(definition)
    loops = ("products.h", "parameters.h", "real.h")
    pending = [header.read_text(), *[(kernels / "loops" / name).read_text() for name in loops]]
    needed = set()
    while pending:
        text = pending.pop()
        if text not in needed:
            needed.add(text)
            pending += [definition for name in used.findall(text) for definition in owner.get(name, [])]
    return sorted(needed)


def is_half(result):
    return result["type"] in ("float16", "bfloat16")


def key(header, halves=False):
    """Of the texts that a row's results depend on; those in the types of 16 bits also on the conversions."""
    code = "\n".join(dependencies(header) + ([(kernels / "loops" / "half.h").read_text()] if halves else []))
    code = re.sub(r"//[^\n]*", "", code)  # comments
    code = re.sub(r"\.float32 = .*", "", code)  # the stated bounds
    code = re.sub(r", BY_(MEMORY|ARITHMETIC|DIVISION)", "", code)  # how the function is walked
    return hashlib.sha256(" ".join(code.split()).encode()).hexdigest()[:16]


def read():
    if not table.exists():
        return []
    lines = table.read_text().splitlines()[1:]
    return [dict(zip(columns, line.split("\t"))) for line in lines]


def replace(found, headers, bounds=()):
    """Writes what was found of a function in the place of what was known, and the bounds; other proofs may be running."""
    with open(__file__) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        new = {(result["name"], result["type"]) for result in found}
        results = [result for result in read() if result["name"] in headers and (result["name"], result["type"]) not in new]
        results += found
        names = list(headers)
        results.sort(key=lambda result: (names.index(result["name"]), is_half(result)))
        lines = ["\t".join(columns)] + ["\t".join(result[column] for column in columns) for result in results]
        table.write_text("\n".join(lines) + "\n")
        (here / "accuracy.md").write_text(page(results, names))
        for name, type, pair in bounds:
            state(headers[name], type, pair)


def page(results, names):
    lines = [
        "# Proven errors",
        "",
        "Written by `scripts/prove-accuracy.sh`. Errors are in units in the last place of the exact value (ULP),",
        "subnormal results included; near the inner zeros of a gradient, and where a value cancels against a",
        "parameter, the unit is that of `Tests/COracle/include/COracle.h`.",
        "",
        "Float, default parameters: all 2³² inputs. Float, other values of each parameter: 2²⁴ inputs for each value.",
        "Double: 10⁸ inputs, and 2²² for each other value. Float16 and BFloat16: all 65,536 inputs. A gradient has",
        "dy = 1, and is the worse of those from the input and from the output. Every measurement is in `accuracy.tsv`.",
        "",
        "Others: the worst forward error of PyTorch, ONNX Runtime, JAX and NumPy or SciPy in Float with default parameters,",
        "on the number of inputs and at the place that `peers.tsv` tells; the sign of a zero is not counted.",
        "",
        "| function | type | parameters | forward | at x | gradient | at | others |",
        "|---|---|---|--:|---|--:|---|---|",
    ]
    others_of = peers()
    for name in names:
        for type in TYPES:
            for others in (False, True):
                own = [r for r in results if r["name"] == name and r["type"] == type]
                own = [r for r in own if (r["parameters"] != "default") == others]
                if own:
                    forward = worst(r for r in own if r["quantity"] == "forward")
                    gradient = worst(r for r in own if r["quantity"] != "forward")
                    label = "others" if others else "default"
                    beside = others_of.get(name, "") if type == "float32" and not others else ""
                    cells = [f"`{name}`", type, label, *cell(forward), *cell(gradient), beside]
                    lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def peers():
    """What peers.tsv tells of each function, in a phrase."""
    lines = (here / "peers.tsv").read_text().splitlines()[1:]
    phrases = {}
    for name, peer, _, _, error, *_ in (line.split("\t") for line in lines):
        mantissa, _, exponent = error.partition("e+")
        number = "infinite" if error == "inf" else f"{mantissa}·10^{int(exponent)}" if exponent else error
        phrases.setdefault(name, []).append(f"{PEER_NAMES[peer]} {number}")
    return {name: ", ".join(found) for name, found in phrases.items()}


def worst(results):
    return max(results, key=lambda result: float(result["error"]))


def cell(result):
    error = float(result["error"])
    if error == 0:
        return ["exact", ""]
    where = f'{"y = " if result["quantity"] == "gradient from output" else ""}{result["input"]} (`{result["bits"]}`)'
    if result["parameters"] != "default":
        where += f', {result["parameters"]}'
    return [f"{error:.3f}", where]


def rounded(error):
    """The bound that a header states: rounded up to one decimal, but for the references' own error."""
    return error if math.isinf(error) else max(math.ceil((error - 1e-4) * 10), 0) / 10


def unproven(name, header, results):
    """What of a function is not proven as it is: "all", "halves" or nothing."""
    own = [result for result in results if result["name"] == name]
    for extent, halves in (("all", False), ("halves", True)):
        keys = {result["key"] for result in own if is_half(result) == halves}
        if keys != {key(header, halves)}:
            return extent
    return None


def state(header, type, bounds):
    """Writes the proven bounds into the header, and into the documentation of the factory."""
    stated = f".{type} = {{{bounds[0]:g}, {bounds[1]:g}}}"
    text = re.sub(rf"\.{type} = {{[^}}]*}}", stated, header.read_text())
    header.write_text(text)
    swift = re.search(r"CK_ACTIVATION\(\w+, (\w+),", text)[1]
    float32, float64 = (re.search(rf"\.{name} = {{(.*?), (.*?)}}", text) for name in ("float32", "float64"))
    sentence = (f"/// Error bound: Float {float32[1]} ULP, gradient {float32[2]} (all inputs); "
                f"Double {float64[1]} and {float64[2]} (sampled).")
    for path in factories.glob("*.swift"):
        parts = path.read_text().split("\n\n")
        made = re.compile(rf"Activation\(\.{swift}\b")
        parts = [re.sub(r"/// Error bound:.*", sentence, part) if made.search(part) else part for part in parts]
        path.write_text("\n\n".join(parts))


def main():
    parser = argparse.ArgumentParser(prog="scripts/prove-accuracy.sh")
    parser.add_argument("--check", action="store_true", help="only tell which rows are not proven as they are")
    parser.add_argument("--quick", action="store_true", help="sample the inputs; write nothing")
    parser.add_argument("--force", action="store_true", help="prove again what is proven")
    parser.add_argument("--halves", action="store_true", help="prove the types of 16 bits alone, which takes moments")
    parser.add_argument("--program", help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", metavar="NAME")
    arguments = parser.parse_args()
    headers = dict(catalogue())
    names = list(headers)
    unknown = [name for name in arguments.names if name not in headers]
    if unknown:
        sys.exit(f"no such activation: {', '.join(unknown)}")

    results = [result for result in read() if result["name"] in headers]
    if arguments.check:
        stale = [name for name in arguments.names or names if unproven(name, headers[name], results)]
        sys.exit(f"not proven as they are: {', '.join(stale)}" if stale else 0)
    failed = []
    for name in arguments.names or names:
        extent = "quick" if arguments.quick else "halves" if arguments.halves else "all" if arguments.force else None
        extent = extent or unproven(name, headers[name], results)
        if not extent:
            continue
        keys = {half: key(headers[name], half) for half in (False, True)}
        command = [arguments.program, name] + ([extent] if extent != "all" else [])
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        found = [dict(zip(columns, ["", *line.split("\t")])) for line in run.stdout.splitlines()]
        for result in found:
            result["key"] = keys[is_half(result)]
        bounds = []
        for type in TYPES:
            own = [result for result in found if result["type"] == type]
            if own:
                forward = worst(r for r in own if r["quantity"] == "forward")
                gradient = worst(r for r in own if r["quantity"] != "forward")
                pair = [rounded(float(forward["error"])), rounded(float(gradient["error"]))]
                if not is_half(forward):
                    bounds.append((name, type, pair))
                print(f"{name} .{type} = {{{pair[0]:g}, {pair[1]:g}}}")
                for result in (forward, gradient):
                    print("   ", *[result[column] for column in columns[3:]], flush=True)
        if run.returncode != 0:
            failed.append(name)
        elif not arguments.quick:
            replace(found, headers, bounds)
    if not arguments.quick:
        replace([], headers)
    if failed:
        sys.exit(f"not proven: {', '.join(failed)}")


if __name__ == "__main__":
    main()
