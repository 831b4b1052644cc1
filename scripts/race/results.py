"""Writes results.md from the JSON of scripts/bench-peers.sh: scripts/race/results.py FILE… >scripts/race/results.md"""

import json
import math
import statistics
import sys

PEERS = {"torch": "PyTorch", "onnxruntime": "ONNX Runtime", "jax": "JAX", "numpy": "NumPy, SciPy"}


def mean(ratios):
    return math.exp(statistics.fmean(map(math.log, ratios)))


def number(value):
    return "" if value is None else f"{value:.3g}" if value < 100 else f"{value:.0f}"


def table(rows):
    """A line for each function and direction, nanoseconds per element; the fastest in bold."""
    peers = [peer for peer in PEERS if any(peer in row["ns"] for row in rows)]
    yield "| function | | ours | " + " | ".join(PEERS[peer] for peer in peers) + " | × fastest peer | × PyTorch |"
    yield "|---|---|" + "--:|" * (len(peers) + 3)
    for row in rows:
        times = {name: row["ns"].get(name) for name in ["ours", *peers]}
        times = {name: time and time / row["elements"] for name, time in times.items()}
        best = min(time for time in times.values() if time)
        cells = [f"**{number(time)}**" if time == best else number(time) for time in times.values()]
        ratios = row["ratios"]
        cells += [f"{min(ratios.values()):.2f}" if ratios else "", f"{ratios['torch']:.2f}" if "torch" in ratios else ""]
        yield f"| {row['function']} | {row['direction']} | " + " | ".join(cells) + " |"


def part(isa, limits, threads, rows):
    measured = ", ".join(f"{name} {value:.1f}" for name, value in limits.items())
    yield from (f"## {threads} thread{'s' * (threads > 1)}, {isa}", "", f"The machine in the same run: {measured}.", "")
    raced = [row for row in rows if row["ratios"]]
    torch = [row["ratios"]["torch"] for row in raced if "torch" in row["ratios"]]
    fastest = [min(row["ratios"].values()) for row in raced]
    yield (f"Geometric means: {mean(fastest):.2f} times the fastest peer over {len(raced)} cells, {sum(f < 1 for f in fastest)} "
           f"of them below 1; {mean(torch):.2f} times PyTorch over {len(torch)}, {sum(t < 1 for t in torch)} below 1.")
    for type, shape in dict.fromkeys((row["type"], row["shape"]) for row in rows):
        yield from ("", f"### {type}, {shape}", "")
        yield from table([row for row in rows if (row["type"], row["shape"]) == (type, shape)])
    yield ""


def main():
    runs = [json.load(open(path)) for path in sys.argv[1:]]
    machine = runs[0]["machine"]
    print("# The race\n")
    print("Nanoseconds per element, written by `scripts/race/results.py` from what `scripts/bench-peers.sh` measured: everyone in")
    print("turn on the same buffers, medians; ratios are medians of the rounds' ratios. Above 1 ours is faster. A gradient is")
    print("computed from dy and what ours reads, x or y. Ours is called through Python's ctypes, elementwise functions by calls that")
    print("are prepared; NumPy's functions directly. Shapes with @ name the axis; those of dense are rows × inputs × outputs.\n")
    print(f"{machine['cores']} cores of {machine['processor']}; {', '.join(runs[0]['peers'])}.\n")
    for run in runs:
        settings = ", ".join(f"{name}={value}" for name, value in run["machine"]["environment"].items())
        for one in run["parts"]:
            if settings:
                print(f"With {settings}:\n")
            print("\n".join(part(one["isa"], one["limits"], one["threads"], one["rows"])))


main()
