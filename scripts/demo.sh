#!/bin/bash
# The main job on real data: sets the machine up, builds `activate`, fits a classifier to Tests/Data, and turns the features
# of cases that it has not seen into class probabilities, which go to a folder: scripts/demo.sh [FOLDER]
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
echo "== Handwritten digits: images of 8 x 8 pixels, ten classes; softmax regression on 1347, prediction of 450 others"
run activate fit $digits/train.csv --label class -o "$out/digits.json" | head -n 4
run activate predict "$out/digits.json" $digits/features.npy --labels $digits/labels.npy --rows 5 -o "$out/digits.npy"
draw 2 "a clear 4"
draw 0 "a 2 that leaves some doubt"
draw 12 "an 8 taken for a 1"

cancer=Tests/Data/breast-cancer
echo
echo "== Breast cancer: 30 measurements of cells, benign or malignant; logistic regression on 426, prediction of 143 others"
run activate fit $cancer/train.csv --label class -o "$out/cancer.json"
run activate predict "$out/cancer.json" $cancer/features.npy --labels $cancer/labels.npy --rows 8 -o "$out/cancer.npy"

echo
echo "The models are in $out/digits.json and $out/cancer.json, the probabilities in $out/digits.npy and $out/cancer.npy."
echo "scikit-learn's own are in Tests/Data; tests compare them: scripts/test.sh --filter MainJob"
