"""The order of the stages, as one function that reads like the diagram: capture, report, claims, names, check."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from dataclasses import dataclass, replace

from watchdesk import __version__
from watchdesk.clean.cleaner import clean_capture
from watchdesk.errors import MissingPart
from watchdesk.extract.casing import as_written, in_usual_case
from watchdesk.extract.event_model import EventModel, open_event_model
from watchdesk.extract.reader import extract_claims, lay_out
from watchdesk.records import (
    Capture,
    Claim,
    Event,
    Figure,
    Issue,
    MissionFact,
    Names,
    Quote,
    Reading,
    Report,
    Statement,
)
from watchdesk.resolve.actors import resolve_actors
from watchdesk.resolve.names import NameLists, open_names
from watchdesk.resolve.places import resolve_places
from watchdesk.settings import Settings

_log = logging.getLogger(__name__)

KINDS: dict[type[Claim], str] = {Event: "event", Figure: "figure", Statement: "statement", MissionFact: "mission_fact"}
"""The kinds of claim, in the order in which they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What reading needs beside the bytes: the name lists, and the model that finds events, or None for rules.

    Opened once, used for every report.
    """

    names: Names
    model: EventModel | None = None


def open_reader(settings: Settings) -> Reader:
    """The reader of this installation with the user's own lists. Raises RunError where a part is missing or wrong."""
    return Reader(names=open_name_lists(settings), model=_open_model(settings.reader))


def open_name_lists(settings: Settings) -> NameLists:
    """Gazetteer, countries and actors that come with watchdesk, with the user's own beside them."""
    return open_names(settings.actors, (settings.gazetteer,) if settings.gazetteer else ())


def _open_model(reader: str) -> EventModel | None:
    """The model for `model`, for `auto` the model where its parts are there, None for `rules`."""
    if reader == "rules":
        return None
    try:
        return open_event_model()
    except MissingPart:
        if reader == "model":
            raise
        _log.warning("the learned reader is not installed: rules find the events, and miss more of them")
        return None


def read_capture(capture: Capture, reader: Reader) -> Reading:
    """Read one capture from end to end. Raises RecordError where its bytes hold no readable report."""
    names = reader.names
    report = clean_capture(capture)
    layout = lay_out(in_usual_case(report, names), names)
    claims = extract_claims(layout, names, reader.model)
    claims = resolve_places(claims, layout, names)
    claims = resolve_actors(claims, layout, names)
    if layout.report is not report:
        claims = as_written(claims, report)
    kept, dropped = check_verbatim(report, claims)
    return Reading(report=report, claims=give_ids(report, kept), dropped=dropped)


def check_verbatim(report: Report, claims: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
    """Claims whose every quoted word stands in the report, outside stripped passages; the others with the reason."""
    kept: list[Claim] = []
    dropped: list[Issue] = []
    for claim in claims:
        fault = verbatim_fault(report, claim)
        if fault is None:
            kept.append(claim)
        else:
            dropped.append(Issue(address=report.address, reason=f"{KINDS[type(claim)]} dropped: {fault}"))
    return tuple(kept), tuple(dropped)


def verbatim_fault(report: Report, claim: Claim) -> str | None:
    """Why a claim fails the verbatim check, or None where it passes."""
    if not claim.evidence:
        return "it quotes no evidence"
    for quote in quotes_of(claim):
        stands = report.text[quote.span.start : quote.span.end]
        if not quote.text.strip() or stands != quote.text:
            return f"{quote.text!r} is not what stands at {quote.span.start}-{quote.span.end}: {stands!r}"
        if any(s.span and s.span.overlaps(quote.span) for s in report.stripped):
            return f"{quote.text!r} stands in a stripped passage"
    return None


def quotes_of(claim: Claim) -> tuple[Quote, ...]:
    """Every quoted word of a claim: evidence, the words themselves, actors, place, date and sources."""
    found = list(claim.evidence)
    if isinstance(claim, Figure | Statement):
        found.append(claim.words)
    if isinstance(claim, Event):
        parts = (claim.actor1, claim.actor2, claim.place, claim.when)
        found += [part.quote for part in parts if part and part.quote]
    if isinstance(claim, Event | MissionFact) and claim.cue:
        found.append(claim.cue)
    found += [source.quote for source in claim.sources if source.quote]
    return tuple(found)


def give_ids(report: Report, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Claims with their ids: a hash of address, quoted words, kind and type, and the order among equals."""
    seen: Counter[str] = Counter()
    named: list[Claim] = []
    for claim in claims:
        words = "\0".join((report.address, KINDS[type(claim)], claim_type(claim), *(q.text for q in claim.evidence)))
        seen[words] += 1
        digest = hashlib.sha256(f"{words}\0{seen[words]}".encode()).hexdigest()[:20]
        made_by = claim.made_by or f"rules@{__version__}"
        named.append(replace(claim, id=digest, report_id=report.id, made_by=made_by))
    return tuple(named)


def claim_type(claim: Claim) -> str:
    """The type of a claim within its kind: the sub-event, measure, act or action."""
    if isinstance(claim, Event):
        return claim.sub_event_type
    if isinstance(claim, Figure):
        return f"{claim.measure} {claim.words.text}"
    if isinstance(claim, Statement):
        return f"{claim.act} {claim.words.text}"
    if isinstance(claim, MissionFact):
        return f"{claim.operation} {claim.action} {claim.country}"
    raise TypeError(f"{claim!r} is none of the kinds of claim: {', '.join(KINDS.values())}")
