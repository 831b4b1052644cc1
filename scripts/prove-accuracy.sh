#!/usr/bin/env bash
# Proves the error bounds of the activations, states them in the activations' headers, and writes them to
# Tests/Proof/accuracy.md (every measurement to accuracy.tsv beside it).
#
#   scripts/prove-accuracy.sh [--quick | --force | --check] [NAME…]
#   scripts/prove-accuracy.sh --references [NAME…]
#
# All rows of the catalogue when no name is given. A row whose kernel text has not changed since it was proven is left
# alone, unless --force. --quick samples 1 in 256 inputs, prints what it finds and writes nothing. --check fails when
# a row's kernel text is not the one that was proven. --references compares the references that the proof rests on with
# mpmath.
# Needs MPFR (Debian: libmpfr-dev), and python3-mpmath for --references.
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
if [[ ${1-} == --references ]]; then
    clang++ -shared "$build/oracle.c.o" "$build/exact.cpp.o" -lmpfr -lm -o "$build/liboracle.so"
    exec python3 Tests/Proof/check_references.py --library "$build/liboracle.so" "${@:2}"
fi
clang++ "${objects[@]}" -lmpfr -lpthread -lm -o "$build/prove"
exec python3 Tests/Proof/prove.py --program "$build/prove" "$@"
