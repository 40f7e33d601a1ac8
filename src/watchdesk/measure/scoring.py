"""Scores of reports that were read against the same reports as people annotated them, kind by kind.

Precision, recall and F1 count claims (`pairing` says what counts as found); attributes are asked of found claims only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from watchdesk.measure.pairing import KINDS, Paired, Record, overlap, pair_report, spans_of, sub_events_of
from watchdesk.measure.same_values import Item, is_sharper, same_actor, same_dates, same_name, same_place, same_range

TRAP_SHARE = 0.6
"""The share of an event's words, or of a trap's where it is shorter, from which the event rests on the trap."""

_SHOWN = 90

Check = tuple[str, bool]
"""One attribute of one found claim, and whether it is right."""

Miss = tuple[str, str, str]
"""What went wrong, the type concerned, and the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindScore:
    """How many claims of one kind were found, missed and invented."""

    found: int
    missed: int
    invented: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.invented) if self.found + self.invented else 0.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 0.0

    @property
    def f1(self) -> float:
        both = 2 * self.found + self.missed + self.invented
        return 2 * self.found / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Of how many found claims an attribute was asked, and of how many it was right."""

    right: int
    of: int

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores of one report, or of many together; `kinds` has each of KINDS, `shares` what was asked."""

    kinds: dict[str, KindScore]
    shares: dict[str, Share]
    misses: tuple[Miss, ...] = field(default=(), repr=False)


def score_report(gold: Record, guess: Record) -> Scores:
    """One report scored; an empty guess missed everything."""
    paired = pair_report(gold, guess)
    paired["events"] = _without_optional(paired["events"])
    asked, right = Counter[str](), Counter[str]()
    misses = [miss for kind in KINDS for miss in _misses(kind, paired[kind])]
    trapped = list(_traps(gold, guess))
    for name, ok in (
        *_verbatim(gold, guess),
        *_attributes(paired),
        *(("traps.avoided", not hit) for _, hit in trapped),
    ):
        asked[name] += 1
        right[name] += ok
    misses += [("fell into trap", trap["why"], trap["text"][:_SHOWN]) for trap, hit in trapped if hit]
    return Scores(
        kinds={
            kind: KindScore(found=len(p.pairs), missed=len(p.missed), invented=len(p.invented))
            for kind, p in paired.items()
        },
        shares={name: Share(right=right[name], of=asked[name]) for name in asked},
        misses=tuple(misses),
    )


def sum_scores(many: Iterable[Scores]) -> Scores:
    """The scores of many reports together, their misses left out."""
    kinds = {kind: [0, 0, 0] for kind in KINDS}
    shares: dict[str, list[int]] = {}
    for one in many:
        for kind, s in one.kinds.items():
            kinds[kind] = [a + b for a, b in zip(kinds[kind], (s.found, s.missed, s.invented), strict=True)]
        for name, share in one.shares.items():
            told = shares.setdefault(name, [0, 0])
            told[0] += share.right
            told[1] += share.of
    return Scores(
        kinds={kind: KindScore(found=f, missed=m, invented=i) for kind, (f, m, i) in kinds.items()},
        shares={name: Share(right=right, of=of) for name, (right, of) in sorted(shares.items())},
    )


def _without_optional(events: Paired) -> Paired:
    """An optional event (a recap that one may code or leave) costs nothing, found or not."""
    return Paired(
        pairs=tuple((g, p) for g, p in events.pairs if not g.get("optional")),
        missed=tuple(g for g in events.missed if not g.get("optional")),
        invented=events.invented,
    )


def _verbatim(gold: Record, guess: Record) -> Iterator[Check]:
    """Every shown quotation must stand in the text, to the letter."""
    text = gold["document"]["text"]
    read = (guess.get("document") or {}).get("text") or text
    for kind in KINDS:
        for item in guess.get(kind, []):
            told = item.get("evidence") or []
            quotes = [told] if isinstance(told, str) else list(told)
            if kind == "statements":
                quotes.append(item.get("text"))
            shown = [quote for quote in quotes if quote]
            yield "verbatim", bool(shown) and all(quote in text or quote in read for quote in shown)


