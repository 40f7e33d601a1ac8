"""Annotated reports read anew and scored: how well the reader reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from watchdesk.collect.identity import capture_id
from watchdesk.measure.pairing import Record
from watchdesk.measure.scoring import Scores, score_report
from watchdesk.pipeline import Reader, open_reader, read_capture
from watchdesk.publish.report_json import report_record
from watchdesk.records import Capture, Issue, Reading, Stated
from watchdesk.settings import Settings
from watchdesk.workers import read_captures


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One annotated report with its scores; `fault` says why it could not be read, and then all of it is missed."""

    name: str
    language: str
    scores: Scores
    fault: str | None = None


def measure_reader(reports: Sequence[tuple[str, Record]], settings: Settings) -> Iterator[Measured]:
    """Each report read by the reader of the settings and scored, in their order."""
    captures = iter([capture_of(record) for _, record in reports])
    for (name, gold), outcome in zip(reports, read_captures(captures, settings), strict=True):
        fault = outcome.reason if isinstance(outcome, Issue) else None
        guess = report_record(outcome) if isinstance(outcome, Reading) else {}
        scores = score_report(gold, guess)
        yield Measured(name=name, language=gold["document"]["language"], scores=scores, fault=fault)


def reader_used(settings: Settings) -> Settings:
    """The settings with the reader that `auto` stands for here."""
    if settings.reader != "auto":
        return settings
    return replace(settings, reader="rules" if open_reader(settings).model is None else "model")


def read_anew(gold: Record, reader: Reader) -> Record:
    """The report record that watchdesk makes of the text of an annotated report. Raises RecordError."""
    return report_record(read_capture(capture_of(gold), reader))


def capture_of(gold: Record) -> Capture:
    """The text of an annotated report as a capture, with only what a wire would give: title, date, language."""
    document = gold["document"]
    published = document.get("published")
    stated = Stated(
        id=document["id"],
        title=document.get("title"),
        published=dt.date.fromisoformat(published) if published else None,
        language=document.get("language"),
    )
    body = document["text"].encode("utf-8", "backslashreplace")
    return Capture(
        id=capture_id(document["id"], body), address=document["id"], body=body, media_type="text/plain", stated=stated
    )
