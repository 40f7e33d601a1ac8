"""The small questions asked of a phrase that names a speaker: its words, head, number, office, and the body in it."""

from __future__ import annotations

import re

from watchdesk.extract.persons import PersonName
from watchdesk.extract.speaker_words import ARTICLE, CAPITALS, INDEFINITE, SMALL_WORDS, SpeakerBook

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_MEMBER_OF = re.compile(
    r"\b(?:(?:of|from|for|du|de la)\s+|de l[’']\s*)(?:the\s+)?(?P<body>(?:[\w’'-]+\s+){0,3}?(?:party|union|"
    r"committee|alliance|coalition|movement|"
    r"association|commission|council|network|league|federation|parti|syndicat|comité|collectif|coalition|mouvement)\b)"
)
_AFTER_PREPOSITION = re.compile(r"\b(?:of|in|at|from|near|de|du|à|en|d[’'])\s*$", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """Words in lower case, French elisions parted ("l’armée" gives "armée")."""
    found = []
    for match in _WORD.finditer(text.replace("’", "'")):
        word = match[0].lower()
        word = re.sub(r"^(?:[dlnsmtjc]|qu)'(?=\w)", "", word)
        found.append(re.sub(r"'s?$", "", word))
    return found


def head_words(plain: str) -> list[str]:
    """The words of a noun phrase before its first preposition or comma, small words left out."""
    head = re.split(r",|\b(?:of|from|in|at|with|for|on|du|de|des|à|au|who|qui|pour|sur)\b|\bd[’']", plain)[0]
    return [word for word in words_of(head) if word not in SMALL_WORDS and word not in ("a", "an", "un", "une", "its")]


def is_plural(role: str) -> bool:
    """True for a role of several persons: "two traders", "des habitants"."""
    heads = head_words(role)
    counted = re.match(
        r"(?:two|three|four|five|several|some|many|both|its|des|les|deux|trois|plusieurs|certains)\b",
        role,
        re.IGNORECASE,
    )
    return bool(heads) and heads[-1].endswith("s") and (bool(counted) or not INDEFINITE.match(role))


def named_body_of(plain: str) -> str | None:
    """The body in "organisers from the trade union alliance", in its own words."""
    found = _MEMBER_OF.search(plain)
    return found["body"] if found else None


def spelled_out(text: str) -> dict[str, str]:
    """Acronyms that the report itself spells out: "National Unity Government (NUG)"."""
    found: dict[str, str] = {}
    for match in re.finditer(r"\(([A-ZÀ-Þ][A-Za-zÀ-ÿ-]{1,9})\)", text):
        acronym = match[1]
        if sum(c.isupper() for c in acronym) < 2:
            continue
        before = text[max(0, match.start() - 90) : match.start()]
        run = re.search(r"([A-ZÀ-Þ][\w’'-]*(?:\s+[\w’'-]+){1,8})\s+$", before)
        words = run[1].split() if run else []
        for start in range(len(words)):
            if words[start][0] == acronym[0] and len(words) - start >= sum(c.isupper() for c in acronym) - 1:
                found[acronym] = " ".join(words[start:])
                break
    return found


def role_beside(plain: str, person: PersonName) -> str | None:
    """The office given beside a name: the title before it, or the apposition."""
    before = plain[: person.span.start].strip(" ,")
    after = plain[person.span.end :].strip(" ,")
    after = re.split(r",?\s+(?:who|qui|whose|dont)\b", after)[0].strip(" ,")
    title = before if person.title and before.endswith(person.title) else " ".join(filter(None, (before, person.title)))
    role = after if after and (not before or len(after) > len(before)) and not after.startswith(("'s", "’s")) else title
    role = ARTICLE.sub("", role or title).strip(" ,")
    return re.sub(r"^(?:an?|une?)\s+", "", role) or None


def body_name(plain: str, book: SpeakerBook, anonymous: bool) -> str | None:
    """The longest run of capitalised words that is a body's name, with the small words inside it."""
    best = ""
    for run in CAPITALS.finditer(plain):
        name = re.sub(r"^(?:(?:The|Le|La|Les|L[’']|Un|Une|A|An|Some|Des)\s*)(?=[A-ZÀ-Þ])", "", run[0])
        name = re.sub(r"[’']s?$", "", name)
        words = set(words_of(name))
        sure = (
            bool(words & book.bodies)
            or bool(re.search(r"\b[A-ZÀ-Þ]{2,}", name))
            or bool(re.fullmatch(r"[A-Z][a-zé]+[A-Z]\w*", name))
        )
        if (
            len(name) < 2
            or words <= (book.persons | book.titles)
            or name.lower() in ("the", "le", "la", "les", "an", "un", "une", "some")
        ):
            continue
        if not sure and (anonymous or _AFTER_PREPOSITION.search(plain[: run.start()])):
            continue
        if not sure and " " not in name and run.start() == 0 and is_common(plain, name):
            continue
        if len(name) > len(best):
            best = name
    return best or None


_UNIT = re.compile(
    r"(?:[\w’'-]+\s+){0,3}?(?:general staff|joint staff|headquarters|embassy)|"
    r"(?:[A-ZÀ-Þ][\w’'-]+\s+){1,3}(?:[Pp]olice|(?!No\b)[A-Z]\w+)|"
    r"(?i:état-major|ambassade|gendarmerie|police nationale|garde nationale|marine nationale)(?:\s+[\w’'-]+){0,4}"
)


def unit_of(plain: str, countries: list[str]) -> str | None:
    """The part of an army, police or government that words name: "Kharkiv police", "general staff", "ambassade".

    None where the words only say whose army or police it is; `countries` are the words for countries in them.
    """
    bare = ARTICLE.sub("", plain)
    if len(bare.split()) > 6 or not _UNIT.fullmatch(bare):
        return None
    rest = bare
    for country in countries:
        rest = rest.replace(country, "")
    plainly = {"army", "police", "armée", "gendarmerie", "military", "forces", "government", "gouvernement", "armed"}
    capitals = any(word[0].isupper() for word in rest.split())
    return bare if set(words_of(rest)) - plainly and (capitals or _ORGAN_NOUN.search(rest)) else None


_ORGAN_NOUN = re.compile(r"staff|headquarters|embassy|état-major|ambassade|gendarmerie|nationale", re.IGNORECASE)


def is_common(plain: str, word: str) -> bool:
    """True where the first word has a capital only because it opens the sentence."""
    following = plain[len(word) :].split()
    return bool(following) and following[0][0].islower()


def is_person_phrase(plain: str, book: SpeakerBook) -> bool:
    """True where the noun that leads the words is one for persons ("two officers", "one of the groups")."""
    if re.search(r"\b(?:general|joint|defence|defense) staff$|\bétat-major\b", plain, re.IGNORECASE):
        return False
    if re.match(
        r"(?:l[’']une?|one|three|two|some|several|many|certains|deux|plusieurs)\s+(?:of|d[’'e])",
        plain,
        re.IGNORECASE,
    ):
        return True
    heads = head_words(plain)
    if not heads or (heads[-1] in book.bodies and re.search(r"s[’']\s+[\w-]+$", plain)):
        return False
    last, first = heads[-1], heads[0]
    if last in book.bodies and last not in book.persons and first not in book.persons:
        return False
    return (last in book.persons and last not in book.bodies) or any(word in book.persons for word in heads[-3:])


def is_body_phrase(plain: str, book: SpeakerBook) -> bool:
    """True where the noun that leads the words is one for a body ("a campaign group", "le collectif")."""
    return bool(set(head_words(plain)) & (book.bodies | book.bodies_again))
