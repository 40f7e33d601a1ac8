"""The digest: what is new, changed and disputed since a moment, cut to what is read in three minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from watchdesk.ledger.views import view_values
from watchdesk.publish.changes import Changes, FactChange, FieldChange, IncidentChange, SeriesChange
from watchdesk.publish.changes_text import CountryName, fact_title, field_words, headline, series_words
from watchdesk.publish.coded_incident import CodedIncident
from watchdesk.publish.digest_map import digest_map
from watchdesk.publish.export_options import link_of, report_words
from watchdesk.publish.plots import figure_plot
from watchdesk.publish.redaction import NAME_WITHHELD
from watchdesk.publish.wording import many
from watchdesk.records import Reading, Source, Statement

MINUTES = 3
WORDS_A_MINUTE = 200
"""How fast an attentive reader reads; the whole digest stays within MINUTES of it."""

_MOST = {"New": 6, "Changed": 5, "Disputed": 4, "Figures": 3, "Operations": 4, "Quotations": 3, "Withdrawn": 3}
_HELD = {"New": 3, "Changed": 3, "Disputed": 2}  # the longer parts that a reader comes for
_PLOTS = 2
_QUOTE_WORDS, _LINE_WORDS = 26, 36
_WEIGHT = {"claim_responsibility": 0, "accuse": 1, "deny": 1, "announce": 2, "condemn": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry: a headline, lines below it, words quoted with who they are of, and links to the reports."""

    head: str
    lines: tuple[str, ...] = ()
    quote: str | None = None
    source: str = ""
    links: tuple[tuple[str, str], ...] = ()
    plot: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPart:
    """One section; `more` entries are left out for length."""

    title: str
    items: tuple[Item, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A digest ready to be written: `map` is SVG, None where nothing has a point; `withheld`: private names are."""

    title: str
    summary: str
    map: str | None
    parts: tuple[DigestPart, ...]
    withheld: bool = True


def make_digest(changes: Changes, *, country_name: CountryName = str, withheld: bool = True) -> Digest:
    """The digest of what changed; its numbers on the map are those of the entries. `changes` must be redacted."""
    new = [i for i in changes.incidents if i.what == "new"]
    changed = [i for i in changes.incidents if i.what == "changed" and i.fields]
    shown = [*new[: _MOST["New"]], *changed[: _MOST["Changed"]]]
    numbers = {i.coded.file.incident.id: n for n, i in enumerate(shown, 1)}
    parts = [
        _part("New", [_new_item(i, numbers, country_name) for i in new]),
        _part("Changed", [_changed_item(i, numbers, country_name) for i in changed]),
        _part("Disputed", [_disputed_item(i, numbers) for i in changes.disputed]),
        _part("Figures", [_series_item(s, n) for n, s in enumerate(_telling(changes.series))]),
        _part("Operations", [_fact_item(f) for f in _weighty(changes.facts)]),
        _part("Quotations", _quotations(changes.fresh)),
        _part("Withdrawn", [Item(head=_clip(f"{w.kind.capitalize()} {w.id}: {w.why}", _LINE_WORDS)) for w in
                            changes.withdrawn]),
    ]  # fmt: skip
    summary = _summary(changes, new, changed)
    kept = _within([p for p in parts if p.items], MINUTES * WORDS_A_MINUTE - len(summary.split()))
    drawn = {item.number for p in kept for item in p.items}
    return Digest(
        title=f"Digest, {_span_words(changes.since, changes.until)}",
        summary=summary,
        map=digest_map([(n, i.coded) for n, i in enumerate(shown, 1) if n in drawn]),
        parts=kept,
        withheld=withheld,
    )


def _within(parts: Sequence[DigestPart], most: int) -> tuple[DigestPart, ...]:
    """The parts cut to at most so many words: the one that is longest for its weight gives up its last entry first."""
    kept = list(parts)
    while sum(map(_words_of, kept)) > most and any(len(p.items) > 1 for p in kept):
        longest = max(kept, key=lambda p: (len(p.items) > 1, _words_of(p) / _HELD.get(p.title, 1)))
        shorter = replace(longest, items=longest.items[:-1], more=longest.more + 1)
        kept[kept.index(longest)] = shorter
    return tuple(kept)


def _words_of(part: DigestPart) -> int:
    texts = (
        t for i in part.items for t in (i.head, *i.lines, i.quote or "", i.source, *(words for words, _ in i.links))
    )
    return sum(len(text.split()) for text in texts)


def _summary(changes: Changes, new: Sequence[IncidentChange], changed: Sequence[IncidentChange]) -> str:
    occurred = [i.coded for i in new if i.coded.status == "occurred"]
    deaths = [c.deaths for c in occurred if c.deaths]
    unproven = f", {len(new) - len(occurred)} of them not told as occurred" if len(new) > len(occurred) else ""
    parts = [
        f"{many(changes.reports, 'report')} came in",
        f"{many(len(new), 'incident')} {'is' if len(new) == 1 else 'are'} new{unproven}",
        f"{many(len(changed), 'incident')} changed",
        f"{len(changes.disputed)} disputed",
    ]
    told = ""
    if deaths:
        low, high = sum(d.low for d in deaths), sum(d.high for d in deaths)
        span = f"{low:,}" if low == high else f"{low:,} to {high:,}"
        told = f" Killed in the new incidents that occurred: {span}, alleged and denied deaths not counted."
    return "; ".join(parts) + "." + told


def _new_item(change: IncidentChange, numbers: dict[str, int], country_name: CountryName) -> Item:
    coded = change.coded
    lead = coded.lead.report
    actors = " against ".join(a.name for a in (coded.actor1, coded.actor2) if a)
    voices = f"{many(len(coded.publishers), 'source')}" if len(coded.publishers) > 1 else ""
    return Item(
        head=headline(coded, country_name),
        lines=tuple(line for line in (", ".join(p for p in (actors, voices) if p), _unplaced(coded)) if line),
        quote=_clip(coded.words, _QUOTE_WORDS),
        source=report_words(lead),
        links=_links(coded),
        number=_number(coded, numbers),
    )


def _changed_item(change: IncidentChange, numbers: dict[str, int], country_name: CountryName) -> Item:
    fields: Sequence[FieldChange] = change.fields
    lines = [_clip(field_words(f), _LINE_WORDS) for f in fields[:3]]
    lines += [f"and {len(fields) - 3} more fields"] if len(fields) > 3 else []
    coded = change.coded
    return Item(
        head=headline(coded, country_name), lines=tuple(lines), links=_links(coded), number=_number(coded, numbers)
    )


def _disputed_item(change: IncidentChange, numbers: dict[str, int]) -> Item:
    coded = change.coded
    place = coded.place.name if coded.place else "place not told"
    head = f"{coded.sub_event_type}, {place}"
    return Item(
        head=head,
        lines=tuple(_clip(d, _LINE_WORDS) for d in change.disputes),
        number=numbers.get(coded.file.incident.id),
    )


def _series_item(change: SeriesChange, number: int) -> Item:
    plot = figure_plot(change.series, view_values(change.series)) if number < _PLOTS else None
    head = change.series.title[:1].upper() + change.series.title[1:]
    return Item(head=head, lines=(_clip(series_words(change), _LINE_WORDS),), plot=plot)


def _fact_item(change: FactChange) -> Item:
    link = link_of(change.report)
    quote = None if change.fields else _clip(change.fact.evidence[0].text, _QUOTE_WORDS)
    return Item(
        head=fact_title(change),
        lines=tuple(_clip(field_words(f), _LINE_WORDS) for f in change.fields),
        quote=quote,
        source=report_words(change.report) if quote else "",
        links=((report_words(change.report), link),) if link else (),
    )


def _telling(series: Sequence[SeriesChange]) -> list[SeriesChange]:
    """Series of which counts stand against each other; a single count is told with its incident."""
    return [s for s in series if len({r.value for r in s.series.rows}) > 1 or s.before]


def _weighty(facts: Sequence[FactChange]) -> list[FactChange]:
    """Facts that changed first, then what bears on a mission's life; each operation and action once."""
    order = ("operation_end", "mandate", "withdrawal", "attack_on_peacekeepers", "access_denied", "personnel_detained")
    found: dict[tuple[str, str, str | None], FactChange] = {}
    for fact in facts:
        found.setdefault((fact.fact.operation, fact.fact.action, fact.fact.country), fact)

    def rank(change: FactChange) -> tuple[bool, int]:
        action = change.fact.action
        return change.what == "new", order.index(action) if action in order else len(order)

    return sorted(found.values(), key=rank)


def _quotations(fresh: Sequence[Reading]) -> list[Item]:
    """Words quoted directly, of whoever may be named or has no name; the weightier acts first, one of each report."""
    found: list[tuple[int, Item]] = []
    for reading in fresh:
        told = [c for c in reading.claims if isinstance(c, Statement) and c.mode == "direct" and _speaker(c)]
        best = min(told, key=lambda c: (_WEIGHT.get(c.act, 9), abs(len(c.words.text.split()) - 18)), default=None)
        if best is None or NAME_WITHHELD in best.words.text:
            continue
        speaker = f"{_speaker(best)}, in {report_words(reading.report)}"
        item = Item(head="", quote=_clip(best.words.text, _QUOTE_WORDS), source=speaker)
        found.append((_WEIGHT.get(best.act, 9), item))
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def _speaker(statement: Statement) -> str:
    source = statement.sources[0] if statement.sources else Source()
    return ", ".join(dict.fromkeys(p for p in (source.name, source.role, source.organisation) if p))


def _unplaced(coded: CodedIncident) -> str:
    place = coded.place
    return "" if place and place.latitude is not None else "Not on the map: its place is not known closely enough."


def _number(coded: CodedIncident, numbers: dict[str, int]) -> int | None:
    located = coded.place is not None and coded.place.latitude is not None
    return numbers.get(coded.file.incident.id) if located else None


def _links(coded: CodedIncident) -> tuple[tuple[str, str], ...]:
    found = ((report_words(r), link) for r in coded.reports if (link := link_of(r)))
    return tuple(found)[:2]


def _span_words(since: dt.datetime, until: dt.datetime) -> str:
    """The days from one to the other, the year once where it is the same."""
    first = f"{since.day} {since:%B}" if since.year == until.year else f"{since.day} {since:%B %Y}"
    return f"{first} to {until.day} {until:%B %Y}"


def _part(title: str, items: Sequence[Item]) -> DigestPart:
    return DigestPart(title=title, items=tuple(items[: _MOST[title]]), more=max(0, len(items) - _MOST[title]))


def _clip(text: str, most: int) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= most else " ".join(words[:most]).rstrip(",;:") + " …"
