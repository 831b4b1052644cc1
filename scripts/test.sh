#!/bin/sh
# Sets the machine up and runs all tests; arguments go to swift test: scripts/test.sh --filter Softmax
set -eu
cd "$(dirname "$0")/.."
scripts/install-deps.sh
exec swift test -Xcc -O2 "$@" # a debug build, but for the C kernels
