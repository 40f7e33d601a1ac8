"""Claims into groups of one happening: average linkage over the scores of all pairs, held to people's verdicts.

A group of groups holds together only while its pairs, averaged, still pass the mark; so one claim that resembles two
happenings does not make them one. The result is a function of the set of claims: it does not depend on their order, and
a part that no link reaches does not change it (two groups whose average passes the mark hold a pair that passes it).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence

from watchdesk.link.verdicts import Groups, Verdicts

_Key = tuple[str, str]


def cluster_claims(
    claim_ids: Sequence[str], bits: Callable[[str, str], float], verdicts: Verdicts
) -> tuple[tuple[str, ...], ...]:
    """Groups of ids, each sorted, in the order of their least ids. `bits` gives the score of a pair, 0 and more
    to join."""
    members = _judged_together(sorted(claim_ids), verdicts)
    table = _Table(members, _judged_apart(members, verdicts), bits)
    while (pair := table.best()) is not None:
        table.merge(*pair)
    return tuple(tuple(sorted(members[name])) for name in sorted(members))


def _judged_together(claim_ids: Sequence[str], verdicts: Verdicts) -> dict[str, list[str]]:
    groups, known = Groups(), set(claim_ids)
    for one, other in sorted(verdicts.same):
        if one in known and other in known:
            groups.join(one, other)
    members: dict[str, list[str]] = {}
    for claim_id in claim_ids:
        members.setdefault(groups.find(claim_id), []).append(claim_id)
    return members


def _judged_apart(members: dict[str, list[str]], verdicts: Verdicts) -> set[_Key]:
    home = {claim: name for name, claims in members.items() for claim in claims}
    pairs = ((home[a], home[b]) for a, b in verdicts.different if a in home and b in home)
    return {_key(a, b) for a, b in pairs}


class _Table:
    """The summed scores between groups, and a heap of those pairs that pass the mark, the highest average first.

    An entry of the heap holds how many pairs of claims it stands for; one of groups that have grown is passed over.
    """

    def __init__(self, members: dict[str, list[str]], apart: set[_Key], bits: Callable[[str, str], float]) -> None:
        self._members, self._apart = members, apart
        self._sums: dict[str, dict[str, float]] = {name: {} for name in members}
        self._heap: list[tuple[float, str, str, int]] = []
        names = sorted(members)
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                total = sum(bits(a, b) for a in members[one] for b in members[other])
                self._sums[one][other] = self._sums[other][one] = total
                self._offer(one, other)

    def best(self) -> _Key | None:
        """The two groups with the highest average that passes the mark; among equals those with the least ids."""
        while self._heap:
            _, one, other, pairs = heapq.heappop(self._heap)
            if one in self._members and other in self._members and pairs == self._pairs(one, other):
                return one, other
        return None

    def merge(self, stays: str, goes: str) -> None:
        """Put one group into another."""
        ours, theirs = self._sums[stays], self._sums.pop(goes)
        del ours[goes], theirs[stays]
        self._members[stays] += self._members.pop(goes)
        for other, total in theirs.items():
            ours[other] += total
            del self._sums[other][goes]
            self._sums[other][stays] = ours[other]
            if _key(goes, other) in self._apart:
                self._apart.add(_key(stays, other))
        for other in ours:
            self._offer(stays, other)

    def _offer(self, one: str, other: str) -> None:
        total, key = self._sums[one][other], _key(one, other)
        if total >= 0 and key not in self._apart:
            pairs = self._pairs(one, other)
            heapq.heappush(self._heap, (-total / pairs, *key, pairs))

    def _pairs(self, one: str, other: str) -> int:
        return len(self._members[one]) * len(self._members[other])


def _key(one: str, other: str) -> _Key:
    return (one, other) if one < other else (other, one)
