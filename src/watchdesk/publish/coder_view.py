"""One coder's view of an event: who, where and when, with what else they might be and why this one."""

from __future__ import annotations

import datetime as dt

from watchdesk.records import Actor, Event, Place, Report, When

Lines = tuple[tuple[str, str], ...]


def coder_view(event: Event, report: Report) -> tuple[tuple[str, Lines], ...]:
    """For each of actors, place and date its lines, label and words; what is not told has none."""
    parts = (
        ("Who", actor_lines(event.actor1)),
        ("To whom", actor_lines(event.actor2)),
        ("Where", place_lines(event.place)),
        ("When", when_lines(event.when, event, report)),
    )
    return tuple((label, lines) for label, lines in parts if lines)


def actor_lines(actor: Actor | None) -> Lines:
    if actor is None:
        return ()
    lines = [
        ("Words", f"“{actor.quote.text}”" if actor.quote else "none: the usual actor"),
        ("Taken for", actor.name),
        ("Because", actor.reason or "named in the text"),
        ("Registry", actor.listed or "not in it"),
        *(("Or", candidate) for candidate in actor.candidates),
    ]
    return tuple(lines)


def place_lines(place: Place | None) -> Lines:
    if place is None or not (place.name or place.country):
        return ()
    chosen = ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))
    pin = f"{place.latitude:.4f}, {place.longitude:.4f}, within {place.radius_km:g} km" if _has_pin(place) else "none"
    lines = [
        ("Words", f"“{place.quote.text}”" if place.quote else "none: inferred"),
        ("Taken for", chosen),
        ("Because", place.why or ""),
        ("Limits", place.reason or ""),
        ("Pin", pin),
        *(("Or", candidate) for candidate in place.candidates),
        ("Other names", "; ".join(place.rivals)),
    ]
    return tuple((label, words) for label, words in lines if words)


def _has_pin(place: Place) -> bool:
    return None not in (place.latitude, place.longitude, place.radius_km)


def when_lines(when: When | None, event: Event, report: Report) -> Lines:
    if when is None or when.first is None or when.last is None:
        return ()
    days = _day(when.first) if when.first == when.last else f"{_day(when.first)} to {_day(when.last)}"
    lines = [
        ("Words", f"“{when.quote.text}”" if when.quote else "none"),
        ("Days", days),
        ("Because", _follows(when, event, report)),
        ("Counted from", _anchor(when, report)),
    ]
    return tuple((label, words) for label, words in lines if words)


def _follows(when: When, event: Event, report: Report) -> str:
    """How the days follow from the words."""
    if when.basis == "published":
        return "the report tells of the moment; the day of publication"
    if when.basis == "stated":
        return "the text states them"
    quote = when.quote
    elsewhere = quote is not None and not any(q.span.holds(quote.span) for q in event.evidence)
    if elsewhere:
        return "taken over from another sentence of the report"
    if report.published is None:
        return "counted from a date of the text, since the report has none: inferred"
    return "counted from the day below"


def _anchor(when: When, report: Report) -> str:
    if when.anchor is None:
        return ""
    whose = "publication" if when.anchor == report.published else "a date of the text"
    return f"{_day(when.anchor)} ({whose})"


def _day(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"
