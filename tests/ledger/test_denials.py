"""Denials linked to what they deny, in all 24 reports; accusations; claims of responsibility."""

import datetime as dt

import pytest
from read_reports import read_all, read_gold, read_text, the_names

from watchdesk.ledger.claim_links import words_of
from watchdesk.ledger.denials import accusations_of, claims_of_responsibility, denials_of

DAY = dt.date(2022, 11, 17)

# Every denial of the 24 reports, counted by hand: report, its first words, the report and words of what it denies.
BY_HAND = [
    ("001", "rejette d’avance", "002", "allegedly put to death"),
    ("005", "Ivory Coast rejected that version", "005", "accused them of wanting"),
    ("005", "none of the soldiers carried weapons", "005", "accused them of wanting"),
    ("006", "nothing had been decided", "006", "would leave by the end of 2023"),
    ("009", "what the French side denies", "009", "accuses Paris of abandonment"),
    ("010", "dément tout recours au travail forcé", "010", "contraint la plupart des hommes"),
    ("011", "it targets displaced people", "011", "had been shot in their homes"),
    ("016", "any of its aircraft had bombed", "016", "hit the community in error"),
    ("019", "denies aiming at civilians", "019", "destroyed a café"),
]


@pytest.fixture(scope="module")
def denials():
    return denials_of(read_all(), the_names())


def test_denials_are_linked_to_their_claims(denials):
    missing = []
    for report, words, other, claim in BY_HAND:
        found = [d for d in denials if d.report.given_id == report and d.words.text.startswith(words)]
        linked = [d.link for d in found if d.link and d.link.report.given_id == other]
        if not any(claim in f"{words_of(x.claim)} {x.claim.evidence[0].text}" for x in linked):
            missing.append((report, words))
    assert 1 - len(missing) / len(BY_HAND) >= 0.85, missing


def test_nothing_else_is_taken_for_a_denial(denials):
    known = [(report, words) for report, words, _, _ in BY_HAND]
    others = [
        (d.report.given_id, d.words.text[:60])
        for d in denials
        if not any(d.report.given_id == r and d.words.text.startswith(w) for r, w in known)
    ]
    assert len(others) <= 1, others


def test_quotes_and_bases_hold(denials):
    for denial in denials:
        span = denial.words.span
        assert denial.report.text[span.start : span.end] == denial.words.text
        assert denial.link is None or denial.link.basis


def test_a_denial_across_reports_needs_the_other_report():
    alone = denials_of([read_gold(1)], the_names())
    both = denials_of([read_gold(1), read_gold(2)], the_names())
    assert [d.link for d in alone] == [None]
    assert [(d.link.across, d.link.report.given_id) for d in both if d.link] == [(True, "002")]


@pytest.mark.parametrize(
    ("text", "language", "denied"),
    [
        ("Amnesty accused the army of killing 12 civilians in Kona. The army denied killing civilians.", "en", True),
        ("Amnesty accuse l’armée d’avoir tué 12 civils à Kona. L’armée a démenti avoir tué des civils.", "fr", True),
        ("Amnesty accused the army of killing 12 civilians in Kona. The army did not comment.", "en", False),
    ],
)
def test_claim_and_denial(text, language, denied):
    found = denials_of([read_text(text, DAY, language)], the_names())
    assert [bool(d.link) for d in found] == ([True] if denied else [])


@pytest.mark.parametrize(
    ("text", "language", "accused"),
    [
        ("Britain accused Mali of hiring mercenaries.", "en", "Mali"),
        ("La France a accusé mardi le Mali d’avoir recruté des mercenaires.", "fr", "Mali"),
    ],
)
def test_an_accusation_names_the_accused(text, language, accused):
    (found,) = accusations_of([read_text(text, DAY, language)], the_names())
    assert found.accused
    assert accused in found.accused


def test_accused_them_names_nobody():
    found = [
        a for a in accusations_of([read_gold(5)], the_names()) if a.statement.words.text.startswith("accused them")
    ]
    assert [a.accused for a in found] == [None]


def test_a_claim_of_responsibility_is_tied_to_its_event():
    found = claims_of_responsibility([read_gold(10)])
    claimed = next(a for a in found if "revendiqué" in a.statement.words.text)
    assert claimed.link
    assert claimed.link.claim.place.name == "Barsalogho"
