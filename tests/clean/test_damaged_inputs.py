"""Whatever is read ends in a report or in an error with a reason, in bounded memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROBE = """
import io, json, resource, sys, time
sys.path.insert(0, sys.argv[1])
import damaged_inputs
from watchdesk.clean.cleaner import clean_capture
from watchdesk.collect.folders import collect_paths
from watchdesk.collect.lines import read_lines
from watchdesk.errors import RecordError
from watchdesk.records import Capture, Issue, Stated

def ends(name, body):
    if name.endswith(".jsonl"):
        found = list(read_lines(io.BytesIO(body), name, Stated()))
    else:
        found = [Capture(id=name, address=name, body=body)] if body else [Issue(address=name, reason="empty")]
    reports, faults = [], []
    for item in found:
        if isinstance(item, Issue):
            faults.append(item.reason)
            continue
        try:
            reports.append(clean_capture(item))
        except RecordError as error:
            faults.append(str(error))
    for report in reports:
        assert any(c.isalnum() for c in report.text), name
        for passage in report.stripped:
            span = passage.span
            assert span is None or report.text[span.start:span.end] == passage.text, name
    assert all(len(fault) > 20 or fault == "empty" for fault in faults), faults
    return len(reports), len(faults), faults[:1]

for name, body in getattr(damaged_inputs, sys.argv[2])():
    start = time.process_time()
    reports, faults, first = ends(name, body)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([name, reports, faults, first, round(time.process_time() - start, 2), peak]))
"""


def probe(which: str) -> list[tuple[str, int, int, list[str], float, int]]:
    """Name, reports, faults, first fault, seconds, peak MiB so far of each input, read in a process apart."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROBE, str(HERE), which], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def damaged() -> dict[str, tuple[str, int, int, list[str], float, int]]:
    return {row[0]: row for row in probe("damaged_inputs")}


def test_every_damaged_input_ends_in_text_or_a_reason(damaged):
    assert len(damaged) >= 200
    assert [name for name, reports, faults, *_ in damaged.values() if reports + faults == 0] == ["blank.jsonl"]


def test_memory_stays_under_a_gigabyte(damaged):
    assert max(row[5] for row in damaged.values()) < 1000


def test_nothing_runs_away(damaged):
    """Processor seconds, so that a busy machine does not matter: a hostile input must not hold a batch up."""
    assert [(row[0], row[4]) for row in damaged.values() if row[4] > 20] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("locked.pdf", "password"),
        ("scanned.pdf", "scanned"),
        ("cut_30.pdf", "cut off or damaged"),
        ("text_named.pdf", "expected '%PDF-'"),
        ("jpeg.txt", "JPEG"),
        ("zip.txt", "ZIP"),
        ("white_0.txt", "white space"),
        ("scripts_only.html", "no readable text"),
        ("bomb.eml", "application/zip"),
        ("nested_500.eml", "within one another"),
        ("nested_5000.eml", "nested too deeply"),
        ("bad_1.jsonl", "expected an object"),
        ("bad_11.jsonl", "'2022-02-30'"),
        ("bad_13.jsonl", "'klingon'"),
    ],
)
def test_the_reason_says_what_is_wrong(damaged, name, words):
    assert words in damaged[name][3][0]


@pytest.mark.parametrize("number", range(20))
def test_a_bad_line_does_not_stop_the_others(damaged, number):
    _, reports, faults, *_ = damaged[f"bad_{number}.jsonl"]
    assert (reports, faults) == (2, 1)


@pytest.mark.parametrize(
    "name",
    ["utf-16-le.txt", "utf-16-be.txt", "utf-32.txt", "cp1252.txt", "mac_roman.txt", "half_character.txt",
     "deep.html", "deep_page.html", "one_null.html", "whole_pdf.eml", "nested_5.eml", "bad_date.html", "marked.jsonl"],
)  # fmt: skip
def test_what_can_be_read_is_read(damaged, name):
    assert damaged[name][1] == 1


def test_no_shape_of_text_takes_time_beyond_its_length():
    rows = probe("long_inputs")
    assert [(row[0], row[4]) for row in rows if row[4] > 10] == []
    assert [row[0] for row in rows if row[1] + row[2] != 1] == []


def test_fifty_megabytes_on_one_line():
    rows = probe("large_inputs")
    assert max(row[5] for row in rows) < 1000
    assert [(row[0], row[4]) for row in rows if row[4] > 15] == []
    assert {row[0]: (row[1], row[2]) for row in rows}["line.jsonl"] == (1, 1)
