#!/usr/bin/env bash
# Reads the disassembly of every stamped loop in the release build: full vectors, no call, no gather, no scalar
# arithmetic, and no more instructions per element than Tests/KernelLoops/counts.txt says, with a margin of 10 %.
# --update rewrites that file; --arm64 reads the NEON loops instead, cross-compiled (Debian's gcc-aarch64-linux-gnu).
set -euo pipefail
cd "$(dirname "$0")/.."

update=() arm64=false
for argument; do
    case $argument in
        --update) update=(--update) ;;
        --arm64) arm64=true ;;
        *) echo "usage: scripts/check-kernels.sh [--update] [--arm64]" >&2; exit 2 ;;
    esac
done

resources=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
toolchain=$resources/../../bin
if $arm64; then
    scratch=$(mktemp -d)
    trap 'rm -r "$scratch"' EXIT
    # The flags of a SwiftPM release build.
    "$toolchain/clang" --target=aarch64-linux-gnu -isystem /usr/aarch64-linux-gnu/include -O2 -fPIC \
        -fno-omit-frame-pointer -std=gnu17 -Wno-pass-failed -I Sources/CKernels/include \
        -c Sources/CKernels/isa_portable.c -o "$scratch/neon.o"
    objects=(neon="$scratch/neon.o")
elif [[ $(uname -m) == x86_64 ]]; then
    swift build -c release --target CKernels >&2
    folder=$(swift build -c release --show-bin-path)/CKernels.build
    objects=(avx512="$folder/isa_avx512.c.o" avx2="$folder/isa_avx2.c.o")
else
    echo "check-kernels.sh: without --arm64 it needs an x86-64 machine" >&2
    exit 2
fi
python3 Tests/KernelLoops/check.py --objdump "$toolchain/llvm-objdump" --counts Tests/KernelLoops/counts.txt \
    "${update[@]}" "${objects[@]}"
