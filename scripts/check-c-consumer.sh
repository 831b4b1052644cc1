#!/bin/sh
# Installs the library to a temporary prefix and uses it as a stranger would: from C, C++ and Python, with what is
# installed, and with nothing of Swift in reach.
set -eu
cd "$(dirname "$0")/.."

fail() {
    echo "check-c-consumer.sh: $1" >&2
    exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scripts/install.sh --prefix "$work/first"
mv "$work/first" "$work/prefix" # what is installed may be moved
library=$work/prefix/lib/libactivations.so

echo "== what the library exports and needs"
nm --dynamic --extern-only --defined-only "$library" | awk '{ print $3 }' | sort >"$work/exported"
grep -v '^typedef' Sources/CActivations/include/activations.h | grep -o '\bact_[a-z_]*(' | tr -d '(' | sort -u >"$work/declared"
diff "$work/declared" "$work/exported" || fail "declared (<) and exported (>) functions differ"
readelf --dynamic --wide "$library" >"$work/dynamic"
grep -E 'NEEDED|SONAME|FLAGS_1' "$work/dynamic"
if grep NEEDED "$work/dynamic" | grep -iE 'swift|foundation|dispatch|blocks'; then fail "a Swift library is needed"; fi
grep -q 'SONAME.*libactivations\.so\.[0-9]*\]' "$work/dynamic" || fail "the library has no soname"
grep -q NODELETE "$work/dynamic" || fail "the library can be unloaded under its threads"
if grep -E 'R(UN)?PATH.*/' "$work/dynamic"; then fail "the library looks for others where it was built"; fi

# Runs a command without this environment's variables and, where the kernel allows it, with Swift's folder empty.
swift_folder=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
if unshare --mount --map-root-user mount -t tmpfs none "$swift_folder" 2>/dev/null; then
    echo "== programs run with $swift_folder hidden"
    apart() {
        unshare --mount --map-root-user sh -c 'mount -t tmpfs none "$1" && shift && exec "$@"' sh "$swift_folder" \
            env -i LD_LIBRARY_PATH="$work/prefix/lib" "$@"
    }
else
    echo "== programs run with $swift_folder in place, since this system does not let it be hidden"
    apart() { env -i LD_LIBRARY_PATH="$work/prefix/lib" "$@"; }
fi

export PKG_CONFIG_PATH="$work/prefix/lib/pkgconfig"
flags=$(pkg-config --cflags --libs activations)
tests=Tests/CConsumer
strict="-pedantic -Wall -Wextra -Werror -O1"
# shellcheck disable=SC2086 # flags are several words
{
    gcc -std=c99 $strict $tests/consumer.c -o "$work/consumer" $flags -lm
    gcc -std=c99 $strict $tests/refusals.c -o "$work/refusals" $flags -lm
    gcc -std=c99 $strict $tests/unload.c -o "$work/unload" $(pkg-config --cflags activations) -ldl
    gcc -std=c99 $strict $tests/fork.c -o "$work/fork" $flags
    gcc -std=c99 $strict $tests/bits.c -o "$work/bits" $flags
    gcc -std=c99 -Ofast -flto $tests/bits.c -o "$work/bits-fast" $flags
    g++ -std=c++11 $strict $tests/consumer.cpp -o "$work/consumer-cpp" $flags -pthread
}
if ldd "$work/consumer" | grep -i swift; then fail "the program needs Swift"; fi

echo "== C"
apart "$work/consumer"
echo "== bad input"
apart "$work/refusals"
echo "== C++"
apart "$work/consumer-cpp"
echo "== command line"
apart "$work/prefix/bin/activate" list >"$work/list"
grep -q '^leaky_relu .*negative_slope=0.01' "$work/list" || fail "activate list does not print the catalogue"
echo "== Python"
apart "$(python3 -c 'import sys; print(sys.executable)')" $tests/consumer.py "$library"
echo "== opened and closed"
apart "$work/unload" "$library"
echo "== forked"
apart "$work/fork"

echo "== bits: plain and fast-math hosts, 1 to 3 threads, every instruction set"
for isa in avx512 avx2 portable; do
    apart env ACTIVATIONS_ISA=$isa "$work/bits" >>"$work/hashes"
    apart env ACTIVATIONS_ISA=$isa "$work/bits-fast" flushing >>"$work/hashes"
done
sort "$work/hashes" | uniq -c
[ "$(sort -u "$work/hashes" | wc -l)" -eq 1 ] || fail "results depend on the host's floating-point mode or on threads"
echo "C, C++ and Python consumers: all good"
