"""The ledger of one peace operation as sections: at a glance, mandate, contributors, access, attacks, detentions."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.ledger.operations import Detention, Held, Mandate, Operation
from watchdesk.ledger.withdrawals import Withdrawal
from watchdesk.publish.claim_cards import count_words
from watchdesk.publish.ledger_sections import Country, Section, filled, filled_grid, report_words, sources_words
from watchdesk.publish.plots import contributors_plot, mandate_plot


def operation_sections(operation: Operation, country: Country) -> tuple[Section, ...]:
    """The ledger of one operation, section by section; empty sections are left out."""
    clock = operation.clock
    band = contributors_plot(operation, country)
    sections = (
        Section(heading="At a glance", facts=operation_facts(operation, country)),
        Section(
            heading="Mandate and strength",
            plots=(mandate_plot(clock, operation.name),) if clock else (),
            grids=(
                filled_grid("Mandate", _MANDATE, [_mandate_row(m) for m in operation.mandates]),
                filled_grid("Strength", _HELD, [_held_row(h, country) for h in operation.strengths]),
            ),
        ),
        Section(
            heading="Contributors and withdrawals",
            note="band: told as serving; diamond: withdrawal pledged; dashes to the bar: leaves by; dotted: this day"
            if band
            else "",
            plots=(band,) if band else (),
            grids=(
                filled_grid(
                    "Withdrawals", _LEAVE, [row for w in operation.withdrawals for row in _leave_rows(w, country)]
                ),
                filled_grid("Contributions", _HELD, [_held_row(h, country) for h in operation.contributions]),
                filled_grid("Deployments", _HELD, [_held_row(h, country) for h in operation.deployments]),
            ),
        ),
        Section(
            heading="Access and host state",
            grids=(
                filled_grid(
                    "Access denied",
                    ("What", "Where", "By", "Whom", "Since", "Ground", "Said by", "Words", "Report"),
                    [
                        (
                            ", ".join(a.what),
                            a.where or "",
                            ", ".join(a.by),
                            country(a.country) if a.country else "",
                            a.since or "",
                            a.basis or "",
                            sources_words(a.sources),
                            a.fact.evidence[0].text,
                            report_words(a.report),
                        )
                        for a in operation.denials
                    ],
                ),
                filled_grid(
                    "Requests of the host state",
                    ("Words", "Report"),
                    [(t.words.text, report_words(t.report)) for t in operation.requests],
                ),
                filled_grid(
                    "Camps",
                    ("Change", "Status", "Words", "Report"),
                    [(t.kind, t.status, t.words.text, report_words(t.report)) for t in operation.camps],
                ),
            ),
        ),
        Section(
            heading="Attacks and detentions",
            grids=(
                filled_grid(
                    "Attacks and deaths of personnel", _ATTACK, [_attack_row(h, country) for h in operation.attacks]
                ),
                filled_grid(
                    "Personnel detained",
                    ("Number", "Of", "Date", "Held", "Said by", "Words", "Report"),
                    [
                        (
                            count_words(d.count),
                            country(d.country) if d.country else "",
                            d.on or "",
                            "still held" if d.still else "seized",
                            sources_words(d.sources),
                            d.words.text,
                            report_words(d.report),
                        )
                        for d in operation.detentions
                    ],
                ),
            ),
        ),
    )
    return tuple(filled(s) for s in sections if s.facts or s.plots or any(g.rows for g in s.grids))


_MANDATE = ("Ends", "Decided", "Allows", "Of", "Resolution", "Vote", "Words", "Report")
_HELD = ("Country", "Number", "Of", "Date", "Words", "Report")
_LEAVE = ("Country", "Stage", "Pledged", "Leaves by", "Strength", "This report", "Words", "Report")
_ATTACK = ("Date", "Of", "Killed", "Status", "Words", "Report")


def _mandate_row(m: Mandate) -> tuple[str, ...]:
    ends = f"{m.expires or ''}{' (operation ends)' if m.closes else ''}".strip()
    allows = count_words(m.ceiling) if m.ceiling else ""
    return (
        ends,
        m.decided or "",
        allows,
        m.category or "",
        m.resolution or "",
        m.vote or "",
        m.fact.evidence[0].text,
        report_words(m.report),
    )


def _held_row(held: Held, country: Country) -> tuple[str, ...]:
    return (
        country(held.country) if held.country else "",
        count_words(held.count) if held.count else "not told",
        held.category or "",
        held.on or "",
        held.fact.evidence[0].text,
        report_words(held.report),
    )


def _attack_row(held: Held, country: Country) -> tuple[str, ...]:
    return (
        held.on or "not told",
        country(held.country) if held.country else "",
        count_words(held.count) if held.count else "not told",
        held.fact.status,
        held.fact.evidence[0].text,
        report_words(held.report),
    )


def _leave_rows(withdrawal: Withdrawal, country: Country) -> list[tuple[str, ...]]:
    told = "" if withdrawal.pledged_basis == "stated" else " (date of the report)"
    strength = "; ".join(count_words(c) for c in withdrawal.strength) or "not told"
    strength += " (its contribution)" if withdrawal.strength_basis == "contribution" else ""
    return [
        (
            (country(withdrawal.country) if withdrawal.country else "not named") if number == 0 else "",
            withdrawal.stage if number == 0 else "",
            f"{withdrawal.pledged or 'not told'}{told}" if number == 0 else "",
            (", ".join(withdrawal.leaves_by) or "not told") if number == 0 else "",
            strength if number == 0 else "",
            step.stage + (f", {step.on}" if step.on else ""),
            step.fact.evidence[0].text,
            report_words(step.report),
        )
        for number, step in enumerate(withdrawal.steps)
    ]


def operation_facts(operation: Operation, country: Country) -> tuple[tuple[str, str], ...]:
    """The ledger in a few lines, each with what the tables below hold in full; what is not told is left out.

    Several of one kind stand on lines of their own.
    """
    clock = operation.clock
    lines = [
        ("Mandate", _clock_words(operation) if clock else ""),
        ("Strength, newest told", _newest([h for h in operation.strengths if not h.country])),
        ("Leaving", "\n".join(_leaving(w, country) for w in operation.withdrawals if w.country)),
        ("Denied", ", ".join(dict.fromkeys(what for a in operation.denials for what in a.what))),
        ("Personnel detained", _detained(operation.detentions, country)),
        ("Attacks on its personnel", str(len(operation.attacks) or "")),
    ]
    return tuple((name, words) for name, words in lines if words)


def _clock_words(operation: Operation) -> str:
    clock = operation.clock
    if clock is None:
        return ""
    if clock.ended or clock.days_left < 0:
        return f"to {clock.expires}; over" + (", the operation has been ended" if clock.ended else "")
    return f"to {clock.expires}, {clock.days_left} days from {clock.as_of.isoformat()}"


def _newest(held: Sequence[Held]) -> str:
    told = [h for h in held if h.count]
    if not told:
        return ""
    day = max(h.report.published.isoformat() if h.report.published else "" for h in told)
    newest = [h for h in told if (h.report.published.isoformat() if h.report.published else "") == day]
    parts = [
        f"{count_words(h.count)}{' ' + h.category if h.category and h.category != 'all' else ''}"
        for h in newest
        if h.count
    ]
    return "; ".join(dict.fromkeys(parts)) + (f" (told {day})" if day else "")


def _leaving(withdrawal: Withdrawal, country: Country) -> str:
    name = country(withdrawal.country) if withdrawal.country else "not named"
    strength = " or ".join(dict.fromkeys(count_words(c) for c in withdrawal.strength))
    by = f", by {', '.join(withdrawal.leaves_by)}" if withdrawal.leaves_by and withdrawal.stage == "dated" else ""
    on = f" {withdrawal.pledged}" if withdrawal.pledged and withdrawal.pledged_basis == "stated" else ""
    pledged = "pledged" if withdrawal.stage == "dated" else withdrawal.stage
    return f"{name} ({pledged}{on}{by}{'; ' + strength if strength else ''})"


def _detained(detentions: Sequence[Detention], country: Country) -> str:
    parts = []
    for held in detentions:
        of = f", {country(held.country)}" if held.country else ""
        parts.append(f"{count_words(held.count)} {'still held' if held.still else 'seized'}{of}")
    return "\n".join(dict.fromkeys(parts))
