"""Headline, byline, dateline and day of publication, only where the text states them."""

from __future__ import annotations

import datetime as dt

import pytest

from watchdesk.clean.headings import find_headings
from watchdesk.clean.language import detect_language
from watchdesk.clean.page_dates import read_date

EN = "Ten soldiers were killed on Tuesday near the town of Gao in the north, the army said in a statement."
FR = "Dix soldats ont été tués mardi près de la ville de Gao, dans le nord, a annoncé l’armée dans un communiqué."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Ten killed in Gao attack\n\n{EN}", "Ten killed in Gao attack"),
        (f"Dix tués à Gao\n{FR}", "Dix tués à Gao"),
        (f"PRESS RELEASE\n\nArmy retakes Gao\n\n{EN}", "Army retakes Gao"),
        (EN, None),
        (f"By Awa Traoré\n\n{EN}", None),
        (f"[Machine translation]\n\n{EN}", None),
        (f"16 November 2022\n\n{EN}", None),
        (f"It was quiet.\n\n{EN}", None),
    ],
)
def test_titles(text, title):
    assert find_headings(text, ()).title == title


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        (f"By Awa Traoré\n\n{EN}", "Awa Traoré"),
        (f"Par Awa Traoré, à Bamako\n\n{FR}", "Awa Traoré"),
        (f"By Awa Traoré in Gao\n\n{EN}", "Awa Traoré"),
        (f"By noon the town was quiet\n\n{EN}", None),
    ],
)
def test_bylines(text, byline):
    assert find_headings(text, ()).byline == byline


@pytest.mark.parametrize(
    ("head", "dateline"),
    [
        ("BAMAKO, Mali (Reuters) - ", "BAMAKO, Mali (Reuters)"),
        ("NIAMEY/ABUJA – ", "NIAMEY/ABUJA"),
        ("KYIV, Oct 12 — ", "KYIV, Oct 12"),
        ("N’DJAMENA, 30 nov – ", "N’DJAMENA, 30 nov"),
        ("Bamako, le 1er avril 2022 – ", "Bamako, le 1er avril 2022"),
        ("(Geneva, 24 January 2025) – ", "Geneva, 24 January 2025"),
        ("(Genève, le 24 janvier 2025) – ", "Genève, le 24 janvier 2025"),
        ("(Geneva talks, 2025) – ", None),
        ("UPDATE – ", None),
        ("The army – ", None),
    ],
)
def test_datelines(head, dateline):
    assert find_headings(head + EN, ()).dateline == dateline


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"BAMAKO, 3 May 2021 – {EN}", dt.date(2021, 5, 3)),
        (f"Bamako, le 1er avril 2022\n\n{FR}", dt.date(2022, 4, 1)),
        (f"Ten killed\n\nPublished: 16 November 2022, 10:40\n\n{EN}", dt.date(2022, 11, 16)),
        (f"Dix tués\n\nPublié le 16 novembre 2022 à 10h40\n\n{FR}", dt.date(2022, 11, 16)),
        (f"{EN}\n\nNovember 16, 2022", dt.date(2022, 11, 16)),
        (f"FLASH UPDATE – MALI, 16 November 2022\n\n{EN}", dt.date(2022, 11, 16)),
        (f"Weekly note, 9–15 September 2024\n\n{EN}", None),
        (f"Note, 28 May – 5 June 2022\n\n{EN}", None),
        (f"KYIV, Oct 12 – {EN}", None),
        (f"Ten killed\n\n{EN} The war began on 24 February 2022.", None),
        (f"Ten killed\n\n03/04/2022\n\n{EN}", None),
        (f"{EN}\n\nFebruary 30, 2022", None),
    ],
)
def test_days_of_publication_are_stated_or_none(text, day):
    assert find_headings(text, ()).published == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2022-11-16T23:10:00-05:00", dt.date(2022, 11, 16)),
        ("le 1er février 2022", dt.date(2022, 2, 1)),
        ("Sept. 3, 2021", dt.date(2021, 9, 3)),
        ("2022-13-01", None),
        ("yesterday", None),
    ],
)
def test_dates_in_words(words, day):
    assert read_date(words) == day


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", EN),
        ("fr", FR),
        ("en", f"{EN} “Nous sommes là”, he said. {EN}"),
        ("ar", "أعلنت وزارة الدفاع يوم الاثنين أن القوات سيطرت على المدينة"),
        ("es", "El gobierno anunció el lunes que los combates dejaron al menos 60 muertos, según la Defensoría."),
        ("pt", "O governo anunciou na segunda-feira que os combates causaram pelo menos 60 mortos, segundo a polícia."),
        ("de", "Die Bundeswehr hat am Montag angekündigt, dass sie ihre Soldaten aus Mali abziehen wird."),
        ("ru", "Министерство обороны заявило в понедельник, что войска взяли город."),
        ("other", "Міністерство оборони заявило в понеділок, що війська взяли місто Київ і її околиці."),
        ("other", "وزارت دفاع روز دوشنبه اعلام کرد که نیروها شهر را پس از درگیری شدید گرفتند"),
        ("other", "Il governo ha annunciato lunedì che i combattimenti hanno causato 60 morti, secondo la polizia."),
        ("other", "Serikali ya Kenya ilisema kuwa watu sita waliuawa katika mapigano hayo na kwa sasa hali ni shwari"),
        ("other", "国防部星期一宣布，部队在激烈战斗后控制了该市。"),
        ("other", "1,200 3,400 5"),
    ],
)
def test_languages(language, words):
    assert detect_language(words) == language
