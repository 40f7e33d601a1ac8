"""JSON Lines: one capture per line, one issue per bad line, in order and as a stream."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest

from watchdesk.collect.limits import Limits
from watchdesk.collect.lines import outrank, read_lines
from watchdesk.records import Capture, Issue, Stated

GOOD = {
    "id": "7", "text": "Ten soldiers were killed.", "title": "Ten killed", "published": "2022-11-16",
    "language": "fr-CA", "url": "https://example.org/a", "publisher": "The Post", "colour": "ignored",
}  # fmt: skip


def read(*lines: object, stated: Stated | None = None, **options: Limits) -> list[Capture | Issue]:
    raw = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return list(read_lines(io.BytesIO(raw), "reports.jsonl", stated or Stated(), **options))


def test_a_line_gives_its_capture_and_what_it_states():
    (capture,) = read(GOOD)
    assert isinstance(capture, Capture)
    assert (capture.body, capture.media_type, capture.address) == (
        b"Ten soldiers were killed.", "text/plain", "https://example.org/a",
    )  # fmt: skip
    assert capture.stated == Stated(
        id="7", title="Ten killed", published=dt.date(2022, 11, 16), language="fr", publisher="The Post"
    )


def test_what_the_caller_states_outranks_the_line_only_where_given():
    (capture,) = read(GOOD, stated=Stated(published=dt.date(2020, 1, 1)))
    assert isinstance(capture, Capture)
    assert (capture.stated.published, capture.stated.language) == (dt.date(2020, 1, 1), "fr")


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ({"text": "a b"}, "reports.jsonl:1"),
        ({"text": "a b", "id": 12}, "reports.jsonl#12"),
        ({"text": "a b", "id": "x", "url": "http://e.org"}, "http://e.org"),
    ],
)
def test_the_address_is_the_url_else_the_id_else_the_line(line, address):
    (capture,) = read(line)
    assert capture.address == address


def test_html_lines_are_pages():
    (capture,) = read({"html": "<p>Ten killed</p>"})
    assert isinstance(capture, Capture)
    assert (capture.media_type, capture.body) == ("text/html", b"<p>Ten killed</p>")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{oops", "not JSON"),
        (b"[1, 2]", "[1, 2] is a JSON list, expected an object"),
        (b'"text"', "expected an object"),
        ({"title": "x"}, "['title'] lack 'text' and 'html'"),
        ({"text": "  "}, "expected the words of a report"),
        ({"text": 5}, "'text' is 5, expected a string or null"),
        ({"text": "a", "published": "16/11/2022"}, "'published' is '16/11/2022', expected a date such as '2022-11-16'"),
        ({"text": "a", "published": "2022-02-30"}, "'2022-02-30'"),
        ({"text": "a", "published": "2022-11"}, "'2022-11'"),
        ({"text": "a", "language": "klingon"}, "'language' is 'klingon', expected an ISO 639-1 code"),
        ({"text": "a", "id": True}, "'id' is True"),
        (b'{"text": "\\ud83d"}', "half of a character pair"),
        (b'{"text": "\xe9"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(line, words):
    first, issue, last = read(GOOD, line, GOOD)
    assert isinstance(first, Capture) and isinstance(last, Capture) and isinstance(issue, Issue)
    assert issue.address == "reports.jsonl:2"
    assert issue.reason.startswith("reports.jsonl, line 2: ") and words in issue.reason


@pytest.mark.parametrize("published", ["2022-11-16", "2022-11-16T23:30:00+01:00", "2022-11-16 08:00"])
def test_dates_and_times_give_the_day_as_written(published):
    (capture,) = read({"text": "a", "published": published})
    assert isinstance(capture, Capture)
    assert capture.stated.published == dt.date(2022, 11, 16)


def test_a_line_over_the_limit_is_refused_and_passed_over():
    long = {"text": "a" * 5000}
    first, issue, last = read(GOOD, long, GOOD, limits=Limits(max_line_bytes=1000))
    assert isinstance(first, Capture) and isinstance(last, Capture) and isinstance(issue, Issue)
    assert "longer than" in issue.reason


def test_blank_lines_are_no_reports_but_are_counted():
    _, capture = read({"text": "a"}, b"", b"  ", {"text": "b"})
    assert capture.address == "reports.jsonl:4"


def test_reading_is_a_stream():
    class Endless(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            return b'{"text": "a"}\n'

    stream = read_lines(Endless(), "-", Stated())
    assert [next(stream).address for _ in range(3)] == ["-:1", "-:2", "-:3"]


def test_outrank_keeps_the_second_where_the_first_is_silent():
    assert outrank(Stated(title="a"), Stated(title="b", language="fr")) == Stated(title="a", language="fr")
