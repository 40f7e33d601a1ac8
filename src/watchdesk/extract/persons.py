"""Names of persons: a run of capitalised words that is no body, country or title, joined to its fullest form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from watchdesk.records import Span

_TOKEN = r"(?:[A-ZÀ-Þ][\w’'-]*\w|[A-ZÀ-Þ]\.)"
_SMALL = r"(?:al|el|ould|ag|ould|bin|ben|ibn|de|van|von|der|da|dos|del|la|le|mint|walet|wa)"
_RUN = re.compile(
    rf"{_TOKEN}(?:\s+(?:{_SMALL}\s+){{0,2}}{_TOKEN}|\s+(?:al|el)-[A-ZÀ-Þ][\w’'-]+)*|(?:al|el)-[A-ZÀ-Þ][\w’'-]+"
)
_HONORIFIC = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|M|Mme|Mlle|Dr)\.?|un certain|une certaine|called|named|known as|nommée?|surnommée?|"
    r"(?:sobriquet|prénom|nom) de)\s+$"
)
_NOUN_BEFORE_NAME = re.compile(r"(?:an?|the|one|his|her|une?|le|la|l[’'])\s?((?:[\w’'-]+\s?){1,3}),\s+", re.IGNORECASE)
_AGED = re.compile(r",\s+(?:\d{1,2}\b|aged \d|âgée? de)")
_PLACED = re.compile(r"\b(?:of|in|at|near|from|for|to|de|du|à|au|d[’']|en|des|près de|sur)\s*$", re.IGNORECASE)
_ALL_CAPITALS = re.compile(r"[A-ZÀ-Þ0-9]{2,}(?:-[A-ZÀ-Þ0-9]+)?$")
_ELIDED = re.compile(r"[LDSNJMldsnjm][’'][a-zà-ÿ]")
_NOT_A_NAME = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "as",
        "but",
        "and",
        "if",
        "when",
        "while",
        "after",
        "before",
        "it",
        "he",
        "she",
        "they",
        "we",
        "you",
        "his",
        "her",
        "its",
        "their",
        "this",
        "that",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "il",
        "elle",
        "ils",
        "elles",
        "on",
        "nous",
        "ce",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "selon",
        "dans",
        "après",
        "avant",
        "mais",
        "et",
        "si",
        "quand",
        "pour",
        "par",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "new",
        "central",
        "african",
        "western",
        "european",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "some",
        "several",
        "many",
        "most",
        "other",
        "another",
        "residents",
        "according",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person written at `span` of a phrase, the fullest form of the name in the report, and the title before it."""

    span: Span
    full: str
    title: str | None


def find_person(
    phrase: str,
    bodies: frozenset[str],
    titles: frozenset[str],
    persons: frozenset[str],
    people: dict[str, str],
    taken: tuple[str, ...],
) -> PersonName | None:
    """The first person named in a phrase. `people` gives full names by last name; `taken` are names of other things."""
    for run in _RUN.finditer(phrase):
        start, title = _past_titles(phrase, run, titles)
        name = phrase[start : run.end()]
        name = re.sub(r"[’']s?$", "", name)
        bare = re.sub(r"^[LDld][’']", "", name)
        if not name or _is_other(name, bodies) or any(bare in t or (t in name and bare.startswith(t)) for t in taken):
            continue
        tokens = name.split()
        honoured = bool(_HONORIFIC.search(phrase[:start])) or title is not None or _titled(phrase[:start], titles)
        full = people.get(_fold(tokens[-1]))
        aged = bool(_AGED.match(phrase, start + len(name))) and not _PLACED.search(phrase[: run.start()])
        aged = aged or _is_apposed(phrase, start, start + len(name), persons | titles)
        if len(tokens) == 1 and not (full or aged or (honoured and not _PLACED.search(phrase[: run.start()]))):
            continue
        if len(tokens) > 1 and not honoured and _PLACED.search(phrase[: run.start()]) and full != name:
            continue
        if len(tokens) > 5 or (_follows_body(phrase[:start], bodies) and not honoured):
            continue
        whole = (
            full
            if full and len(full) > len(name) and set(map(_fold, tokens)) <= set(map(_fold, full.split()))
            else name
        )
        return PersonName(span=Span(start=start, end=start + len(name)), full=whole, title=title)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """A full name where it first stands in a report, with the title before it."""

    at: int
    name: str
    title: str | None


