"""Actors as written: armies, groups, missions, officials, crowds, civilians."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from watchdesk.codebooks.actor_words import Head, find_heads, word_lists
from watchdesk.records import ActorMention, CountryMention, KnownActor, Names, Report, Sentence, Span

_TOKEN = re.compile(
    r"\d{1,3}(?:[.,\u202f\xa0 ]\d{3})+|(?:[ldnsjcmt]|qu)[’'](?=\w)|[^\W_]+(?:[-.'’][^\W_]+)*", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\d[\d.,\u202f\xa0]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one",
    re.IGNORECASE,
)
_STOPS_EN = re.compile("the|an?|this|that|these|those|his|her|its|their|our|my|no|any|each|every")
_TAILS = {
    "en": re.compile(
        r"\s+(?:(?:on|in|from|wearing|of)\s+(?:motorbikes?|motorcycles?|foot|uniform|fatigues"
        r"|camouflage|pick-ups|horseback)"
        r"(?:\s+uniforms?|\s+fatigues)?|loyal to (?=[A-Z]))"
    ),
    "fr": re.compile(r"\s+(?:à moto(?:s)?|en (?:uniforme|treillis|civil|armes?|colère|moto|pick-up)|non identifiés)"),
}
_OF = {
    "en": re.compile(
        r"\s+(?:of|from|linked to|loyal to|affiliated (?:to|with)|belonging to"
        r"|(?:said|believed|thought|presumed|suspected|alleged) to (?:belong to|be(?: from"
        r"| members of| with)?))\s+(?:the\s+)?"
    ),
    "fr": re.compile(
        r"\s+(?:(?:appartenant|affilié\w*|lié\w*|fidèles?) (?:à la|à l[’']|aux?|à)|(?:se réclamant"
        r"|proches?) (?:du|des|de la|de l[’']|de|d[’'])"
        r"|(?:présumé\w* |supposé\w* )?(?:du|de la|de l[’']|des|de|d[’']))\s*"
    ),
}
_MEN = re.compile(r"\b(?:men|man|hommes?|members?|membres?|women|youths?)$", re.IGNORECASE)
_FRENCH_ADJECTIVES = re.compile(
    r"(?:civile?|militaire|terroriste|djihadiste|jihadiste|islamiste|rebelle|séparatiste"
    r"|extrémiste)s?"
)
_FRENCH_DETERMINER = re.compile(
    r"(?:\b(?:une?|les?|la|des|du|aux?|ces?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|par"
    r"|de|\w*aines? de|ses|leurs|plusieurs|quelques)\s|[ld][’'«]\s?|\d\s|^)$"
)
_ATTRIBUTES = re.compile("terrorist|militant|extremist|islamist|jihadist|insurgent|rebel|police|army|crowd|mob")
_LOCAL_PRESS = re.compile(r" (?:correspondents?|reporters?|journalists?|media|press|radio|sources?|time)\b")
_ACTION_AFTER = re.compile(
    r" (?:attacks?|activit(?:y|ies)|threats?|violence|organi[sz]ations?|propaganda|trial"
    r"|offensive|rule|act|acts)\b"
)
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)[a-z]*\.?", re.IGNORECASE
)
_VERBS = re.compile(
    "sa(?:id|ys)|told|killed|launched|carried|fired|ha[sd]|have|took|also|were|that|which|later|on|from"
)
_OPENING = re.compile(r"[.!?:;–—•“\"\n]\s*$")
_AND_BEFORE = re.compile(r" (?:and|et) $")
_GLUE = re.compile(r"[\s\xa0\u202f-]*")
_NAMED_GROUPS = frozenset({"gang", "militia", "fighters", "gunmen", "islamists", "patrol"})


@dataclass(frozen=True, slots=True)
class _Text:
    """One report's text with its tokens, countries and registered actors, each in order."""

    text: str
    language: str
    tokens: list[Span]
    starts: list[int]
    countries: dict[int, CountryMention]
    country_ends: dict[int, CountryMention]
    known: dict[int, tuple[Span, KnownActor]]
    known_ends: dict[int, tuple[Span, KnownActor]]


