"""What the store holds as lines of text: one record per line, tab-separated, or as JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping

from watchdesk.publish.report_json import report_record
from watchdesk.publish.wording import many
from watchdesk.records import Event, IncidentFile, Judgement, Reading, Told
from watchdesk.store.history import Revision, history_of, tombstones
from watchdesk.store.incident_reading import every_incident_file, incident, incident_of_claim, splits_of
from watchdesk.store.judging import judgements_of
from watchdesk.store.opening import Store
from watchdesk.store.reading import Held, held, issues, reading_of, told, versions_of
from watchdesk.store.reprints import reprints_of_report
from watchdesk.store.searching import search
from watchdesk.store.wanted import Wanted


def report_lines(store: Store, wanted: Wanted, as_json: bool) -> Iterator[str]:
    """One line for each address: report id, day, language, number of claims, mark, address, title."""
    for one in held(store, wanted):
        mark = f"reprint of {one.reprint_of}" if one.reprint_of else f"version {one.version}"
        day = one.published.isoformat() if one.published else None
        if as_json:
            record: dict[str, object] = {"report_id": one.report_id, "address": one.address, "version": one.version}
            record |= {"published": day}
            record |= {"language": one.language, "title": one.title, "claims": one.claims, "reprint_of": one.reprint_of}
            yield _json(record | {"added_at": one.added_at.isoformat()})
        else:
            yield _line(one.report_id, day, one.language, one.claims, mark, one.address, one.title)


def incident_lines(store: Store, wanted: Wanted, as_json: bool) -> Iterator[str]:
    """One line for each incident: id, days, place, type, deaths as told, number of reports and of claims."""
    for file in every_incident_file(store, wanted):
        if as_json:
            yield _json(incident_record(file))
        else:
            reports = len({t.report.id for t in file.told})
            days, place, kind, deaths = _summary(file)
            yield _line(
                file.incident.id, days, place, kind, deaths, many(reports, "report"), many(len(file.told), "claim")
            )


def failed_lines(store: Store, as_json: bool) -> Iterator[str]:
    """One line for each address that gave no report, with the reason."""
    for issue in issues(store):
        yield _json({"address": issue.address, "reason": issue.reason}) if as_json else _line(issue.reason)


def forgotten_lines(store: Store, as_json: bool) -> Iterator[str]:
    """One line for each forgotten address: when, by whom, address, why."""
    for stone in tombstones(store):
        at = stone.at.isoformat(timespec="seconds")
        record = {"at": at, "who": stone.who, "address": stone.address, "why": stone.why}
        yield _json(record) if as_json else _line(*record.values())


def found_lines(store: Store, words: str, limit: int, as_json: bool) -> Iterator[str]:
    """One line for each report that holds the words: id, day, address, the text around them."""
    for one in search(store, words, limit=limit):
        day = one.published.isoformat() if one.published else None
        record = {"report_id": one.report_id, "published": day, "address": one.address, "snippet": one.snippet}
        yield _json(record) if as_json else _line(*record.values())


def shown_lines(store: Store, name: str, as_json: bool) -> list[str] | None:
    """All that is kept of a report (by id or address), an incident or a claim; None where there is nothing."""
    file = incident(store, name)
    if file is not None:
        return _incident_shown(store, name, file, as_json)
    one = told(store, [name])
    if one:
        return _claim_shown(store, one[0], as_json)
    versions = versions_of(store, name)
    reading = reading_of(store, next((v.report_id for v in versions if v.current), name))
    return _report_shown(store, reading, as_json) if reading else None


def incident_record(file: IncidentFile) -> dict[str, object]:
    """An incident as JSON: its id, former ids, why its claims are joined, and each claim as in the report record."""
    joined = [
        {"claim": j.claim_id, "other": j.other_id, "score": j.score, "reasons": list(j.reasons)}
        for j in file.incident.joined
    ]
    return {
        "id": file.incident.id,
        "merged_ids": list(file.incident.merged_ids),
        "joined": joined,
        "claims": [_told_record(t) for t in file.told],
        "judgements": [_judgement_record(j) for j in file.judgements],
    }


def _incident_shown(store: Store, name: str, file: IncidentFile, as_json: bool) -> list[str]:
    if as_json:
        return [_json(incident_record(file) | {"split_into": splits_of(store, file.incident.id)})]
    days, place, kind, deaths = _summary(file)
    lines = [_line(file.incident.id, days, place, kind, deaths)]
    lines += [f"{name} was merged into it"] if name != file.incident.id else []
    lines += [f"was taken out of it: {i}" for i in splits_of(store, file.incident.id)]
    for one in file.told:
        lines += ["", *_claim_lines(one)]
        lines += [f"  joined with {j.other_id} ({j.score:.2f}): {'; '.join(j.reasons)}" for j in file.incident.joined
                  if j.claim_id == one.claim.id]  # fmt: skip
    return lines + [_judgement_line(j) for j in file.judgements]


def _claim_shown(store: Store, one: Told, as_json: bool) -> list[str]:
    home = incident_of_claim(store, one.claim.id)
    judged, history = judgements_of(store, one.claim.id), history_of(store, "claims", one.claim.id)
    if as_json:
        record = _told_record(one) | {"incident": home, "judgements": [_judgement_record(j) for j in judged]}
        return [_json(record | {"history": [_revision_record(r) for r in history]})]
    lines = [*_claim_lines(one), f"  incident {home}" if home else "  in no incident"]
    return lines + [_judgement_line(j) for j in judged] + [_revision_line(r) for r in history]


def _report_shown(store: Store, reading: Reading, as_json: bool) -> list[str]:
    versions = versions_of(store, reading.report.address)
    group = reprints_of_report(store, reading.report.id)
    if as_json:
        copies = {"original": group.original_id, "copies": list(group.copy_ids)} if group else None
        return [
            _json(report_record(reading) | {"versions": [_version_record(v) for v in versions], "reprints": copies})
        ]
    from rich.console import Console

    from watchdesk.publish.report_table import print_reading

    written = io.StringIO()
    print_reading(reading, Console(file=written, width=160))
    lines = written.getvalue().rstrip("\n").split("\n")
    for version in versions:
        lines.append(f"version {version.version}: {version.report_id}, added {version.added_at:%Y-%m-%d %H:%M} UTC")
        lines += [f"  {line}" for line in (version.diff or "").splitlines()]
    for copy in group.copies if group else ():
        lines.append(f"reprint of {group.original_id if group else ''}: {copy.report_id}, {copy.likeness:.0%} alike")
        lines += [f"  {change.old or '(nothing)'} -> {change.new or '(nothing)'}" for change in copy.changes]
    return lines


def _summary(file: IncidentFile) -> tuple[str, str, str, str]:
    """Days, place, type and deaths of an incident, each as told by its claims, differing values side by side."""
    events = [t.claim for t in file.told if isinstance(t.claim, Event)]
    days = sorted({d for e in events if e.when for d in (e.when.first, e.when.last) if d})
    places = dict.fromkeys(f"{e.place.name} ({e.place.country or '?'})" for e in events if e.place)
    kinds = dict.fromkeys(e.sub_event_type for e in events)
    deaths = sorted({e.deaths.best for e in events if e.deaths})
    span = "–".join(dict.fromkeys(d.isoformat() for d in (days[0], days[-1]))) if days else "no day"
    killed = f"killed {' or '.join(map(str, deaths))}" if deaths else "no toll"
    return span, " / ".join(places) or "no place", " / ".join(kinds), killed


def _claim_lines(one: Told) -> list[str]:
    record = _claim_record(one)
    told_by = f"{one.report.publisher or one.report.address}, {one.report.published or 'no date'}"
    lines = [f"{one.claim.id}\t{told_by}" + (f", {len(one.copies)} reprints" if one.copies else "")]
    lines += [f"  “{quote.text}”" for quote in one.claim.evidence]
    values = {k: v for k, v in record.items() if k not in _APART and v not in (None, [], {})}
    return [*lines, *(f"  {name}: {json.dumps(v, ensure_ascii=False)}" for name, v in values.items())]


_APART = {"id", "evidence", "spans", "words_span", "made_by", "rule"}


def _claim_record(one: Told) -> dict[str, object]:
    """The claim as it stands in the public report record."""
    record = report_record(Reading(report=one.report, claims=(one.claim,)))
    kinds = ("events", "figures", "statements", "peace_operations")
    found: dict[str, object] = next(record[kind][0] for kind in kinds if record[kind])
    return found


def _told_record(one: Told) -> dict[str, object]:
    report = one.report
    about = {"report_id": report.id, "address": report.address, "publisher": report.publisher, "title": report.title}
    day = report.published.isoformat() if report.published else None
    return {"report": about | {"published": day, "copies": list(one.copies)}, "claim": _claim_record(one)}


def _judgement_record(judgement: Judgement) -> dict[str, object]:
    changes = [{"field": c.field, "old": json.loads(c.old), "new": json.loads(c.new)} for c in judgement.changes]
    return {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "claim": judgement.claim_id,
        "other": judgement.other_id,
        "by": judgement.by,
        "at": judgement.at.isoformat(),
        "changes": changes,
        "why": judgement.why,
    }


def _judgement_line(judgement: Judgement) -> str:
    about = f" with {judgement.other_id}" if judgement.other_id else ""
    changes = "".join(f" {c.field}: {c.old} -> {c.new};" for c in judgement.changes)
    why = f" ({judgement.why})" if judgement.why else ""
    return (
        f"{judgement.at:%Y-%m-%d %H:%M} {judgement.by}: {judgement.verdict} {judgement.claim_id}{about}{changes}{why}"
    )


def _revision_record(revision: Revision) -> dict[str, object]:
    said = {"at": revision.at.isoformat(), "who": revision.who, "why": revision.why, "change": revision.change}
    return said | {"field": revision.field, "old": revision.old, "new": revision.new}


def _revision_line(revision: Revision) -> str:
    field = f" {revision.field}: {revision.old} -> {revision.new}" if revision.field else ""
    return f"{revision.at:%Y-%m-%d %H:%M} {revision.who}: {revision.change}{field} ({revision.why})"


def _version_record(version: Held) -> dict[str, object]:
    added = {"added_at": version.added_at.isoformat(), "read_by": version.read_by, "diff": version.diff}
    return {"report_id": version.report_id, "version": version.version, "current": version.current} | added


def _line(*values: object) -> str:
    return "\t".join("" if v is None else " ".join(str(v).split()) for v in values)


def _json(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)
