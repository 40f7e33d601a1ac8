"""The ledger of one peace operation, read from the annotated set's texts: who leaves, mandate, strength, denials."""

import datetime as dt

import pytest
from read_reports import read_all, read_text, the_names

from watchdesk.ledger.operations import mandate_clock, operation_ledger, operation_names
from watchdesk.ledger.withdrawals import stage_of, withdrawals_of
from watchdesk.records import Count, MissionFact, Quote, Report, Span

DAY = dt.date(2022, 11, 17)
GERMANY = (
    "BERLIN – Germany announced on Wednesday that it would withdraw its 1,100 soldiers from MINUSMA by May 2024.",
    "BERLIN – L’Allemagne a annoncé mercredi le retrait de ses 1 100 soldats de la Minusma d’ici mai 2024.",
)


@pytest.fixture(scope="module")
def minusma():
    """MINUSMA as of 17 November 2022, with a text of our own on Germany."""
    return operation_ledger("minusma", [*read_all(), read_text(GERMANY[0], DAY)], the_names(), as_of=DAY)


def numbers(counts):
    return [(c.low, c.high, c.qualifier) for c in counts]


@pytest.mark.parametrize(
    ("country", "pledged", "leaves_by", "strength"),
    [
        ("GB", "2022-11-14", (), (300, 300, "about")),
        ("CI", "2022-11-15", ("2023-08",), None),
        ("DE", "2022-11-16", ("2024-05",), (1100, 1100, "exact")),
        ("EG", "2022-08-15", ("2022-08-15",), (1035, 1035, "exact")),
        ("BJ", None, ("2023-11",), (386, 386, "exact")),
        ("SE", None, ("2023-06-30",), None),
    ],
)
def test_each_contributor_that_leaves_is_one_withdrawal(minusma, country, pledged, leaves_by, strength):
    found = [w for w in minusma.withdrawals if w.country == country]
    assert len(found) == 1
    assert found[0].leaves_by == leaves_by
    assert (found[0].pledged if found[0].pledged_basis == "stated" else None) == pledged
    assert numbers(found[0].strength)[:1] == ([strength] if strength else [])


def test_a_strength_of_250_and_136_is_386(minusma):
    benin = next(w for w in minusma.withdrawals if w.country == "BJ")
    assert "250 soldiers and 136 police" in benin.steps[0].fact.evidence[0].text
    assert benin.strength[0].low == 250 + 136


@pytest.mark.parametrize(("text", "language"), [(GERMANY[0], "en"), (GERMANY[1], "fr")])
def test_a_withdrawal_in_both_languages(text, language):
    (found,) = operation_ledger("MINUSMA", [read_text(text, DAY, language)], the_names()).withdrawals
    assert (found.country, found.stage, found.pledged, found.leaves_by) == ("DE", "dated", "2022-11-16", ("2024-05",))


def test_mandate_and_its_clock(minusma):
    assert minusma.clock.expires == "2023-06-30"
    # 13 days left of November, then December to June: 31 + 31 + 28 + 31 + 30 + 31 + 30.
    assert minusma.clock.days_left == 13 + 31 + 31 + 28 + 31 + 30 + 31 + 30 == 225
    assert not minusma.clock.ended
    ceilings = {(m.ceiling.low, m.category) for m in minusma.mandates if m.ceiling}
    assert {(13289, "soldiers"), (1920, "police")} <= ceilings


@pytest.mark.parametrize(
    ("day", "expires", "left", "ended"),
    [
        (dt.date(2022, 6, 10), "2022-06-30", 20, False),
        (dt.date(2022, 8, 1), "2023-06-30", 333, False),
        (dt.date(2023, 11, 7), "2023-06-30", -130, True),
    ],
)
def test_the_clock_at_other_days(day, expires, left, ended):
    clock = operation_ledger("MINUSMA", read_all(), the_names(), as_of=day).clock
    assert (clock.expires, clock.days_left, clock.ended) == (expires, left, ended)
    assert mandate_clock((), day) is None


def test_strength_by_category(minusma):
    told = {(h.count.low, h.category) for h in minusma.strengths if h.country is None}
    assert {(13000, "uniformed"), (12260, "soldiers"), (12000, "soldiers"), (1700, "police")} <= told


def test_the_german_ceiling_is_no_strength_of_the_mission(minusma):
    assert {h.country for h in minusma.strengths if h.count.high == 1400} <= {"DE"}


def test_denials_of_access(minusma):
    denied = {(what, a.country, a.since) for a in minusma.denials for what in a.what}
    assert ("drones", "DE", "2022-10-11") in denied
    assert ("rotations", None, "2022-07-14") in denied
    drones = next(a for a in minusma.denials if "drones" in a.what)
    assert drones.by == ("Mali",)
    freeze = next(a for a in minusma.denials if "rotations" in a.what)
    assert freeze.basis == "national security"


