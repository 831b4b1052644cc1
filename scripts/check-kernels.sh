#!/usr/bin/env bash
# Reads the disassembly of every stamped loop in the release build: full vectors, no call, no gather, no scalar
# arithmetic, and no more instructions per element than Tests/KernelLoops/counts.txt says, with a margin of 10 %.
# --update rewrites that file.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ $(uname -m) != x86_64 ]]; then
    echo "check-kernels.sh: the counts are for x86-64" >&2
    exit 0
fi
swift build -c release --target CKernels >&2
objects=$(swift build -c release --show-bin-path)/CKernels.build
toolchain=$(swift -print-target-info | python3 -c 'import json, sys; print(json.load(sys.stdin)["paths"]["runtimeResourcePath"])')
python3 Tests/KernelLoops/check.py --objdump "$toolchain/../../bin/llvm-objdump" --counts Tests/KernelLoops/counts.txt \
    "$@" avx512="$objects/isa_avx512.c.o" avx2="$objects/isa_avx2.c.o"
