#!/bin/sh
# Compiles program.c with the kernels: build.sh OUTPUT [flags of clang…]
set -eu
cd "$(dirname "$0")/../.."
output=$1
shift
resources=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
exec "$resources/../../bin/clang" -std=gnu17 -Wno-pass-failed "$@" -I Sources/CKernels/include \
    -I Tests/CHashing/include Sources/CKernels/*.c Tests/CHashing/*.c -lm -o "$output"
