"""Capitalised names of a report that may be places, each with the evidence that its neighbours give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watchdesk.extract.date_words import MONTHS
from watchdesk.extract.place_persons import person_tokens, surnames
from watchdesk.extract.place_runs import FEATURES, adjacent, in_a_body, over_connectors, run_ends, with_kind
from watchdesk.extract.place_tokens import Token, cut_tokens
from watchdesk.extract.place_words import PlaceWords, load_place_words
from watchdesk.records import GazetteerPlace, Names, Report, Sentence

DAYS = frozenset(
    f"{day}{tail}" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun", "yester") for tail in ("day",)
) | frozenset(["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier"])
OPENERS = DAYS | {
    "the", "la", "le", "les", "l’", "l'", "downtown", "central", "nearby", "neighbouring", "neighboring", "greater",
    "upper", "lower",
}  # fmt: skip
DIRECTIONS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "central",
        "north-eastern",
        "north-western",
        "south-eastern",
        "south-western",
        "nord",
        "sud",
        "est",
        "ouest",
        "nord-est",
        "nord-ouest",
        "sud-est",
        "sud-ouest",
    ]
)
STREETS = frozenset(
    [
        "Road",
        "Rd",
        "Street",
        "St",
        "Avenue",
        "Ave",
        "Boulevard",
        "Blvd",
        "Drive",
        "Lane",
        "Way",
        "Highway",
        "Rue",
        "Parkway",
        "Court",
        "Circle",
    ]
)
STREET_ENDS = frozenset(
    ["Road", "Rd", "Rd.", "Street", "St.", "Avenue", "Ave", "Ave.", "Boulevard", "Blvd", "Blvd.", "Drive", "Lane"]
)
"""Words that end the name of a street."""
POINTS = frozenset(["N", "S", "E", "W"])
NEARNESS = DIRECTIONS | {
    "près", "outside", "close", "autour", "loin", "proximité", "environs", "abords", "sortie",
    "km", "kms", "kilomètre", "kilomètres", "kilometres", "kilometers", "kilometre", "kilometer", "miles", "mile",
}  # fmt: skip
ARTICLES = frozenset(["the", "la", "le", "les", "l’", "l'"])
OFFICES_OF = frozenset(["Department", "Ministry", "Office", "Bureau", "Court", "Association", "Secretary", "Board"])


@dataclass(slots=True)
class Candidate:
    """A name at tokens `first` to `last` of its sentence, with the gazetteer rows of that name."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    rows: Sequence[GazetteerPlace]
    strong: bool = False
    weak: bool = False
    kind: bool = False
    person: bool = False
    body: bool = False
    barred: bool = False
    crowded: bool = False
    articled: bool = False
    initial: bool = False
    street: bool = False
    follower: str = ""  # the capitalised word right after, which may go on the name

    @property
    def big(self) -> bool:
        """Whether the name is that of a country, a first-level division, a region or a large town."""
        return any(
            row.population >= 100_000 or row.feature in ("PCLI", "ADM1", "CONT", "RGN", "PPLC") or row.geonames_id < 0
            for row in self.rows
        )


