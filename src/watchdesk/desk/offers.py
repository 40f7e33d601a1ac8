"""Values to offer for each field of a claim, each by one key: what the report holds, nearest to its words first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from watchdesk.codebooks import sub_events
from watchdesk.desk.claim_fields import Field, fields_of
from watchdesk.desk.second_look import DaysSeen, NameSeen, NumberSeen, Sights
from watchdesk.publish.wording import Words
from watchdesk.records import Claim, Event, Figure, Names, Report, Span

DIGITS, LETTERS = "123456789", "abcdefghi"
"""The keys of offers; letters where the field itself takes digits."""

SHORT = 10
"""Choices of which each has a key of its own, always the same; of longer lists the likely ones are offered."""

SPECIFIC = 6
"""Actors of the report that are offered at most, before the usual ones of the country."""

USUAL = ("mil", "pol", "uag", "civ", "gov", "pro", "rio", "ucm")
"""The usual actors of a country as the registry has them: army, police, unidentified group, civilians, ..."""

NEAR = 600
"""Characters from the claim's words within which a number is offered."""

_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One value. `values` go into the fields of these paths; `words` are those of the report that say so, empty where
    none do."""

    label: str
    values: tuple[tuple[str, str], ...]
    words: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What offers are made of: the claim, its report, what a second look finds there, and the claims beside it;
    `open` are the fields for which the reader proposes nothing."""

    claim: Claim
    report: Report
    sights: Sights
    beside: Sequence[Claim]
    names: Names
    words: Words
    open: frozenset[str] = frozenset()

    def gap(self, span: Span) -> int:
        """Characters between the words at `span` and those of the claim; 0 inside its evidence."""
        spans = [quote.span for quote in self.claim.evidence]
        return min((max(s.start - span.end, span.start - s.end, 0) for s in spans), default=0)

    def quoted(self, span: Span) -> str:
        """The words at `span`, cut where they are long."""
        text = " ".join(self.report.text[span.start : span.end].split())
        return text if len(text) <= _WORDS else f"{text[:_WORDS]}…"


def offers_of(around: Around) -> dict[str, tuple[Offer, ...]]:
    """The offers under each field, by path; a field without any is left out."""
    fields = fields_of(around.claim)
    place = around.claim.place if isinstance(around.claim, Event) else None
    held = {field.path: "" if field.path in around.open else field.value for field in fields} | {
        "place_id": str((place and place.geonames_id) or "")
    }
    found = {}
    for field in fields:
        offers = choices_of(field, around.words) or _with_keys(_new(_offers(field.path, around), held), field)
        if offers:
            found[field.path] = offers
    return found


def choices_of(field: Field, words: Words) -> tuple[Offer, ...]:
    """Every choice of a short list under its digit, 0 for the tenth; none for other fields."""
    if field.input != "choice" or len(field.choices) > SHORT:
        return ()
    return tuple(
        Offer(label=words.named(field.words, one) if field.words else one, values=((field.path, one),), key=key)
        for one, key in zip(field.choices, DIGITS + "0", strict=False)
    )


def _new(offers: Iterable[Offer], held: dict[str, str]) -> Iterator[Offer]:
    """The offers without those that the claim says already, each once."""
    seen = set()
    for offer in offers:
        if offer.values not in seen and any(held.get(path) != value for path, value in offer.values):
            seen.add(offer.values)
            yield offer


def _with_keys(offers: Iterable[Offer], field: Field) -> tuple[Offer, ...]:
    keys = LETTERS if field.input in ("number", "date") else DIGITS
    return tuple(
        Offer(label=offer.label, values=offer.values, words=offer.words, key=key)
        for offer, key in zip(offers, keys, strict=False)
    )


def _offers(path: str, around: Around) -> Iterator[Offer]:
    """What may stand in a field, the likeliest first."""
    sights, claim = around.sights, around.claim
    if path == "sub_event_type":
        yield from _types(around)
    elif path in ("actor1.name", "actor2.name"):
        yield from _actors(path, around)
    elif path == "location.name":
        yield from _places(around)
    elif path in ("organisation", "target", "attributed_to"):
        yield from _bodies(path, around)
    elif path == "speaker":
        yield from _named(path, _told(around, "name"), around)
        yield from _named(path, _nearest(sights.persons, around), around)
    elif path == "speaker_role":
        yield from _named(path, _told(around, "role"), around)
    elif path == "place" and isinstance(claim, Figure):
        yield from _named(path, _nearest(sights.places, around), around)
    elif path == "operation":
        yield from _named(path, _nearest(sights.operations, around), around)
    elif path == "country":
        yield from _named(path, _nearest(sights.countries, around), around)
    else:
        yield from _days(path, around)
        yield from _numbers(path, around)


def _nearest(seen: Iterable[NameSeen], around: Around) -> list[NameSeen]:
    """Those nearest to the claim's words first, those of the same distance in the order of the text."""
    return sorted(seen, key=lambda one: around.gap(one.span))


def _named(path: str, seen: Iterable[NameSeen], around: Around) -> Iterator[Offer]:
    for one in seen:
        yield _naming(one, ((path, one.name),), around)


def _naming(one: NameSeen, values: tuple[tuple[str, str], ...], around: Around) -> Offer:
    """The offer of a name, with where that is, and with the report's words where they say it otherwise."""
    said = around.quoted(one.span)
    label = f"{one.name} ({one.where})" if one.where else one.name
    return Offer(label=label, values=values, words=said if said != one.name else "")


