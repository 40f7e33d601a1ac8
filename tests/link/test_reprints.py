"""Reprints: found whatever the frame around the text, the original named, what each copy changed shown."""

import datetime as dt

import pytest

from watchdesk.link.reprints import bands_of, find_reprints, is_reprint, reprints_of
from watchdesk.link.sentence_changes import changed_sentences, numbers_in
from watchdesk.records import Report, Span, Stripped

WIRE = (
    "Gunmen on motorbikes killed 14 traders near the market of Tarkint on Tuesday, the mayor said. "
    "They arrived shortly before dusk and set fire to two lorries that were loaded with grain. "
    "A nurse at the health post said nine wounded men were brought in during the night. "
    "The army said it had sent reinforcements from Gao, and that the road remained closed to traffic. "
    "No group has said that it was behind the attack."
)
OTHER = (
    "Shells fell on the northern quarter of the town of Tarkint on Friday, residents said by telephone. "
    "The mayor said that a school and eleven houses had been hit, and that families had left for Gao. "
    "A spokesman of the army said that it knew nothing of any shelling, and that its guns had been silent for a week."
)


def report(report_id: str, text: str, day: int | None = 5, stripped: tuple[Stripped, ...] = ()) -> Report:
    published = dt.date(2024, 3, day) if day else None
    return Report(id=report_id, capture_id="c", address=report_id, text=text, published=published, stripped=stripped)


def test_reprints_are_one_group_with_the_earliest_as_original():
    cut = " ".join(WIRE.split(". ")[0:3]) + "."
    reports = [report("b", WIRE, 6), report("c", cut, 7), report("z", WIRE.upper(), 5), report("o", OTHER, 5)]
    (group,) = find_reprints(reports)
    assert (group.original_id, group.copy_ids) == ("z", ("b", "c"))
    assert find_reprints(reversed(reports)) == (group,)


def test_a_frame_around_the_text_is_no_part_of_it():
    frame = "Subscribe to our newsletter and never miss a story from the region again, free of charge, every week."
    framed = frame + "\n\n" + WIRE
    copy = report("b", framed, 6, (Stripped(text=frame, reason="newsletter", span=Span(start=0, end=len(frame))),))
    assert reprints_of([report("a", WIRE), copy]).copies[0].changes == ()


def test_an_altered_toll_is_shown_with_both_values():
    copy = WIRE.replace("14 traders", "17 traders").replace("nine wounded", "nine injured")
    (group,) = find_reprints([report("a", WIRE), report("b", copy, 6)])
    (altered,) = group.copies[0].altered_numbers
    assert altered.numbers == (("14",), ("17",))
    assert (altered.old or "").startswith("Gunmen on motorbikes killed 14") and "17" in (altered.new or "")
    assert len(group.copies[0].changes) == 2


def test_sentences_added_and_left_out():
    copy = "The mayor called for calm on the radio. " + WIRE.replace(
        " No group has said that it was behind the attack.", ""
    )
    assert [(c.old, c.new) for c in changed_sentences(WIRE, copy)] == [
        (None, "The mayor called for calm on the radio."),
        ("No group has said that it was behind the attack.", None),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (report("a", WIRE), report("b", OTHER)),
        (report("a", WIRE, 1), report("b", WIRE, 28)),
        (report("a", "Two killed."), report("b", "Two killed.")),
    ],
)
def test_what_is_no_reprint(one, other):
    assert not is_reprint(one, other)
    assert find_reprints([one, other]) == ()


def test_numbers_in_digits_and_words():
    assert numbers_in("Some 1,200 people and three hundred goats; 3 500 others") == ["1200", "three", "hundred", "3500"]


def test_bands_are_the_same_in_every_run():
    assert bands_of(report("a", WIRE)) == bands_of(report("b", WIRE, 9))
    assert len(bands_of(report("a", WIRE))) == 32
