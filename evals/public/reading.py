"""Read the texts of a public set with watchdesk: records of a JSONL file, a fixed sample, one Reading a text.

The sets themselves are never part of the project: each script takes the folder that holds them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pathlib
import random
import sys
import time
from collections.abc import Iterator

from watchdesk.collect.folders import capture_id
from watchdesk.pipeline import Reader, open_reader, read_capture
from watchdesk.records import Capture, Event, Figure, Reading, Stated, Statement
from watchdesk.settings import READERS, Settings

SEED = 20260101


def options(about: str | None, sample: int = 0) -> argparse.ArgumentParser:
    """The options that every script takes; `sample` is how many records it reads unless told, 0 for all."""
    parser = argparse.ArgumentParser(description=(about or "").split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path, help="the folder of the set")
    parser.add_argument("--part", default="dev", help="dev, train or test: the JSONL file of that name")
    parser.add_argument("--reader", default="auto", choices=READERS)
    parser.add_argument("--sample", type=int, default=sample, help="how many records, drawn with a fixed seed; 0: all")
    parser.add_argument("--misses", action="store_true", help="print what was read otherwise than the set has it")
    parser.add_argument("--gazetteer", type=pathlib.Path, help="a gazetteer of your own, made with `gazetteer add`")
    return parser


def load_records(args: argparse.Namespace) -> list[dict]:
    """The records of the part, or a sample of them in the order of the file."""
    path = args.folder / f"{args.part}.jsonl"
    if not path.is_file():
        sys.exit(f"{path}: no such file; expected the folder of the set, as downloaded")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if args.sample and args.sample < len(records):
        kept = sorted(random.Random(SEED).sample(range(len(records)), args.sample))
        records = [records[index] for index in kept]
    return records


def reader_of(args: argparse.Namespace) -> Reader:
    return open_reader(Settings(reader=args.reader, gazetteer=args.gazetteer))


def read_text(reader: Reader, address: str, text: str, published: str | None, language: str = "en") -> Reading:
    """What watchdesk makes of one text, given its day and language."""
    stated = Stated(id=address, published=day_of(published), language=language)
    body = text.encode()
    capture = Capture(id=capture_id(address, body), address=address, body=body, media_type="text/plain", stated=stated)
    return read_capture(capture, reader)


def day_of(told: str | None) -> dt.date | None:
    """A day written year-month-day, with or without leading zeros; None where there is none."""
    parts = [int(part) for part in (told or "").split("-") if part.isdigit()]
    return dt.date(*parts) if len(parts) == 3 else None


def timed(items: list[dict], told: str) -> Iterator[dict]:
    """The items, with a line on the error stream that says how long they took."""
    start = time.process_time()
    yield from items
    spent = time.process_time() - start
    print(f"{told}: {len(items)} records in {spent:.1f} CPU-s", file=sys.stderr)


def events_of(reading: Reading) -> list[Event]:
    return [claim for claim in reading.claims if isinstance(claim, Event)]


def figures_of(reading: Reading) -> list[Figure]:
    return [claim for claim in reading.claims if isinstance(claim, Figure)]


def statements_of(reading: Reading) -> list[Statement]:
    return [claim for claim in reading.claims if isinstance(claim, Statement)]
