"""Captures of every format to reports: words, title, writer, day, language, and what was set aside."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_maker import Words, make_pdf

from watchdesk.clean.cleaner import clean_capture
from watchdesk.errors import UnreadableCapture
from watchdesk.records import Capture, Report, Stated

EN = "The army said on Tuesday that ten soldiers had been killed near the town. Residents counted twelve bodies."
FR = "L’armée a annoncé mardi que dix soldats avaient été tués près de Ménaka. Douze corps, selon un élu."


def clean(body: bytes | str, name: str = "report.txt", *, media_type: str | None = None, **stated) -> Report:
    raw = body.encode() if isinstance(body, str) else body
    return clean_capture(Capture(id="c", address=name, body=raw, media_type=media_type, stated=Stated(**stated)))


def reasons(report: Report) -> dict[str, str]:
    return {s.text: s.reason for s in report.stripped}


# --- plain text ---------------------------------------------------------------------------------------------------


def test_plain_text_stands_as_it_was_but_for_line_breaks():
    report = clean(f"Titre\u00a0: « oui »\r\n\r\n{FR}\rfin")
    assert report.text == f"Titre\u00a0: « oui »\n\n{FR}\nfin"
    assert (report.language, report.published, report.published_basis) == ("fr", None, None)


def test_stripped_passages_stay_in_place_with_their_span():
    report = clean(f"{EN} Sign up for our newsletter. {EN}")
    (passage,) = report.stripped
    assert passage.span and report.text[passage.span.start : passage.span.end] == "Sign up for our newsletter."
    assert passage.reason == "newsletter"


def test_what_the_caller_states_wins():
    told = clean(f"Ten killed near town\n\nBAMAKO, 3 May 2021 – {EN}")
    assert (told.title, told.published, told.published_basis) == ("Ten killed near town", dt.date(2021, 5, 3), "stated")
    given = clean(told.text, title="T", published=dt.date(2022, 1, 1), language="fr", publisher="P", id="7")
    assert (given.title, given.published, given.published_basis) == ("T", dt.date(2022, 1, 1), "given")
    assert (given.language, given.publisher, given.given_id) == ("fr", "P", "7")


def test_ids_hang_on_the_capture_and_the_cleaner():
    one, two = clean(EN), clean(EN)
    assert one.id == two.id and len(one.id) == 20 and one.cleaner.startswith("clean@")


# --- HTML ---------------------------------------------------------------------------------------------------------

PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Ten dead | The Post</title>
<meta property="og:title" content="Ten dead in Gao"><meta property="article:published_time" content="2022-11-16T10:00Z">
<meta name="author" content="Awa Traoré"><meta property="og:site_name" content="The Post"></head><body>
<nav><ul><li>Africa</li><li>Europe</li></ul></nav>
<div class="cookies">We use cookies to improve your visit. Accept all</div>
<main><article><h1>Ten dead in Gao</h1><figure><img src=x><figcaption>A checkpoint. Photo: AFP</figcaption></figure>
<p>{EN}</p><p>{EN.replace("ten", "forty")} &ldquo;We will answer,&rdquo; said a colonel.</p>
<div><p>Sign up for our newsletter.</p></div>
<p>The attack was claimed by no group, a lawyer said on Monday, 3 March 1999.</p>
</article></main><footer>© 2022 The Post. All rights reserved.</footer></body></html>"""


def test_a_page_gives_its_article_and_metadata():
    report = clean(PAGE, "a.html")
    assert EN in report.text.split("\n\n") and "“We will answer,” said a colonel." in report.text
    assert (report.title, report.byline, report.publisher) == ("Ten dead in Gao", "Awa Traoré", "The Post")
    assert (report.published, report.published_basis) == (dt.date(2022, 11, 16), "stated")


def test_what_a_page_has_besides_is_kept_aside_once_with_its_reason():
    found = reasons(clean(PAGE, "a.html"))
    assert found["Africa"] == "menu"
    assert found["We use cookies to improve your visit. Accept all"] == "cookies and privacy"
    assert found["A checkpoint. Photo: AFP"] == "caption"
    assert found["© 2022 The Post. All rights reserved."] == "copyright and sign-off"


