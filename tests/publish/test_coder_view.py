"""One coder's view: alternatives and reasons of who, where and when, as the page shows them."""

from __future__ import annotations

import datetime as dt

from watchdesk.collect.folders import capture_id
from watchdesk.pipeline import open_reader, read_capture
from watchdesk.publish.coder_view import coder_view
from watchdesk.publish.report_page import report_page
from watchdesk.records import Capture, Event, Reading, Stated
from watchdesk.settings import Settings

TEXT = (
    "Gunmen killed twelve villagers in Ansongo, in the Gao region of Mali, on Tuesday, officials said. "
    "Katiba Macina has said nothing. The next day, soldiers shot dead two men in Gao."
)


def read(published: dt.date | None = dt.date(2022, 6, 10)) -> Reading:
    body = TEXT.encode()
    stated = Stated(id="x", published=published, language="en")
    capture = Capture(id=capture_id("x", body), address="x", body=body, media_type="text/plain", stated=stated)
    return read_capture(capture, open_reader(Settings(reader="rules")))


def views(reading: Reading) -> list[dict[str, dict[str, list[str]]]]:
    found = []
    for claim in reading.claims:
        if isinstance(claim, Event):
            view: dict[str, dict[str, list[str]]] = {}
            for part, lines in coder_view(claim, reading.report):
                for label, words in lines:
                    view.setdefault(part, {}).setdefault(label, []).append(words)
            found.append(view)
    return found


def test_alternatives_and_reasons_of_a_place() -> None:
    where = views(read())[0]["Where"]
    assert where["Words"] == ["“Ansongo”"]
    assert "which the text names with it" in where["Because"][0]
    assert any("second-level division" in other for other in where["Or"])
    assert "Gao" in where["Other names"][0]


def test_why_nobody_is_named() -> None:
    who = views(read())[0]["Who"]
    assert who["Taken for"] == ["Unidentified Armed Group (Mali)"]
    assert "of a group that it names" in who["Because"][0]
    assert any(other.startswith("Katiba Macina") for other in who["Or"])


def test_how_the_days_follow() -> None:
    first, second = views(read())[:2]
    assert first["When"]["Days"] == ["Tuesday 7 June 2022"]
    assert first["When"]["Counted from"] == ["Friday 10 June 2022 (publication)"]
    assert second["When"]["Counted from"] == ["Tuesday 7 June 2022 (a date of the text)"]
    assert second["When"]["Days"] == ["Wednesday 8 June 2022"]


def test_the_page_shows_it() -> None:
    page = report_page([read()])
    assert page.count("Why this who, where and when") >= 2
    assert "Tuesday 7 June 2022" in page
