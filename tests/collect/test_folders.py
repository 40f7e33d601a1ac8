"""Paths to captures: files, folders, standard input, and issues in the place of what cannot be had."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from watchdesk.collect.folders import capture_id, collect_paths
from watchdesk.collect.limits import Limits
from watchdesk.records import Capture, Issue, Stated


def names(found) -> list[str]:
    return [Path(item.address).name for item in found]


def test_files_come_in_the_order_given_with_their_media_type(tmp_path):
    for name in ("b.txt", "a.HTML", "c.pdf", "d.eml", "e.md", "f.log"):
        (tmp_path / name).write_bytes(b"words")
    paths = [str(tmp_path / name) for name in ("b.txt", "a.HTML", "c.pdf", "d.eml", "e.md", "f.log")]
    found = list(collect_paths(paths, Stated(title="T")))
    assert [c.media_type for c in found if isinstance(c, Capture)] == [
        "text/plain", "text/html", "application/pdf", "message/rfc822", "text/markdown", None,
    ]  # fmt: skip
    assert all(isinstance(c, Capture) and c.stated.title == "T" and c.body == b"words" for c in found)


def test_a_folder_gives_its_files_sorted_and_passes_over_others(tmp_path, caplog):
    for name in ("z.txt", "a.txt", "sub/m.md", ".hidden.txt", "data.csv", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("words")
    assert names(collect_paths([str(tmp_path)], Stated())) == ["a.txt", "m.md", "z.txt"]
    assert "1 files of other kinds" in caplog.text


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p / "gone.txt", "no such file or folder"),
        (lambda p: (p / "empty").mkdir() or p / "empty", "holds no file that ends in .txt"),
        (lambda p: (p / "zero.txt").write_bytes(b"") is None or p / "zero.txt", "is empty"),
        (lambda p: (p / "big.txt").write_bytes(b"a" * 2000) and p / "big.txt", "larger than"),
        (lambda p: "bad\0path.txt", "is not a path"),
    ],
)
def test_what_cannot_be_had_is_an_issue_and_the_rest_is_read(tmp_path, make, words):
    bad = str(make(tmp_path))
    good = tmp_path / "good.txt"
    good.write_text("words")
    issue, capture = collect_paths([bad, str(good)], Stated(), limits=Limits(max_file_bytes=1000))
    assert isinstance(issue, Issue) and words in issue.reason and issue.address == bad
    assert isinstance(capture, Capture)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so(tmp_path):
    path = tmp_path / "locked.txt"
    path.write_text("words")
    path.chmod(0)
    (issue,) = collect_paths([str(path)], Stated())
    assert isinstance(issue, Issue) and "may not be read by this user" in issue.reason


def test_json_lines_files_give_a_capture_per_line(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text('{"text": "a"}\noops\n{"text": "b"}\n')
    first, issue, last = collect_paths([str(path)], Stated())
    assert isinstance(first, Capture) and isinstance(issue, Issue) and isinstance(last, Capture)
    assert issue.address == f"{path}:2"


@pytest.mark.parametrize(
    ("body", "count", "media_type"),
    [
        (b'{"text": "a"}\n{"text": "b"}\n', 2, "text/plain"),
        (b'\xef\xbb\xbf\n {"text": "a"}', 1, "text/plain"),
        (b"{ not JSON, only a brace }", 1, None),
        (b"Ten soldiers were killed.\nIn Gao.", 1, None),
        (b"%PDF-1.4\n...", 1, None),
    ],
)
def test_standard_input_is_json_lines_or_one_report(body, count, media_type):
    found = list(collect_paths(["-"], Stated(), stdin=io.BytesIO(body)))
    assert [c.media_type for c in found if isinstance(c, Capture)] == [media_type] * count


def test_an_empty_standard_input_is_an_issue():
    (issue,) = collect_paths(["-"], Stated(), stdin=io.BytesIO(b""))
    assert isinstance(issue, Issue) and "empty" in issue.reason


def test_ids_hang_on_address_and_bytes():
    assert capture_id("a", b"x") == capture_id("a", b"x")
    assert len({capture_id("a", b"x"), capture_id("b", b"x"), capture_id("a", b"y")}) == 3


def test_a_json_lines_file_of_any_size_is_read(tmp_path):
    path = tmp_path / "many.jsonl"
    line = json.dumps({"text": "word " * 100}) + "\n"
    path.write_text(line * 200)
    assert len(list(collect_paths([str(path)], Stated(), limits=Limits(max_file_bytes=1000)))) == 200
