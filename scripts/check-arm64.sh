#!/usr/bin/env bash
# Compiles the kernels for arm64, runs them under qemu and compares their output hashes with the committed ones.
# Takes about fifteen seconds; the first time it also installs a cross compiler's libraries and qemu.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install-deps.sh --arm64

scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
Tests/CHashing/build.sh "$scratch/program" -O2 --target=aarch64-linux-gnu -static -fuse-ld=lld \
    -isystem /usr/aarch64-linux-gnu/include
qemu-aarch64-static "$scratch/program" portable >"$scratch/hashes"
diff Tests/ActivationsTests/hashes.txt "$scratch/hashes"
echo "check-arm64: the same bits from $(($(wc -l <"$scratch/hashes") - 1)) functions"
