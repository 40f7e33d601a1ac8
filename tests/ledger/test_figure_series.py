"""Figures of one quantity: the rival tolls of three happenings, units apart, replaced counts linked."""

import datetime as dt
from statistics import median

import pytest
from read_reports import read_gold, read_text, the_names

from watchdesk.ledger.figure_series import figure_series
from watchdesk.ledger.views import VIEWS, view_values

DAY = dt.date(2023, 5, 10)


def killed(numbers, first_words):
    """The series of people killed that holds a figure with these words."""
    found = figure_series([read_gold(n) for n in numbers], the_names())
    return next(s for s in found if s.measure == "killed" and any(r.figure.words.text == first_words for r in s.rows))


def rows(series):
    return [(r.report.given_id, r.figure.words.text, r.superseded_by is not None) for r in series.rows]


def told(series, status="occurred"):
    """The numbers of the three views for one status, as `lowest`, `low/best/high`, `most-representative`."""
    values = {v.view: v for v in view_values(series) if v.status == status}
    return (
        values["lowest"].best,
        (values["low-best-high"].low, values["low-best-high"].best, values["low-best-high"].high),
        values["most-representative"].best,
    )


def test_moura_rival_tolls_stand_side_by_side():
    series = killed((1, 2), "203 combattants")
    assert rows(series) == [
        ("001", "203 combattants", False),
        ("002", "an estimated 300 civilian men", False),
        ("002", "203 “terrorists”", False),
    ]
    assert [r.counter for r in series.rows][1] == "Human Rights Watch (HRW)"
    assert [r.party for r in series.rows] == [True, False, True]  # the army counts its enemy, the NGO does not
    # Told as having occurred: the army's 203 twice. The 300 stand in an allegation that the army rejects: apart.
    assert told(series) == (203, (203, 203, 203), 203)
    apart = series.rows[1].status
    assert apart in ("alleged", "denied")
    assert told(series, apart) == (300, (300, 300, 300), 300)
    # All three together: the lowest is min(203, 300, 203) = 203; low and high are 203 and 300, and the best is the only
    # count that no side of the fight made, 300; two of three votes are for 203.
    assert told(series, "any") == (203, (203, 300, 300), 203)


def test_tchoma_bangou_each_village_and_both_together():
    village = killed((3, 4), "49 villageois")
    assert rows(village) == [
        ("003", "49 villageois", False),
        ("003", "jusqu’à cinquante", False),
        ("004", "up to 70 people", False),
    ]
    assert [r.counter for r in village.rows] == [
        "une source sécuritaire",
        "Un confrère de Ouallam (relaying un rescapé)",
        "Almou Hassane",
    ]
    # 49; up to 50; up to 70. Lowest: min(49, 50, 70) = 49. Only 49 has a lower end: low 49, best 49; high 70.
    # No value is commonest: the one nearest to median(49, 50, 70) = 50.
    assert median([49, 50, 70]) == 50
    assert told(village) == (49, (49, 49, 70), 50)

    other = killed((3, 4), "une trentaine de morts")
    assert rows(other) == [("003", "une trentaine de morts", False), ("004", "30", False)]
    assert told(other) == (30, (30, 30, 30), 30)  # about 30 and 30

    both = killed((3, 4), "100")
    assert rows(both) == [("004", "100", False), ("004", "79", True)]
    assert 49 + 30 == 79  # what the security sources had put together, and the mayor's 70 + 30 = 100 replaced
    assert both.rows[1].superseded_by == both.rows[0].figure.id
    assert told(both) == (100, (100, 100, 100), 100)


def test_buulo_mareer_the_sides_count_each_other():
    series = killed((14, 15), "137 soldiers")
    assert rows(series) == [
        ("014", "137 soldiers", False),
        ("015", "54 dead", False),
        ("015", "54 comrades", False),
        ("015", "137", False),
    ]
    assert [r.counter for r in series.rows if r.party] == ["Al-Shabaab", "Al-Shabaab"]
    assert series.rows[2].counter == "Yoweri Museveni"
    # Lowest min(137, 54, 54, 137) = 54. UCDP: low 54, high 137; the best of those that are not the attackers': 54.
    # Votes, one for each counter and value: Al-Shabaab 137, the paper 54, Museveni 54: 54 has two of three.
    assert told(series) == (54, (54, 54, 137), 54)


def test_clusters_do_not_mix():
    found = figure_series([read_gold(n) for n in (1, 2, 3, 4, 14, 15)], the_names())
    for series in found:
        groups = {{"001": 1, "002": 1, "003": 2, "004": 2}.get(r.report.given_id, 3) for r in series.rows}
        assert len(groups) == 1, series.title


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("KONA – Some 1,200 households were displaced in Kona on 3 May, the mayor said.", "en", "households"),
        ("KONA – Some 1,200 people were displaced in Kona on 3 May, the mayor said.", "en", "people"),
        ("KONA – Quelque 1 200 ménages ont été déplacés à Kona le 3 mai, selon le maire.", "fr", "households"),
    ],
)
def test_units_are_kept_apart(text, language, unit):
    found = [s for s in figure_series([read_text(text, DAY, language)], the_names()) if s.measure == "displaced"]
    assert [s.unit for s in found] == [unit]


def test_households_and_people_never_share_a_series():
    one = read_text("KONA – Some 1,200 households were displaced in Kona on 3 May, the mayor said.", DAY, name="a")
    two = read_text("KONA – Some 1,200 people were displaced in Kona on 3 May, the mayor said.", DAY, name="b")
    assert all(len(s.rows) == 1 for s in figure_series([one, two], the_names()))


@pytest.mark.parametrize(
    ("text", "language", "old"),
    [
        (
            "The death toll of Tuesday’s attack on Kona has risen to 41, police said. It had earlier been put at 30.",
            "en",
            30,
        ),
        ("The toll of the attack on Kona rose to 41 dead on Friday, up from 30, police said.", "en", 30),
        ("Le bilan de l’attaque de mardi à Kona est passé de 30 à 41 morts, selon la police.", "fr", 30),
    ],
)
def test_a_replaced_count_is_linked_to_its_successor(text, language, old):
    found = figure_series([read_text(text, DAY, language)], the_names())
    row = next(r for s in found for r in s.rows if r.value == old)
    series = next(s for s in found if row in s.rows)
    assert {r.figure.id: r.value for r in series.rows}[row.superseded_by] == 41
    assert told(series)[0] == 41


def test_as_of_leaves_out_later_reports():
    readings = [read_gold(14), read_gold(15)]
    early = figure_series(readings, the_names(), as_of=dt.date(2023, 5, 30))
    assert {r.report.given_id for s in early for r in s.rows} == {"014"}


def test_ids_are_the_same_whatever_the_order_of_the_reports():
    readings = [read_gold(n) for n in (1, 2, 3, 4)]
    one = {s.id for s in figure_series(readings, the_names())}
    assert one == {s.id for s in figure_series(list(reversed(readings)), the_names())}


def test_every_value_stands_on_claims_of_its_series():
    for series in figure_series([read_gold(n) for n in (2, 4, 10, 15)], the_names()):
        ids = {r.figure.id for r in series.rows}
        values = view_values(series)
        assert {v.view for v in values} <= set(VIEWS)
        for value in values:
            assert value.claims
            assert set(value.claims) <= ids
            assert value.rule
