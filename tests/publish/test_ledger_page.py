"""The ledger's page: nothing is fetched, hostile words are inert, plots tell their numbers."""

import base64
import datetime as dt
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from watchdesk.ledger.figure_rows import FigureRow
from watchdesk.ledger.figure_series import FigureSeries
from watchdesk.ledger.operations import Clock, operation_ledger
from watchdesk.ledger.scenes import Days, Setting
from watchdesk.ledger.views import view_values
from watchdesk.publish.ledger_json import ledger_json
from watchdesk.publish.ledger_page import ledger_page
from watchdesk.publish.ledger_sections import Grid, Section, filled_grid, series_section
from watchdesk.publish.operation_sections import operation_sections
from watchdesk.publish.plots import contributors_plot, figure_plot, mandate_plot, title_words
from watchdesk.publish.wording import Words
from watchdesk.records import Count, Figure, MissionFact, Quote, Reading, Report, Span

HOSTILE = '<script>alert(1)</script> & "three" <img src=http://evil.example/x>'


def row(number, counter, low, high, status="occurred", replaced=None):
    report = Report(id="r", capture_id="c", address="a", text=HOSTILE, title=HOSTILE, published=dt.date(2023, 1, 2))
    quote = Quote(span=Span(start=0, end=len(HOSTILE)), text=HOSTILE)
    count = Count(low=low, high=high)
    figure = Figure(id=f"f{number}", evidence=(quote,), measure="killed", words=quote, count=count)
    setting = Setting(scope="whole")
    return FigureRow(
        figure=figure, report=report, counter=counter, own=False, unit="people", group=None, setting=setting,
        flow="flow", status=status, superseded_by=replaced,
    )  # fmt: skip


SERIES = FigureSeries(
    id="s1", measure="killed", unit="people", group=None, scope="whole", places=(HOSTILE,), days=None, flow="flow",
    rows=(
        row(0, "army", 10, 10, replaced="f1"), row(1, "army", 20, None),
        row(2, HOSTILE, None, 40), row(3, "ngo", 60, 70, "alleged"),
    ),
)  # fmt: skip


