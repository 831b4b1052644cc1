#!/bin/bash
# The main job on real data: sets the machine up, builds `activate`, and turns the features of cases that no weight was
# fitted on (Tests/Data) into class probabilities, which go to a folder: scripts/demo.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install-deps.sh
swift build -c release --product activate
PATH=$(swift build -c release --show-bin-path):$PATH
out=${1:-.build/demo}
mkdir -p "$out"

run() {
    echo
    echo "\$ $*"
    "$@"
}

# Draws a digit beside the distribution over the ten classes.
draw() {
    echo
    echo "Image $1, $2:"
    { activate show $digits/features.npy --row "$1" && activate show "$out/digits.npy" --row "$1"; } | awk '
        NR == 1 { split($0, ink) }
        NR == 2 { split($0, probability) }
        END {
            for (class = 0; class < 10; class++) {
                picture = ""
                for (column = 1; column <= 8; column++) {
                    pixel = 8 * (class - 1) + column # the eight lines stand beside classes 1 to 8
                    shade = substr(" .:-=+*#%@", 1 + int(ink[pixel] * 9 / 16), 1)
                    picture = picture shade shade
                }
                bar = sprintf("%*s", int(40 * probability[class + 1] + 0.5), "")
                gsub(" ", "#", bar)
                line = sprintf("    %-16s   %d  %5.1f %%  %s", picture, class, 100 * probability[class + 1], bar)
                sub(" +$", "", line)
                print line
            }
        }'
}

digits=Tests/Data/digits
echo
echo "== Handwritten digits: 450 images of 8 x 8 pixels that the fit has not seen, ten classes"
run activate dense --weights $digits/weights.npy --bias $digits/bias.npy $digits/features.npy -o "$out/digit-logits.npy"
run activate classify "$out/digit-logits.npy" --expected $digits/labels.npy --rows 5 -o "$out/digits.npy"
draw 2 "a clear 4"
draw 0 "a 2 that leaves some doubt"
draw 12 "an 8 taken for a 1"

cancer=Tests/Data/breast-cancer
echo
echo "== Breast cancer: cells of 143 patients that the fit has not seen, 30 measurements each, benign or malignant"
run activate dense --weights $cancer/weights.npy --bias $cancer/bias.npy $cancer/features.npy -o "$out/cancer-logits.npy"
run activate classify "$out/cancer-logits.npy" --labels benign,malignant --expected $cancer/labels.npy --rows 8 \
    -o "$out/cancer.npy"

echo
echo "The probabilities are in $out/digits.npy and $out/cancer.npy."
echo "scikit-learn's own are in Tests/Data; a test compares them: scripts/test.sh --filter MainJob"
