"""What people decided about pairs of claims, reduced to what holds: must be together, must be apart, left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from watchdesk.link.features import Features
from watchdesk.records import Judgement

_PAIRS = frozenset({"same", "different", "unsure"})
_SINGLES = frozenset({"accept", "edit", "reject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """Pairs held together and apart, the lesser id first, and rejected claims. `overruled` are pairs whose judgement
    cannot hold beside later ones (a and b same, b and c same, yet a and c different)."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()
    rejected: frozenset[str] = frozenset()
    overruled: frozenset[tuple[str, str]] = frozenset()


def verdicts_of(judgements: Iterable[Judgement]) -> Verdicts:
    """What the judgements come to. Of one person the latest counts, and `unsure` takes an earlier one back; between
    people the latest counts. A judgement that contradicts later ones taken together is overruled."""
    latest: dict[tuple[str, str, str], Judgement] = {}
    for judgement in sorted({j.id: j for j in judgements}.values(), key=_order):
        if judgement.verdict in _PAIRS and judgement.other_id:
            latest[(*_pair(judgement.claim_id, judgement.other_id), judgement.by)] = judgement
        elif judgement.verdict in _SINGLES or judgement.verdict == "unsure":
            latest[(judgement.claim_id, "", judgement.by)] = judgement
    held: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(latest.values(), key=_order):
        if judgement.verdict != "unsure":
            held[_pair(judgement.claim_id, judgement.other_id or "")] = judgement
    rejected = frozenset(j.claim_id for j in held.values() if j.verdict == "reject")
    pairs = [j for j in held.values() if j.verdict in _PAIRS]
    return _consistent(sorted(pairs, key=_order, reverse=True), rejected)


def told_with(
    group: Sequence[Features], events: Collection[str], verdicts: Verdicts
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The events of one incident, each with the figures told with it, as people corrected them.

    A figure judged the same as an event goes with it; one judged different from an event of the incident, or rejected,
    does not. `events` are the ids of all that are known to be events.
    """
    moved = dict(reversed(_with_event(verdicts.same, events)))
    here = {f.claim_id for f in group}
    out = {claim for claim, event in _with_event(verdicts.different, events) if event in here} | verdicts.rejected
    found = []
    for features in group:
        own = [i for i in features.figure_ids if moved.get(i, features.claim_id) == features.claim_id]
        own += sorted(i for i, event in moved.items() if event == features.claim_id and i not in own)
        found.append((features.claim_id, tuple(i for i in own if i not in out)))
    return tuple(found)


def _with_event(pairs: Iterable[tuple[str, str]], events: Collection[str]) -> list[tuple[str, str]]:
    """The pairs of an event with a claim that is none, as claim and event, sorted."""
    both = [turned for pair in pairs for turned in (pair, pair[::-1])]
    return sorted((claim, event) for claim, event in both if event in events and claim not in events)


def _consistent(latest_first: list[Judgement], rejected: frozenset[str]) -> Verdicts:
    groups = Groups()
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    overruled: set[tuple[str, str]] = set()
    for judgement in latest_first:
        pair = _pair(judgement.claim_id, str(judgement.other_id))
        one, other = groups.find(pair[0]), groups.find(pair[1])
        if judgement.verdict == "different":
            (overruled if one == other else different).add(pair)
        elif any({groups.find(a), groups.find(b)} == {one, other} for a, b in different):
            overruled.add(pair)
        else:
            same.add(pair)
            groups.join(*pair)
    return Verdicts(
        same=frozenset(same), different=frozenset(different), rejected=rejected, overruled=frozenset(overruled)
    )


class Groups:
    """Things put together pair by pair; the least id names its group."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, item: str) -> str:
        """The id that names the group of `item`."""
        while (above := self._above.get(item, item)) != item:
            self._above[item] = self._above.get(above, above)
            item = above
        return item

    def join(self, one: str, other: str) -> None:
        """Put the groups of two things together."""
        least, most = sorted((self.find(one), self.find(other)))
        self._above[most] = least


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if not other or one < other else (other, one)


def _order(judgement: Judgement) -> tuple[object, str]:
    return (judgement.at, judgement.id)
