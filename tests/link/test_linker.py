"""Claims into incidents: what joins, what never does, ids, judgements, and the order of arrival."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.link.candidates import MemoryCandidates
from watchdesk.link.linker import Linker, incident_id, link_all
from watchdesk.link.weights import load_weights
from watchdesk.records import Actor, Count, Deaths, Event, Figure, Judgement, Place, Quote, Report, Span, Told, When

DAY = dt.date(2024, 3, 5)


def told(
    claim_id: str,
    *,
    day: dt.date | None = DAY,
    days: int = 0,
    published: dt.date | None = DAY + dt.timedelta(days=1),
    place: tuple[str, float, float] | None = ("Dori", 14.03, -0.03),
    country: str | None = "BF",
    actor: str = "JNIM",
    deaths: int | None = None,
    words: str = "Gunmen on motorbikes shot at traders on the market road",
    kind: tuple[str, str] = ("Violence against civilians", "Attack"),
    report: str | None = None,
    **other: object,
) -> Told:
    """A claim of one event as a report of its own would tell it."""
    where = None
    if place:
        name, latitude, longitude = place
        where = Place(name=name, country=country, latitude=latitude, longitude=longitude, geo_precision=1)
    when = When(first=day, last=day + dt.timedelta(days=days), precision=1, basis="stated") if day else None
    event = Event(
        id=claim_id,
        report_id=report or f"report of {claim_id}",
        evidence=(Quote(span=Span(start=0, end=len(words)), text=words),),
        event_type=kind[0],
        sub_event_type=kind[1],
        actor1=Actor(name=actor) if actor else None,
        place=where,
        when=when,
        deaths=Deaths(low=deaths, best=deaths, high=deaths) if deaths is not None else None,
        **other,
    )
    text = Report(id=event.report_id, capture_id="c", address=event.report_id, text=words, published=published)
    return Told(claim=event, report=text)


def figure(claim_id: str, at: int, words: str, of: Told, **fields: object) -> Told:
    """A figure in the report of `of`, in the sentence that stands at `at`."""
    quote = Quote(span=Span(start=at, end=at + len(words)), text=words)
    made = Figure(
        id=claim_id,
        report_id=of.report.id,
        evidence=(quote,),
        words=quote,
        **{"measure": "killed", "count": Count(low=3, high=3), **fields},
    )
    return Told(claim=made, report=of.report)


def groups(incidents) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(i.claim_ids)) for i in incidents)


def test_two_reports_of_one_attack_are_one_incident_and_a_later_attack_is_another():
    first = told("a", deaths=20)
    second = told(
        "b", deaths=22, place=("Dori", 14.05, -0.02), words="An attack on the road near the market, an official said"
    )
    later = told("c", day=DAY + dt.timedelta(days=6), published=DAY + dt.timedelta(days=7))
    assert groups(link_all([first, second, later])) == [("a", "b"), ("c",)]


def test_the_id_comes_from_the_oldest_claim():
    old, new = told("z", published=DAY), told("a", published=DAY + dt.timedelta(days=2))
    (incident,) = link_all([new, old])
    assert incident.id == incident_id("z")
    assert incident.claim_ids == ("z", "a")


def test_the_reasons_of_a_pair_are_kept():
    (incident,) = link_all([told("a", deaths=20), told("b", deaths=20)])
    (joined,) = incident.joined
    assert (joined.claim_id, joined.other_id) == ("a", "b")
    assert joined.score > 0.9
    assert any(r.startswith("place: same name +") and "dori" in r for r in joined.reasons)
    assert any(r.startswith("deaths: same many +") for r in joined.reasons)


def test_announced_events_stand_alone_and_aggregates_and_recaps_are_no_incidents():
    announced = told("b", status="announced")
    aggregate = told("c", day=None, words="Attacks there have killed 300 since January, officials say")
    long = told("d", days=40)
    recap = told("e", published=DAY.replace(year=2025), words="Residents marked a year after the attack on traders")
    assert groups(link_all([told("a"), announced, aggregate, long, recap])) == [("a",), ("b",)]


def test_news_of_a_day_is_an_incident_whatever_else_its_sentence_says():
    words = "Gunmen shot at traders on Tuesday, a year after a like attack, which brings the dead since January to 300"
    event = told("a", words=words, deaths=4)
    dead = figure("dead", words.index("300"), "300", event)
    dead = replace(dead, claim=replace(dead.claim, evidence=event.claim.evidence))
    assert groups(link_all([event, dead])) == [("a",)]


def judged(verdict: str, one: str, other: str | None, by: str = "ada", minute: int = 0) -> Judgement:
    at = dt.datetime(2024, 3, 7, 12, minute, tzinfo=dt.UTC)
    return Judgement(
        id=f"{verdict} {one} {other} {by} {minute}", verdict=verdict, claim_id=one, other_id=other, by=by, at=at
    )


def test_a_persons_judgement_wins():
    near, far = [told("a"), told("b")], [told("a"), told("c", place=("Kidal", 18.44, 1.41), country="ML")]
    assert groups(link_all(near, [judged("different", "a", "b")])) == [("a",), ("b",)]
    assert groups(link_all(far, [judged("same", "c", "a")])) == [("a", "c")]
    assert groups(link_all(near, [judged("reject", "a", None)])) == [("b",)]


@pytest.mark.parametrize("order", [0, 1])
def test_the_later_judgement_counts_and_unsure_takes_back(order):
    both = [judged("different", "a", "b"), judged("same", "a", "b", "bo", minute=order or -0)]
    back = [judged("different", "a", "b"), judged("unsure", "b", "a", minute=5)]
    claims = [told("a"), told("b")]
    assert groups(link_all(claims, back)) == [("a", "b")]
    if order:
        assert groups(link_all(claims, both)) == [("a", "b")]


def test_figures_told_with_an_event_belong_to_its_incident():
    event = told("a")
    claims = [
        event,
        figure("dead", 4, "three killed", event),
        figure("homeless", 20, "500 displaced", event, measure="displaced"),
        figure("year", 30, "300 killed", event, period="2024-01-01/2024-03-05"),
        figure("elsewhere", 70, "nine killed", event, place="Kaya"),
        figure("since", 60, "300 dead since January", event),
    ]
    (incident,) = link_all([*claims, told("b")])
    assert incident.claim_ids == ("a", "dead", "b")
    (incident,) = link_all(claims, [judged("same", "a", "elsewhere"), judged("different", "dead", "a")])
    assert incident.claim_ids == ("a", "elsewhere")


def stream() -> list[Told]:
    claims = []
    for n in range(24):
        shift = dt.timedelta(days=(n // 6) * 2 + n % 2)
        place = ("Dori", 14.03 + (n % 3) * 0.02, -0.03) if n % 6 < 4 else ("Gorom", 14.45, -0.23)
        claims.append(told(f"c{n:02}", day=DAY + shift, published=DAY + shift, place=place, deaths=n // 3 or None))
    return claims


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(24)))
def test_the_order_of_arrival_changes_nothing(order):
    claims = stream()
    whole = link_all(claims)
    linker = Linker(MemoryCandidates(load_weights()))
    found = {}
    for n in order:
        relinked = linker.link([claims[n]])
        found = {i: x for i, x in found.items() if not set(x.claim_ids) & set(relinked.claim_ids)}
        found.update((x.id, x) for x in relinked.incidents)
    assert tuple(found[i] for i in sorted(found)) == whole


def test_a_withdrawn_claim_leaves_its_incident():
    linker = Linker(MemoryCandidates(load_weights()))
    linker.link([told("a")])
    linker.link([told("b")])
    relinked = linker.withdraw(["a"])
    assert relinked.claim_ids == ("a", "b")
    assert groups(relinked.incidents) == [("b",)]


def test_claims_of_a_reprint_add_no_voice():
    original, reprint = told("a", report="wire"), told("b", report="copy")
    assert groups(link_all([replace(original, copies=("copy",)), reprint])) == [("a",)]
