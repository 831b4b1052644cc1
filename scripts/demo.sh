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
    { activate show "$digits/features.npy" --row "$1" && activate show "$out/digits.npy" --row "$1"; } | awk '
        NR == 1 { split($0, ink) }
        NR == 2 { split($0, probability) }
        END {
            for (class = 0; class < 10; class++) {
                picture = ""
                for (column = 1; column <= 8; column++) {
                    pixel = 8 * (class - 1) + column # the picture has eight lines, beside classes 1 to 8
                    shade = substr(" .:-=+*#%@", 1 + int(ink[pixel] * 9 / 16), 1)
                    picture = picture shade shade
                }
                bar = sprintf("%*s", int(40 * probability[class + 1] + 0.5), "")
                gsub(" ", "#", bar)
                printf "    %-16s   %d  %5.1f %%  %s\n", picture, class, 100 * probability[class + 1], bar
            }
        }'
}

digits=Tests/Data/digits
echo
echo "Handwritten digits: 450 images of 8 x 8 pixels, ten classes"
run activate dense --weights $digits/weights.npy --bias $digits/bias.npy --activation softmax $digits/features.npy \
    -o "$out/digits.npy"

draw_case() {
    echo
    echo "Image $1, $2:"
    draw "$1"
}
draw_case 2 "a clear 4"
draw_case 0 "a 2 that leaves doubt"
draw_case 12 "an 8 that looks like a 1"

cancer=Tests/Data/breast-cancer
echo
echo "Breast cancer: 30 measurements of the cell nuclei of each of 143 patients, benign or malignant"
run activate dense --weights $cancer/weights.npy --bias $cancer/bias.npy $cancer/features.npy \
    -o "$out/breast-cancer-logits.npy"
run activate classify "$out/breast-cancer-logits.npy" --labels benign,malignant --expected $cancer/labels.npy \
    -o "$out/breast-cancer.npy"
