"""Speed and memory as ratios against a named baseline of the same run: `python evals/bench.py [--reports N]`.

Baseline `regex words`: every word of the same reports matched once and counted, in pure Python, on one core. The machines
we measure on are shared and noisy, so ratios travel and seconds do not. Each figure is the best of three rounds of
processor time. A cold start is a new process that reads one example report to its first record.
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from run import HERE, read_gold

from watchdesk.pipeline import open_reader
from watchdesk.settings import Settings

ROOT = HERE.parent
WORD = re.compile(r"\w+")


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """The least processor seconds of `rounds` runs of `work`."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def count_words(records: list[dict]) -> int:
    counts: collections.Counter[str] = collections.Counter()
    for record in records:
        counts.update(match[0].lower() for match in WORD.finditer(record["document"]["text"]))
    return len(counts)


def cold_start() -> tuple[float, float]:
    """Wall seconds and peak MiB of a new process that reads one example to its first record."""
    command = [sys.executable, "-m", "watchdesk", "read", str(ROOT / "examples" / "withdrawal.txt"), "--json"]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    process.stdout.readline()
    seconds = time.perf_counter() - start
    process.communicate()
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=200)
    args = parser.parse_args()
    seconds, peak = cold_start()
    paths = sorted((ROOT / "training" / "corpus").glob("*.json"))
    step = max(1, len(paths) // args.reports)
    records = [json.loads(pathlib.Path(p).read_text(encoding="utf-8")) for p in paths[::step]][: args.reports]
    reader = open_reader(Settings())
    baseline = best_of(3, lambda: count_words(records))
    reading = best_of(3, lambda: [read_gold(record, reader) for record in records])
    print(f"{len(records)} reports, {sum(len(r['document']['text']) for r in records):,} characters")
    print(f"baseline regex words   {baseline:.3f} CPU-s   1.0")
    print(f"read, end to end       {reading:.3f} CPU-s   {reading / baseline:.1f} times the baseline")
    print(f"reports per CPU-second {len(records) / reading:.1f}")
    print(f"cold start to first record {seconds:.2f} s wall, peak {peak:.0f} MiB")
    print(f"peak of this process   {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
