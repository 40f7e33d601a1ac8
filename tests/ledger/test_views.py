"""Every view's numbers reproduced from the raw rows by an independent computation; status apart; ACLED's words."""

import datetime as dt
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.errors import BadSetting
from watchdesk.ledger.figure_rows import FigureRow
from watchdesk.ledger.figure_series import FigureSeries
from watchdesk.ledger.scenes import Setting
from watchdesk.ledger.views import view_values
from watchdesk.records import Count, Figure, Quote, Report, Span

WORDS = {"several fighters": (3, 10), "dozens of men": (12, 12), "hundreds of people": (100, 100), "plusieurs": (3, 10)}


def row(
    number, counter, low, high, qualifier="exact", words="N", status="occurred", replaced=False, party=False, month=1
):
    report = Report(id=f"r{number}", capture_id="c", address="a", text=words, published=dt.date(2023, month, 1))
    quote = Quote(span=Span(start=0, end=len(words)), text=words)
    figure = Figure(
        id=f"f{number}",
        evidence=(quote,),
        measure="killed",
        words=quote,
        count=Count(low=low, high=high, qualifier=qualifier),
    )
    return FigureRow(
        figure=figure,
        report=report,
        counter=counter,
        own=False,
        unit="people",
        group=None,
        setting=Setting(scope="whole"),
        flow="flow",
        status=status,
        party=party,
        superseded_by="other" if replaced else None,
    )


def series(rows, flow="flow"):
    return FigureSeries(
        id="s",
        measure="killed",
        unit="people",
        group=None,
        scope="whole",
        places=(),
        days=None,
        flow=flow,
        rows=tuple(rows),
    )


@st.composite
def raw_rows(draw):
    found = []
    for number in range(draw(st.integers(1, 7))):
        vague = draw(st.booleans()) and draw(st.booleans())
        low = draw(st.integers(0, 40))
        kind = draw(st.sampled_from(["exact", "at_least", "up_to", "range"]))
        ends = {"exact": (low, low), "at_least": (low, None), "up_to": (None, low), "range": (low, low + 7)}[kind]
        words = draw(st.sampled_from(sorted(WORDS))) if vague else "N"
        found.append(
            row(
                number,
                draw(st.sampled_from(["army", "mayor", "police", "ngo"])),
                2 if vague else ends[0],
                9 if vague else ends[1],
                "vague" if vague else kind if kind != "range" else "exact",
                words,
                draw(st.sampled_from(["occurred", "alleged", "denied"])),
                draw(st.booleans()) and draw(st.booleans()),
                draw(st.booleans()),
            )
        )
    return found


def by_hand(rows):
    """lowest, (low, best, high) and most-representative of rows that stand, written without the code under test."""
    point = [r.figure.count.low if r.figure.count.low is not None else r.figure.count.high for r in rows]
    vague = [r.figure.count.qualifier == "vague" for r in rows]
    large = any(p >= 10 and not v for p, v in zip(point, vague, strict=True))
    acled = [WORDS[r.figure.words.text][large] if v else p for r, p, v in zip(rows, point, vague, strict=True)]
    low = min((r.figure.count.low for r in rows if r.figure.count.low is not None), default=None)
    tops = [p if r.figure.count.high is None else r.figure.count.high for r, p in zip(rows, point, strict=True)]
    outside = [n for n, r in enumerate(rows) if not r.party] or list(range(len(rows)))
    outside = [n for n in outside if rows[n].figure.count.low is not None] or outside
    best = lowest_mode({(rows[n].counter, point[n]) for n in outside})
    votes = sorted(value for _, value in {(r.counter, p) for r, p in zip(rows, point, strict=True)})
    modes = statistics.multimode(votes)
    middle = statistics.median(votes)
    usual = modes[0] if len(modes) == 1 else sorted(votes, key=lambda v: (abs(v - middle), v))[0]
    return min(acled), (low, best, max(tops)), usual


def lowest_mode(votes):
    values = [value for _, value in votes]
    return min(statistics.multimode(values))


@given(raw_rows())
def test_each_view_is_reproduced_from_the_raw_rows(rows):
    values = {(v.status, v.view): v for v in view_values(series(rows))}
    expected = {}
    standing = [r for r in rows if r.superseded_by is None]
    statuses = sorted({r.status for r in standing})
    for status in [*statuses, *(["any"] if len(statuses) > 1 else [])]:
        lowest, span, usual = by_hand([r for r in standing if status in (r.status, "any")])
        expected |= {
            (status, "lowest"): (None, lowest, None),
            (status, "low-best-high"): span,
            (status, "most-representative"): (None, usual, None),
        }
    assert {key: (v.low, v.best, v.high) for key, v in values.items()} == expected


@given(raw_rows())
def test_status_never_leaks(rows):
    """Whatever is alleged or denied changes no value of what occurred, and the other way round."""
    occurred = [r for r in rows if r.status == "occurred"]
    mixed = [v for v in view_values(series(rows)) if v.status == "occurred"]
    alone = list(view_values(series(occurred))) if occurred else []
    assert mixed == alone
    status_of = {r.figure.id: r.status for r in rows}
    for value in view_values(series(rows)):
        assert value.status == "any" or {status_of[c] for c in value.claims} == {value.status}


@given(raw_rows(), st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    numbers = [[(v.status, v.view, v.low, v.best, v.high) for v in view_values(series(r))] for r in (rows, shuffled)]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize(
    ("words", "beside", "lowest"),
    [
        ("hundreds of people", None, 100),
        ("des centaines de morts", None, 100),
        ("dozens of men", None, 12),
        ("une dizaine, des dizaines", None, 12),
        ("several fighters", None, 3),
        ("several fighters", 25, 10),
        ("plusieurs villageois", None, 3),
        ("quelques soldats", 400, 10),
        ("a handful of civilians", None, 3),
    ],
)
def test_words_of_number_by_acled(words, beside, lowest):
    rows = [row(0, "a", 2, 9, "vague", words)] + ([row(1, "b", beside, beside)] if beside else [])
    value = view_values(series(rows), "lowest")[0]
    assert value.best == lowest
    assert "ACLED" in value.rule


def test_only_a_side_counted():
    value = view_values(series([row(0, "army", 203, 203, party=True)]), "low-best-high")[0]
    assert (value.low, value.best, value.high) == (203, 203, 203)
    assert "only by a side" in value.rule


def test_of_a_stock_only_the_newest_month_counts():
    rows = [row(0, "a", 400, 400, month=1), row(1, "b", 500, 500, month=3), row(2, "c", 600, 600, month=3)]
    assert view_values(series(rows, "stock"), "lowest")[0].best == 500
    assert view_values(series(rows, "flow"), "lowest")[0].best == 400


def test_another_view_is_refused_with_the_names():
    with pytest.raises(BadSetting, match="lowest, low-best-high, most-representative"):
        view_values(series([row(0, "a", 1, 1)]), "highest")