def find_actors(report: Report, sentences: tuple[Sentence, ...], names: Names) -> tuple[ActorMention, ...]:
    """Actor mentions in order of the text, without overlaps, all inside sentences."""
    view = _view(report, names)
    heads = [h for h in find_heads(report.text, report.language) if not (h.group == "mission" and _is_task(view, h))]
    found = [_grow(view, head) for head in heads]
    mentions = [
        replace(mention, kind="civilians") if _is_former(view, mention) else mention for mention in found if mention
    ]
    mentions += [twin for mention in mentions if (twin := _twin(view, mention)) is not None]
    taken = [m.span for m in mentions if m.known is not None]
    for span, actor in view.known.values():
        if not any(span.overlaps(other) for other in taken):
            mentions.append(_known_mention(view, span, actor))
    return _inside(_without_overlaps(mentions), sentences)


def _view(report: Report, names: Names) -> _Text:
    text = report.text
    tokens = [Span(start=m.start(), end=m.end()) for m in _TOKEN.finditer(text)]
    countries = names.countries_in(text)
    known = [(s, k) for s, k in names.actors_in(text) if not (_A_GANG.match(text, s.end) and "ang" not in k.name)]
    return _Text(
        text=text,
        language="fr" if report.language == "fr" else "en",
        tokens=tokens,
        starts=[t.start for t in tokens],
        countries={c.span.start: c for c in countries},
        country_ends={c.span.end: c for c in countries},
        known={s.start: (s, k) for s, k in known},
        known_ends={s.end: (s, k) for s, k in known},
    )


_TASK_BEFORE = re.compile(
    r"\b(?:en|on an?|on the|their|its|his|leur|sa|escort|rescue|combat|training|routine|supply|reconnaissance"
    r"|humanitarian|evacuation|search) $",
    re.IGNORECASE,
)
_TASK_AFTER = re.compile(
    r" (?:d[’'](?:escorte|appui|évacuation|exploration)|de (?:ravitaillement|reconnaissance|patrouille|sécurisation"
    r"|routine|combat|ratissage|secours|recherche)|to (?:escort|rescue|resupply|secure|recover|retrieve))\b",
    re.IGNORECASE,
)


def _is_task(view: _Text, head: Head) -> bool:
    """True for "mission" as a task that troops were sent on: « en mission d'escorte », "on a mission to rescue"."""
    before = view.text[max(0, head.start - 16) : head.start]
    return _TASK_AFTER.match(view.text, head.end) is not None or _TASK_BEFORE.search(before) is not None


_FORMER = re.compile(r"(?:\bex-|\bformer |\banciens? )$", re.IGNORECASE)


def _is_former(view: _Text, mention: ActorMention) -> bool:
    """True for those who fought once: "seven ex-combatants"."""
    return _FORMER.search(view.text, max(0, mention.span.start - 9), mention.span.start) is not None


_A_GANG = re.compile(r" (?:gang|crew|cartel)s?\b")
"""Behind a name that a gang has taken: "the Taliban gang" of a slum is not the Taliban."""


def _known_mention(view: _Text, span: Span, actor: KnownActor) -> ActorMention:
    return ActorMention(span=_with_article(view, span), kind=actor.kind, country=actor.country, known=actor)


def _with_article(view: _Text, span: Span) -> Span:
    """The span with a preceding "the" or "le", which belongs to the noun phrase."""
    at = bisect_left(view.starts, span.start) - 1
    if at >= 0:
        token = view.tokens[at]
        word = view.text[token.start : token.end].lower()
        if word in ("the", "le", "la", "l’", "l'") and _GLUE.fullmatch(view.text, token.end, span.start):
            return Span(start=token.start, end=span.end)
    return span


_DASH = re.compile(r" [–—-] ")  # of a dateline: "7 mai 2025 - Au moins 15 personnes"


def _grow(view: _Text, head: Head) -> ActorMention | None:
    """The noun phrase around a head: what stands before it and what follows it, with country and registered name."""
    span = Span(start=head.start, end=head.end)
    if any(s.overlaps(span) and not _is_the_un(head, k) for s, k in _near(view, span)) or _is_adjective(view, head):
        return None
    start, country, known = _leftward(view, head)
    start = max((m.end() for m in _DASH.finditer(view.text, start, head.start)), default=start)
    if known and _is_the_un(head, known):
        known = None
    end, country, known = _rightward(view, head, country, known)
    if country is None and known is None and head.kind in _OF_A_STATE:
        country = _owner(view, start)
    if head.group == "weapons" and country is None and (known is None or known.inter not in (1, 2, 3, 8)):
        return None
    armed = known is not None and known.kind in ("rebel", "militia") and head.kind == "rioters"  # "Fano youths"
    kind = known.kind if known and (armed or head.kind in ("rebel", "unknown", "militia", "civilians")) else head.kind
    if known and head.kind == "civilians" and not _MEN.search(view.text, head.start, head.end):
        known, kind = None, head.kind
    return ActorMention(
        span=Span(start=start, end=end), kind=kind, country=country or (known.country if known else None), known=known
    )


