"""Which date an event has: its own, that of the telling, one carried from before, or none."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from watchdesk.extract.dates import find_dates
from watchdesk.extract.event_dates import UNDATED, date_of, lasting
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Layout, PlaceMention, Report, Span, When

PUBLISHED = dt.date(2022, 11, 17)  # a Thursday


def read(marked: str, language: str = "en", published: dt.date | None = PUBLISHED, towns: tuple[str, ...] = ()) -> When:
    """The date of the event whose cue stands in brackets; `towns` are the names of places."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    report = Report(id="r", capture_id="c", address="a", text=text, published=published, language=language)
    sentences = split_sentences(report)
    dates = find_dates(report, sentences)
    spans = [Span(start=hit.start(), end=hit.end()) for town in towns for hit in re.finditer(town, text)]
    places = tuple(PlaceMention(span=span, phrase=span) for span in spans)
    layout = Layout(report=report, sentences=sentences, dates=dates, places=places, actors=(), quotations=())
    sentence = next(s for s in sentences if s.span.start <= start < s.span.end)
    return date_of(Span(start=start, end=end), sentence, layout)


CASES = [
    # the date of the cue's own clause, not of its neighbour's
    ("en", "Gunmen [killed] ten on Monday and burned a school on Wednesday.", "2022-11-14"),
    ("en", "Gunmen killed ten on Monday and [burned] a school on Wednesday.", "2022-11-16"),
    ("fr", "Des hommes ont [tué] dix civils lundi, puis brûlé une école mercredi.", "2022-11-14"),
    ("fr", "Des hommes ont tué dix civils lundi, puis [brûlé] une école mercredi.", "2022-11-16"),
    ("en", "The town was [retaken] on Tuesday, six days after the rebels had captured it.", "2022-11-15"),
    ("en", "The town was retaken on Tuesday, six days after the rebels had [captured] it.", "2022-11-09"),
    # the day on which it was told is not that of the event
    ("en", "The army said on Wednesday that rebels [attacked] the camp on Sunday.", "2022-11-13"),
    ("fr", "L’armée a déclaré mercredi que des rebelles ont [attaqué] le camp dimanche.", "2022-11-13"),
    ("en", "Rebels raided the camp on Sunday. Twelve soldiers were [killed], an officer said.", "2022-11-13"),
    ("fr", "Des rebelles ont attaqué le camp dimanche. Douze soldats ont été [tués], dit-on.", "2022-11-13"),
    ("en", "At a briefing on Wednesday he told how rebels had [burned] the camp on Sunday.", "2022-11-13"),
    ("en", "Troops are alleged to have [executed] 300 people at the camp on Sunday.", "2022-11-13"),
    ("en", "A woman hurt when a missile [hit] the wake on Sunday died in hospital on Tuesday.", "2022-11-13"),
    ("en", "A woman hurt when a missile [hit] the wake died of her wounds overnight.", None),
    ("fr", "Une femme blessée par l’[explosion] a succombé à ses blessures mardi.", None),
    ("en", "The envoy told the UN Security Council on Monday that rebels [burned] the camp on Sunday.", "2022-11-13"),
    ("en", "The council condemned in strong terms the drone [attack] on Monday that killed ten.", "2022-11-14"),
    ("fr", "Le gouverneur a condamné fermement l’[attaque] de lundi contre le camp.", "2022-11-14"),
    ("en", "The mission [said] on Sunday it was shelled. All is calm. On 2 October a drone hit.", "2022-11-13"),
    ("en", "A [blast] at the wake of a man, who had died on Sunday, killed ten on Tuesday.", "2022-11-15"),
    ("en", "The force, whose term [ended] on 13 March, must leave.", "2022-03-13"),
    ("fr", "La force, dont le mandat a [pris fin] le 13 mars, doit quitter le pays.", "2022-03-13"),
    # what frames the story does not date it
    ("en", "Rebels, who have fought the state since 2012, [raided] the camp on Sunday.", "2022-11-13"),
    ("fr", "Les rebelles, en guerre depuis 2012, ont [attaqué] le camp dimanche.", "2022-11-13"),
    # datelines, and the day on which a page was put up
    ("fr", "Six civils [tués] à Djugu\nPublié le mar, 19/09/2022 - 16:42\n\nCela eut lieu dimanche.", "2022-11-13"),
    ("en", "GOMA, Nov 17 (Agency) – Gunmen [killed] ten villagers on Tuesday.", "2022-11-15"),
    ("fr", "GOMA, 17 novembre – Des hommes ont [tué] dix villageois mardi.", "2022-11-15"),
    ("en", "• Djibo, 12 November: a mine [killed] two.", "2022-11-12"),
    ("fr", "• Djibo, 12 novembre : une mine a [tué] deux soldats.", "2022-11-12"),
    # announced: the day of the announcement, or none
    ("en", "Kenya announced on Monday that it will [send] 600 police next month.", "2022-11-14"),
    ("fr", "Le Kenya a annoncé lundi qu’il [enverra] 600 policiers le mois prochain.", "2022-11-14"),
    ("en", "A camp was hit on Monday. Kenya will [send] 600 police.", None),
    ("fr", "Un camp a été frappé lundi. Un poste sera [ouvert] à Sévaré.", None),
    # nothing to go by
    ("en", "Gunmen [killed] ten villagers near Djibo.", None),
    ("fr", "Des hommes ont [tué] dix villageois près de Djibo.", None),
    # a count brought up to date
    ("en", "A bomb hit it on Sunday.\n\nThe toll of the [blast] is 40, a doctor said on Wednesday.", "2022-11-13"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked", "expected"), CASES)
def test_date_of(language: str, marked: str, expected: str | None) -> None:
    when = read(marked, language)
    assert (when.first and when.first.isoformat()) == expected
    assert when.first == when.last


def test_undated_events_have_precision_four_and_no_basis() -> None:
    assert read("Gunmen [killed] ten villagers near Djibo.") == UNDATED


def test_a_carried_date_is_marked_as_inferred() -> None:
    own = read("A raid [killed] ten on Sunday.")
    same = read("A raid killed ten on Sunday. Two houses were [burned].")
    other = read("A raid killed ten on Sunday.\n\nTwo houses were [burned].")
    assert (own.basis, own.precision) == ("relative", 1)
    assert (same.basis, same.precision) == ("inferred", 1)
    assert (other.basis, other.precision) == ("inferred", 3)


def test_a_date_carried_into_another_place_is_no_surer_than_the_month() -> None:
    towns = ("Djibo", "Kaya")
    assert read("A raid killed ten at Djibo on Sunday. In Kaya a shop was [burned].", towns=towns).precision == 3
    assert read("A raid killed ten at Djibo on Sunday. In Djibo a shop was [burned].", towns=towns).precision == 1
    assert (
        read("A raid killed ten at Djibo on Sunday. Ten were [hurt], an officer from Kaya said.", towns=towns).precision
        == 1
    )


def test_a_lead_that_names_a_weekend_takes_its_saturday_where_that_is_told_later() -> None:
    saturday, sunday = dt.date(2022, 11, 12), dt.date(2022, 11, 13)
    told = read("Gunmen [killed] ten at the weekend. They came on Saturday. The minister left on Sunday.")
    after = read("Gunmen [killed] ten at the weekend. A minister came on Sunday.")
    assert ((told.first, told.last), (after.first, after.last)) == ((saturday, saturday), (saturday, sunday))


def test_a_lead_that_names_the_month_takes_the_day_told_later() -> None:
    when = read("Soldiers [executed] ten men in October, the group said.\n\nOn 19 October they entered the village.")
    assert (when.first, when.last, when.precision) == (dt.date(2022, 10, 19), dt.date(2022, 10, 19), 1)


def test_the_moment_stands_for_publication_and_is_marked() -> None:
    when = read("BREAKING: police just [dispersed] the march.")
    assert (when.first, when.basis, when.quote) == (PUBLISHED, "published", None)
    assert read("BREAKING: police just [dispersed] the march.", published=None) == UNDATED


def test_the_day_of_an_older_deed_is_not_carried_into_the_next_paragraph() -> None:
    text = (
        "Rebels killed two on Tuesday.\n\nIn May, on the 3rd of May, they burned a school.\n\nTroops were [sent] there."
    )
    assert read(text).first == dt.date(2022, 11, 15)


@pytest.mark.parametrize(
    ("sub_event", "last"),
    [("Armed clash", PUBLISHED), ("Peaceful protest", PUBLISHED), ("Arrests", dt.date(2022, 11, 12))],
)
def test_a_march_or_a_fight_goes_on_since_a_day(sub_event: str, last: dt.date) -> None:
    text = "They have been at it there since Saturday."
    report = Report(id="r", capture_id="c", address="a", text=text, published=PUBLISHED, language="en")
    sentences = split_sentences(report)
    dates = find_dates(report, sentences)
    layout = Layout(report=report, sentences=sentences, dates=dates, places=(), actors=(), quotations=())
    when = lasting(date_of(Span(start=15, end=20), sentences[0], layout), sub_event, layout)
    assert (when.first, when.last) == (dt.date(2022, 11, 12), last)


def test_what_began_some_days_ago_has_the_day_it_began() -> None:
    assert read("A driver has been [held] since Monday.").first == dt.date(2022, 11, 14)
