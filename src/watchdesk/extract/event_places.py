"""Which place mention is where an event happened: what the words around each name say, weighed as annotated reports do.

The weights stand in `data/place_weights.yml`, fitted by `training/fit_event_places.py`; the traits that they weigh are
those of `place_traits.py`, and the choice that the rules of this file would make is one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from watchdesk.errors import BadCodebook
from watchdesk.extract.place_traits import (
    BODY_AFTER,
    BREAK,
    BROUGHT,
    CAPITAL,
    DATED,
    DESTINATION,
    KIND,
    LEFT_FROM,
    LOCATIVE,
    OBJECT,
    ORIGIN,
    SAID_THERE,
    Whereabouts,
    heads_dated,
    holds_another,
    is_aside,
    is_dateline,
    is_heading,
)
from watchdesk.records import Layout, Names, Place, PlaceMention, Quote, Sentence, Span

LOOK_BACK = 8  # sentences before an event's own in which its place may have been named
RIVALS = 2  # other names kept with a place, the next likeliest
RULE = "chosen by rule"
HEADS = f"here: {DATED}"  # "3 June, Kodok (Upper Nile): ...": where its sentence happened, 21 of 22 in our corpus
FILE = "place_weights.yml"


def event_place(cue: Span, sentence: Sentence, whereabouts: Whereabouts) -> Place:
    """The place of the event whose cue stands at `cue`, as written; nothing is resolved yet."""
    weights, options = place_weights(), weighed(cue, sentence, whereabouts)
    if not options:
        return Place(name="", reason="no place named")
    ranked = sorted(options, key=lambda option: (HEADS not in option[1], -weight_of(option[1], weights)))
    best, text = ranked[0][0], whereabouts.text
    names = dict.fromkeys(text[m.span.start : m.span.end] for m, _ in ranked)
    return replace(quoted(best, whereabouts.layout), rivals=tuple(names)[1 : 1 + RIVALS])


def weight_of(traits: frozenset[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(trait, 0.0) for trait in sorted(traits))


def weighed(cue: Span, sentence: Sentence, whereabouts: Whereabouts) -> list[tuple[PlaceMention, frozenset[str]]]:
    """Every place name of the report with its traits for this event."""
    ruled = rule_choice(cue, sentence, whereabouts.layout, whereabouts.names)
    return [
        (m, whereabouts.traits(m, cue, sentence) | ({RULE} if m is ruled else frozenset()))
        for m in whereabouts.candidates(sentence)
    ]


@cache
def place_weights() -> Mapping[str, float]:
    """The weight of each trait. Raises BadCodebook where the file is no table of numbers."""
    text = (files("watchdesk") / "data" / FILE).read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for trait, weight in rows.items():
        if not isinstance(weight, float):
            raise BadCodebook(f"{FILE}: {trait!r} is {weight!r}, expected a number with a point")
    return {str(trait): float(weight) for trait, weight in rows.items()}


def rule_choice(cue: Span, sentence: Sentence, layout: Layout, names: Names) -> PlaceMention | None:
    """The mention that the rules alone would choose."""
    here = mentions_of(sentence, layout)
    best = best_mention(here, cue, sentence, layout, names, least=-1.0)
    if best is None:
        best = carried(sentence, layout, names)
    if best is None and here:
        best = best_mention(here, cue, sentence, layout, names, least=-3.0)
    if best is None or is_country(best, layout, names):
        best = filed_from(layout, names) or best
    return best


def mentions_of(sentence: Sentence, layout: Layout) -> list[PlaceMention]:
    here = [m for m in layout.places if sentence.span.holds(m.span) and m.role == "place"]
    return [m for m in here if not is_aside(m, layout)]


def quoted(mention: PlaceMention, layout: Layout) -> Place:
    words = layout.report.text[mention.span.start : mention.span.end]
    return Place(name=words, quote=Quote(span=mention.span, text=words))


def best_mention(
    mentions: Sequence[PlaceMention],
    cue: Span | None,
    sentence: Sentence,
    layout: Layout,
    names: Names,
    *,
    least: float,
) -> PlaceMention | None:
    """The mention of a sentence that most likely tells where; the earlier among equals; None below `least`."""
    scored = [(fitness(m, cue, sentence, layout, names), -m.span.start, m) for m in mentions]
    if not scored:
        return None
    best = max(scored, key=lambda s: s[:2])
    return best[2] if best[0] >= least else None


def fitness(mention: PlaceMention, cue: Span | None, sentence: Sentence, layout: Layout, names: Names) -> float:
    """How likely a mention tells where the event at `cue` happened."""
    text = layout.report.text
    before = text[max(sentence.span.start, mention.span.start - 90) : mention.span.start]
    score = 0.0
    if mention.relation in ("near", "distance", "between") or LOCATIVE.search(before) or KIND.search(before):
        score += 3.0
    elif OBJECT.search(before):
        score += 2.0
    if ORIGIN.search(before) and not LEFT_FROM.search(before):
        score -= 3.5
    if DESTINATION.search(before) or BROUGHT.search(before):
        score -= 5.5
    if SAID_THERE.search(before):
        score -= 4.0
    if is_dateline(mention, sentence, layout):
        score -= 5.0
    elif is_heading(mention, sentence, layout) or heads_dated(mention, sentence, layout):
        score += 2.0
    if BODY_AFTER.match(text, mention.span.end):
        score -= 3.5
    if holds_another(mention, sentence, layout):
        score -= 2.5
    score -= breadth(mention, layout, names)
    return score + (nearness(mention, cue, text) if cue else 0.0)


def nearness(mention: PlaceMention, cue: Span, text: str) -> float:
    """Up to 1 for a mention just after the cue; less before it, further off, or across a break of the sentence."""
    after = mention.span.start >= cue.end
    gap = text[cue.end : mention.span.start] if after else text[mention.span.end : cue.start]
    score = (1.0 if after else 0.3) - min(len(gap), 200) / 80
    return score - (0.8 if BREAK.search(gap) else 0.0)


def breadth(mention: PlaceMention, layout: Layout, names: Names) -> float:
    """0 for a town or an unlisted name, more for divisions and countries: the sharper name tells where."""
    rows = names.places_named(layout.report.text[mention.span.start : mention.span.end])
    if not rows:
        return 0.0
    feature = rows[0].feature
    if any(row.feature == "PCLI" for row in rows):
        return 4.5
    if feature in ("CONT", "RGN"):
        return 2.5
    if mention.relation in ("region", "part"):
        return 1.5
    return 1.2 if feature.startswith("ADM") and not any(r.feature.startswith("PPL") for r in rows) else 0.0


def is_country(mention: PlaceMention, layout: Layout, names: Names) -> bool:
    words = layout.report.text[mention.span.start : mention.span.end]
    return any(row.feature in ("PCLI", "CONT") for row in names.places_named(words)[:1])


def filed_from(layout: Layout, names: Names) -> PlaceMention | None:
    """The dateline's place, where a report names no other: a town, or a capital that the report calls so."""
    for sentence in layout.sentences[:3]:
        for mention in mentions_of(sentence, layout):
            if not is_dateline(mention, sentence, layout):
                continue
            words = layout.report.text[mention.span.start : mention.span.end]
            capital = any(row.feature == "PPLC" for row in names.places_named(words)[:2])
            if not capital or CAPITAL.search(layout.report.text):
                return mention
    return None


def carried(sentence: Sentence, layout: Layout, names: Names) -> PlaceMention | None:
    """The place that the sentences before lead to: the nearest that is no dateline; else that of the lead."""
    found = None
    for earlier in reversed(layout.sentences[max(0, sentence.index - LOOK_BACK) : sentence.index]):
        mentions = [m for m in mentions_of(earlier, layout) if not is_country(m, layout, names)]
        best = best_mention(mentions, None, earlier, layout, names, least=0.5)
        if best is not None:
            found = best
            break
    if found is None:
        reach = 4 if sentence.index <= 2 else 1
        for later in layout.sentences[sentence.index + 1 : sentence.index + 1 + reach]:
            mentions = [m for m in mentions_of(later, layout) if not is_country(m, layout, names)]
            found = best_mention(mentions, None, later, layout, names, least=2.0)
            if found is not None:
                break
    return found