_OF_A_STATE = frozenset({"military", "police", "state"})
_POSSESSIVE = re.compile(r"(?:its|their|ses|leurs|son|sa)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_IN_OR_OF = re.compile(
    r"\b(?:in|from|of|to|at|near|into|on|en|au|aux|dans|de|du|vers)\s(?:the\s|la\s|l[’'])?$", re.IGNORECASE
)


def _owner(view: _Text, start: int) -> str | None:
    """The country whose "its troops" are: the last named before in the sentence, unless an actor or place between."""
    if not _POSSESSIVE.match(view.text, start):
        return None
    low = max(
        (m.end() for m in _SENTENCE_END.finditer(view.text, max(0, start - 200), start)), default=max(0, start - 200)
    )
    owners = [c for at, c in view.countries.items() if low <= at < start]
    if not owners or any(owners[-1].span.start < at < start for at in view.known):
        return None
    last = max(owners, key=lambda c: c.span.start)
    return None if _IN_OR_OF.search(view.text, low, last.span.start) else last.iso


def _is_the_un(head: Head, known: KnownActor) -> bool:
    """True where "UN" only says whose "peacekeepers" these are: an operation's, which the report tells elsewhere."""
    return head.group == "peacekeepers" and known.kind == "international"


def _twin(view: _Text, mention: ActorMention) -> ActorMention | None:
    """The first party of "Indian and Pakistani troops"."""
    joint = _AND_BEFORE.search(view.text, max(0, mention.span.start - 5), mention.span.start)
    first = view.country_ends.get(joint.start()) if joint and mention.country else None
    if first is None or first.form != "demonym":
        return None
    return ActorMention(span=first.span, kind=mention.kind, country=first.iso)


def _is_adjective(view: _Text, head: Head) -> bool:
    """True for a word that only describes another ("military action", « objectifs terroristes »)."""
    word = view.text[head.start : head.end].lower()
    before = view.text[max(0, head.start - 12) : head.start].lower()
    if view.language == "fr":
        return _FRENCH_ADJECTIVES.fullmatch(word) is not None and _FRENCH_DETERMINER.search(before) is None
    if _ATTRIBUTES.fullmatch(word) and _ACTION_AFTER.match(view.text, head.end):
        return True
    if word == "local" and _LOCAL_PRESS.match(view.text, head.end):
        return True
    if word not in ("military", "civilian", "displaced"):
        return False
    after = _TOKEN.match(view.text, head.end + 1)
    return bool(after and after.group()[0].islower() and len(after.group()) > 3 and not _VERBS.fullmatch(after.group()))


def _near(view: _Text, span: Span) -> list[tuple[Span, KnownActor]]:
    """Registered names that begin or end at one of the few tokens around a span, or hold it."""
    low = bisect_left(view.starts, span.start - 90)
    high = bisect_right(view.starts, span.end)
    return [view.known[s] for s in view.starts[low:high] if s in view.known]


