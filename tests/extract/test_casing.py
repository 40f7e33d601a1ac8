"""Reports of one case: what is recased for the finders, and that quotes keep the letters of the report."""

import datetime as dt

import pytest

from watchdesk.collect.folders import capture_id
from watchdesk.extract.casing import in_usual_case, recase, small_words
from watchdesk.pipeline import Reader, open_name_lists, read_capture
from watchdesk.records import Capture, Event, Report, Stated, Statement
from watchdesk.settings import Settings

NAMES = open_name_lists(Settings())


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("FIVE SOLDIERS WERE KILLED IN GAO.", "Five soldiers were killed in Gao."),
        (
            "PRESIDENT ORTENZA SAID HE WOULD NOT WAIT. A TRUCE HELD.",
            "President Ortenza said he would not wait. A truce held.",
        ),
        ("THE FRLN ATTACKED ON 5 MAY; THEY MAY RETURN.", "The FRLN attacked on 5 May; they may return."),
        ("A U.S. CONVOY LEFT NEW YORK FOR BURKINA FASO.", "A U.S. convoy left New York for Burkina Faso."),
        ("THE ARMY'S MEN, WHO FLED, REACHED LA PAZ.", "The army's men, who fled, reached La Paz."),
        ("the army left gao. it was said in bamako.", "The army left Gao. It was said in Bamako."),
        ("LES SOLDATS ONT QUITTÉ LA VILLE DE SÉVARÉ.", "Les soldats ont quitté la ville de Sévaré."),
    ],
)
def test_a_text_of_one_case_is_written_in_the_usual_one(written: str, usual: str):
    assert recase(written, NAMES) == usual


def test_a_report_in_the_usual_case_is_left_as_it_is():
    report = Report(id="r", capture_id="c", address="a", text="Gunmen attacked the market of Gao. " * 4)
    assert in_usual_case(report, NAMES) is report


def test_a_report_too_short_to_tell_is_left_as_it_is():
    report = Report(id="r", capture_id="c", address="a", text="GAO CALM")
    assert in_usual_case(report, NAMES) is report


def test_quotes_of_a_cable_in_capitals_stand_in_the_report():
    text = (
        "GUNMEN ATTACKED THE MARKET OF MENAKA ON TUESDAY AND KILLED FIVE CIVILIANS. "
        "THE GOVERNOR OF THE REGION SAID THAT THE ARMY HAD SENT TROOPS TO THE TOWN."
    )
    body = text.encode()
    capture = Capture(
        id=capture_id("cable", body),
        address="cable",
        body=body,
        media_type="text/plain",
        stated=Stated(published=dt.date(2023, 5, 10), language="en"),
    )
    reading = read_capture(capture, Reader(names=NAMES))
    assert reading.report.text.strip() == text
    assert not reading.dropped
    event = next(claim for claim in reading.claims if isinstance(claim, Event))
    assert (event.sub_event_type, event.place and event.place.name) == ("Attack", "Menaka")
    assert event.evidence[0].text == text.split(". ")[0] + "."
    assert any(isinstance(claim, Statement) and "SENT TROOPS" in claim.words.text for claim in reading.claims)


def test_the_word_list_holds_words_and_no_names():
    assert {"the", "attacked", "soldats", "who"} <= small_words()
    assert not {"gao", "mali", "minusma"} & small_words()
