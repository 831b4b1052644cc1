#!/usr/bin/env bash
# Compares the output hashes of kernels compiled without optimisation and with all of it, and those of the library in a
# release build, with the committed ones. A debug build's are among the tests. Takes three minutes, two of them to build.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
for level in -O0 -O1 -O3; do
    Tests/CHashing/build.sh "$scratch/program" "$level"
    for isa in avx512 avx2 portable; do
        status=0
        "$scratch/program" "$isa" >"$scratch/hashes" || status=$?
        if [ "$status" = 2 ]; then
            echo "check-hashes: skipped $isa, which this processor lacks"
        else
            diff Tests/ActivationsTests/hashes.txt "$scratch/hashes"
            [ "$status" = 0 ]
            echo "check-hashes: $isa $level has the same bits"
        fi
    done
done
swift test -c release --scratch-path .build/testable -Xswiftc -enable-testing --filter HashTests | tee "$scratch/log"
grep -q 'Suite HashTests passed' "$scratch/log" # no test at all passes too
