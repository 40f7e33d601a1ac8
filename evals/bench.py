"""Speed and memory of reading 500 mixed reports: `python evals/bench.py [--reports N]`.

A third of the reports tell of conflict and two thirds of anything else (sport, trade, weather, history): the texts of
training/corpus, repeated under changed ids where there are too few. They are read to the end by the command itself, with
two workers on two cores, and by one process beside the bare encoder: the same sentences in the same packs through ONNX
Runtime alone, on one thread. The share is the tokens per processor second of the whole reading over those of the bare
encoder. The machines we measure on are shared and noisy, so rates are per processor second, times two for two cores; the
wall clock is printed beside. Marks of the project stand in brackets.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from run import HERE

from watchdesk.clean.cleaner import clean_capture
from watchdesk.evaluation import capture_of, read_anew
from watchdesk.extract.event_model import open_event_model
from watchdesk.extract.reader import lay_out
from watchdesk.pipeline import Reader, open_name_lists
from watchdesk.settings import Settings

ROOT = HERE.parent
CORES = 2


def mixed_reports(many: int) -> list[dict]:
    """As many gold records as asked for, of which every third tells of conflict, each under an id of its own."""
    paths = sorted((ROOT / "training" / "corpus").glob("*.json"))
    records = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    conflict = [r for r in records if r["events"]]
    other = [r for r in records if not r["events"] and not r["peace_operations"]]
    found = []
    for number in range(many):
        of = conflict if number % 3 == 0 else other
        spread = number * 7 // 3 if number % 3 == 0 else number
        record = of[spread % len(of)]
        document = {**record["document"], "id": f"{record['document']['id']}-{number}"}
        found.append({**record, "document": document})
    return found


def cpu_of(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the command: wall seconds to the first line and to the end, processor seconds, MiB of all processes."""

    first: float
    whole: float
    spent: float
    peak: float


def held_by(process: int) -> float:
    """MiB that a process and those it started hold now; 0 where the system does not say (only Linux does)."""
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text()
        started = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    own = re.search(r"VmRSS:\s+(\d+) kB", status)
    return (int(own[1]) / 1024 if own else 0.0) + sum(held_by(int(child)) for child in started)


def run_command(arguments: list[str]) -> Run:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "-m", "watchdesk", "read", *arguments, "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    held = [0.0]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            held.append(held_by(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.stdout.readline()
    first = time.perf_counter() - start
    lines = 1 + sum(1 for _ in process.stdout)
    process.wait()
    over.set()
    watcher.join()
    whole = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode or not lines:
        sys.exit(f"watchdesk read ended with {process.returncode} after {lines} lines; expected 0")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(first=first, whole=whole, spent=spent, peak=max(held))


def read_with_two_workers(records: list[dict]) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "reports.jsonl"
        keys = ("id", "title", "published", "language", "text")
        lines = (json.dumps({k: r["document"][k] for k in keys if r["document"].get(k)}) for r in records)
        path.write_text("\n".join(lines), encoding="utf-8")
        return run_command([str(path), "--workers", str(CORES)])


def share_of_encoder(records: list[dict]) -> tuple[float, float, int]:
    """Processor seconds of the bare encoder and of reading, on one thread, and the tokens that both read."""
    model = open_event_model()
    model.use_threads(1)
    reader = Reader(names=open_name_lists(Settings()), model=model)
    for record in records[:8]:
        read_anew(record, reader)
    reading = cpu_of(lambda: [read_anew(record, reader) for record in records])
    packs = model.packs_of([lay_out(clean_capture(capture_of(record)), reader.names) for record in records])
    return cpu_of(lambda: [model.run_pack(pack) for pack in packs]), reading, sum(len(pack.ids) for pack in packs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=500)
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    records = mixed_reports(args.reports)
    cold = run_command([str(ROOT / "examples" / "withdrawal.txt")])
    print(
        f"cold start to first record  {cold.first:.2f} s wall, {cold.spent:.2f} CPU-s [< 2.5]; peak {cold.peak:.0f} MiB"
    )
    run = read_with_two_workers(records)
    size = sum(len(r["document"]["text"]) for r in records)
    print(f"{len(records)} reports of {size:,} characters, two workers: {run.whole:.1f} s wall, {run.spent:.1f} CPU-s")
    rate, wall = len(records) * CORES / run.spent, len(records) / run.whole
    print(f"reports a second            {rate:.1f} on two cores [>= 12]; {wall:.1f} by the wall clock")
    print(f"peak of all processes       {run.peak:.0f} MiB [< 700]")
    bare, reading, tokens = share_of_encoder(records)
    print(f"bare encoder                {tokens / bare:,.0f} tokens a CPU-s")
    print(f"read, end to end            {tokens / reading:,.0f} tokens a CPU-s, share {bare / reading:.2f} [>= 0.60]")


if __name__ == "__main__":
    main()
