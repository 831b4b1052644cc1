#!/usr/bin/env bash
# Times the library beside PyTorch, ONNX Runtime, JAX, NumPy and SciPy, in turns on the same buffers:
#
#     scripts/bench-peers.sh [--only sigmoid,softmax,dense] [--sizes 16,1024x1024] [--types f32] [--threads 1]
#                            [--directions forward] [--peers torch] [--json FILE]
#
# Without options everything, in less than 25 minutes. scripts/race/results.py makes scripts/race/results.md of the JSON,
# scripts/race/curves.py the picture of runs with --only relu,sigmoid --sizes 16,32,…,268435456 and with --only softmax
# --sizes 524288x2,262144x4,…,1x1048576.
# The peers come from PyPI into .venv-bench, or the folder that ACTIVATIONS_BENCH_VENV names (8 GB). ACTIVATIONS_LIBRARY
# names another libactivations.so than the release build's.
# ACTIVATIONS_ISA=avx2 ATEN_CPU_CAPABILITY=avx2 MKL_ENABLE_INSTRUCTIONS=AVX2 … --peers torch races on AVX2.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=${ACTIVATIONS_BENCH_VENV:-.venv-bench}
if ! cmp -s scripts/race/requirements.txt "$venv/requirements.txt"; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet -r scripts/race/requirements.txt
    cp scripts/race/requirements.txt "$venv/"
fi
library=${ACTIVATIONS_LIBRARY:-}
if [[ -z $library ]]; then
    swift build -c release --product activations >&2
    library=$(swift build -c release --show-bin-path)/libactivations.so
fi
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
cc -O2 -march=native -Wall -shared -fPIC -pthread scripts/race/limits.c -o "$scratch/liblimits.so"
"$venv/bin/python" scripts/race/peers.py --library "$library" --limits "$scratch/liblimits.so" "$@"
