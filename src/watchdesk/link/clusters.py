"""Claims into groups of one happening: average linkage over pairs of reports, held to people's verdicts.

Two reports agree as well as their best pair of claims does: a report that tells one attack in three claims (the raid,
the clash that followed, the mob) need not find each of them in the other. A group of groups holds together only while
its pairs of reports, averaged, still pass the mark; so one claim that resembles two happenings does not make them one.
The result is a function of the set of claims: it does not depend on their order, and a part that no link reaches does
not change it (two groups whose average passes the mark hold a pair that passes it).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Mapping, Sequence

from watchdesk.link.verdicts import Groups, Verdicts

_Key = tuple[str, str]


def cluster_claims(
    report_of: Mapping[str, str], bits: Callable[[str, str], float], verdicts: Verdicts
) -> tuple[tuple[str, ...], ...]:
    """Groups of claims, each sorted, in the order of their least ids.

    `report_of` holds the claims' ids with the id of the report that tells each; `bits` gives the score of a pair of
    claims, 0 and more to join.
    """
    members = _judged_together(sorted(report_of), verdicts)
    table = _Table(members, report_of, _judged_apart(members, verdicts), bits)
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
    """The scores between groups, summed over pairs of reports, and a heap of those pairs of groups that pass the mark.

    The highest average comes first. An entry of the heap holds how many pairs of claims it stood for; one of groups
    that have grown is passed over.
    """

    def __init__(
        self,
        members: dict[str, list[str]],
        report_of: Mapping[str, str],
        apart: set[_Key],
        bits: Callable[[str, str], float],
    ) -> None:
        self._members, self._report_of, self._apart, self._bits = members, report_of, apart, bits
        self._reports = {name: {report_of[c] for c in claims} for name, claims in members.items()}
        self._sums: dict[str, dict[str, float]] = {name: {} for name in members}
        self._heap: list[tuple[float, str, str, int]] = []
        names = sorted(members)
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                self._sums[one][other] = self._sums[other][one] = self._summed(one, other)
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
        sharing = not self._reports[stays].isdisjoint(self._reports[goes])
        self._members[stays] += self._members.pop(goes)
        self._reports[stays] |= self._reports.pop(goes)
        for other, total in theirs.items():
            # where both tell of one report, the better of its claims counts; else their pairs of reports are distinct
            ours[other] = self._summed(stays, other) if sharing else ours[other] + total
            del self._sums[other][goes]
            self._sums[other][stays] = ours[other]
            if _key(goes, other) in self._apart:
                self._apart.add(_key(stays, other))
        for other in ours:
            self._offer(stays, other)

    def _summed(self, one: str, other: str) -> float:
        """The best score of each pair of reports, added up."""
        if len(self._members[one]) == len(self._members[other]) == 1:
            return self._bits(one, other)
        best: dict[_Key, float] = {}
        for a in self._members[one]:
            for b in self._members[other]:
                reports, score = (self._report_of[a], self._report_of[b]), self._bits(a, b)
                best[reports] = max(score, best.get(reports, score))
        return math.fsum(best.values())

    def _offer(self, one: str, other: str) -> None:
        total, key = self._sums[one][other], _key(one, other)
        if total >= 0 and key not in self._apart:
            average = total / (len(self._reports[one]) * len(self._reports[other]))
            heapq.heappush(self._heap, (-average, *key, self._pairs(one, other)))

    def _pairs(self, one: str, other: str) -> int:
        return len(self._members[one]) * len(self._members[other])


def _key(one: str, other: str) -> _Key:
    return (one, other) if one < other else (other, one)
