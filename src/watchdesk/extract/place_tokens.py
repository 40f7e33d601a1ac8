"""Words of a sentence with their offsets, cut as place names need them: no elisions, no possessives."""

from __future__ import annotations

import re
from dataclasses import dataclass

LETTER = r"[^\W\d_]"
TOKEN = re.compile(
    rf"(?P<elision>(?:[ldqnsmcjt]|[LDQSCJ]|(?i:qu|jusqu|lorsqu))[’'](?={LETTER}))"
    rf"|(?P<initials>(?:[A-Z]\.){{2,}}|[A-Z][a-z]?\.\s?(?:Va|C|D)\.)"
    rf"|(?P<word>{LETTER}+(?:[’'ʼ‘`\-‑]{LETTER}+)*)(?P<dot>\.)?"
    r"|(?P<number>\d[\d.,]*)"
    r"|(?P<mark>[^\w\s])"
)
ARTICLED = re.compile(r"(?:al|el|ad|ar|as|ash|at|az|an|ed|er|es|ech|esh|ez)[-‑][A-Z]")
HYPHENED = re.compile(
    r"[-‑](?:based|led|administered|controlled|held|backed|born|area|run|occupied|style|bound|made|ruled|appointed)$"
)
POSSESSIVE = re.compile(r"[’']s$", re.IGNORECASE)
DOTTED = frozenset(
    [
        "St",
        "Ste",
        "Mt",
        "Ft",
        "Ala",
        "Ariz",
        "Ark",
        "Calif",
        "Colo",
        "Conn",
        "Del",
        "Fla",
        "Ga",
        "Ill",
        "Ind",
        "Kan",
        "Ky",
        "La",
        "Md",
        "Mass",
        "Mich",
        "Minn",
        "Miss",
        "Mo",
        "Mont",
        "Neb",
        "Nev",
        "Okla",
        "Ore",
        "Pa",
        "Penn",
        "Tenn",
        "Tex",
        "Vt",
        "Va",
        "Wash",
        "Wis",
        "Wyo",
        "Ont",
        "Que",
        "Alta",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Gen",
        "Col",
        "Lt",
        "Sgt",
        "Capt",
        "Maj",
        "Sen",
        "Rep",
        "Gov",
        "Rev",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a sentence. `cap`: starts with a capital; `upper`: all capitals."""

    start: int
    end: int
    text: str
    cap: bool
    upper: bool
    word: bool


def cut_tokens(text: str, start: int, end: int) -> list[Token]:
    """Tokens of `text[start:end]`, offsets into `text`. "l’Ituri" gives "l’" and "Ituri", "Mali’s" gives "Mali"."""
    found: list[Token] = []
    for hit in TOKEN.finditer(text, start, end):
        begin, stop = hit.span()
        kind = hit.lastgroup
        if kind == "dot" or kind == "word":
            if hit["dot"] and hit["word"] not in DOTTED:
                stop -= 1
            body = text[begin:stop]
            tail = POSSESSIVE.search(body) or HYPHENED.search(body)
            if tail:
                stop = begin + tail.start()
                body = text[begin:stop]
            letters = body.replace(".", "")
            cap = body[0].isupper() or bool(ARTICLED.match(body))
            found.append(Token(begin, stop, body, cap, len(letters) > 1 and letters.isupper(), True))
            if hit["dot"] and hit["word"] not in DOTTED:
                found.append(Token(hit.end() - 1, hit.end(), ".", False, False, False))
        else:
            body = text[begin:stop]
            initials = kind == "initials"
            found.append(Token(begin, stop, body, initials, initials, initials or kind == "elision"))
    return found
