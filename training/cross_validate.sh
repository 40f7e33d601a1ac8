#!/bin/sh
# Train once without each region: training/cross_validate.sh BASE PREPARED OUT; then cross_validate.py measure CORPUS OUT
# BASE and PREPARED are folders that run.sh made (build/training/base, build/training/prepared). PYTHON as in run.sh.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
base=$1 prepared=$2 out=$3
export PYTHONPATH="$root/src:$here" PYTHONHASHSEED=0 OMP_WAIT_POLICY=passive
"$PYTHON" "$here/cross_validate.py" split "$here/corpus" "$prepared" "$out"
for folder in "$out"/*/; do
    [ -e "$folder/reader/manifest.json" ] && continue
    "$PYTHON" "$here/train.py" --base "$base" --prepared "$folder/prepared" --out "$folder/run"
    "$PYTHON" "$here/export.py" --base "$base" --prepared "$folder/prepared" --corpus "$here/corpus" --run "$folder/run" --out "$folder/reader"
done
