"""The ledger of one peace operation as sections: at a glance, mandate, contributors, access, attacks, detentions."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.ledger.operations import Detention, Held, Mandate, Operation
from watchdesk.ledger.withdrawals import Withdrawal
from watchdesk.publish.ledger_sections import Country, Grid, ReportName, Section, filled, filled_grid, sources_words
from watchdesk.publish.plots import contributors_plot, mandate_plot
from watchdesk.publish.wording import ENGLISH, Words

_MANDATE = ("ends", "decided", "allows", "category", "resolution", "vote", "words", "report")
_HELD = ("country", "number", "category", "date", "words", "report")
_LEAVE = ("country", "stage", "pledged", "leaves_by", "strength", "this_report", "words", "report")
_ATTACK = ("date", "category", "killed", "status", "words", "report")
_ACCESS = ("what", "where", "by", "whom", "since", "ground", "said_by", "words", "report")
_DETAINED = ("number", "category", "date", "held", "said_by", "words", "report")


def operation_sections(operation: Operation, country: Country, words: Words = ENGLISH) -> tuple[Section, ...]:
    """The ledger of one operation, section by section; empty sections are left out. `country` names a code."""
    clock = operation.clock
    band = contributors_plot(operation, country, words)
    sections = (
        Section(heading=words.say("section.glance"), facts=operation_facts(operation, country, words)),
        Section(
            heading=words.say("section.mandate"),
            plots=(mandate_plot(clock, operation.name, words),) if clock else (),
            grids=(
                filled_grid("mandate", _MANDATE, [_mandate_row(m, words) for m in operation.mandates], words),
                filled_grid("strength", _HELD, [_held_row(h, country, words) for h in operation.strengths], words),
            ),
        ),
        Section(
            heading=words.say("section.contributors"),
            note=words.say("section.band") if band else "",
            plots=(band,) if band else (),
            grids=_contributor_grids(operation, country, words),
        ),
        Section(heading=words.say("section.access"), grids=_access_grids(operation, country, words)),
        Section(heading=words.say("section.attacks"), grids=_harm_grids(operation, country, words)),
    )
    return tuple(filled(s) for s in sections if s.facts or s.plots or any(g.rows for g in s.grids))


def _contributor_grids(operation: Operation, country: Country, words: Words) -> tuple[Grid, ...]:
    leaving = [row for w in operation.withdrawals for row in _leave_rows(w, country, words)]
    serving = [_held_row(h, country, words) for h in operation.contributions]
    sent = [_held_row(h, country, words) for h in operation.deployments]
    return (
        filled_grid("withdrawals", _LEAVE, leaving, words),
        filled_grid("contributions", _HELD, serving, words),
        filled_grid("deployments", _HELD, sent, words),
    )


def _access_grids(operation: Operation, country: Country, words: Words) -> tuple[Grid, ...]:
    denied = [
        (
            ", ".join(words.named("denied_what", what) for what in a.what),
            a.where or "",
            ", ".join(a.by),
            country(a.country) if a.country else "",
            a.since or "",
            a.basis or "",
            sources_words(a.sources, words),
            a.fact.evidence[0].text,
            ReportName.of(a.report, a.fact.id),
        )
        for a in operation.denials
    ]
    asked = [(t.words.text, ReportName.of(t.report)) for t in operation.requests]
    camps = [
        (words.named("camp_move", t.kind), words.named("status", t.status), t.words.text, ReportName.of(t.report))
        for t in operation.camps
    ]
    return (
        filled_grid("access", _ACCESS, denied, words),
        filled_grid("requests", ("words", "report"), asked, words),
        filled_grid("camps", ("change", "status", "words", "report"), camps, words),
    )


def _harm_grids(operation: Operation, country: Country, words: Words) -> tuple[Grid, ...]:
    held = [
        (
            words.count(d.count),
            country(d.country) if d.country else "",
            d.on or "",
            words.say("operation.still" if d.still else "operation.seized"),
            sources_words(d.sources, words),
            d.words.text,
            ReportName.of(d.report),
        )
        for d in operation.detentions
    ]
    return (
        filled_grid("attacks", _ATTACK, [_attack_row(h, country, words) for h in operation.attacks], words),
        filled_grid("detained", _DETAINED, held, words),
    )


def _mandate_row(m: Mandate, words: Words) -> tuple[str, ...]:
    return (
        words.say("operation.closes", day=m.expires or "").strip() if m.closes else m.expires or "",
        m.decided or "",
        words.count(m.ceiling) if m.ceiling else "",
        words.named("category", m.category),
        m.resolution or "",
        m.vote or "",
        m.fact.evidence[0].text,
        ReportName.of(m.report, m.fact.id),
    )


def _held_row(held: Held, country: Country, words: Words) -> tuple[str, ...]:
    return (
        country(held.country) if held.country else "",
        words.count(held.count) if held.count else words.say("missing.told"),
        words.named("category", held.category),
        held.on or "",
        held.fact.evidence[0].text,
        ReportName.of(held.report, held.fact.id),
    )


def _attack_row(held: Held, country: Country, words: Words) -> tuple[str, ...]:
    return (
        held.on or words.say("missing.told"),
        country(held.country) if held.country else "",
        words.count(held.count) if held.count else words.say("missing.told"),
        words.named("status", held.fact.status),
        held.fact.evidence[0].text,
        ReportName.of(held.report, held.fact.id),
    )


def _leave_rows(withdrawal: Withdrawal, country: Country, words: Words) -> list[tuple[str, ...]]:
    untold = words.say("missing.told")
    pledged = withdrawal.pledged or untold
    if withdrawal.pledged_basis != "stated":
        pledged = words.say("operation.report_day", day=pledged)
    strength = words.say("part").join(words.count(c) for c in withdrawal.strength) or untold
    if withdrawal.strength_basis == "contribution":
        strength = words.say("operation.contribution", strength=strength)
    first = (
        country(withdrawal.country) if withdrawal.country else words.say("missing.country"),
        words.named("stage", withdrawal.stage),
        pledged,
        ", ".join(withdrawal.leaves_by) or untold,
        strength,
    )
    return [
        (
            *(first if number == 0 else ("",) * len(first)),
            words.named("stage", step.stage) + (f", {step.on}" if step.on else ""),
            step.fact.evidence[0].text,
            ReportName.of(step.report, step.fact.id),
        )
        for number, step in enumerate(withdrawal.steps)
    ]


def operation_facts(operation: Operation, country: Country, words: Words = ENGLISH) -> tuple[tuple[str, str], ...]:
    """The ledger in a few lines, each with what the tables below hold in full; what is not told is left out.

    Several of one kind stand on lines of their own.
    """
    denied = dict.fromkeys(words.named("denied_what", what) for a in operation.denials for what in a.what)
    lines = [
        ("mandate", _clock_words(operation, words)),
        ("strength", _newest([h for h in operation.strengths if not h.country], words)),
        ("leaving", "\n".join(_leaving(w, country, words) for w in operation.withdrawals if w.country)),
        ("denied", ", ".join(denied)),
        ("detained", _detained(operation.detentions, country, words)),
        ("attacks", words.number(len(operation.attacks)) if operation.attacks else ""),
    ]
    return tuple((words.say(f"glance.{key}"), told) for key, told in lines if told)


def _clock_words(operation: Operation, words: Words) -> str:
    clock = operation.clock
    if clock is None:
        return ""
    if clock.ended or clock.days_left < 0:
        return words.say("operation.over_ended" if clock.ended else "operation.over", day=clock.expires)
    return words.say("operation.runs", day=clock.expires, n=clock.days_left, now=clock.as_of.isoformat())


def _newest(held: Sequence[Held], words: Words) -> str:
    told = [h for h in held if h.count]
    if not told:
        return ""
    day = max(h.report.published.isoformat() if h.report.published else "" for h in told)
    newest = [h for h in told if (h.report.published.isoformat() if h.report.published else "") == day]
    parts = [
        f"{words.count(h.count)}{' ' + words.named('category', h.category) if h.category not in (None, 'all') else ''}"
        for h in newest
        if h.count
    ]
    numbers = words.say("part").join(dict.fromkeys(parts))
    return words.say("operation.newest", numbers=numbers, day=day) if day else numbers


def _leaving(withdrawal: Withdrawal, country: Country, words: Words) -> str:
    name = country(withdrawal.country) if withdrawal.country else words.say("missing.country")
    numbers = list(dict.fromkeys(words.count(c) for c in withdrawal.strength))
    strength = numbers[0] if numbers else ""
    for number in numbers[1:]:
        strength = words.say("operation.or", first=strength, second=number)
    dated = withdrawal.stage == "dated"
    how = words.named("stage", "pledged" if dated else withdrawal.stage)
    if withdrawal.pledged and withdrawal.pledged_basis == "stated":
        how += f" {withdrawal.pledged}"
    if withdrawal.leaves_by and dated:
        how += ", " + words.say("operation.leaves_by", days=", ".join(withdrawal.leaves_by))
    return words.say(
        "operation.leaving", name=name, how=words.say("part").join(part for part in (how, strength) if part)
    )


def _detained(detentions: Sequence[Detention], country: Country, words: Words) -> str:
    parts = []
    for held in detentions:
        of = f", {country(held.country)}" if held.country else ""
        how = words.say("operation.still" if held.still else "operation.seized")
        parts.append(f"{words.count(held.count)} {how}{of}")
    return "\n".join(dict.fromkeys(parts))