def _leftward(view: _Text, head: Head) -> tuple[int, str | None, KnownActor | None]:
    """Where the noun phrase begins, and the country or registered actor among the words before the noun."""
    allowed = word_lists()["before_fr" if view.language == "fr" else "before"]
    start, country, known = head.start, None, None
    at = bisect_left(view.starts, start) - 1
    for _ in range(8):
        if (
            at < 0
            or not _GLUE.fullmatch(view.text, view.tokens[at].end, start)
            or "\n" in view.text[view.tokens[at].end : start]
        ):
            break
        token = view.tokens[at]
        word = view.text[token.start : token.end]
        bare = re.sub(r"[’']s?$", "", word)
        stem_end = token.start + len(bare)
        if stem_end in view.country_ends and view.language == "en":
            mention = view.country_ends[stem_end]
            country, start = country or mention.iso, mention.span.start
            at = bisect_left(view.starts, start) - 1
        elif (token.end in view.known_ends or stem_end in view.known_ends) and view.language == "en":
            span, known = view.known_ends.get(token.end) or view.known_ends[stem_end]
            start = span.start
            at = bisect_left(view.starts, start) - 1
        elif (
            word[0].isdigit()
            and at > 0
            and _MONTH.fullmatch(view.text, view.tokens[at - 1].start, view.tokens[at - 1].end)
        ) or (_MONTH.fullmatch(word) and word[0].isupper()):
            break
        elif word.lower().replace("’", "'") in allowed or _NUMBER.fullmatch(word) or _is_name(view, head, token):
            start, at = token.start, at - 1
        elif word.lower() != "that" and _STOPS_EN.fullmatch(word.lower()) and view.language == "en":
            return token.start, country, known
        else:
            break
    return _trim_left(view, start, head.start), country, known


def _is_name(view: _Text, head: Head, token: Span) -> bool:
    """True for a capitalised word that may name the group ("the Kraze Barye gang"), in English."""
    if view.language != "en" or head.group not in _NAMED_GROUPS or token.end - token.start < 3:
        return False
    opens = _OPENING.search(view.text, max(0, token.start - 3), token.start)
    return view.text[token.start].isupper() and token.start > 0 and opens is None


def _trim_left(view: _Text, start: int, head_start: int) -> int:
    """The start without leading words that open no noun phrase ("of soldiers", "and police")."""
    for token in view.tokens[bisect_left(view.starts, start) :]:
        word = view.text[token.start : token.end].lower()
        if token.start >= head_start or word not in (
            "of",
            "and",
            "at",
            "from",
            "de",
            "du",
            "d’",
            "d'",
            "au",
            "aux",
            "à",
        ):
            return min(token.start, head_start)
        if word in ("at", "au") and view.text[token.end : token.end + 7].strip().split(" ")[0] in ("least", "moins"):
            return token.start
    return head_start


def _rightward(
    view: _Text, head: Head, country: str | None, known: KnownActor | None
) -> tuple[int, str | None, KnownActor | None]:
    """Where the noun phrase ends, and the country or registered actor among the words after the noun."""
    end = head.end
    if view.language == "fr":
        end, country = _french_adjectives(view, end, country)
    tail = _TAILS[view.language].match(view.text, end)
    if tail:
        end = tail.end()
    joint = _OF[view.language].match(view.text, end)
    after = joint.end() if joint else end + 1
    if after in view.known and (joint or view.text[end:after].isspace()) and known is None:
        span, known = view.known[after]
        end = span.end
    elif joint and after in view.countries and view.countries[after].form == "name" and country is None:
        country, end = view.countries[after].iso, view.countries[after].span.end
    return end, country, known


def _french_adjectives(view: _Text, end: int, country: str | None) -> tuple[int, str | None]:
    """The end with adjectives after a French noun: "armés", "non identifiés", "maliens", a group's own name."""
    allowed = word_lists()["after"]
    at = bisect_left(view.starts, end)
    for token in view.tokens[at : at + 4]:
        gap = view.text[end : token.start]
        word = view.text[token.start : token.end]
        if not gap.isspace() or "\n" in gap:
            break
        mention = view.countries.get(token.start)
        if mention and mention.form == "demonym" and word[0].islower():
            country, end = mention.iso, mention.span.end
        elif word.lower() in allowed:
            end = token.end
        else:
            break
    return end, country


def _without_overlaps(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Mentions in order; of two that overlap the one with a registered name stays, else the longer."""
    kept: list[ActorMention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if kept and kept[-1].span.overlaps(mention.span):
            if mention.known is not None and kept[-1].known is None and not kept[-1].span.holds(mention.span):
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def _inside(mentions: list[ActorMention], sentences: tuple[Sentence, ...]) -> tuple[ActorMention, ...]:
    """Mentions that lie inside one sentence."""
    starts = [s.span.start for s in sentences]
    found = []
    for mention in mentions:
        at = bisect_right(starts, mention.span.start) - 1
        if at >= 0 and sentences[at].span.holds(mention.span):
            found.append(mention)
    return tuple(found)
