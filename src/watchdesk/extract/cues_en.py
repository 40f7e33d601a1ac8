"""Which words of an English sentence are finite verbs of saying, and which only look like them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.extract import words_en as words
from watchdesk.extract.reported import Cue, quoted_spans
from watchdesk.extract.speech import speech_book
from watchdesk.extract.verb_objects import has_its_object
from watchdesk.records import Span

_ARTICLE = re.compile(r"\b(?:the|an?|its|their)\s+$", re.IGNORECASE)
"""Before a participle that is an adjective: "the proposed truce"."""

_WITHHELD = re.compile(
    r"\s+(?:[\w’'-]+\s){0,3}?(?:passage|access|entry|permission|clearance|bail|treatment|visas?|asylum|leave)\b",
    re.IGNORECASE,
)
"""What is denied by deed and not by word: "denied passage to convoys"."""

_DEMANDS = frozenset(["demand", "ask", "denounce", "condemn", "call for", "urge", "reject"])


def find_cues(text: str) -> Iterator[Cue]:
    """Finite verbs of saying in an English sentence, in order."""
    quoted = quoted_spans(text)
    for span, verb in speech_book("en").verbs_in(text):
        if any(q.start < span.start < q.end for q in quoted):
            continue
        form = text[span.start : span.end].lower()
        before = text[: span.start]
        if (
            text[span.start].isupper()
            and re.search(r"[\w’,]\s+$", before)
            and not text[span.start : span.end].isupper()
        ):
            continue
        group = words.BEFORE_VERB.search(before)
        start = group.start() if group else span.start
        helpers = group[0] if group else ""
        ahead = before[:start]
        purpose = verb.lemma in _DEMANDS and form == verb.lemma and bool(words.PURPOSE.search(ahead))
        if not purpose and _is_no_statement(form, verb.lemma, helpers, ahead, text[span.end :]):
            continue
        if not has_its_object(verb.lemma, verb.takes, "en", text, span.end):
            continue
        participle = form.endswith("ing") and not words.PASSIVE.search(helpers)
        if participle and verb.lemma in words.NO_PARTICIPLE:
            continue
        if participle and not re.search(r"(?:,|\band|[–—(])\s*$", ahead):
            continue
        yield Cue(
            verb=verb,
            word=span,
            group=Span(start=start, end=span.end),
            form=form,
            participle=participle,
            purpose=purpose,
        )


def _is_no_statement(form: str, lemma: str, helpers: str, ahead: str, after: str) -> bool:
    """True for silence, negation, infinitives, nouns and adjectives that look like a verb of saying."""
    if words.NEGATED.search(helpers) or words.REFUSED.search(ahead) or (words.MODAL.search(helpers) and lemma != "say"):
        return True
    if words.MODAL.search(helpers) or (words.TO.search(ahead) and not re.search(r"continue[sd]? to\s+$", ahead)):
        return True
    if re.match(r"\s*-|[’']s?\s", after) or re.search(r"[-#@]$", ahead):
        return True
    if form.endswith("ed") and not helpers and re.match(r"\s+by\b", after):
        return True
    if form == "called" and re.match(r"\s+[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?\s*(?:[.,;]|$|said|told|who)", after):
        return True
    if form == "requested" and not re.match(r"\s+(?:that|the|a|an|its|their|help|more|[A-Z]\w+)\b", after):
        return True
    if form == "suspected" and not re.match(r"\s+(?:that|the|a|an|their|his|her|its|it|they)\b", after):
        return True
    if form in words.HELD_TO_BE and re.match(r"\s+to\s+(?:be|have)\b", after):
        return True
    if form.startswith("press") and re.match(r"\s+(?:against|on|ahead|forward|into|conference|release)\b", after):
        return True
    if lemma == "insist on" and re.match(rf"\s+{words.DAY}", after):
        return True
    if form.startswith("call") and re.match(
        r"\s+(?:in|off|out|up|back|themselves|itself|himself|by|(?:an?|the|for|early|new)?\s*(?:strike|"
        r"march|meeting|halt|vote|gathering|protest|session|elections?|referendum|rally)s?)\b",
        after,
    ):
        return True
    if form.startswith("ask") and re.match(
        r"\s+(?:not to be|to remain|to be|about|for (?:anonymity|help with))\b", after
    ):
        return True
    if form.startswith("den") and _WITHHELD.match(after):
        return True
    if form.endswith("ed") or form in ("said", "told", "put", "read out"):
        if words.PASSIVE.search(helpers) and form != "put":
            return True
        if form in words.ADJECTIVES and words.DETERMINED.search(ahead) and not helpers:
            return True
        if form.endswith("ed") and not helpers and _ARTICLE.search(ahead):
            return True
        return form == "put" and not re.match(
            r"\s+(?:the|its|their|his|her|that|this|it|losses|casualties|total|deaths?|injured|damage|"
            r"arrests?)\b.{0,60}?\b(?:at|on|down to|closer|nearer)\b",
            after,
        )
    if re.match(
        r"\s+(?:more(?! than)|nothing|little|so|goodbye|much|(?:yes|no)(?=\s*(?:[.,;]|to\b|$)))\b", after
    ) and form in (
        "said",
        "says",
        "say",
    ):
        return True
    if form in words.PARTICIPLES and not helpers and re.match(r"\s+(?:of|by|to|dead|as|un\w+|at)\b", after):
        after_comma = bool(re.search(r",\s*$", ahead))
        if form not in ("accused", "declared") or after_comma:
            return True
    if form in words.NOUNS and re.match(r"\s+of\b", after):
        return True
    if form in ("call", "calls") and re.match(r"\s+to\b", after):
        return True
    if form in ("puts", "counts", "lists", "count", "list", "states", "rules", "posts", "notes"):
        return bool(words.NOUN_BEFORE.search(ahead)) or not re.match(r"\s+(?:that|the|\w+)", after)
    return form in words.NOUNS and bool(words.NOUN_BEFORE.search(ahead)) and not helpers
