#!/bin/bash
# Compiles and runs the code blocks of README.md, in order, in one folder that also shows the repository's Tests:
#
#   ```swift        a program of its own, in a package that depends on this one
#   ```c            example.c, built with gcc and pkg-config against an installation of this tree
#   ```python       run by python3, the installation within reach
#   ```sh           run by bash -e, `activate` and the installation within reach
#   ```text         what the block above prints, to the letter
#   ```sh setup     not run (CI runs those scripts by themselves); the scripts it names must exist
#   ```swift manifest   not run: a dependency on a published version
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$root/.build/readme
blocks=$work/blocks
prefix=$work/prefix
here=$work/here

fail() {
    echo "check-readme: README.md line $line: $*" >&2
    exit 1
}

# One file per block, named by its line, its language and its second word; its text without the fences.
rm -rf "$blocks" "$here"
mkdir -p "$blocks" "$here"
awk -v folder="$blocks" '
    file == "" && /^```[a-z]/ { file = sprintf("%s/%05d.%s", folder, NR, substr($1, 4) ($2 == "" ? "" : "." $2)); printf "" > file; next }
    file != "" && /^```$/ { close(file); file = ""; next }
    file != "" { print > file }' README.md

export PKG_CONFIG_PATH=$prefix/lib/pkgconfig LD_LIBRARY_PATH=$prefix/lib PATH=$prefix/bin:$PATH
ln -s "$root/Tests" "$here/Tests"
if compgen -G "$blocks/*.c" >/dev/null || compgen -G "$blocks/*.sh" >/dev/null; then
    scripts/install.sh --prefix "$prefix" >"$work/install.log" 2>&1 || { cat "$work/install.log" >&2; exit 1; }
fi

run_swift() {
    mkdir -p "$work/package/Sources/Example"
    ln -sfn "$root" "$work/package/swift-activations"
    cp "$1" "$work/package/Sources/Example/main.swift"
    cat >"$work/package/Package.swift" <<'MANIFEST'
// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "Example",
    dependencies: [.package(path: "swift-activations")],
    targets: [
        .executableTarget(
            name: "Example", dependencies: [.product(name: "Activations", package: "swift-activations")])
    ])
MANIFEST
    swift build --quiet --package-path "$work/package" >"$work/build.log" 2>&1 || { cat "$work/build.log"; return 1; }
    (cd "$here" && "$work/package/.build/debug/Example")
}

run_c() {
    cp "$1" "$here/example.c"
    # shellcheck disable=SC2046  # words on purpose
    (cd "$here" && gcc -std=c99 -pedantic -Wall -Werror example.c $(pkg-config --cflags --libs activations) -lm \
        -o example && ./example)
}

ran=0
for block in "$blocks"/*; do
    name=${block##*/}
    line=$((10#${name%%.*}))
    case ${name#*.} in
        swift) run_swift "$block" >"$work/output" 2>&1 || { cat "$work/output" >&2; fail "the Swift program fails"; } ;;
        c) run_c "$block" >"$work/output" 2>&1 || { cat "$work/output" >&2; fail "the C program fails"; } ;;
        python) (cd "$here" && python3 "$block") >"$work/output" 2>&1 ||
            { cat "$work/output" >&2; fail "the Python program fails"; } ;;
        sh) (cd "$here" && bash -e "$block") >"$work/output" 2>&1 </dev/null ||
            { cat "$work/output" >&2; fail "the commands fail"; } ;;
        text) diff "$block" "$work/output" >&2 || fail "the block above prints something else (>)"; continue ;;
        sh.setup)
            for script in $(grep -o 'scripts/[a-z-]*\.sh' "$block"); do
                [ -x "$script" ] || fail "no executable $script"
            done
            continue ;;
        swift.manifest) continue ;;
        *) fail "a block of unknown kind: ${name#*.}" ;;
    esac
    ran=$((ran + 1))
    echo "check-readme: README.md line $line: ${name#*.} block runs"
done
[ "$ran" -gt 0 ] || { echo "check-readme: README.md has no code block to run" >&2; exit 1; }
