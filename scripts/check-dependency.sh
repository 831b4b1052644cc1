#!/bin/sh
# Uses this package as another package would: by URL and version, in a package of its own.
set -eu
cd "$(dirname "$0")/.."
version=$(sed -n 's/.*versionText.*"\(.*\)".*/\1/p' Sources/Activations/Version.swift)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
repository=$work/swift-activations
user=$work/classifier
mkdir -p "$repository" "$user/Sources/classifier"

# The files as they are now, committed or not, as a repository with a tag.
git ls-files -z --cached --others --exclude-standard | xargs -0 sh -c 'ls -d -- "$@" 2>/dev/null' sh |
    tar --create --files-from - | tar --extract --directory "$repository"
git -C "$repository" init --quiet
git -C "$repository" add --all
git -C "$repository" -c user.name=check -c user.email=check@localhost commit --quiet --message "Version $version"
git -C "$repository" tag "$version"

cat >"$user/Package.swift" <<END
// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "classifier",
    dependencies: [.package(url: "file://$repository", from: "$version")],
    targets: [
        .executableTarget(
            name: "classifier", dependencies: [.product(name: "Activations", package: "swift-activations")])
    ]
)
END
cat >"$user/Sources/classifier/main.swift" <<'END'
import Activations

let logits: Tensor<Float> = [[1, 1, 1, 1], [0, 0, -200, -200]]
let classes = logits.softmax()
print(version, classes.scalars, Activation.sigmoid(0.0))
END

output=$(swift run --package-path "$user" -Xcc -O2 classifier)
expected="$version [0.25, 0.25, 0.25, 0.25, 0.5, 0.5, 0.0, 0.0] 0.5"
if [ "$output" != "$expected" ]; then
    echo "check-dependency.sh: expected: $expected" >&2
    echo "check-dependency.sh: got:      $output" >&2
    exit 1
fi
echo "a package that depends on version $version by URL: $output"
