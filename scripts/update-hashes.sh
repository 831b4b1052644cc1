#!/usr/bin/env bash
# Writes the output hashes of the kernels as they are now, and names them in the newest entry of CHANGELOG.md:
#
#   scripts/update-hashes.sh "Softmax rounds its sum once less"
#
# The reason may be left out where that entry already has one.
set -euo pipefail
cd "$(dirname "$0")/.."
hashes=Tests/ActivationsTests/hashes.txt
reason=${1:-}

scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
Tests/CHashing/build.sh "$scratch/program" -O2
# The portable kernels are those that every machine runs.
"$scratch/program" portable >"$scratch/hashes"
digest=$(tail -n 1 "$scratch/hashes" | cut -d ' ' -f 2)
if cmp -s "$scratch/hashes" "$hashes" && grep -q "$digest" CHANGELOG.md; then
    echo "update-hashes: nothing changed"
    exit 0
fi
python3 - "$digest" "$reason" <<'EOF'
import re
import sys

digest, reason = sys.argv[1:]
text = open("CHANGELOG.md").read()
start = text.index("\n## ")
end = text.find("\n## ", start + 1)
end = len(text) if end < 0 else end
line = re.compile(r"(?m)^- Output hashes `[0-9a-f]{16}`: (.*)$")
old = line.search(text, start, end)
reason = reason or (old and old[1])
if not reason:
    sys.exit("update-hashes: say why the outputs change: scripts/update-hashes.sh REASON")
new = f"- Output hashes `{digest}`: {reason}"
if old:
    text = text[:old.start()] + new + text[old.end():]
else:
    text = text[:end].rstrip("\n") + "\n" + new + "\n" + text[end:]
open("CHANGELOG.md", "w").write(text)
EOF
cp "$scratch/hashes" "$hashes"
git --no-pager diff --stat -- "$hashes" CHANGELOG.md