class Links(HTMLParser):
    """Every address that a page asks a browser for, and every script and handler in it."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [(tag, k) for k, v in attrs if k in ("src", "srcset", "data", "action") or k.startswith("on")]
        self.found += [(tag, v) for k, v in attrs if k == "href" and not (v or "").startswith("#")]
        self.found += [(tag, "")] if tag in ("script", "link", "iframe", "object", "img", "base") else []


def page():
    return ledger_page(HOSTILE, "1 report", [series_section(SERIES, view_values(SERIES))])


def test_a_page_fetches_nothing_and_runs_nothing():
    links = Links()
    links.feed(page())
    assert links.found == []
    assert "url(" not in page()
    assert "@import" not in page()


def test_its_policy_allows_its_own_style_alone():
    style = re.search(r"<style>(.*?)</style>", page(), re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page()).group(1)
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"\sstyle=", page().split("</style>")[1])


def test_hostile_words_are_inert_and_still_there():
    assert "<script>alert" not in page()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page()


def test_light_dark_and_phone():
    assert "prefers-color-scheme: dark" in page()
    assert "width=device-width" in page()
    assert "max-width: 44rem" in page()


@pytest.mark.parametrize("values", [(), view_values(SERIES)])
def test_a_figure_plot_has_a_line_for_each_source(values):
    plot = ElementTree.fromstring(figure_plot(SERIES, values))
    texts = [t.text for t in plot.iter("text")]
    assert sum("2023-01-02" in (t or "") for t in texts) == 4
    assert any("(replaced)" in (t or "") for t in texts)
    assert any("(alleged)" in (t or "") for t in texts)
    assert ("lowest" in texts) == bool(values)
    assert plot.find("desc").text
    assert plot.find("title").text


def test_statuses_are_apart_in_the_plot_the_table_and_the_json():
    values = view_values(SERIES)
    grid = series_section(SERIES, values).grids[1]
    status = grid.columns.index("Status")
    assert {r[status] for r in grid.rows} == {"occurred", "alleged", "any"}
    told = json.loads(ledger_json({"series": SERIES, "views": values}))
    assert [r["status"] for r in told["series"]["rows"]] == ["occurred", "occurred", "occurred", "alleged"]
    assert [r["figure"]["count"]["low"] for r in told["series"]["rows"]] == [10, 20, None, 60]
    assert {v["status"]: v["best"] for v in told["views"] if v["view"] == "lowest"} == {
        "occurred": 20, "alleged": 60, "any": 20,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("left", "ended", "middle"), [(225, False, "225"), (0, False, "0"), (-5, False, "over"), (30, True, "over")]
)
def test_the_mandate_clock(left, ended, middle):
    clock = Clock(
        as_of=dt.date(2022, 11, 17), expires="2023-06-30", days_left=left, begins="2022-06-29", rivals=(), ended=ended
    )
    plot = ElementTree.fromstring(mandate_plot(clock, "MINUSMA"))
    assert middle in [t.text for t in plot.iter("text")]


def fact(number, action, country, text, **more):
    quote = Quote(span=Span(start=0, end=len(text)), text=text)
    return MissionFact(id=f"m{number}", evidence=(quote,), operation="MINUSMA", action=action, country=country, **more)


def ledger():
    text = "Germany will leave MINUSMA by May 2024."
    report = Report(id="r", capture_id="c", address="a", text=text, published=dt.date(2022, 11, 17))
    facts = (
        fact(0, "contribution", "DE", text, personnel=Count(low=1100, high=1100)),
        fact(1, "withdrawal", "DE", text, announced="2022-11-16", effective="2024-05"),
    )
    return operation_ledger("MINUSMA", [Reading(report=report, claims=facts)])


def test_the_band_of_contributors():
    plot = ElementTree.fromstring(contributors_plot(ledger(), {"DE": "Germany"}.__getitem__))
    assert "Germany, 1,100" in [t.text for t in plot.iter("text")]
    classes = [e.get("class") for e in plot.iter()]
    assert {"band", "viewmark", "leaving", "mark"} <= set(classes)


def test_at_a_glance():
    sections = operation_sections(ledger(), {"DE": "Germany"}.__getitem__)
    facts = dict(sections[0].facts)
    assert facts["Leaving"] == "Germany (pledged 2022-11-16, by 2024-05; 1,100)"


def test_an_empty_ledger_has_no_sections_but_the_glance():
    empty = operation_ledger("MINUSMA", [])
    assert contributors_plot(empty, str) is None
    assert [s for s in operation_sections(empty, str) if s.plots or s.grids] == []


def test_columns_that_nobody_fills_are_left_out():
    grid = filled_grid("counts", ("number", "words", "note"), [("1", "x", ""), ("2", "y", "")])
    assert (grid.columns, grid.rows, grid.quoted) == (("Number", "Words"), (("1", "x"), ("2", "y")), ("Words",))


@pytest.mark.parametrize("unit", ["people", "villages"])
@pytest.mark.parametrize("measure", ["killed", "in_need", "other"])
@pytest.mark.parametrize("places", [(), ("Gao",), ("Gao", "Kidal", "Ansongo")])
@pytest.mark.parametrize("group", [None, "civilians"])
def test_a_title_in_english_is_that_of_the_series(unit, measure, places, group):
    days = Days(first=dt.date(2024, 5, 2), last=dt.date(2024, 5, 4))
    series = replace(SERIES, unit=unit, measure=measure, places=places, group=group, days=days)
    assert title_words(series) == series.title


def test_a_section_and_its_plot_in_french():
    french = Words("fr")
    series = replace(SERIES, group="civilians", places=("Gao", "Kidal"), rows=(*SERIES.rows, row(4, "onu", 1500, 1500)))
    section = series_section(series, view_values(series), french)
    assert section.heading == "Tués (civils), Gao et Kidal"
    assert section.grids[0].columns == ("Nombre", "Mots", "Compté par", "Rapport", "Remarque")
    assert "1\u202f500" in [cells[0] for cells in section.grids[0].rows]
    assert {cells[0] for cells in section.grids[1].rows} == {
        "le plus bas",
        "bas, meilleur, haut",
        "le plus représentatif",
    }
    assert all("count" not in cells[3] for cells in section.grids[1].rows)
    assert "(remplacé)" in section.plots[0] and "(alleged)" not in section.plots[0]


def test_an_operation_in_french():
    sections = operation_sections(ledger(), {"DE": "Allemagne"}.__getitem__, Words("fr"))
    assert dict(sections[0].facts)["Partent"] == "Allemagne (promis 2022-11-16, d'ici 2024-05\u00a0; 1\u202f100)"
    assert [s.heading for s in sections] == ["En bref", "Contributeurs et retraits"]


def test_sections_are_listed_and_numbered():
    grids = (Grid(title="T", columns=("A",), rows=(("1",),)),)
    html = ledger_page("T", "", [Section(heading="One", grids=grids), Section(heading="Two", grids=grids)])
    assert '<a href="#s2">Two</a>' in html
    assert '<section id="s2">' in html