def test_a_page_without_a_stated_day_has_none_though_its_text_names_days():
    assert clean(PAGE.replace("article:published_time", "x"), "a.html").published is None


@pytest.mark.parametrize(
    "marked",
    [
        '<meta name="date" content="16 novembre 2022">',
        '<meta itemprop="datePublished" content="2022-11-16">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2022-11-16T08:00"}]}</script>',
        '<time pubdate datetime="2022-11-16">',
    ],
)
def test_the_ways_in_which_pages_state_their_day(marked):
    page = PAGE.replace("article:published_time", "x").replace("<title>", f"{marked}<title>")
    assert clean(page, "a.html").published == dt.date(2022, 11, 16)


def test_a_fragment_keeps_every_paragraph():
    assert (
        clean("<p>Ten died.</p><p>The army denied it.</p>", media_type="text/html").text
        == "Ten died.\n\nThe army denied it."
    )


def test_the_declared_charset_of_a_page_is_read():
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{FR}</p></body></html>'.encode("cp1252")
    assert "Ménaka" in clean(page, "a.html").text


# --- PDF ----------------------------------------------------------------------------------------------------------


def column(lines: list[str], x: float, y: float) -> list[Words]:
    return [Words(x=x, y=y - 13 * n, text=line) for n, line in enumerate(lines)]


def sheet(lines: list[str], number: int) -> list[Words]:
    head = Words(x=72, y=810, text="Weekly report – Mali")
    return [head, *column(lines, 72, 720), Words(x=290, y=30, text=f"Page {number} of 2")]


FIRST = [
    "Gunmen on motorcycles attacked a market near Gao on Tuesday and killed ten sol-",
    "diers, the army said in a statement read on state television. The vice-",
    "president of the assembly spoke of more than two hundred families in flight and",
]
SECOND = ["of 1,400 people in three schools. (A bracket) stands.", "The mission denied it."]


def test_lines_and_pages_are_joined_and_running_lines_set_aside():
    report = clean(make_pdf([sheet(FIRST, 1), sheet(SECOND, 2)], compress=True), "a.pdf")
    assert "killed ten soldiers, the army said" in report.text
    assert "The vice-president of the assembly" in report.text
    assert "families in flight and of 1,400 people" in report.text
    assert set(reasons(report)) == {"Weekly report – Mali", "Page 1 of 2"}
    assert "Weekly report" not in report.text and "Page" not in report.text


def test_two_columns_are_read_one_after_the_other():
    left = ["Fighting spread on Monday to the", "northern suburbs, where residents",
            "counted forty bodies. The governor",
            "said that the army would hold the", "bridge until reinforcements come."]  # fmt: skip
    right = ["In the south, by contrast, markets", "stayed open and buses ran. Police",
             "arrested eleven men at a check-",
             "point near the port on Tuesday.", "They denied any link with anyone."]  # fmt: skip
    title = Words(x=60, y=740, text="A tale of two suburbs in the long war of the river valley", size=16)
    rows = [w for pair in zip(column(left, 60, 700), column(right, 320, 700), strict=True) for w in pair]
    report = clean(make_pdf([[title, *rows]]), "a.pdf")
    assert report.text.index("until reinforcements come.") < report.text.index("In the south")
    assert "arrested eleven men at a checkpoint near the port" in report.text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (make_pdf([sheet(FIRST, 1)], password="x"), "locked by a password"),
        (make_pdf([[]]), "it was scanned"),
        (make_pdf([sheet(FIRST, 1)])[:500], "cut off or damaged"),
        (make_pdf([]), "cut off or damaged"),
        (b"words", "expected '%PDF-'"),
    ],
)
def test_pdfs_that_cannot_be_read_say_why(body, words):
    with pytest.raises(UnreadableCapture, match=words):
        clean(body, "a.pdf")


# --- mail ---------------------------------------------------------------------------------------------------------

