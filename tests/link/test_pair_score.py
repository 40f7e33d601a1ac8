"""The score of a pair: the same both ways, near claims always found, the cases of each feature, groups that part."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.codebooks import load_codebook
from watchdesk.errors import BadCodebook
from watchdesk.link.candidates import MemoryCandidates, may_join
from watchdesk.link.clusters import cluster_claims
from watchdesk.link.features import COUNTRY_ONLY, Features
from watchdesk.link.pair_score import compare, pair_bits
from watchdesk.link.verdicts import Verdicts
from watchdesk.link.weights import load_weights, read_weights
from watchdesk.resolve import places

WEIGHTS = load_weights()
BASE = Features(
    claim_id="a",
    report_id="r",
    published=738001,
    first=738000,
    last=738000,
    day_precision=1,
    event_type="Battles",
    sub_event_type="Armed clash",
    place="dori",
    country="BF",
    latitude=14.03,
    longitude=-0.03,
    radius_km=3.0,
    geo_precision=1,
    named_actors=("jnim",),
    vague_actors=(),
    deaths=(12, 12),
    words=frozenset(),
    text="",
)

POINTS = st.sampled_from([(14.03, -0.03), (14.2, 0.4), (13.5, 2.1), (12.0, 179.9), (12.1, -179.8), (None, None)])


@st.composite
def claims(draw) -> Features:
    first = 738000 + draw(st.integers(-6, 6))
    latitude, longitude = draw(POINTS)
    return replace(
        BASE,
        claim_id=draw(st.text("abcdef", min_size=6, max_size=6)),
        report_id=draw(st.sampled_from(["r", "s", "t"])),
        first=first,
        last=first + draw(st.sampled_from([0, 0, 0, 6])),
        day_precision=draw(st.sampled_from([1, 1, 2, 5])),
        event_type=draw(st.sampled_from(["Battles", "Protests", "Violence against civilians"])),
        place=draw(st.sampled_from(["dori", "dorri", "gorom gorom", ""])),
        country=draw(st.sampled_from(["BF", "NE", None])),
        latitude=latitude,
        longitude=longitude,
        radius_km=draw(st.sampled_from([3.0, 15.0, 120.0])),
        geo_precision=draw(st.sampled_from([1, 2, 3])),
        named_actors=draw(st.sampled_from([(), ("jnim",), ("mil:BF", "jnim"), ("iswap",)])),
        deaths=draw(st.sampled_from([None, (0, 0), (3, 3), (12, 12), (10, 40)])),
        words=frozenset(draw(st.lists(st.sampled_from("uvwxyz"), max_size=8))),
    )


@given(claims(), claims())
def test_a_pair_has_one_score(one, other):
    assert pair_bits(one, other, WEIGHTS) == pair_bits(other, one, WEIGHTS)
    assert may_join(one, other, WEIGHTS) == may_join(other, one, WEIGHTS)


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), min_size=2, max_size=12, unique_by=lambda f: f.claim_id))
def test_every_claim_that_may_join_is_found(kept):
    memory = MemoryCandidates(WEIGHTS)
    for features in kept:
        memory.keep(features, ())
    for features in kept:
        near = {f.claim_id for f in memory.near(features)}
        assert near >= {f.claim_id for f in kept if may_join(features, f, WEIGHTS)}


@pytest.mark.parametrize(
    ("changed", "case"),
    [
        ({}, "place.same_name"),
        ({"place": "bani", "latitude": 14.05}, "place.within"),
        ({"place": "bani", "latitude": 14.05}, "place.other_name"),
        ({"place": "bani", "latitude": 14.5}, "place.apart"),
        ({"place": "bani", "latitude": None}, "place.unplaced_name"),
        ({"place": "bani", "latitude": None, "text": "on the road to dori"}, "place.named"),
        ({"place": "", "latitude": None}, "place.same_country"),
        ({"first": 738001, "last": 738001}, "days.next_day"),
        ({"last": 738006, "day_precision": 2}, "days.overlap"),
        ({"sub_event_type": "Government regains territory"}, "type.same_event_type"),
        ({"event_type": "Explosions/Remote violence", "sub_event_type": "Suicide bomb"}, "type.same_family"),
        ({"event_type": "Protests", "sub_event_type": "Peaceful protest"}, "type.other"),
        ({"named_actors": ("iswap",)}, "actors.other"),
        ({"deaths": (12, 12)}, "deaths.same_many"),
        ({"deaths": (10, 40)}, "deaths.overlap"),
        ({"deaths": (17, 17)}, "deaths.near"),
        ({"deaths": (30, 30)}, "deaths.changed"),
        ({"deaths": (100, 100)}, "deaths.other"),
        ({"deaths": (0, 0)}, "deaths.none_and_some"),
    ],
)
def test_cases_of_the_features(changed, case):
    other = replace(BASE, claim_id="b", report_id="s", **changed)
    assert case in {p.case for p in compare(BASE, other, WEIGHTS)}


def test_two_spellings_of_one_name_are_like():
    one, other = replace(BASE, place="tchoma bangou"), replace(BASE, claim_id="b", place="tchombangou", latitude=None)
    assert "place.like_spelling" in {p.case for p in compare(one, other, WEIGHTS)}


@pytest.mark.parametrize("unknown", [{"day_precision": 5}, {"named_actors": ()}, {"deaths": None}])
def test_what_is_not_told_speaks_neither_way(unknown):
    feature = next(iter(unknown)).replace("day_precision", "days").replace("named_", "")
    parts = compare(BASE, replace(BASE, claim_id="b", **unknown), WEIGHTS)
    assert feature not in {p.case.split(".")[0] for p in parts}


def test_days_far_apart_rule_a_pair_out():
    other = replace(BASE, claim_id="b", first=738009, last=738009)
    assert pair_bits(BASE, other, WEIGHTS) == WEIGHTS.hopeless


def test_the_reason_for_country_only_is_the_one_that_resolve_gives():
    assert COUNTRY_ONLY == places.COUNTRY_ONLY


@given(
    st.lists(st.floats(-6, 6), min_size=28, max_size=28),
    st.permutations("abcdefgh"),
    st.lists(st.sampled_from("12345"), min_size=8, max_size=8),
)
def test_groups_do_not_depend_on_order_and_part_where_no_link_reaches(bits, order, reports):
    report_of = dict(zip("abcdefgh", reports, strict=True))
    scores = dict(zip(itertools.combinations("abcdefgh", 2), bits, strict=True))
    near = {k: v if (k[0] < "e") == (k[1] < "e") else -abs(v) - 0.1 for k, v in scores.items()}

    def score(one: str, other: str) -> float:
        return near[min(one, other), max(one, other)]

    def groups(claims: str) -> tuple[tuple[str, ...], ...]:
        return cluster_claims({c: report_of[c] for c in claims}, score, Verdicts())

    whole = groups("abcdefgh")
    assert groups(order) == whole
    parts = [*groups("abcd"), *groups("efgh")]
    assert sorted(parts) == sorted(whole)


def test_two_reports_agree_as_well_as_their_best_pair_of_claims():
    """One report tells the raid (r) and the clash that followed (c), the other the raid alone (o)."""
    scores = {"cr": 8.0, "or": 4.0, "co": -6.0}
    report_of = {"r": "long", "c": "long", "o": "short"}
    groups = cluster_claims(report_of, lambda a, b: scores["".join(sorted(a + b))], Verdicts())
    assert groups == (("c", "o", "r"),)


def test_a_claim_joins_no_group_that_most_reports_of_it_contradict():
    scores = {"ab": 8.0, "ac": 4.0, "bc": -6.0}
    groups = cluster_claims({c: c for c in "abc"}, lambda a, b: scores["".join(sorted(a + b))], Verdicts())
    assert groups == (("a", "b"), ("c",))


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("prior", "much", "linking.yml: prior is 'much', expected a number of bits"),
        ("place", [], "linking.yml: place is [], expected a mapping"),
    ],
)
def test_a_wrong_weight_is_named(key, value, message):
    with pytest.raises(BadCodebook) as fault:
        read_weights({**load_codebook("linking"), key: value})
    assert str(fault.value) == message
