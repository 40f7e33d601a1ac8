"""What reports tell around a peace operation: who denied it what, camps that changed hands, host-state requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watchdesk.codebooks.folded_words import fold
from watchdesk.ledger.report_sentences import sentences_of
from watchdesk.ledger.wording import keys_under, ledger_words
from watchdesk.records import Event, MissionFact, Names, Quote, Reading, Report, Source, Statement, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One denial of access.

    `by` is the host state where the sentence names it, else other states but the contributor; `basis` the legal
    ground.
    """

    what: tuple[str, ...]
    where: str | None
    by: tuple[str, ...]
    since: str | None
    country: str | None
    basis: str | None
    sources: tuple[Source, ...]
    fact: MissionFact
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence that tells something of the operation: `kind` says what, `status` whether it has happened."""

    kind: str
    words: Quote
    report: Report
    status: Status = "occurred"


def access_denials(
    facts: Sequence[tuple[MissionFact, Report]], readings: Sequence[Reading], names: Names | None
) -> tuple[Access, ...]:
    """Each denial of access with what was denied, where, by whom and on what ground, as far as its sentence tells."""
    by_id = {r.report.id: r for r in readings}
    return tuple(_access(f, r, by_id[r.id], names) for f, r in facts if f.action == "access_denied")


def _access(fact: MissionFact, report: Report, reading: Reading, names: Names | None) -> Access:
    words = fact.evidence[0].text
    folded = fold(words)
    basis = ledger_words("legal_basis").search(fold(_with_next(report, fact)))
    where = [
        c.place.name
        for c in reading.claims
        if isinstance(c, Event) and c.place and c.evidence[0].span.overlaps(fact.evidence[0].span)
    ]
    return Access(
        what=tuple(n for n in keys_under("denied_what") if ledger_words("denied_what", n).search(folded)),
        where=where[0] if where else None,
        by=_states(words, names, fact.country, _host(reading, names)),
        since=fact.effective,
        country=fact.country,
        basis=basis.group() if basis else None,
        sources=fact.sources or _said_by(fact, reading),
        fact=fact,
        report=report,
    )


def _with_next(report: Report, fact: MissionFact) -> str:
    """The fact's sentence and the one after it, where a ground is often given."""
    sentences = list(sentences_of(report))
    for number, quote in enumerate(sentences):
        if quote.span.overlaps(fact.evidence[0].span):
            return " ".join(q.text for q in sentences[number : number + 2])
    return fact.evidence[0].text


def _said_by(fact: MissionFact, reading: Reading) -> tuple[Source, ...]:
    for claim in reading.claims:
        if isinstance(claim, Statement) and claim.words.span.overlaps(fact.evidence[0].span):
            return claim.sources
    return ()


def _states(words: str, names: Names | None, contributor: str | None, host: str | None) -> tuple[str, ...]:
    if names is None:
        return ()
    found = [m.iso for m in names.countries_in(words) if m.iso != contributor]
    found = [host] if host in found and host else found
    return tuple(dict.fromkeys(names.country_name(iso) for iso in found))


def camp_moves(readings: Sequence[Reading]) -> tuple[Told, ...]:
    """Sentences in which a camp or base is opened, closed, left or handed over."""
    found: list[Told] = []
    for reading in readings:
        for quote in sentences_of(reading.report):
            words = fold(quote.text)
            if not (ledger_words("camps").search(words) and ledger_words("mission_words").search(words)):
                continue
            kind = next((k for k in keys_under("camp_moves") if ledger_words("camp_moves", k).search(words)), None)
            if kind:
                future = ledger_words("withdrawal_stages", "future").search(words)
                status: Status = "announced" if future else "occurred"
                found.append(Told(kind=kind, words=quote, report=reading.report, status=status))
    return tuple(found)


def host_requests(readings: Sequence[Reading], names: Names | None) -> tuple[Told, ...]:
    """Sentences in which the state where the operation serves asks something of it or of the Council about it.

    The host is known from the report: the country that most of its events and sentences name.
    """
    found: list[Told] = []
    for reading in readings:
        host = _host(reading, names)
        if host is None or names is None:
            continue
        for quote in sentences_of(reading.report):
            words = fold(quote.text)
            asks = ledger_words("host_requests").search(words) and ledger_words("withdrawal_topics").search(words)
            if asks and any(m.iso == host for m in names.countries_in(quote.text)):
                found.append(Told(kind="request", words=quote, report=reading.report))
    return tuple(found)


def _host(reading: Reading, names: Names | None) -> str | None:
    if names is None:
        return None
    counts: dict[str, int] = {}
    for mention in names.countries_in(reading.report.text):
        counts[mention.iso] = counts.get(mention.iso, 0) + 1
    return max(counts, key=lambda iso: (counts[iso], iso)) if counts else None
