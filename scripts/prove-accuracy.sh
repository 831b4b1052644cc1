#!/usr/bin/env bash
# Proves the error bounds of the activations, states them in the activations' headers, and writes them to
# Tests/Proof/accuracy.md (every measurement to accuracy.tsv beside it).
#
#   scripts/prove-accuracy.sh [--quick | --force | --check] [NAME…]
#   scripts/prove-accuracy.sh --references [NAME…]
#   scripts/prove-accuracy.sh --peers [--all] [NAME…]
#
# All rows of the catalogue when no name is given. A row whose kernel text has not changed since it was proven is left
# alone, unless --force. --quick samples 1 in 256 inputs, prints what it finds and writes nothing. --check fails when
# a row's kernel text is not the one that was proven. --references compares the references that the proof rests on with
# mpmath. --peers measures PyTorch, ONNX Runtime, JAX, NumPy and SciPy for the table's last column, on one in 64 inputs
# unless --all.
# Needs MPFR (Debian: libmpfr-dev), python3-mpmath for --references, and scripts/bench-peers.sh's peers for --peers.
set -euo pipefail
cd "$(dirname "$0")/.."

[[ ${1-} == --check ]] && exec python3 Tests/Proof/prove.py "$@"

build=.build/proof
mkdir -p "$build"
objects=()
for source in Sources/CKernels/*.c Tests/COracle/oracle.c Tests/Proof/prove.c Tests/Proof/exact.cpp; do
    object="$build/$(basename "$source").o"
    objects+=("$object")
    language=(clang -std=gnu17)
    [[ $source == *.cpp ]] && language=(clang++ -std=c++17)
    [[ $source == */oracle.c ]] && language+=(-march=native -ffp-contract=off)
    "${language[@]}" -O2 -fPIC -Wno-pass-failed -Wno-nullability-completeness -c "$source" -o "$object" &
done
for job in $(jobs -p); do wait "$job"; done
if [[ ${1-} == --references || ${1-} == --peers ]]; then
    clang++ -shared "$build/oracle.c.o" "$build/exact.cpp.o" -lmpfr -lm -o "$build/liboracle.so"
    [[ $1 == --references ]] && exec python3 Tests/Proof/check_references.py --library "$build/liboracle.so" "${@:2}"
    exec "${ACTIVATIONS_BENCH_VENV:-.venv-bench}/bin/python" Tests/Proof/peers.py --library "$build/liboracle.so" "${@:2}"
fi
clang++ "${objects[@]}" -lmpfr -lpthread -lm -o "$build/prove"
exec python3 Tests/Proof/prove.py --program "$build/prove" "$@"