def _is_apposed(phrase: str, start: int, end: int, persons: frozenset[str]) -> bool:
    """True for a first name beside a person's noun: "Milunka, a baker"; "A survivor, Hatidža"."""
    after = re.match(r",\s+(?:an?\s|the\s|une?\s|le\s|la\s|l[’'])?((?:[\w’'-]+\s?){1,3})", phrase[end:])
    if start == 0 and after and any(_fold(word) in persons for word in after[1].split()):
        return True
    before = _NOUN_BEFORE_NAME.fullmatch(phrase[:start])
    return end == len(phrase) and before is not None and any(_fold(word) in persons for word in before[1].split())


def named_persons(text: str, bodies: frozenset[str], titles: frozenset[str]) -> tuple[NamedPerson, ...]:
    """Names of two words and more, at each place where one stands, in order of the text."""
    found: list[NamedPerson] = []
    for run in _RUN.finditer(text):
        start, title = _past_titles(text, run, titles)
        name = re.sub(r"[’']s?$", "", text[start : run.end()])
        tokens = name.split()
        before = text[max(0, start - 14) : start]
        if not 2 <= len(tokens) <= 5 or "\n" in name or _is_other(name, bodies) or _PLACED.search(before):
            continue
        if _follows_body(before, bodies):
            continue
        found.append(NamedPerson(at=start, name=name, title=title))
    return tuple(found)


def full_names(persons: tuple[NamedPerson, ...]) -> dict[str, str]:
    """Full names by their last word, folded: the form that a bare surname is joined to."""
    found: dict[str, str] = {}
    for person in persons:
        found.setdefault(_fold(person.name.split()[-1]), person.name)
    return found


def named_bodies(text: str, bodies: frozenset[str]) -> tuple[str, ...]:
    """Names that a report introduces by a noun for a body ("l’ONG Passages Sûrs"), so that they are no persons'."""
    found = [
        run[0]
        for run in _RUN.finditer(text)
        if " " in run[0] and _follows_body(text[max(0, run.start() - 20) : run.start()], bodies)
    ]
    return tuple(dict.fromkeys(re.sub(r"[’']s?$", "", name) for name in found))


def _follows_body(before: str, bodies: frozenset[str]) -> bool:
    """True after a noun for a body ("the campaign group Haki Africa")."""
    word = re.search(r"([\w’'-]+)\s+$", before)
    return bool(word) and (word[1] in bodies or word[1] in ("broadcaster", "ong", "ONG", "NGO")) if word else False


def _fold(word: str) -> str:
    return word.lower().replace("’", "'")


def _past_titles(text: str, run: re.Match[str], titles: frozenset[str]) -> tuple[int, str | None]:
    """Where a name begins after the titles that open a run ("Captain Faustin Byamungu"), and those titles."""
    at, titled = run.start(), False
    words = list(re.finditer(r"\S+", text[run.start() : run.end()]))
    for word in words:
        plain = re.sub(r"['’]s?$", "", _fold(word[0].rstrip(".")))
        is_title = plain in titles or any(part in titles for part in plain.split("-"))
        if plain in ("police", "army", "navy"):
            after = text[run.start() + word.end() : run.end()].split()
            is_title = bool(after) and _fold(after[0]) in titles
        is_title = is_title or bool(_ELIDED.match(word[0]) and plain[2:] in titles)
        follows = text[run.start() + word.end() : run.end()].split()
        if word.start() == 0 and len(plain) == 1 and follows and _fold(follows[0]) in titles:
            is_title = True  # what is left of "U.S. President"
        if not is_title and plain not in _NOT_A_NAME:
            break
        titled = titled or is_title
        at = run.start() + word.end()
        while at < run.end() and text[at].isspace():
            at += 1
    title = text[run.start() : at].strip()
    return at, title if titled else None


def _titled(before: str, titles: frozenset[str]) -> bool:
    """True where a title in lower case stands right before a name ("le colonel Faure", "la mairesse Fièvre")."""
    word = re.search(r"([\w-]+)\.?\s+$", before)
    return bool(word) and _fold(word[1]) in titles if word else False


def _is_other(name: str, bodies: frozenset[str]) -> bool:
    """True for bodies, acronyms and capitals that only open a sentence."""
    tokens = [_fold(t) for t in name.split()]
    if _ELIDED.match(name):
        return True
    if any(t in bodies or (t.endswith("s") and t[:-1] in bodies) for t in tokens) or any(
        _ALL_CAPITALS.match(t) for t in name.split()
    ):
        return True
    return tokens[0] in _NOT_A_NAME or any(t in _NOT_A_NAME for t in tokens)
