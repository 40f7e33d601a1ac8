"""What changed since a moment: per incident, figure series and operation, field by field, with the sources."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from watchdesk.ledger.figure_rows import FigureRow
from watchdesk.ledger.figure_series import FigureSeries, figure_series
from watchdesk.publish.coded_incident import IMPORTED, CodedIncident, code_incident
from watchdesk.publish.export_options import report_words
from watchdesk.publish.incident_csv import incident_row
from watchdesk.publish.incident_deaths import counter_words, death_counter
from watchdesk.records import Change, Event, IncidentFile, Judgement, MissionFact, Names, Reading, Report, Told
from watchdesk.store.history import Revision, Tombstone, revisions_since, tombstones
from watchdesk.store.incident_reading import every_incident_file
from watchdesk.store.opening import Store
from watchdesk.store.reading import readings

VIEW = "low-best-high"
"""The view under which the coded fields of an incident are compared."""

_FIELDS = (
    "status disputed event_type sub_event_type date_start date_end actor1 actor2 location admin1 country deaths_low "
    "deaths_best deaths_high alleged_best"
).split()
_RETOLD = frozenset({"event_type", "sub_event_type", "status", "deaths", "place", "when", "actor1", "actor2", "count"})
_FACT = ("personnel", "announced", "effective")

What = Literal["new", "changed"]
Prepare = Callable[[IncidentFile], IncidentFile | None]
PrepareReading = Callable[[Reading], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field as it was and as it is, each with the reports or the person that it comes from."""

    field: str
    old: str
    new: str
    old_sources: tuple[str, ...] = ()
    new_sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentChange:
    """An incident that is new, or of which more is told or otherwise. `fresh` are the tellings that came since.

    `disputes` says, in words, what its sources do not agree on; empty where they do.
    """

    what: What
    coded: CodedIncident
    fields: tuple[FieldChange, ...]
    fresh: tuple[Told, ...]
    disputes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesChange:
    """A figure series with counts that came since: `before` and `fresh` are its rows by then and since then."""

    what: What
    series: FigureSeries
    before: tuple[FigureRow, ...]
    fresh: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A fact about an operation that came since, and where an earlier one said otherwise, the fields that differ."""

    what: What
    fact: MissionFact
    report: Report
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Something that no longer stands, and why. `kind` is incident, claim or address."""

    kind: Literal["incident", "claim", "address"]
    id: str
    why: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed after `since`; `until` is the moment of the last change; `reports` counts those that came."""

    since: dt.datetime
    until: dt.datetime
    reports: int
    incidents: tuple[IncidentChange, ...]
    series: tuple[SeriesChange, ...]
    facts: tuple[FactChange, ...]
    withdrawn: tuple[Withdrawal, ...]
    fresh: tuple[Reading, ...]

    @property
    def disputed(self) -> tuple[IncidentChange, ...]:
        return tuple(i for i in self.incidents if i.disputes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Log:
    """The revisions since the moment, sorted by what they say."""

    until: dt.datetime | None
    claims: frozenset[str]
    reports: frozenset[str]
    incidents: frozenset[str]
    edits: dict[str, tuple[Revision, ...]]
    gone: tuple[Revision, ...]
    merged: tuple[Revision, ...]


def changes_since(
    store: Store,
    since: dt.datetime,
    names: Names | None = None,
    *,
    prepare: Prepare = lambda file: file,
    prepare_reading: PrepareReading = lambda reading: reading,
) -> Changes:
    """What changed in the store after a moment. `prepare` and `prepare_reading` redact what is to be published."""
    log = _read_log(revisions_since(store, since, tables=("claims", "reports", "incidents")))
    files = [f for f in map(prepare, every_incident_file(store)) if f is not None]
    held = [prepare_reading(r) for r in readings(store) if not _is_foreign_row(r)]
    incidents = [c for f in files if (c := _incident_change(f, log, since)) is not None]
    return Changes(
        since=since,
        until=log.until or since,
        reports=len(log.reports),
        incidents=tuple(sorted(incidents, key=_first_things)),
        series=_series_changes(held, log, names),
        facts=tuple(_fact_changes(held, log)),
        withdrawn=_withdrawn(log, [t for t in tombstones(store) if t.at > since]),
        fresh=tuple(_only_fresh(held, log)),
    )


def _read_log(revisions: Iterable[Revision]) -> _Log:
    added: dict[str, set[str]] = {"claims": set(), "reports": set(), "incidents": set()}
    edits: dict[str, tuple[Revision, ...]] = {}
    gone: list[Revision] = []
    merged: list[Revision] = []
    until: dt.datetime | None = None
    for r in revisions:
        until = r.at
        if r.change == "added":
            added[r.table].add(r.row)
        elif r.table == "claims" and (r.change, r.field, r.new) in _GONE:
            gone.append(r)
        elif r.table == "claims" and r.field and r.change == "changed":
            edits[r.row] = (*edits.get(r.row, ()), r)
        elif r.table == "incidents" and r.field == "merged_into" and r.new not in (None, "null"):
            merged.append(r)
    return _Log(
        until=until,
        claims=frozenset(added["claims"]),
        reports=frozenset(added["reports"]),
        incidents=frozenset(added["incidents"]),
        edits=edits,
        gone=tuple(r for r in gone if r.row not in added["claims"]),
        merged=tuple(r for r in merged if r.row not in added["incidents"]),
    )


_GONE = {("changed", "rejected", "true"), ("changed", "current", "false")}


def _incident_change(file: IncidentFile, log: _Log, since: dt.datetime) -> IncidentChange | None:
    """What changed of one incident, None where nothing did."""
    if not any(isinstance(t.claim, Event) for t in file.told):
        return None
    fresh = tuple(t for t in file.told if t.claim.id in log.claims)
    now = code_incident(file, VIEW)
    before = tuple(t for t in file.told if t.claim.id not in log.claims)
    if file.incident.id in log.incidents and not any(isinstance(t.claim, Event) for t in before):
        return IncidentChange(what="new", coded=now, fields=(), fresh=fresh, disputes=_disputes(now))
    edits = [r for t in before for r in log.edits.get(t.claim.id, ()) if (r.field or "").split(".")[0] in _RETOLD]
    earlier = (
        code_incident(replace(file, told=before), VIEW) if any(isinstance(t.claim, Event) for t in before) else None
    )
    fields = [*(_coded_changes(earlier, now) if earlier and fresh else ()), *map(_retold, edits)]
    fields += [_corrected(change, j) for j in file.judgements if j.at > since for change in j.changes]
    if not fields and not fresh:
        return None
    return IncidentChange(what="changed", coded=now, fields=tuple(fields), fresh=fresh, disputes=_disputes(now))


def _coded_changes(earlier: CodedIncident, now: CodedIncident) -> list[FieldChange]:
    old, new = incident_row(earlier), incident_row(now)
    return [
        FieldChange(
            field=name,
            old=_words(old[name]),
            new=_words(new[name]),
            old_sources=_voices(earlier, name, old[name]),
            new_sources=_voices(now, name, new[name]),
        )
        for name in _FIELDS
        if old[name] != new[name]
    ]


def _voices(coded: CodedIncident, field: str, value: object) -> tuple[str, ...]:
    """The reports whose telling gives this value; every one where the value is of them together."""
    giving = [t for t in coded.file.told if isinstance(t.claim, Event) and value in _values(t.claim, field)]
    told = giving or [t for t in coded.file.told if isinstance(t.claim, Event)]
    return tuple(dict.fromkeys(f"{counter_words(t.claim, t.report)} ({report_words(t.report)})" for t in told))


def _values(event: Event, field: str) -> tuple[object, ...]:
    deaths, place, when = event.deaths, event.place, event.when
    known: dict[str, object] = {
        "status": event.status,
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "date_start": when.first.isoformat() if when and when.first else None,
        "date_end": when.last.isoformat() if when and when.last else None,
        "actor1": event.actor1.name if event.actor1 else None,
        "actor2": event.actor2.name if event.actor2 else None,
        "location": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "deaths_low": deaths.low if deaths else None,
        "deaths_best": deaths.best if deaths else None,
        "deaths_high": deaths.high if deaths else None,
        "alleged_best": deaths.best if deaths and event.status == "alleged" else None,
    }
    return (known[field],) if known.get(field) is not None else ()


def _retold(revision: Revision) -> FieldChange:
    """What a changed page, or a new reading of it, tells otherwise."""
    return FieldChange(
        field=revision.field or "",
        old=_plain(revision.old),
        new=_plain(revision.new),
        new_sources=(f"its page, read {revision.at:%Y-%m-%d}",),
    )


def _corrected(change: Change, judgement: Judgement) -> FieldChange:
    """What a person corrected."""
    return FieldChange(
        field=change.field,
        old=_plain(change.old),
        new=_plain(change.new),
        new_sources=(f"corrected by {judgement.by}, {judgement.at:%Y-%m-%d}",),
    )


def _disputes(coded: CodedIncident) -> tuple[str, ...]:
    """What its sources do not agree on, in words."""
    found = []
    statuses: dict[str, list[str]] = {}
    for told in coded.file.told:
        if isinstance(told.claim, Event):
            statuses.setdefault(told.claim.status, []).append(counter_words(told.claim, told.report))
    if coded.disputed:
        parts = (f"{status} according to {', '.join(dict.fromkeys(who))}" for status, who in statuses.items())
        found.append("; ".join(parts))
    tolls = {
        (death_counter(t, coded.file), t.claim.deaths.best)
        for t in coded.file.told
        if isinstance(t.claim, Event) and t.claim.deaths and t.claim.status == coded.status
    }
    if len({number for _, number in tolls}) > 1 and coded.deaths and coded.deaths.low != coded.deaths.high:
        found.append(
            "deaths: " + "; ".join(f"{number} ({who})" for who, number in sorted(tolls, key=lambda t: t[::-1]))
        )
    return tuple(found)


def _series_changes(held: Sequence[Reading], log: _Log, names: Names | None) -> tuple[SeriesChange, ...]:
    found = []
    for series in figure_series(held, names):
        fresh = tuple(r for r in series.rows if r.figure.id in log.claims)
        before = tuple(r for r in series.rows if r.figure.id not in log.claims)
        if not fresh or series.scope == "part":
            continue
        if before and {r.value for r in fresh} <= {r.value for r in before}:
            continue
        found.append(SeriesChange(what="changed" if before else "new", series=series, before=before, fresh=fresh))
    return tuple(sorted(found, key=lambda s: (s.what == "new", -len(s.series.rows), s.series.id)))


def _fact_changes(held: Sequence[Reading], log: _Log) -> Iterable[FactChange]:
    told = [(c, r.report) for r in held for c in r.claims if isinstance(c, MissionFact)]
    before = [(f, r) for f, r in told if f.id not in log.claims]
    for fact, report in told:
        if fact.id not in log.claims:
            continue
        same = [(f, r) for f, r in before if _topic(f) == _topic(fact)]
        fields = tuple(
            FieldChange(
                field=name,
                old=_fact_words(f, name),
                new=_fact_words(fact, name),
                old_sources=(report_words(r),),
                new_sources=(report_words(report),),
            )
            for f, r in same[-1:]
            for name in _FACT
            if _fact_words(f, name) and _fact_words(fact, name) and _fact_words(f, name) != _fact_words(fact, name)
        )
        if not same or fields:
            yield FactChange(what="changed" if fields else "new", fact=fact, report=report, fields=fields)


def _topic(fact: MissionFact) -> tuple[str, str, str | None]:
    return fact.operation, fact.action, fact.country


def _fact_words(fact: MissionFact, name: str) -> str:
    if name != "personnel":
        return str(getattr(fact, name) or "")
    count = fact.personnel
    if count is None:
        return ""
    ends = [n for n in (count.low, count.high) if n is not None]
    return " to ".join(dict.fromkeys(f"{n:,}" for n in ends))


def _withdrawn(log: _Log, buried: Sequence[Tombstone]) -> tuple[Withdrawal, ...]:
    found = [Withdrawal(kind="address", id=t.address, why=f"forgotten by {t.who}: {t.why}") for t in buried]
    for revision in log.gone:
        why = "rejected" if revision.field == "rejected" else "no longer told by its page"
        found.append(Withdrawal(kind="claim", id=revision.row, why=f"{why} ({revision.who}, {revision.why})"))
    for revision in log.merged:
        into = _plain(revision.new)
        found.append(Withdrawal(kind="incident", id=revision.row, why=f"merged into {into}"))
    return tuple(found)


def _only_fresh(held: Sequence[Reading], log: _Log) -> Iterable[Reading]:
    for reading in held:
        claims = tuple(c for c in reading.claims if c.id in log.claims)
        if claims:
            yield replace(reading, claims=claims)


def _is_foreign_row(reading: Reading) -> bool:
    return reading.report.cleaner.startswith(IMPORTED)


def _first_things(change: IncidentChange) -> tuple[int, int, str]:
    """New before changed, the deadliest first."""
    deaths = change.coded.deaths or change.coded.alleged_deaths
    return change.what == "changed", -(deaths.best if deaths else 0), change.coded.id


def _plain(text: str | None) -> str:
    if text is None:
        return ""
    value = json.loads(text)
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _words(value: object) -> str:
    return "" if value is None else str(value)
