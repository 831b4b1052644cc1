#!/bin/sh
# Builds the C library in release and installs it: header, shared library, pkg-config file, and the command line.
set -eu

usage() {
    cat <<'END'
usage: scripts/install.sh --prefix DIR

Installs into DIR:
  include/activations.h
  lib/libactivations.so       the Swift runtime is inside; OpenBLAS and LAPACKE must be present where it runs
  lib/pkgconfig/activations.pc
  bin/activate

DIR may be moved afterwards: activations.pc finds its own place. Installing again replaces the files.
END
}

fail() {
    echo "install.sh: $1" >&2
    exit 1
}

prefix=
while [ $# -gt 0 ]; do
    case $1 in
        --prefix)
            [ $# -ge 2 ] || fail "--prefix needs a directory"
            prefix=$2
            shift 2
            ;;
        --prefix=*)
            prefix=${1#--prefix=}
            shift
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        *) fail "unknown argument $1; see --help" ;;
    esac
done
[ -n "$prefix" ] || fail "--prefix DIR is missing; see --help"

command -v swift >/dev/null || fail "there is no swift in PATH"
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
mkdir -p "$prefix" || fail "$prefix cannot be made"
cd "$(dirname "$0")/.."

version=$(sed -n 's/.*versionText.*"\(.*\)".*/\1/p' Sources/Activations/Version.swift)
soname=libactivations.so.${version%%.*}

build() {
    swift build --configuration release --scratch-path .build-install -Xswiftc -static-stdlib "$@" ||
        fail "swift build failed, see above; scripts/install-deps.sh installs what it needs"
}
# Only act_* is visible, and the library stays in memory after dlclose, since its threads may still be running.
build --product activations -Xlinker -soname="$soname" -Xlinker -z -Xlinker nodelete \
    -Xlinker --version-script="$PWD/Sources/CActivations/exports.map"
build --product activate
built=$(build --show-bin-path)

mkdir -p "$prefix/bin" "$prefix/include" "$prefix/lib/pkgconfig"
install -m 755 -s "$built/activate" "$prefix/bin/"
install -m 644 Sources/CActivations/include/activations.h "$prefix/include/"
install -m 755 -s "$built/libactivations.so" "$prefix/lib/libactivations.so.$version"
ln -sf "libactivations.so.$version" "$prefix/lib/$soname"
ln -sf "$soname" "$prefix/lib/libactivations.so"
cat >"$prefix/lib/pkgconfig/activations.pc" <<END
prefix=\${pcfiledir}/../..
includedir=\${prefix}/include
libdir=\${prefix}/lib

Name: activations
Description: Activation functions, the softmax family and dense layers with proven error bounds
Version: $version
Cflags: -I\${includedir}
Libs: -L\${libdir} -lactivations
END
echo "installed activations $version in $prefix"