def _types(around: Around) -> Iterator[Offer]:
    """Types by the words of the claim that may tell of them, then those of the same event type; where the type is open,
    of the types that the report tells."""
    claims = around.beside if "sub_event_type" in around.open else [around.claim]
    near = [one.name for one in around.sights.types if around.gap(one.span) == 0]
    families = {claim.event_type for claim in claims if isinstance(claim, Event)}
    near += [one.name for one in sub_events().values() if one.event_type in families]
    for name in near:
        yield Offer(label=around.words.named("sub_event", name), values=(("sub_event_type", name),))


def _actors(path: str, around: Around) -> Iterator[Offer]:
    """Actors of the claim's own words, those of the other claims, those named elsewhere; last the usual ones of the
    country."""
    seen = _nearest(around.sights.actors, around)
    here = [one for one in seen if around.gap(one.span) == 0]
    beside = [
        NameSeen(name=actor.name, span=actor.quote.span if actor.quote else Span(start=0, end=0))
        for event in around.beside
        if isinstance(event, Event)
        for actor in (event.actor1, event.actor2)
        if actor
    ]
    held = {f.path: f.value for f in fields_of(around.claim)}
    specific: dict[str, Offer] = {}
    for offer in _named(path, [*here, *beside, *seen], around):
        if offer.label != held[path]:
            specific.setdefault(offer.label, offer)
    yield from list(specific.values())[:SPECIFIC]
    yield from usual_actors(path, around)


def usual_actors(path: str, around: Around) -> Iterator[Offer]:
    """The army, the police and the like of the country where the event was, else of the one named most nearly."""
    claim = around.claim
    country = claim.place.country if isinstance(claim, Event) and claim.place else None
    if country is None:
        country = next((one.name for one in _nearest(around.sights.countries, around)), None)
    for prefix in USUAL if country else ():
        known = around.names.known_actor(f"{prefix}:{country}")
        if known:
            yield Offer(label=known.name, values=((path, known.name),))


def _places(around: Around) -> Iterator[Offer]:
    """The next likeliest of the reader, then the places named nearest."""
    claim, seen = around.claim, _nearest(around.sights.places, around)
    rivals = claim.place.rivals if isinstance(claim, Event) and claim.place else ()
    text = around.report.text
    seen.sort(key=lambda one: text[one.span.start : one.span.end] not in rivals)
    for one in seen:
        yield _naming(one, (("location.name", one.name), ("place_id", one.id)), around)


def _told(around: Around, part: str) -> list[NameSeen]:
    """What the other claims say of their sources: name, role or organisation; the nearest first."""
    found = []
    for claim in around.beside:
        for source in claim.sources:
            value = getattr(source, part)
            if value:
                span = source.quote.span if source.quote else claim.evidence[0].span
                found.append(NameSeen(name=value, span=span))
    return _nearest(found, around)


def _bodies(path: str, around: Around) -> Iterator[Offer]:
    """Bodies for which others of the report speak, then actors and operations named nearest."""
    yield from _named(path, _told(around, "organisation"), around)
    if path == "attributed_to":
        yield from _named(path, _told(around, "name"), around)
    yield from _named(path, _nearest([*around.sights.actors, *around.sights.operations], around), around)


def _days(path: str, around: Around) -> Iterator[Offer]:
    """The days that the report tells of, nearest first, then its own."""
    if path not in ("date_start", "date_end", "announced", "effective"):
        return
    for seen in sorted(around.sights.days, key=lambda one: around.gap(one.span)):
        yield Offer(label=_span_of(seen), values=_day_values(path, seen), words=around.quoted(seen.span))
    day = around.report.published
    if day:
        own = DaysSeen(first=day, last=day, precision=1, span=Span(start=0, end=0))
        yield Offer(label=str(day), values=_day_values(path, own), words=around.words.named("offers", "published"))


def _span_of(seen: DaysSeen) -> str:
    return str(seen.first) if seen.first == seen.last else f"{seen.first}–{seen.last}"


def _day_values(path: str, seen: DaysSeen) -> tuple[tuple[str, str], ...]:
    first, last = str(seen.first), str(seen.last)
    if path == "date_start":
        return (("date_start", first), ("date_end", last), ("time_precision", str(seen.precision)))
    if path == "date_end":
        return (("date_end", last),)
    shared = first if first == last else first[:7] if first[:7] == last[:7] else first[:4]
    return ((path, shared),)


def _numbers(path: str, around: Around) -> Iterator[Offer]:
    """The numbers near the claim's words."""
    head, _, part = path.rpartition(".")
    if part not in ("low", "best", "high"):
        return
    seen = sorted(around.sights.numbers, key=lambda one: around.gap(one.span))
    for one in (n for n in seen if around.gap(n.span) <= NEAR):
        values = _number_values(head, part, one)
        if values:
            bounds = [str(n) for n in dict.fromkeys((one.low, one.high)) if n is not None]
            yield Offer(label="–".join(bounds), values=values, words=around.quoted(one.span))


def _number_values(head: str, part: str, seen: NumberSeen) -> tuple[tuple[str, str], ...]:
    low, high = ("" if n is None else str(n) for n in (seen.low, seen.high))
    if head == "fatalities":
        best = low or high
        if part == "best":
            return ((f"{head}.low", low or best), (f"{head}.best", best), (f"{head}.high", high or best))
        return ((f"{head}.{part}", best if part == "low" else high or best),)
    dot = f"{head}." if head else ""
    if part == "low":
        return ((f"{dot}low", low), (f"{dot}high", high), (f"{dot}qualifier", seen.qualifier))
    return ((f"{dot}high", high or low),)
