"""How far a capitalised name runs over the tokens of a sentence: connectors, kinds at its end, bodies that it ends."""

from __future__ import annotations

from watchdesk.extract.place_tokens import Token

CONNECTORS = frozenset(
    [
        "of",
        "de",
        "du",
        "des",
        "d’",
        "d'",
        "la",
        "le",
        "les",
        "l’",
        "l'",
        "el",
        "al",
        "ez",
        "sur",
        "en",
        "the",
        "y",
        "do",
        "da",
        "dos",
    ]
)
DIVISIONS = frozenset(
    [
        "County",
        "Province",
        "Region",
        "District",
        "Parish",
        "Governorate",
        "Prefecture",
        "Oblast",
        "Department",
        "Krai",
        "Valley",
        "Township",
        "Municipality",
        "Locality",
        "Territory",
        "Subdistrict",
        "Sub-district",
        "Subcounty",
        "Sub-county",
        "Woreda",
        "Payam",
        "Tehsil",
        "Taluk",
        "Upazila",
        "Raion",
        "Rayon",
        "Regency",
        "Commune",
        "Cercle",
    ]
)
"""Capitalised words that belong to the name of a division before them ("Nyanza Province")."""
FEATURES = frozenset(
    [
        "River",
        "Creek",
        "Lake",
        "Mountain",
        "Mountains",
        "Hills",
        "Forest",
        "Island",
        "Islands",
        "Wilderness",
        "Desert",
        "Bay",
        "Harbor",
        "Harbour",
        "Canal",
        "Park",
        "Peninsula",
        "Delta",
        "Falls",
        "Reservoir",
        "Plateau",
    ]
)
"""Capitalised words that belong to the name of a natural feature or park before them ("Kagera River")."""
MOVEMENTS = frozenset(["Alliance", "Coalition", "Front", "Mouvement", "Movement", "Parti", "Party", "Ligue", "League"])
MOVEMENT_WORDS = 8
LONGEST = 6


def adjacent(tokens: list[Token], at: int) -> bool:
    """Whether token `at` and the next stand side by side, with at most one space between."""
    return at + 1 < len(tokens) and 0 <= tokens[at + 1].start - tokens[at].end <= 1 and tokens[at + 1].word


def run_ends(tokens: list[Token], at: int) -> list[int]:
    """Every token at which a name that starts at `at` may end: capitalised words, with connectors between them."""
    ends, i = [at], at
    while len(ends) < LONGEST and i - at < LONGEST + 1:
        if not adjacent(tokens, i):
            break
        if tokens[i + 1].cap:
            i += 1
        elif (step := over_connectors(tokens, i)) is not None:
            i = step
        else:
            break
        ends.append(i)
    return ends


def over_connectors(tokens: list[Token], at: int) -> int | None:
    """The capitalised token that follows one or two connectors after token `at` ("of the", "sur"), None where none."""
    i = at + 1
    while i - at <= 2 and tokens[i].text.lower() in CONNECTORS and adjacent(tokens, i):
        if tokens[i + 1].cap:
            return i + 1
        i += 1
    return None


def with_kind(tokens: list[Token], last: int, ends: list[int]) -> int:
    """Where a name ends that the gazetteer has without its kind: "Nyanza Province", "Kagera River", "Virunga National
    Park"; not where the kind begins the name of a body ("Ohio Department of Health")."""
    if last + 1 not in ends:
        return last
    kind = tokens[last + 1].text
    if kind == "National" and last + 2 in ends and tokens[last + 2].text in FEATURES:
        return last + 2
    goes_on = adjacent(tokens, last + 1) and (tokens[last + 2].cap or tokens[last + 2].text == "of")
    if kind in FEATURES or kind in ("Department", "District", "Municipality"):
        return last if goes_on else last + 1
    return last + 1 if kind in DIVISIONS else last


def in_a_body(tokens: list[Token], at: int) -> bool:
    """Whether the name at token `at` ends that of a movement ("Alliance for the Freedom of the Sahel")."""
    back, named = at - 1, False
    while back >= 0 and at - back <= MOVEMENT_WORDS and adjacent(tokens, back):
        if tokens[back].text in MOVEMENTS:
            return named
        named = named or tokens[back].cap
        if not (tokens[back].cap or tokens[back].text.lower() in CONNECTORS | {"for", "pour", "and", "et"}):
            return False
        back -= 1
    return False
