"""The page: hostile words are inert, every claim has a card, and its marks cover its words."""

import re
from dataclasses import replace
from html import unescape

import pytest

from watchdesk.publish.claim_cards import cards_of
from watchdesk.publish.report_page import report_page
from watchdesk.records import Count, Figure, Issue, Quote, Reading, Report, Span, Stripped

TEXT = 'Two <script>alert(1)</script> soldiers & "three" civilians died.\n\nSubscribe now.'


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(span=Span(start=start, end=start + len(words)), text=words)


def reading(*claims: Figure) -> Reading:
    box = Stripped(text="Subscribe now.", reason="newsletter box", span=quote("Subscribe now.").span)
    report = Report(id="r", capture_id="c", address="<a>.txt", text=TEXT, title="<b>bold</b>", stripped=(box,))
    return Reading(report=report, claims=claims, dropped=(Issue(address="a", reason="figure dropped: <i>"),))


FIGURE = Figure(
    id="f1",
    evidence=(quote(TEXT[:64]),),
    measure="killed",
    words=quote('"three" civilians'),
    count=Count(low=3, high=3),
)


def test_hostile_words_are_inert():
    page = report_page([reading(FIGURE)])
    assert "<script>alert(1)" not in page
    assert "<b>bold" not in page
    assert "<i>" not in page
    assert page.count("<script>") == 1


def test_the_text_of_the_page_is_the_text_of_the_report():
    page = report_page([reading(FIGURE)])
    body = page.split('<section class="text"')[1].split("</section>")[0]
    shown = unescape(re.sub(r"<[^>]+>", "", body.split(">", 1)[1])).strip()
    assert re.sub(r"\s+", " ", shown) == re.sub(r"\s+", " ", TEXT)


def test_the_stripped_box_is_greyed_with_its_reason():
    assert '<del title="Left out: newsletter box">Subscribe now.</del>' in report_page([reading(FIGURE)])


def test_every_card_has_marks_on_its_words():
    page = report_page([reading(FIGURE)])
    card = cards_of(reading(FIGURE), prefix="r1")[0]
    marked = "".join(re.findall(rf'data-cards="{card.id}">([^<]*)<', page))
    assert unescape(marked) == TEXT[:64]


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_reports_share_one_page(count):
    page = report_page([reading(FIGURE)] * count)
    assert page.count('class="sheet"') == count
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/home/ana/inbox/note.txt", "note.txt"),
        (r"C:\Users\ana\note.txt", "note.txt"),
        ("https://news.example/a/b", "https://news.example/a/b"),
    ],
)
def test_a_page_names_a_file_and_not_its_folder(address, shown):
    told = reading(FIGURE)
    page = report_page([replace(told, report=replace(told.report, address=address))])
    assert f"<span>{shown}</span>" in page
    assert "ana" not in page
