"""The verbs of saying: which words of a report say that somebody said something, and what act each is."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from watchdesk.codebooks import load_codebook
from watchdesk.errors import BadCodebook
from watchdesk.records import Act, Span

Takes = Literal["clause", "phrase", "both", "quote", "number"]
# A French verb may carry its subject ("redoute-t-il"); an apostrophe parts a clitic from its verb ("s'inquiète").
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechVerb:
    """One verb of saying: its act by default, and whether the claim is the clause after it or the verb phrase."""

    lemma: str
    act: Act
    takes: Takes


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechBook:
    """The verbs of one language by written form, in lower case; a form may be of several words."""

    verbs: dict[str, SpeechVerb]
    openers: frozenset[str]

    def verbs_in(self, text: str) -> Iterator[tuple[Span, SpeechVerb]]:
        """Every verb of saying in `text`, in order, longest form first, without overlaps."""
        words = [(m.start(), m.end(), m[0].lower()) for m in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            taken = 1
            start, end, word = words[at]
            verb = self.verbs.get(word)
            if word in self.openers:
                for more in (3, 2):
                    piece = words[at : at + more]
                    longer = self.verbs.get(" ".join(w for _, _, w in piece))
                    if longer and len(piece) == more and text[start : piece[-1][1]].count(" ") == more - 1:
                        verb, end, taken = longer, piece[-1][1], more
                        break
            if verb:
                yield Span(start=start, end=end), verb
            at += taken


@functools.cache
def speech_book(language: str) -> SpeechBook:
    """The verbs of saying of `language`; those of English for a language without any of its own."""
    book = load_codebook("speech")
    key = language if language in book else "en"
    verbs: dict[str, SpeechVerb] = {}
    for group in book[key]:
        _check(group)
        for entry in group["verbs"]:
            forms = [form.replace("_", " ") for form in str(entry).split()]
            verb = SpeechVerb(lemma=forms[0], act=group["act"], takes=group["takes"])
            for form in _all_forms(forms, key):
                verbs.setdefault(form, verb)
    openers = frozenset(form.split()[0] for form in verbs if " " in form)
    return SpeechBook(verbs=verbs, openers=openers)


def _check(group: object) -> None:
    if not isinstance(group, dict) or set(group) != {"act", "takes", "verbs"}:
        raise BadCodebook(f"speech.yml: group {group!r}: expected the keys act, takes, verbs")
    if group["act"] not in get_args(Act):
        raise BadCodebook(f"speech.yml: act {group['act']!r} is not one of {', '.join(get_args(Act))}")
    if group["takes"] not in get_args(Takes):
        raise BadCodebook(f"speech.yml: takes {group['takes']!r} is not one of {', '.join(get_args(Takes))}")


def _all_forms(forms: list[str], language: str) -> list[str]:
    if len(forms) > 1:
        return forms
    head, _, rest = forms[0].partition(" ")
    made = _french_forms(head) if language == "fr" and head.endswith("er") else [head]
    if language == "en":
        made = _english_forms(head)
    return [f"{form} {rest}".strip() for form in made]


def _english_forms(lemma: str) -> list[str]:
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    return [lemma, third, f"{stem}ed", f"{stem}ing"]


def _french_forms(infinitive: str) -> list[str]:
    stem = infinitive[:-2]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    grave = stem
    if re.search(r"é[^aeiouyéèê]+$", stem):
        cut = stem.rindex("é")
        grave = stem[:cut] + "è" + stem[cut + 1 :]
    regular = [f"{stem}{end}" for end in ("é", "ée", "és", "ées", "èrent", "era", "eront")]
    regular.append(f"{soft}ons")
    return [infinitive, f"{grave}e", f"{grave}ent", f"{soft}ait", f"{soft}aient", f"{soft}a", f"{soft}ant", *regular]