MAIL = f"""From: "OCHA Mali" <desk@example.org>
Subject: =?utf-8?q?Fwd=3A_Flash_update_=E2=80=93_Gao?=
Date: Wed, 16 Nov 2022 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="B"

--B
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{FR}
-- 
Awa
OCHA

On Tue, 15 Nov 2022 at 10:00, Someone wrote:
> Is there news?
--B
Content-Type: application/zip; name="annex.zip"
Content-Disposition: attachment; filename="annex.zip"
Content-Transfer-Encoding: base64

UEsDBA==
--B--
"""


@pytest.mark.parametrize("name", ["a.eml", "-"])
def test_a_mail_gives_its_own_words(name):
    report = clean(MAIL, name)
    assert report.text.startswith(FR)
    assert (report.title, report.byline) == ("Flash update – Gao", "OCHA Mali")
    assert (report.published, report.published_basis) == (dt.date(2022, 11, 16), "stated")
    assert sorted(reasons(report).values()) == ["attachment, not read", "quoted mail", "signature"]


def test_a_forwarded_report_is_read():
    body = MAIL.split("--B\n")[0].replace('multipart/mixed; boundary="B"', "text/plain; charset=utf-8")
    report = clean(f"{body}FYI\n\n---------- Forwarded message ---------\nFrom: X\n\n{FR}\n", "a.eml")
    assert not any(s.reason == "quoted mail" for s in report.stripped)


def test_html_is_read_where_a_mail_has_no_plain_part():
    body = (
        MAIL.split("MIME-Version")[0]
        + "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>Ten died.</p><p>So it is said.</p>"
    )
    assert clean(body, "a.eml").text == "Ten died.\n\nSo it is said."


# --- formats and charsets -----------------------------------------------------------------------------------------


def test_markdown_loses_its_marks():
    report = clean("# Ten killed\n\n**Bamako** – see [the note](http://e.org/x).\n\n> The army said so.", "a.md")
    assert (report.title, report.text) == ("Ten killed", "Ten killed\n\nBamako – see the note.\n\nThe army said so.")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_french_is_read_in_every_usual_charset(charset):
    words = FR.replace("\n", " ")
    assert clean(words.encode(charset)).text == words


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("cp1256", "أعلنت وزارة الدفاع يوم الاثنين أن القوات سيطرت على المدينة"),
        ("utf-16-le", "أعلنت وزارة الدفاع يوم الاثنين أن القوات سيطرت على المدينة"),
        ("cp1251", "Министерство обороны заявило в понедельник о взятии города"),
        ("koi8-r", "Министерство обороны заявило в понедельник о взятии города"),
    ],
)
def test_other_scripts_are_read_without_a_stated_charset(charset, words):
    assert clean(words.encode(charset)).text == words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"\xff\xd8\xff\xe0JFIF", "JPEG"),
        (b"PK\x03\x04\0\0", "ZIP archive or Office document"),
        (b"  \n ", "white space"),
        ("防衛省は月曜日に".encode("shift_jis"), "save it as UTF-8"),
        (bytes(range(32)) * 40, "control characters"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(body, words):
    with pytest.raises(UnreadableCapture, match=words):
        clean(body)


@pytest.mark.parametrize("word", ["MZ", "BM", "RIFF", "Rar!", "A file that begins with %PDF- was found:"])
def test_words_that_look_like_a_programs_first_bytes_are_words(word):
    assert clean(f"{word} forces took the town on Monday, the army said.").text.startswith(word)


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=1500), name=st.sampled_from(["a.txt", "a.md", "a.html", "a.eml", "a.pdf", "-"]))
def test_any_bytes_end_in_a_report_or_a_reason(body, name):
    try:
        report = clean(body, name)
    except UnreadableCapture as fault:
        assert len(str(fault)) > 20
    else:
        assert all(s.span is None or report.text[s.span.start : s.span.end] == s.text for s in report.stripped)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=400))
def test_plain_text_is_never_altered(words):
    try:
        assert clean(words.encode("utf-8")).text == words.removeprefix("\ufeff")
    except UnreadableCapture:
        assert not any(c.isalnum() for c in words) or words.startswith(("%PDF-", "{\\rtf"))
