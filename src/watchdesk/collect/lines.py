"""JSON Lines, read as a stream: one capture per line, and an issue for each line that is no report."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import IO

from watchdesk.collect.identity import capture_id
from watchdesk.collect.limits import LIMITS, Limits, oversized_line
from watchdesk.errors import BadInputLine
from watchdesk.records import Capture, Issue, Stated

FIELDS = ("id", "text", "html", "title", "published", "language", "url", "publisher")
"""The keys a line may have; others are ignored."""

_CODES = """
am ar az bg bm bn bs ca cs da de el en es et fa ff fi fr ha he hi hr hu hy id ig it ja ka km ko ku ln lo lt lv mk
ml mn ms my ne nl no other pa pl ps pt ro rn ru rw sg sk sl so sq sr sv sw ta te th ti tk tr uk ur uz vi wo yo zh
"""
LANGUAGES = frozenset(re.findall("[a-z]+", _CODES))
"""ISO 639-1 codes that a line may state, and "other"; the readers know en and fr."""

_SHOWN = 60


def read_lines(
    stream: IO[bytes], name: str, stated: Stated, *, limits: Limits = LIMITS, first: bytes = b""
) -> Iterator[Capture | Issue]:
    """Captures and issues in the order of the lines; blank lines are skipped. `first` is a line read already."""
    for number, line in enumerate(_bounded_lines(stream, limits.max_line_bytes, first), start=1):
        try:
            if line is None:
                raise oversized_line(limits.max_line_bytes)
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield read_line(line, f"{name}:{number}", stated)
        except BadInputLine as error:
            yield Issue(address=f"{name}:{number}", reason=f"{name}, line {number}: {error}")


def _bounded_lines(stream: IO[bytes], max_bytes: int, first: bytes) -> Iterator[bytes | None]:
    """Each line of a stream; None for a line of more than `max_bytes`, whose bytes are let go as they are read."""
    line = first or stream.readline(max_bytes + 1)
    while line:
        if len(line) > max_bytes and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(1024 * 1024)
            yield None
        else:
            yield line
        line = stream.readline(max_bytes + 1)


def read_line(line: bytes, address: str, stated: Stated) -> Capture:
    """The capture of one line. Raises BadInputLine with the value and what was expected."""
    record = _parse(line)
    words = {key: _string(record, key) for key in FIELDS if key != "published"}
    form = "text" if words["text"] is not None else "html"
    content = words[form]
    if content is None:
        raise BadInputLine(f"keys {_shown(sorted(record))} lack 'text' and 'html', expected one of them")
    if not content.strip():
        raise BadInputLine(f"{form!r} is {_shown(content)}, expected the words of a report")
    body = _encode(content, form)
    where = words["url"] or (f"{address.rpartition(':')[0]}#{words['id']}" if words["id"] else address)
    told = Stated(
        id=words["id"],
        title=words["title"],
        published=_date(record.get("published")),
        language=_language(words["language"]),
        publisher=words["publisher"],
    )
    return Capture(
        id=capture_id(where, body),
        address=where,
        body=body,
        media_type="text/plain" if form == "text" else "text/html",
        stated=outrank(stated, told),
    )


def outrank(first: Stated, second: Stated) -> Stated:
    """What `first` states, and what `second` states where `first` is silent."""
    chosen = {
        f.name: getattr(first, f.name) if getattr(first, f.name) is not None else getattr(second, f.name)
        for f in fields(Stated)
    }
    return Stated(**chosen)


def _parse(line: bytes) -> dict[str, object]:
    try:
        record = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise BadInputLine(f"byte {line[error.start : error.start + 1]!r} is not UTF-8, expected UTF-8") from error
    except RecursionError as error:
        raise BadInputLine("the JSON is nested too deeply, expected one flat object") from error
    except ValueError as error:
        raise BadInputLine(f"{_shown(line)} is not JSON ({error}), expected one JSON object on the line") from error
    if not isinstance(record, dict):
        raise BadInputLine(f"{_shown(record)} is a JSON {type(record).__name__}, expected an object")
    return record


def _string(record: dict[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise BadInputLine(f"{key!r} is {_shown(value)}, expected a string or null")


def _encode(content: str, key: str) -> bytes:
    try:
        return content.encode()
    except UnicodeEncodeError as error:
        half = content[error.start]
        raise BadInputLine(f"{key!r} holds half of a character pair, {half!r}, expected whole characters") from error


def _date(value: object) -> dt.date | None:
    """The day of an ISO date or an ISO date and time."""
    if value is None:
        return None
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d(?:$|[T ])", value):
        try:
            return dt.datetime.fromisoformat(value).date()
        except ValueError:
            pass
    raise BadInputLine(f"'published' is {_shown(value)}, expected a date such as '2022-11-16' or null")


def _language(value: str | None) -> str | None:
    """The ISO 639-1 code of a stated language; "fr-CA" states "fr"."""
    if value is None:
        return None
    code = re.split("[-_]", value.strip().lower())[0]
    if code not in LANGUAGES:
        raise BadInputLine(f"'language' is {_shown(value)}, expected an ISO 639-1 code such as 'en', 'fr' or 'ar'")
    return code


def _shown(value: object) -> str:
    """A value as it is shown in a message, cut short."""
    cut = value[: _SHOWN + 1] if isinstance(value, str | bytes | list) else value
    words = repr(cut)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