def test_flights_denied_a_year_later():
    ledger = operation_ledger("MINUSMA", read_all(), the_names(), as_of=dt.date(2023, 12, 1))
    assert sum("flights" in a.what for a in ledger.denials) >= 2


def test_both_numbers_of_the_detained_with_their_sources(minusma):
    held = {(d.count.low, d.still, d.country, d.report.given_id) for d in minusma.detentions}
    assert {(49, False, "CI", "005"), (49, False, "CI", "006"), (46, True, "CI", "006")} <= held
    for detention in minusma.detentions:
        quote = detention.words
        assert detention.report.text[quote.span.start : quote.span.end] == quote.text


def test_attacks_carry_their_dead(minusma):
    dead = {(h.on, h.country): h.count.low for h in minusma.attacks if h.count}
    assert dead[("2022-06-01", "JO")] == 1
    assert dead[("2022-06-03", "EG")] == 2


def test_camp_left_and_request_of_the_host():
    ledger = operation_ledger("MINUSMA", read_all(), the_names())
    assert [(t.kind, t.report.given_id) for t in ledger.camps] == [("left", "008")]
    assert any("demande de Bamako" in t.words.text for t in ledger.requests)


def test_as_of_hides_what_was_not_yet_told(minusma):
    assert all(r.published <= DAY for r in minusma.reports)
    assert not any(m.resolution == "2690" for m in minusma.mandates)
    later = operation_ledger("MINUSMA", read_all(), the_names())
    assert any(m.resolution == "2690" and m.closes for m in later.mandates)


def test_operations_are_kept_apart(minusma):
    names = operation_names(read_all())
    assert names[0] == "MINUSMA"
    assert {"MONUSCO", "ATMIS"} <= set(names)
    assert not {r.given_id for r in minusma.reports} & {"013", "014", "015"}


REPORT = Report(id="r", capture_id="c", address="a", text="", published=dt.date(2023, 3, 1))


def fact(text, number=0, country="SE", effective=None, start=0):
    quote = Quote(span=Span(start=start, end=start + len(text)), text=text)
    return MissionFact(
        id=f"m{number}",
        evidence=(quote,),
        operation="MINUSMA",
        action="withdrawal",
        country=country,
        effective=effective,
    )


@pytest.mark.parametrize(
    ("text", "effective", "stage"),
    [
        ("Sweden said it would leave the mission.", None, "pledged"),
        ("Sweden will leave by June.", "2023-06", "dated"),
        ("Sweden has begun to withdraw its soldiers.", None, "begun"),
        ("The first contingent will leave in May.", "2023-05", "dated"),
        ("Swedish soldiers left the country in January.", "2023-01", "executed"),
        ("Sweden may leave the mission.", None, "unconfirmed"),
        ("Sweden suspended its part in the mission.", "2023-02-10", "suspended"),
        ("La Suède a annoncé son retrait.", None, "pledged"),
        ("La Suède a entamé le retrait de ses soldats.", None, "begun"),
        ("Les soldats suédois doivent partir d’ici juin.", "2023-06", "dated"),
        ("Le dernier convoi suédois a quitté Gao.", "2023-02-20", "executed"),
        ("La Suède pourrait se retirer.", None, "unconfirmed"),
    ],
)
def test_stages_of_a_withdrawal(text, effective, stage):
    assert stage_of(fact(text, effective=effective), REPORT.published) == stage


def test_a_date_long_past_is_no_date_of_leaving():
    (found,) = withdrawals_of([(fact("Sweden, there since 2020, will leave.", effective="2020"), REPORT)], [])
    assert found.leaves_by == ()


def test_the_next_sentence_tells_on_of_the_same_contributor():
    text = "Sweden will leave by June 2023. Its police will not be replaced. Others will leave too."
    report = Report(id="r", capture_id="c", address="a", text=text, published=REPORT.published)
    facts = [
        (fact(text[:31], 0, "SE", "2023-06"), report),
        (fact(text[32:64], 1, None, "2023", start=32), report),
        (fact(text[65:], 2, None, start=65), report),
    ]
    found = withdrawals_of(facts, [])
    assert [(w.country, len(w.steps), w.leaves_by) for w in found] == [("SE", 2, ("2023-06",)), (None, 1, ())]


def test_a_strength_is_taken_from_the_contribution_and_says_so():
    held = fact("Sweden has 200 soldiers.", 1)
    contribution = MissionFact(
        id="m1",
        evidence=held.evidence,
        operation="MINUSMA",
        action="contribution",
        country="SE",
        personnel=Count(low=200, high=200),
    )
    (found,) = withdrawals_of([(fact("Sweden will leave."), REPORT)], [(contribution, REPORT)])
    assert (numbers(found.strength), found.strength_basis) == ([(200, 200, "exact")], "contribution")