class Sightings:
    """Every candidate of one report, with the tokens around them and the surnames of the persons that it names."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], names: Names) -> None:
        self.text = report.text
        self.names = names
        self.words: PlaceWords = load_place_words()
        self.surnames: set[str] = set()
        self.home: set[str] = set()
        self.tokens = [cut_tokens(self.text, s.span.start, s.span.end) for s in sentences]
        self.lower = {t.text for tokens in self.tokens for t in tokens if t.word and not t.cap}
        self.candidates: list[Candidate] = []
        for index, tokens in enumerate(self.tokens):
            self._read_sentence(index, tokens)

    def _read_sentence(self, index: int, tokens: list[Token]) -> None:
        persons = person_tokens(tokens, self.words)
        self.surnames |= surnames(tokens, persons)
        opening = next((i for i, t in enumerate(tokens) if t.word), 0)
        at = 0
        while at < len(tokens):
            if not tokens[at].cap:
                at += 1
                continue
            found = self._street(index, tokens, at, opening) or self._longest(index, tokens, at, persons, opening)
            if found is None:
                at += 1
                continue
            self.candidates.append(found)
            if found.rows and found.crowded and (whole := self._unknown(index, tokens, at, persons, opening)):
                self.candidates.append(whole)
            at = found.last + 1 if found.rows or found.street else at + 1

    def _street(self, index: int, tokens: list[Token], at: int, opening: int) -> Candidate | None:
        """The street whose name starts at token `at` ("N. Main Street"), None where none does."""
        if at == opening and tokens[at].text in self.words.common:
            return None
        first = at
        if tokens[at].text in POINTS and at + 2 < len(tokens) and tokens[at + 1].text == ".":
            first = at + 2
        for last in range(first, min(first + 4, len(tokens))):
            if not tokens[last].cap:
                return None
            if last > first and tokens[last].text in STREET_ENDS:
                start, end = tokens[at].start, tokens[last].end
                return Candidate(index, at, last, start, end, self.text[start:end], (), street=True)
            if not adjacent(tokens, last):
                return None
        return None

    def _longest(self, index: int, tokens: list[Token], at: int, persons: set[int], opening: int) -> Candidate | None:
        """The longest name of the gazetteer that starts at token `at`, else the whole run as an unknown name."""
        ends = run_ends(tokens, at)
        for last in reversed(ends):
            text = self.text[tokens[at].start : tokens[last].end]
            rows = self._rows(text, tokens[at], last == at, at == opening)
            if rows:
                last = with_kind(tokens, last, ends)
                text = self.text[tokens[at].start : tokens[last].end]
                return self._weigh(index, tokens, at, last, text, rows, persons, opening)
        return self._unknown(index, tokens, at, persons, opening)

    def _unknown(self, index: int, tokens: list[Token], at: int, persons: set[int], opening: int) -> Candidate | None:
        """The run of capitalised words from token `at`, as a name that no list holds."""
        if not tokens[at].text[0].isalpha() or at in persons:
            return None
        skip = at == opening and tokens[at].text in self.words.common
        if skip or tokens[at].text in self.words.titles:
            return None
        last = at
        while adjacent(tokens, last) and tokens[last + 1].cap:
            last += 1
            if tokens[last].text.lower() in self.words.kinds_after or tokens[last].text in FEATURES:
                break
        text = self.text[tokens[at].start : tokens[last].end]
        return self._weigh(index, tokens, at, last, text, (), persons, opening)

    def _rows(self, text: str, first: Token, alone: bool, opening: bool) -> Sequence[GazetteerPlace]:
        if alone and len(text.rstrip(".")) < 3 and not first.upper and "." not in text:
            return ()
        rows = self.names.places_named(text)
        if rows and alone and first.upper and "." not in text and len(text) <= (3 if opening else 5):
            return [
                row for row in rows if row.feature == "PCLI" or (row.feature == "ADM1" and row.country in ("AU", "US"))
            ]
        return rows

    def _weigh(
        self,
        index: int,
        tokens: list[Token],
        first: int,
        last: int,
        text: str,
        rows: Sequence[GazetteerPlace],
        persons: set[int],
        opening: int,
    ) -> Candidate:
        found = Candidate(
            index, first, last, tokens[first].start, tokens[last].end, text, rows, initial=first == opening
        )
        found.person = any(i in persons for i in range(first, last + 1))
        self._look_before(found, tokens)
        self._look_after(found, tokens)
        return found

    def _look_before(self, found: Candidate, tokens: list[Token]) -> None:
        words, at = self.words, found.first - 1
        while at >= 0 and tokens[at].text.lower() in OPENERS | DIRECTIONS:
            at -= 1
        found.articled = found.first > 0 and tokens[found.first - 1].text.lower() in ARTICLES
        if at < 0:
            return
        if in_a_body(tokens, found.first):
            found.barred = True
        text = tokens[at].text
        lower = text.lower()
        before = tokens[at - 1].text.lower() if at else ""
        close = adjacent(tokens, found.first - 1) if found.first else False
        if lower in words.craft and close:
            found.barred = True
        elif lower in words.strong_before:
            found.strong = True
            found.articled = found.articled or lower in ("au", "aux")
        elif (bare := lower.rstrip("’'")) in words.weak_before:
            found.weak = True
            nouns = [t.text.lower() for t in tokens[max(0, at - 2) : at]]
            if bare == "of" and before.capitalize() in OFFICES_OF and tokens[at - 1].cap and not found.big:
                found.barred = True
            if bare in ("of", "de", "d", "du", "des") and any(noun in words.kinds_before for noun in nouns):
                found.kind = found.strong = True
            elif bare in ("of", "de", "d", "du", "des", "to", "from") and before in NEARNESS:
                found.strong = True
        elif lower in words.kinds_before and close and not (at and tokens[at].cap and tokens[at - 1].cap):
            found.kind = found.strong = True
        elif tokens[at].cap and close and tokens[at].word and at == found.first - 1:
            sentence_word = text in words.common or at == 0
            found.crowded = not sentence_word and text not in words.kinds_before

    def _look_after(self, found: Candidate, tokens: list[Token]) -> None:
        words, at = self.words, found.last + 1
        ending = found.text.split()[-1]
        if found.last > found.first and (ending.lower() in words.kinds_after or ending in FEATURES):
            found.kind = True
        if measured_behind(tokens, at):
            found.strong = found.kind = True
        if at < len(tokens) and heads(tokens, at):
            dated = after_a_date(tokens, found.first)
            found.strong = found.strong or dated or bool(found.initial and found.rows)
        if at >= len(tokens) or not adjacent(tokens, found.last):
            return
        after = tokens[at]
        if after.text in words.not_places or after.text in STREETS:
            found.barred = True
        elif after.text.lower() in words.kinds_after:
            found.kind = True
        elif after.cap and after.word and after.text not in words.common:
            found.body = self._ends_in_body(tokens, at)
            found.crowded = not found.body
            found.follower = after.text

    def _ends_in_body(self, tokens: list[Token], at: int) -> bool:
        """Whether the capitalised words from token `at` name a body or an office ("City Council", "Premier")."""
        while at < len(tokens):
            if tokens[at].text in self.words.bodies or tokens[at].text in self.words.titles:
                return True
            step = (
                at + 1
                if adjacent(tokens, at) and tokens[at + 1].cap
                else over_connectors(tokens, at)
                if adjacent(tokens, at)
                else None
            )
            if step is None:
                return False
            at = step
        return False


def after_a_date(tokens: list[Token], first: int) -> bool:
    """Whether only a date stands before token `first` in its line: "• 3 June, Kodok: two helicopters ..."."""
    before = [t.text.lower().rstrip(".") for t in tokens[:first] if t.word or t.text[0].isdigit()]
    return bool(before) and all(word[0].isdigit() or word in MONTHS or word in DAYS for word in before)


_LENGTHS = frozenset(
    ["km", "kms", "kilometres", "kilometers", "kilometre", "kilometer", "kilomètres", "kilomètre", "miles", "mile"]
)


def measured_behind(tokens: list[Token], at: int) -> bool:
    """Whether the marks from token `at` say how far the name lies from another: ", some 30 km north of"."""
    if at >= len(tokens) or tokens[at].text not in (",", "("):
        return False
    words = [t.text.lower() for t in tokens[at + 1 : at + 6]]
    number = next((i for i, word in enumerate(words[:4]) if word[0].isdigit()), None)
    return number is not None and number + 1 < len(words) and words[number + 1] in _LENGTHS


def heads(tokens: list[Token], at: int) -> bool:
    """Whether the marks from token `at` make what stands before a heading: ":", "(", "–" or a comma and a date."""
    if tokens[at].text in (":", "(", "–", "—"):
        return True
    return tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit()
