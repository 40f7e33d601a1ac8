"""A claim as rows to read: what belongs together in one line, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from watchdesk.desk.claim_fields import Field, fields_of
from watchdesk.desk.wording import Country
from watchdesk.publish.wording import Words
from watchdesk.records import Actor, Claim, Count, Event, Figure, MissionFact, Place, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: its name, what the claim says, the words it came from, a remark, and the digit that edits it."""

    label: str
    value: str
    quote: str | None = None
    note: str = ""
    key: str = ""


def rows_of(claim: Claim, words: Words, country: Country) -> tuple[Row, ...]:
    """The rows of a claim; those without a value and without words are left out. `country` names a code."""
    return tuple(row for row in _rows(claim, words, country) if row.value or row.quote)


def _rows(claim: Claim, words: Words, country: Country) -> Iterator[Row]:
    together: dict[str, Row | None] = {}
    notes: dict[str, str] = {}
    if isinstance(claim, Event):
        together = {
            "date_start": _when(claim.when, words),
            "date_end": None,
            "time_precision": None,
            "fatalities.low": _deaths(claim, words),
            "fatalities.best": None,
            "fatalities.high": None,
        }
        notes = {
            "actor1.name": _actor_note(claim.actor1, words),
            "actor2.name": _actor_note(claim.actor2, words),
            "location.name": place_note(claim.place, words, country),
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
                yield replace(found, key=keys["fatalities.best" if field.path == "fatalities.low" else field.path])
        else:
            yield replace(_row(field, words, country), note=notes.get(field.path, ""))


def _row(field: Field, words: Words, country: Country) -> Row:
    value = words.named(field.words, field.value) if field.words and field.value else field.value
    if field.path == "country" and value:
        value = country(value)
    quote = field.quote.text if field.quote else None
    return Row(label=words.named("field", field.label), value=value, quote=quote, key=field.key)


def _actor_note(actor: Actor | None, words: Words) -> str:
    """Why an actor that no registry holds bears its name."""
    return words.phrase(actor.reason or "") if actor and not actor.entity_id else ""


def place_note(place: Place | None, words: Words, country: Country) -> str:
    """Where a place lies: region, country, how sharp, the point; the reason where it is none."""
    if place is None:
        return ""
    land = country(place.country) if place.country else None
    where = ", ".join(part for part in (place.admin1, land) if part and part != place.name)
    if place.latitude is None or place.longitude is None:
        told = [words.phrase(place.reason or "")]
    else:
        sharp = (
            words.say("map.within", km=round(place.radius_km)) if place.radius_km and place.geo_precision > 1 else ""
        )
        told = [sharp, f"{place.latitude:.3f}, {place.longitude:.3f}"]
    return words.say("part").join(part for part in (where, *told) if part)


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