def _attributes(paired: dict[str, Paired]) -> Iterator[Check]:
    for g, p in paired["events"].pairs:
        yield from _event_checks(g, p)
    for g, p in paired["figures"].pairs:
        yield "figure.measure", g["measure"] == p.get("measure")
        yield "figure.attributed_to", same_name(g.get("attributed_to"), p.get("attributed_to"))
        yield "figure.qualifier", g.get("qualifier") == p.get("qualifier")
    for g, p in paired["statements"].pairs:
        yield "statement.speaker", same_speaker(g, p)
        yield "statement.act", g.get("act") == p.get("act")
        yield "statement.mode", g.get("mode") == p.get("mode")
    for g, p in paired["peace_operations"].pairs:
        yield "mission.personnel", same_range(g.get("personnel"), p.get("personnel"))
        yield "mission.announced", g.get("announced") == p.get("announced")
        yield "mission.effective", g.get("effective") == p.get("effective")
        yield "mission.operation", same_name(g.get("operation"), p.get("operation"))


def _event_checks(g: Item, p: Item) -> Iterator[Check]:
    turned = sides_turned(g, p)
    yield "event.sub_event_type", p.get("sub_event_type") in sub_events_of(g)
    yield "event.plover", p.get("plover") == g.get("plover")
    yield "event.actor1", same_actor(g.get("actor1"), p.get("actor2" if turned else "actor1"))
    yield "event.actor2", same_actor(g.get("actor2"), p.get("actor1" if turned else "actor2"))
    yield "event.place", same_place(g.get("location"), p.get("location"))
    yield "event.not_sharper_than_text", not is_sharper(g.get("location"), p.get("location"))
    yield "event.dates", same_dates(g, p)
    yield "event.status", p.get("status") == g.get("status")
    yield "event.fatalities", same_range(g.get("fatalities"), p.get("fatalities"))


def sides_turned(g: Item, p: Item) -> bool:
    """Whether the two sides of a battle, which has no first one, agree better when turned round."""
    direct = same_actor(g.get("actor1"), p.get("actor1")) + same_actor(g.get("actor2"), p.get("actor2"))
    swapped = same_actor(g.get("actor1"), p.get("actor2")) + same_actor(g.get("actor2"), p.get("actor1"))
    return bool(g["event_type"] == "Battles" and swapped > direct)


def same_speaker(g: Item, p: Item) -> bool:
    """The same person; where no person is named, the same organisation."""
    named = same_name(g.get("speaker"), p.get("speaker"))
    return named and (bool(g.get("speaker")) or same_name(g.get("organisation"), p.get("organisation")))


def _traps(gold: Record, guess: Record) -> Iterator[tuple[Item, bool]]:
    """Each trap on which no annotated event stands, and whether an event rests on its words alone."""
    text = gold["document"]["text"]
    for trap in gold.get("traps", []):
        zone = spans_of(text, [trap["text"]])
        if any(overlap(spans_of(text, g["evidence"]), zone) for g in gold["events"]):
            continue
        hit = False
        for p in guess.get("events", []):
            at = spans_of(text, p.get("evidence") or [])
            least = TRAP_SHARE * min(_length(at), _length(zone))
            hit |= bool(at) and overlap(at, zone) >= least
        yield trap, hit


def _length(spans: list[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)


_TYPES = {"events": "sub_event_type", "figures": "measure", "statements": "act", "peace_operations": "action"}
_NAMES = {"events": "event", "figures": "figure", "statements": "statement", "peace_operations": "mission fact"}


def _misses(kind: str, paired: Paired) -> Iterator[Miss]:
    for word, items in (("missed", paired.missed), ("invented", paired.invented)):
        for item in items:
            yield f"{_NAMES[kind]} {word}", str(item.get(_TYPES[kind])), _words(kind, item)[:_SHOWN]


def _words(kind: str, item: Item) -> str:
    if kind in ("figures", "statements"):
        return str(item.get("text"))
    told = item.get("evidence") or ""
    return told if isinstance(told, str) else str(told[0])
