"""A claim as rows to read: what belongs together in one line, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from watchdesk.desk.claim_fields import Field, fields_of
from watchdesk.desk.wording import words_in
from watchdesk.publish.wording import Words
from watchdesk.records import Claim, Count, Event, Figure, MissionFact, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: its name, what the claim says, the words it came from, a remark, and the digit that edits it."""

    label: str
    value: str
    quote: str | None = None
    note: str = ""
    key: str = ""


def rows_of(claim: Claim, language: str) -> tuple[Row, ...]:
    """The rows of a claim; those without a value and without words are left out."""
    return tuple(row for row in _rows(claim, words_in(language)) if row.value or row.quote)


def _rows(claim: Claim, words: Words) -> Iterator[Row]:
    together: dict[str, Row | None] = {}
    if isinstance(claim, Event):
        together = {
            "date_start": _when(claim.when, words),
            "date_end": None,
            "time_precision": None,
            "fatalities.low": _deaths(claim, words),
            "fatalities.best": None,
            "fatalities.high": None,
        }
    elif isinstance(claim, Figure):
        together = {"low": _count(claim.count, "low", words), "high": None, "qualifier": None}
    elif isinstance(claim, MissionFact):
        row = _count(claim.personnel, "personnel", words) if claim.personnel else None
        together = {"personnel.low": row, "personnel.high": None, "personnel.qualifier": None}
    fields = fields_of(claim)
    keys = {f.path: f.key for f in fields}
    for field in fields:
        if field.path in together:
            found = together[field.path]
            if found is not None:
                yield replace(found, key=field.key or keys["fatalities.best"])
        else:
            yield _row(field, words)


def _row(field: Field, words: Words) -> Row:
    value = words.named(field.words, field.value) if field.words and field.value else field.value
    quote = field.quote.text if field.quote else None
    note = words.phrase(field.note)
    return Row(label=words.named("field", field.label), value=value, quote=quote, note=note, key=field.key)


def _when(when: When | None, words: Words) -> Row:
    label = words.named("field", "date_start")
    if when is None:
        return Row(label=label, value="")
    days = "–".join(dict.fromkeys(str(day) for day in (when.first, when.last) if day))
    sharp = f"{words.named('time_precision', str(when.precision))}, {words.named('basis', when.basis or 'unknown')}"
    return Row(
        label=words.named("field", "when"), value=days, quote=when.quote.text if when.quote else None, note=sharp
    )


def _deaths(event: Event, words: Words) -> Row:
    deaths = event.deaths
    label = words.named("field", "fatalities")
    if deaths is None:
        return Row(label=label, value="")
    spread = "" if deaths.low == deaths.high else f"{words.number(deaths.low)}–{words.number(deaths.high)}"
    return Row(label=label, value=words.number(deaths.best), note=spread)


def _count(count: Count, label: str, words: Words) -> Row:
    return Row(label=words.named("field", "number" if label == "low" else label), value=words.count(count))
