"""Writes results.md from the JSON of scripts/bench-peers.sh: scripts/race/results.py FILE… >scripts/race/results.md"""

import json
import math
import pathlib
import statistics
import sys

PEERS = {"torch": "PyTorch", "onnxruntime": "ONNX Runtime", "jax": "JAX", "numpy": "NumPy, SciPy"}
COUNTS = pathlib.Path(__file__).parent.parent.parent / "Tests" / "KernelLoops" / "counts.txt"
LOOPS = {"forward": ("forward",), "gradient": ("derivative_from_output", "derivative")}
TYPES = {"f16": "float16", "bf16": "bfloat16"}
ROWS = ("softmax", "log_softmax", "cross_entropy", "binary_cross_entropy")


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


def aim(row):
    """The least ratio to PyTorch that the project aims at. To the fastest peer it is 1."""
    if row["direction"] == "gradient":
        return 1.5 if row["function"] in ROWS else 1
    return 1 if row["type"] == "f32" or row["function"] == "dense" else 1.5


def instructions(counts, row, isa):
    """Per element, where the function has a loop of its own."""
    names = (f"{row['function']}_{kind}_loop_{TYPES.get(row['type'], row['type'])}" for kind in LOOPS[row["direction"]])
    return next((counts[name, isa] for name in names if (name, isa) in counts), None)


def below(runs):
    """The cells that miss their aim, and what they do in their time."""
    counts = {tuple(line.split()[:2]): float(line.split()[2]) for line in COUNTS.read_text().splitlines()[1:]}
    yield from ("## Below the aim", "")
    yield "Aims: as fast as the fastest peer; 1.5 times PyTorch forward in other types than f32, and in the gradients of softmax"
    yield "and of losses, else 1. Bytes read and written per nanosecond, beside those of the run's fastest copy of 8 MB or 268 MB,"
    yield "whichever is nearer; instructions per element of the function's main loop (`Tests/KernelLoops/counts.txt`). Where the"
    yield "bytes are near the copy's, it is the memory that limits; where not, the instructions.\n"
    yield "| | | | × fastest peer | × PyTorch | ns | bytes per ns | instructions |"
    yield "|---|---|---|--:|--:|--:|--:|--:|"
    for one in (one for run in runs for one in run["parts"]):
        for row in (row for row in one["rows"] if row["ratios"]):
            peer, fastest = min(row["ratios"].items(), key=lambda pair: pair[1])
            torch, wanted = row["ratios"].get("torch"), aim(row)
            if fastest >= 1 and (torch is None or torch >= wanted):
                continue
            size = "1024x1024" if row["bytes"] < 2**26 else "8192x4096"
            copy = max(value for name, value in one["limits"].items() if f" {size} " in name)
            where = f"{row['type']}, {row['shape']}" + f", {one['threads']} threads" * (one["threads"] > 1)
            where += f", {one['isa']}" * (one["isa"] != runs[0]["parts"][0]["isa"])
            cells = [f"{fastest:.2f} {PEERS[peer]}", "" if torch is None else f"{torch:.2f}" + f" of {wanted}" * (torch < wanted)]
            cells += [number(row["ns"]["ours"] / row["elements"]), f"{row['bytes'] / row['ns']['ours']:.1f} of {copy:.1f}"]
            cells += [number(instructions(counts, row, one["isa"]))]
            yield f"| {row['function']} | {row['direction']} | {where} | " + " | ".join(cells) + " |"
    yield ""


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
    print("\n".join(below(runs)))
    for run in runs:
        settings = ", ".join(f"{name}={value}" for name, value in run["machine"]["environment"].items())
        for one in run["parts"]:
            if settings:
                print(f"With {settings}:\n")
            print("\n".join(part(one["isa"], one["limits"], one["threads"], one["rows"])))


main()
