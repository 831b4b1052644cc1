#!/bin/bash
# Draws every activation of the catalogue for README: scripts/gallery.svg
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release --product activate
"$(swift build -c release --show-bin-path)/activate" plot --grid --from -7 --to 7 -o scripts/gallery.svg
