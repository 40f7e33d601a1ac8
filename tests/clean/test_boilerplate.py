"""Page furniture is cut out of running prose exactly, and no sentence of a report goes with it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.clean.boilerplate import find_boilerplate

BEFORE_EN = "The army said on Tuesday that ten soldiers had been killed near the town."
AFTER_EN = "Residents counted twelve bodies, among them a teacher, and the market stayed closed."
BEFORE_FR = "L’armée a annoncé mardi que dix soldats avaient été tués près de la ville."
AFTER_FR = "Les habitants ont compté douze corps, dont celui d’un instituteur, et le marché est resté fermé."

FURNITURE_EN = [
    "Sign up for our weekly newsletter.",
    "Sign up to our daily email for the stories that matter.",
    "Subscribe to Morning Wire, our free newsletter, and get the news in your inbox every day.",
    "By signing up you agree to our terms of use and privacy policy.",
    "You can unsubscribe at any time.",
    "Enter your email address to receive notifications of new posts by email.",
    "We use cookies to give you the best experience on our website.",
    "This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.",
    "READ MORE: What we know about the coup",
    "Read also: Ten years of war in pictures",
    "Related: The river that feeds a city",
    "ADVERTISEMENT",
    "Story continues below advertisement",
    "Share this article on Facebook, Twitter and WhatsApp.",
    "Follow us on Telegram for more updates.",
    "Download our app from the App Store or Google Play.",
    "Support independent journalism: donate today.",
    "© 2023 The Daily Post. All rights reserved.",
    "Click here to join our WhatsApp channel.",
    "Your support helps us keep our reporting free for everyone.",
    "(Photo: AFP)",
    "[Photo credit: John Smith/Reuters]",
    "Leave a comment below.",
    "Sign our petition and share it with your friends.",
    "Already a subscriber? Log in.",
    "Get the latest news delivered to your inbox.",
    "Join the conversation: leave a comment.",
    "Watch: The moment the bridge fell",
]
FURNITURE_FR = [
    "Inscrivez-vous à notre newsletter hebdomadaire.",
    "Abonnez-vous gratuitement à notre lettre d’information.",
    "Recevez chaque jour l’essentiel de l’actualité dans votre boîte mail.",
    "Vous pouvez vous désabonner à tout moment.",
    "Nous utilisons des cookies pour améliorer votre expérience.",
    "En poursuivant votre navigation, vous acceptez l’utilisation de cookies.",
    "Lire aussi : Dix ans de guerre en images",
    "À lire aussi : le fleuve qui nourrit la ville",
    "PUBLICITÉ",
    "La suite après cette publicité",
    "Partagez cet article sur Facebook et WhatsApp.",
    "Suivez-nous sur Twitter et Instagram.",
    "Téléchargez notre application pour ne rien manquer.",
    "Soutenez notre rédaction : faites un don.",
    "© 2023 Le Quotidien. Tous droits réservés.",
    "Cet article est réservé aux abonnés.",
    "(Photo : AFP)",
    "Signez la pétition et partagez-la autour de vous.",
    "Cliquez ici pour rejoindre notre chaîne WhatsApp.",
    "Retrouvez toute l’actualité du continent sur notre application.",
    "Laissez un commentaire.",
]
CASES = [(BEFORE_EN, f, AFTER_EN) for f in FURNITURE_EN] + [(BEFORE_FR, f, AFTER_FR) for f in FURNITURE_FR]


def cut(text: str) -> list[str]:
    return [passage.text for passage in find_boilerplate(text)]


@pytest.mark.parametrize(("before", "furniture", "after"), CASES, ids=[case[1][:30] for case in CASES])
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"], ids=["glued", "line", "paragraph"])
def test_furniture_is_cut_and_nothing_else(before, furniture, after, gap):
    assert "".join(cut(gap.join((before, furniture, after)))).strip("() ") == furniture.strip("() ")


@pytest.mark.parametrize(("before", "furniture", "after"), CASES, ids=[case[1][:30] for case in CASES])
def test_every_span_holds_its_words(before, furniture, after):
    text = f"{before} {furniture} {after}"
    for passage in find_boilerplate(text):
        assert passage.span is not None
        assert text[passage.span.start : passage.span.end] == passage.text


REPORTED = [
    "The mission said its mandate would be renewed, and that it would share its findings with the Council.",
    "Protesters signed a petition and handed it to the governor, who promised an answer within a week.",
    "The minister told reporters that subscribers to the mobile network had been cut off since Monday.",
    "Donors pledged 2 million dollars at the conference, the United Nations said.",
    "Soldiers read out a statement on state television and announced the closure of the borders.",
    "The video, shared on Facebook and WhatsApp, shows men in uniform beating a prisoner.",
    "Photos taken by residents show the crater; the army denied that it had bombed the market.",
    "We will follow them into the bush, the general warned, and we will not rest.",
    "Supporters of the opposition followed the convoy to the airport, where police fired tear gas.",
    "In a letter to the Security Council, the government asked for the withdrawal of the mission.",
    "Le gouvernement a publié un communiqué dans lequel il dit suivre la situation de près.",
    "Les manifestants ont remis une pétition au gouverneur, qui a promis une réponse.",
    "La vidéo, partagée sur Facebook, montre des hommes en uniforme frappant un prisonnier.",
    "Les abonnés du réseau mobile sont coupés du monde depuis lundi, selon un élu.",
    "Les photos prises par des habitants montrent le cratère laissé par la bombe.",
    "Le général a annoncé la suite des opérations après cette attaque.",
    "“Sign this agreement or leave,” the rebels told the delegates, according to a diplomat.",
    "The radio station, which has more than 40,000 listeners, was set on fire on Sunday.",
    "Related clashes broke out in two other districts, where nine people were killed.",
    "Most read the decree as a threat, a lawyer said.",
]


@pytest.mark.parametrize("sentence", REPORTED)
def test_what_is_reported_stays(sentence):
    assert cut(f"{BEFORE_EN} {sentence} {AFTER_EN}") == []
    assert cut(f"{BEFORE_EN}\n\n{sentence}\n\n{AFTER_EN}") == []


def test_a_box_of_headlines_and_notices_is_cut_whole_from_the_middle_of_prose():
    box = (
        "Subscribe to The World This Week A fresh look at the planet with the finest stories and pictures, by our "
        "editors Privacy Notice: Newsletters may contain news of charities, online ads and content paid for by others. "
        "For details, see our Privacy Policy. This form is guarded by Google reCaptcha, and the Google Privacy Policy "
        "and Terms of Service apply."
    )
    assert cut(f"{BEFORE_EN} {box} {AFTER_EN}") == [box]


@pytest.mark.parametrize(
    ("furniture", "sentence"),
    [
        ("Related: Ten facts about the river", "The governor said that the bridge would stay closed."),
        ("Sign up for our newsletter", "In the north, forty people were killed on Monday."),
        ("Share | Tweet | Print", "Hours later in the capital, police arrested eleven men."),
        ("Lire aussi : Le fleuve en dix dates", "Dans le nord, quarante personnes ont été tuées lundi."),
        ("PUBLICITÉ", "Le gouverneur a dit que le pont resterait fermé."),
    ],
)
def test_a_sentence_glued_on_without_a_stop_stays(furniture, sentence):
    assert cut(f"{BEFORE_EN} {furniture} {sentence} {AFTER_EN}") == [furniture]


def test_headlines_after_a_list_label_go_with_it():
    text = f"{BEFORE_EN}\n\nMOST READ\n\nTen photos of the year\n\nA cook’s war\n\n{AFTER_EN}"
    assert cut(text) == ["MOST READ\n\nTen photos of the year\n\nA cook’s war"]


@given(st.text(max_size=400))
def test_any_text_gives_spans_in_order_and_apart(text):
    spans = [p.span for p in find_boilerplate(text) if p.span]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
