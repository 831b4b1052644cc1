#!/bin/sh
# Installs what the library and its tests need beside a Swift toolchain: OpenBLAS, LAPACKE, pkg-config, gcc, g++, Python.
# Needs root or sudo only when something is missing. With --arm64 also what scripts/check-arm64.sh needs: a cross
# compiler's libraries and an emulator.
set -eu

fail() {
    echo "install-deps: $*" >&2
    exit 1
}

command -v swift >/dev/null ||
    fail "no swift on PATH. Install Swift 6.3 or newer, see https://www.swift.org/install, and run this again."
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p')
[ "$(printf '6.3\n%s\n' "$version" | sort -V | head -n 1)" = 6.3 ] ||
    fail "Swift 6.3 or newer is needed, $(command -v swift) is ${version:-of an unknown version}." \
        "See https://www.swift.org/install."

packages="libopenblas-dev liblapacke-dev pkg-config gcc g++ libc6-dev python3"
[ "${1:-}" != --arm64 ] || packages="$packages gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static"
present() {
    case $packages in
        *arm64*)
            command -v aarch64-linux-gnu-gcc >/dev/null && command -v qemu-aarch64-static >/dev/null &&
                [ -e /usr/aarch64-linux-gnu/lib/libc.a ] || return 1
            ;;
    esac
    for tool in gcc g++ python3 pkg-config; do
        command -v $tool >/dev/null || return 1
    done
    pkg-config --exists openblas lapacke
}

if present; then
    echo "install-deps: nothing to do"
    exit 0
fi
command -v apt-get >/dev/null || fail "no apt-get here. Install by hand what Debian calls $packages."
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    fail "neither root nor sudo. Have an administrator run: apt-get install $packages"
fi

$as_root apt-get update -q || echo "install-deps: apt-get update failed, going on with the package lists that are here" >&2
# shellcheck disable=SC2086  # words on purpose
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $packages ||
    fail "apt-get could not install $packages (its messages are above)."
present || fail "installed $packages, yet something is still missing."
