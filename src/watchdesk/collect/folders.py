"""Files, folders and standard input: one capture per file, or per line of a JSON Lines file."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from watchdesk.collect.identity import capture_id
from watchdesk.collect.limits import LIMITS, Limits, oversized_file
from watchdesk.collect.lines import outrank, read_lines
from watchdesk.errors import UnreadableCapture
from watchdesk.records import Capture, Issue, Stated

__all__ = ["MEDIA_TYPES", "STDIN", "capture_id", "collect_paths", "outrank"]

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".eml": "message/rfc822",
    ".jsonl": "application/jsonl",
}
"""The file endings that a folder is searched for, and what each claims to be."""

STDIN = "-"
"""The path that stands for standard input."""

_JSON_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")
_log = logging.getLogger(__name__)


def collect_paths(
    paths: Sequence[str], stated: Stated, *, limits: Limits = LIMITS, stdin: IO[bytes] | None = None
) -> Iterator[Capture | Issue]:
    """Captures in the order of `paths`, and an issue in the place of each one that cannot be had.

    A folder gives its files, sorted by path, and those of its subfolders; `-` is standard input. Nothing here raises
    for one bad path, file or line: the issue names it and the others are still read.
    """
    for path in paths:
        try:
            yield from _collect(path, stated, limits, stdin)
        except UnreadableCapture as error:
            yield Issue(address=path, reason=f"{path}: {error}")
        except OSError as error:
            yield Issue(address=path, reason=f"{path}: {_told(error)}")
        except ValueError as error:  # a path with a NUL character
            yield Issue(address=path, reason=f"{path!r} is not a path ({error}), expected a file, a folder or -")


def _collect(path: str, stated: Stated, limits: Limits, stdin: IO[bytes] | None) -> Iterator[Capture | Issue]:
    if path == STDIN:
        yield from _read_stream(stdin or sys.stdin.buffer, stated, limits)
    elif Path(path).is_dir():
        files = _files_in(path)
        yield from collect_paths(files, stated, limits=limits)
    elif Path(path).suffix.lower() == ".jsonl":
        with Path(path).open("rb") as stream:
            yield from read_lines(stream, path, stated, limits=limits)
    else:
        with Path(path).open("rb") as stream:
            yield _capture(path, stream.read(limits.max_file_bytes + 1), stated, limits)


def _files_in(folder: str) -> list[str]:
    """The files of a folder that can hold a report, sorted; hidden files and folders are passed over."""
    found: list[str] = []
    others: list[str] = []
    for parent, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in (Path(parent, name) for name in files if not name.startswith(".")):
            (found if file.suffix.lower() in MEDIA_TYPES else others).append(str(file))
    if not found:
        raise UnreadableCapture(f"the folder holds no file that ends in {', '.join(MEDIA_TYPES)}: expected reports")
    if others:
        _log.warning("%s: %d files of other kinds passed over, such as %s", folder, len(others), min(others))
    return sorted(found)


def _raise(error: OSError) -> None:
    raise error


def _read_stream(stream: IO[bytes], stated: Stated, limits: Limits) -> Iterator[Capture | Issue]:
    """Standard input: JSON Lines where the first line opens an object, else one report."""
    first = stream.readline(limits.max_line_bytes + 1)
    while first and not first.strip(b"\xef\xbb\xbf \t\r\n") and len(first) <= limits.max_line_bytes:
        first = stream.readline(limits.max_line_bytes + 1)
    if _JSON_LINE.match(first):
        yield from read_lines(stream, STDIN, stated, limits=limits, first=first)
    else:
        rest = stream.read(max(0, limits.max_file_bytes + 1 - len(first)))
        yield _capture(STDIN, first + rest, stated, limits)


def _capture(path: str, body: bytes, stated: Stated, limits: Limits) -> Capture:
    if len(body) > limits.max_file_bytes:
        raise oversized_file(limits.max_file_bytes)
    if not body:
        raise UnreadableCapture("the file is empty, expected a report")
    media_type = MEDIA_TYPES.get(Path(path).suffix.lower())
    return Capture(id=capture_id(path, body), address=path, body=body, media_type=media_type, stated=stated)


def _told(error: OSError) -> str:
    """What the system says of a path, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder, expected a report, a folder of reports or - for standard input"
    if isinstance(error, PermissionError):
        return "may not be read by this user: change its permissions or copy it"
    return f"cannot be read ({error.strerror or error})"
