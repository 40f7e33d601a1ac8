"""What the form offers under its fields, and what the reader proposes for words that a person selected."""

import html
import json
import re
from dataclasses import replace

import pytest
from own_report import TEXT, keep_own

from watchdesk.desk.claim_fields import fields_of
from watchdesk.desk.claim_files import claim_file
from watchdesk.desk.offers import offers_of
from watchdesk.desk.opened import Person
from watchdesk.desk.queue_pages import around
from watchdesk.desk.samples import make_sample
from watchdesk.desk.second_look import Sights
from watchdesk.desk.wording import words_in
from watchdesk.records import Quote, Span, Stripped


@pytest.fixture
def own(store, tmp_path):
    return keep_own(store, tmp_path)


@pytest.fixture
def offers(desk, own):
    """The offers under the fields of the report's attack."""
    reading, attack = own
    return offers_of(around(desk, attack, reading.report, words_in("en")))


def labels(offers, path):
    return [offer.label for offer in offers[path]]


def at(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def form(client, report, words, **query):
    """The form of a new claim on these words: the values of its fields, and the page."""
    page = client.get(f"/reports/{report.id}/new", params=at(words) | query).text
    fields = dict(re.findall(r'<input[^>]* name="([\w.]+)" value="([^"]*)"', page)) | {"place_id": ""}
    for name, inner in re.findall(r'<select name="([\w.]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        fields[name] = chosen[1] if chosen else ""
    return {name: html.unescape(value) for name, value in fields.items()}, page


def test_every_value_is_new_to_its_claim_and_every_word_stands_in_the_report(offers, own):
    held = {f.path: f.value for f in fields_of(own[1])}
    for path, several in offers.items():
        keys = [offer.key for offer in several]
        assert len(set(keys)) == len(keys)
        for offer in several:
            assert offer.words in TEXT or offer.words == "day of the report"
            assert path in ("status", "time_precision") or any(held.get(p) != v for p, v in offer.values)


def test_actors_places_days_and_numbers_of_the_report_are_offered(offers):
    assert {"Military Forces of Mali", "Police Forces of Mali", "Katiba Macina (JNIM)"} <= set(
        labels(offers, "actor1.name")
    )
    assert "Protesters (Mali)" in labels(offers, "actor1.name"), "a usual actor of the country, which no words name"
    (gao,) = [o for o in offers["location.name"] if dict(o.values)["location.name"] == "Gao"]
    assert dict(gao.values)["place_id"].isdigit()
    assert labels(offers, "date_start")[:2] == ["2023-06-04", "2023-06-01"], "the nearest first"
    assert labels(offers, "date_start")[-1] == "2023-06-05", "the day of the report last"
    (nine,) = [o for o in offers["fatalities.best"] if o.label == "9"]
    assert dict(nine.values) == {f"fatalities.{p}": "9" for p in ("low", "best", "high")}


def test_fields_that_take_digits_have_letters_and_short_choices_a_digit_each(offers):
    assert {o.key for path in ("date_start", "fatalities.best") for o in offers[path]} <= set("abcdefghi")
    assert [(o.key, o.label) for o in offers["status"]] == list(
        zip("1234", ("occurred", "alleged", "denied", "announced"), strict=True)
    )


def test_what_a_person_corrected_is_offered_first_in_the_next_claim(client, sign, desk, own):
    reading, attack = own
    sent = {"verdict": "edit", "actor1.name": "Band of the Dunes"}
    client.post(f"/claims/{attack.id}/judge", data=sent, headers={"x-csrf-token": sign})
    other = next(c for c in reading.claims if c.id != attack.id and type(c) is type(attack))
    named = [
        dict(o.values)["actor1.name"]
        for o in offers_of(around(desk, other, reading.report, words_in("en")))["actor1.name"]
    ]
    assert "Band of the Dunes" in named[:6]


def test_the_item_holds_its_offers_and_a_blind_one_none(client, desk, own):
    _, attack = own
    page = client.get(f"/queue/item/{attack.id}").text
    values = [json.loads(html.unescape(v)) for v in re.findall(r'data-values="([^"]*)"', page)]
    assert {"actor1.name": "Police Forces of Mali"} in values
    make_sample(desk, Person(name="eva", role="editor"), "All", "event", 500)
    page = client.get(f"/queue/item/{attack.id}").text
    assert "data-blind" in page and "data-values" not in page


def test_a_typed_name_finds_the_usual_actors_of_the_reports_countries_first(client, own):
    found = client.get("/actors", params={"q": "po fo", "report": own[0].report.id}).json()
    assert found[0] == "Police Forces of Mali"


def test_a_short_report_is_whole_and_a_long_one_when_asked(client, store, tmp_path):
    text = TEXT + "\n\n" + "The river rose again and the ferry stayed on its bank. " * 80
    _, attack = keep_own(store, tmp_path, text)
    part, whole = (client.get(f"/queue/item/{attack.id}", params=asked).text for asked in ({}, {"whole": "true"}))
    assert "the ferry stayed" not in part and 'data-act="text"' in part
    assert whole.count("the ferry stayed") == 80 and 'data-act="text"' not in whole


def test_a_report_beyond_the_longest_is_not_looked_over(desk, own):
    report = replace(own[0].report, text=TEXT + " Rain." * 40_000)
    words = Quote(span=Span(start=0, end=14), text=TEXT[:14])
    assert desk.look.sights(report) == Sights() and desk.look.proposed(report, "event", words) is None


def test_what_was_left_out_of_the_page_is_not_offered(desk, own):
    report, start = own[0].report, TEXT.index("Colonel Issa Doumbo")
    left = replace(
        report, stripped=(Stripped(text=TEXT[start:], reason="advertisement", span=Span(start=start, end=len(TEXT))),)
    )
    whole, rest = desk.look.sights(report), desk.look.sights(left)
    assert "Issa Doumbo" in {one.name for one in whole.persons} and 9 in {one.low for one in whole.numbers}
    assert not rest.persons and 9 not in {one.low for one in rest.numbers} and rest.places


def test_the_reader_proposes_the_fields_of_selected_words(client, sign, store, own):
    report = own[0].report
    sent, page = form(client, report, "Police arrested two")
    assert (sent["kind"], sent["sub_event_type"]) == ("event", "Arrests")
    assert (sent["actor1.name"], sent["location.name"]) == ("Police Forces of Mali", "Gao")
    assert 'data-values="' in page
    sent, _ = form(client, report, "a crowd had walked", sub_event="Peaceful protest")
    sent["actor2.name"] = "Police Forces of Mali"
    made = client.post(f"/reports/{report.id}/claims", data=sent, headers={"x-csrf-token": sign})
    assert made.status_code == 200, made.text
    told = claim_file(store, made.json()["claim"]).claim
    assert told.made_by == "person:ana" and told.cue.text == "a crowd had walked"
    assert told.place.quote.text == "Gao" and told.when.quote.text == "On 1 June", "what was left keeps its words"
    assert told.actor2.entity_id == "pol:ML" and told.plover and told.event_type == "Protests"


def test_a_type_that_no_words_tell_stays_open_and_nobody_is_made_up(client, sign, own):
    report = own[0].report
    sent, page = form(client, report, "a crowd had walked")
    assert sent["sub_event_type"] == sent["actor1.name"] == "" and '<select name="sub_event_type"' in page
    refused = client.post(f"/reports/{report.id}/claims", data=sent, headers={"x-csrf-token": sign})
    assert refused.status_code == 400 and "sub_event_type is" in refused.text


def test_of_another_type_other_actors_are_proposed(client, own):
    sent, _ = form(client, own[0].report, "a crowd had walked", sub_event="Peaceful protest")
    assert sent["actor1.name"] == "Protesters (Mali)" and sent["proposed"] == "Peaceful protest"


def test_a_place_among_the_selected_words_is_the_place(client, own):
    assert form(client, own[0].report, "reached Ansongo only")[0]["location.name"] == "Ansongo"


@pytest.mark.parametrize(("words", "kind"), [("nine attackers", "figure"), ("Police arrested two of them", "event")])
def test_the_kind_is_told_by_the_words(client, own, words, kind):
    assert form(client, own[0].report, words)[0]["kind"] == kind


def test_a_proposal_of_which_not_every_field_was_shown_is_refused(client, sign, own):
    sent = {"kind": "event", "words": "Police arrested two", "proposed": "", "sub_event_type": "Arrests"} | at(
        "Police arrested two"
    )
    refused = client.post(f"/reports/{own[0].report.id}/claims", data=sent, headers={"x-csrf-token": sign})
    assert refused.status_code == 400 and "actor1.name" in refused.text and "were not sent" in refused.text


def test_an_unknown_type_is_refused(client, own):
    answer = client.get(f"/reports/{own[0].report.id}/new", params=at("a crowd") | {"sub_event": "Quarrel"})
    assert answer.status_code == 400 and "Quarrel" in answer.text
