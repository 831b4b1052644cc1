"""Draws how cost grows from the JSON of scripts/bench-peers.sh: scripts/race/curves.py FILE… -o scripts/race/curves.svg

Cells of one dimension become time per element against size, those of rows and columns against the columns.
"""

import argparse
import json
import pathlib

import matplotlib
from matplotlib import pyplot
from matplotlib.ticker import FuncFormatter

matplotlib.use("svg")
matplotlib.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "curves", "font.family": "sans-serif", "font.size": 10}

# Colours that the colour-blind tell apart (Okabe and Ito).
STYLES = {
    "ours": ("swift-activations", "#0072b2", 2.4, "-"),
    "ours from C": ("swift-activations from C", "#0072b2", 1.4, ":"),
    "torch": ("PyTorch", "#d55e00", 1.4, "-"),
    "onnxruntime": ("ONNX Runtime", "#009e73", 1.4, "-"),
    "jax": ("JAX", "#cc79a7", 1.4, "-"),
    "numpy": ("NumPy, SciPy", "#777777", 1.4, "-"),
}


def cells(paths):
    """Function, whether by rows, and what is drawn to the right → nanoseconds per element by name."""
    panels = {}
    for path in paths:
        for part in json.loads(path.read_text())["parts"]:
            for row in part["rows"]:
                lengths = [int(length) for length in row["shape"].split("x")]
                times = row["ns"] | ({"ours from C": row["ns_from_c"]} if row["ns_from_c"] else {})
                panel = panels.setdefault((row["function"], row["type"], len(lengths) > 1), {})
                panel[lengths[-1]] = {name: time / row["elements"] for name, time in times.items()}
    return panels


def draw(axes, title, points, label):
    sizes = sorted(points)
    for name, (text, colour, width, dashes) in STYLES.items():
        found = [(size, points[size][name]) for size in sizes if name in points[size]]
        if found:
            axes.plot(*zip(*found), color=colour, linewidth=width, linestyle=dashes, label=text)
    axes.set(xscale="log", yscale="log", title=title, xlabel=label, ylabel="ns per element")
    axes.set_xscale("log", base=2)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.grid(which="major", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("race", nargs="+", type=pathlib.Path)
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    panels = cells(arguments.race)
    figure, grid = pyplot.subplots(1, len(panels), figsize=(4.6 * len(panels), 4.2), layout="constrained")
    for axes, ((function, type, by_rows), points) in zip(figure.axes, panels.items()):
        title = f"{function}, {type}" + (", 2²⁰ elements" if by_rows else "")
        draw(axes, title, points, "columns" if by_rows else "elements")
    lines, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(lines, labels, loc="outside lower center", ncols=len(labels), frameon=False)
    figure.savefig(arguments.output, metadata={"Date": None})


main()
