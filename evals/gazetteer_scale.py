"""Measure `gazetteer add` and look-ups at scale: `python evals/gazetteer_scale.py DUMP [--rows 12000000] [--folder F]`.

DUMP is a GeoNames dump (a country's will do). A file of so many rows is made of it: its rows again and again, with new
ids that jump as those of allCountries.txt do, and a syllable put to the names of all copies but every twentieth, so that
names have namesakes. Prints the rows, the size, the wall and processor seconds and peak memory of adding it (all
processes together), and the median and 99th percentile of `places_named` over 10,000 look-ups, each name asked once,
half of them names that are there.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import random
import resource
import sys
import tempfile
import threading
import time

from watchdesk.resolve.gazetteer import Gazetteer
from watchdesk.resolve.gazetteer_files import add_gazetteer

SYLLABLES = [a + b for a in ("ba", "do", "ki", "lu", "ma", "né", "so", "ta", "wi", "za") for b in ("", "ra", "n", "ko")]
ASKED = 10_000
SAME = 20  # every so manieth copy keeps the names as they are
FIRST_ID = 20_000_000
COLUMNS = 19


def make_dump(source: pathlib.Path, target: pathlib.Path, rows: int) -> list[str]:
    """Write the file; give a fixed sample of the names in it."""
    lines = source.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    wrong = next((number for number, row in enumerate(cells, 1) if len(row) != COLUMNS), None if cells else 1)
    if wrong is not None:
        sys.exit(f"{source}, line {wrong}: no row of a GeoNames dump; expected {COLUMNS} columns parted by tabs")
    copies, chance, sample = -(-rows // len(cells)), random.Random(7), []
    left = rows
    with target.open("w", encoding="utf-8") as out:
        for copy in range(copies):
            tail = "" if copy % SAME == 0 else f" {SYLLABLES[copy % len(SYLLABLES)]}{SYLLABLES[copy // 40 % 40]}"
            wanted = {chance.randrange(len(cells)) for _ in range(2 * ASKED // copies + 1)}
            for at, row in enumerate(cells[:left]):
                name, plain = row[1] + tail, row[2] + tail.replace("é", "e")
                others = ",".join(other + tail for other in row[3].split(",")) if row[3] else ""
                number = FIRST_ID + at * copies + copy
                out.write("\t".join((str(number), name, plain, others, *row[4:])) + "\n")
                if at in wanted:
                    sample.append(name)
            left -= len(cells)
    return sample


class Memory(threading.Thread):
    """The most memory, in MB, that this process and its children have held together, looked at ten times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.over = 0.0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.1):
            self.most = max(self.most, sum(resident_mb(process) for process in family(os.getpid())))


def family(pid: int) -> list[int]:
    tasks = pathlib.Path(f"/proc/{pid}/task")
    children = [int(c) for task in tasks.glob("*/children") for c in task.read_text().split()] if tasks.exists() else []
    return [pid, *(member for child in children for member in family(child))]


def resident_mb(pid: int) -> float:
    try:
        words = pathlib.Path(f"/proc/{pid}/statm").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return int(words[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def look_ups(made: pathlib.Path, sample: list[str]) -> list[float]:
    """Milliseconds of each look-up: names that are there and names that are not, each once."""
    chance = random.Random(11)
    present = list(dict.fromkeys(sample))
    chance.shuffle(present)
    absent = [f"{name}{chance.choice('bdfgk')}u{number}" for number, name in enumerate(present)]
    half = present[: ASKED // 2]
    asked = half + absent[: ASKED - len(half)]
    chance.shuffle(asked)
    gazetteer, times = Gazetteer([made]), []
    for name in asked:
        start = time.perf_counter()
        gazetteer.places_named(name)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def processor_s() -> float:
    use = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in use)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("dump", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=12_000_000)
    parser.add_argument("--folder", type=pathlib.Path, help="where to work; needs 250 bytes a row")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        dump, made = pathlib.Path(folder) / "all.txt", pathlib.Path(folder) / "made.sqlite"
        sample = make_dump(args.dump, dump, args.rows)
        print(f"{args.rows:,} rows, {dump.stat().st_size / 1e6:,.0f} MB", flush=True)
        memory, start, used = Memory(), time.perf_counter(), processor_s()
        memory.start()
        added = add_gazetteer(dump, made)
        wall, spent = time.perf_counter() - start, processor_s() - used
        memory.over.set()
        size = made.stat().st_size / 1e6
        print(f"added in {wall:.0f} s ({spent:.0f} processor s), peak {memory.most:.0f} MB: {added.places:,} places, "
              f"{added.names:,} names, {size:,.0f} MB")  # fmt: skip
        times = look_ups(made, sample)
        print(f"{len(times):,} look-ups: median {times[len(times) // 2]:.3f} ms, "
              f"p99 {times[int(len(times) * 0.99)]:.3f} ms, slowest {times[-1]:.1f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
