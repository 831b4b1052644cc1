#!/usr/bin/env bash
# Times the library alone, in seconds:
#
#     scripts/bench.sh [--only sigmoid,softmax,dense] [--sizes 16,1024x1024] [--types f32,f64] [--threads 1]
#
# ACTIVATIONS_ISA=portable|avx2|avx512 picks the instruction set.
set -euo pipefail
cd "$(dirname "$0")/.."

library=${ACTIVATIONS_LIBRARY:-}
if [[ -z $library ]]; then
    swift build -c release --product activations >&2
    library=$(swift build -c release --show-bin-path)/libactivations.so
fi
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
cc -O2 -march=native -std=gnu17 -Wall -pthread -I Sources/CActivations/include scripts/race/bench.c "$library" -lopenblas -lm \
    -Wl,-rpath,"$(dirname "$library")" -o "$scratch/bench"
"$scratch/bench" "$@"
