#!/usr/bin/env bash
# Proves the error bounds of the activations, states them in the activations' headers, and writes them to
# Tests/Proof/accuracy.md (every measurement to accuracy.tsv beside it).
#
#   scripts/prove-accuracy.sh [--quick | --force | --halves | --check] [NAME…]
#   scripts/prove-accuracy.sh --references [NAME…]
#   scripts/prove-accuracy.sh --peers [--all] [NAME…]
#
# All rows of the catalogue when no name is given. A row whose kernel text has not changed since it was proven is left
# alone, unless --force. --quick samples 1 in 256 inputs, prints what it finds and writes nothing. --halves proves
# float16 and bfloat16 alone, in a moment. --check fails when a row's kernel text is not the one that was proven.
# --references compares the references that the proof rests on with mpmath. --peers measures PyTorch, ONNX Runtime, JAX,
# NumPy and SciPy for the table's last column, on one in 64 inputs unless --all.
# Needs gcc and glibc's libmvec for the fast reference of floats, MPFR (Debian: libmpfr-dev), python3-mpmath for
# --references, and scripts/bench-peers.sh's peers for --peers.
set -euo pipefail
cd "$(dirname "$0")/.."

[[ ${1-} == --check ]] && exec python3 Tests/Proof/prove.py "$@"

build=.build/proof
mkdir -p "$build"
objects=()
native=(-march=native -mprefer-vector-width=512 -ffp-contract=off)
# What gcc needs to vectorise calls of libm, all of which leaves NaN, infinity and the sign of zero alone.
fast=("${native[@]}" -fno-math-errno -fno-trapping-math)
for source in Sources/CKernels/*.c Tests/COracle/oracle.c Tests/Proof/*.c Tests/Proof/exact.cpp; do
    object="$build/$(basename "$source").o"
    objects+=("$object")
    language=(clang -std=gnu17 -O2)
    [[ $source == *.cpp ]] && language=(clang++ -std=c++17 -O2)
    [[ $source == */oracle.c || $source == */prove.c ]] && language+=("${native[@]}")
    [[ $source == */fast_loops.c ]] && language=(gcc -std=gnu17 -O3 "${fast[@]}")
    "${language[@]}" -fPIC -Wno-pass-failed -Wno-nullability-completeness -c "$source" -o "$object" &
done
for job in $(jobs -p); do wait "$job"; done
if [[ ${1-} == --references || ${1-} == --peers ]]; then
    clang++ -shared "$build"/{oracle.c,fast.c,fast_loops.c,exact.cpp}.o -lmpfr -lmvec -lm -o "$build/liboracle.so"
    [[ $1 == --references ]] && exec python3 Tests/Proof/check_references.py --library "$build/liboracle.so" "${@:2}"
    exec "${ACTIVATIONS_BENCH_VENV:-.venv-bench}/bin/python" Tests/Proof/peers.py --library "$build/liboracle.so" "${@:2}"
fi
clang++ "${objects[@]}" -lmpfr -lpthread -lmvec -lm -o "$build/prove"
exec python3 Tests/Proof/prove.py --program "$build/prove" "$@"
