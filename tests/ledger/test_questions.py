"""Rival answers to one question: who, with which stance, when and how often; and claims of influence campaigns."""

import datetime as dt

import pytest
from read_reports import read_gold, read_text, the_names

from watchdesk.ledger.figure_series import figure_series
from watchdesk.ledger.influence import influence_claims
from watchdesk.ledger.questions import questions_of

DAY, LATER = dt.date(2022, 2, 17), dt.date(2022, 2, 20)
ENGLISH = (
    "PARIS – France said on Tuesday that Wagner mercenaries had deployed to Mali and were fighting beside the army.\n\n"
    "Britain accused Mali of hiring Wagner mercenaries.\n\n"
    "The Malian government denied that Wagner mercenaries were in the country and said they were Russian instructors."
)
FRENCH = (
    "BAMAKO – La France a accusé mardi le Mali d’avoir recruté des mercenaires de Wagner.\n\n"
    "Le gouvernement malien a démenti la présence de mercenaires de Wagner et parle d’instructeurs russes."
)


def test_a_question_over_two_reports_in_two_languages():
    readings = [read_text(ENGLISH, DAY, "en", "en"), read_text(FRENCH, LATER, "fr", "fr")]
    (question,) = questions_of(readings, figure_series(readings, the_names()), the_names())
    voices = {(a.who, a.stance): (a.times, a.first, a.last) for a in question.answers}
    assert voices == {
        ("Government of United Kingdom", "says so"): (1, DAY, DAY),
        ("Government of France", "says so"): (2, DAY, LATER),
        ("Government of Mali", "denies it"): (2, DAY, LATER),
    }


def test_how_many_with_the_status_of_each_answer():
    readings = [read_gold(1), read_gold(2)]
    found = questions_of(readings, figure_series(readings, the_names()), the_names())
    (count,) = [q for q in found if q.kind == "count"]
    stances = {a.answer: a.stance for a in count.answers}
    assert stances["203 combattants"] == "counts"
    assert stances["an estimated 300 civilian men"] in ("alleged", "denied")


def test_counts_that_agree_ask_nothing():
    one = read_text("KONA – Police said 12 people were killed in Kona on 3 May.", dt.date(2023, 5, 4), name="a")
    two = read_text("KONA – The mayor said 12 people were killed in Kona on 3 May.", dt.date(2023, 5, 4), name="b")
    series = figure_series([one, two], the_names())
    assert [len(s.rows) for s in series if s.measure == "killed"] == [2]
    assert questions_of([one, two], series, the_names()) == ()


@pytest.mark.parametrize(
    ("text", "language", "operators", "targets", "channels", "techniques"),
    [
        (
            "NAIROBI – Researchers said a network of fake accounts on Facebook linked to Russia had spread "
            "disinformation against France.",
            "en",
            ("Russia",),
            ("France",),
            ("social media",),
            ("T0090",),
        ),
        (
            "DAKAR – Selon une étude, une campagne de désinformation sur WhatsApp, pilotée par la Russie, "
            "visait la France.",
            "fr",
            ("Russia",),
            ("France",),
            ("messaging apps",),
            (),
        ),
        ("Mali was targeted by Russian disinformation.", "en", ("Russia",), ("Mali",), (), ()),
        ("La désinformation russe vise le Mali.", "fr", ("Russia",), ("Mali",), (), ()),
        ("In Mali, disinformation is rife.", "en", (), (), (), ()),
    ],
)
def test_influence_claims(text, language, operators, targets, channels, techniques):
    reading = read_text(text, DAY, language)
    (claim,) = influence_claims([reading], the_names())
    assert (claim.operators, claim.targets, claim.channels) == (operators, targets, channels)
    assert tuple(t.id for t in claim.techniques) == techniques
    assert reading.report.text[claim.words.span.start : claim.words.span.end] == claim.words.text


def test_influence_claims_make_no_figures():
    reading = read_text("Researchers said 300 fake accounts spread disinformation against France.", DAY)
    assert influence_claims([reading], the_names())
    assert not [s for s in figure_series([reading], the_names()) if s.measure == "killed"]
