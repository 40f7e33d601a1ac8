"""Claims into groups of one happening: average linkage over the scores of all pairs, held to people's verdicts.

A group of groups holds together only while its pairs, averaged, still pass the mark; so one claim that resembles two
happenings does not make them one. The result is a function of the set of claims: it does not depend on their order, and
a part that no link reaches does not change it (two groups whose average passes the mark hold a pair that passes it).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from watchdesk.link.verdicts import Groups, Verdicts

_Key = tuple[str, str]


def cluster_claims(
    claim_ids: Sequence[str], bits: Callable[[str, str], float], verdicts: Verdicts
) -> tuple[tuple[str, ...], ...]:
    """Groups of ids, each sorted, in the order of their least ids. `bits` gives the score of a pair, 0 and more
    to join."""
    members = _judged_together(sorted(claim_ids), verdicts)
    apart = _judged_apart(members, verdicts)
    sums: dict[_Key, float] = {}
    names = sorted(members)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            sums[(one, other)] = sum(bits(a, b) for a in members[one] for b in members[other])
    while True:
        best = _best(sums, members, apart)
        if best is None:
            return tuple(tuple(sorted(members[name])) for name in sorted(members))
        _merge(best, members, sums, apart)


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


def _best(sums: dict[_Key, float], members: dict[str, list[str]], apart: set[_Key]) -> _Key | None:
    """The two groups with the highest average that passes the mark; among equals those with the least ids."""
    best: tuple[float, _Key] | None = None
    for key, total in sums.items():
        if total < 0 or key in apart:
            continue
        average = total / (len(members[key[0]]) * len(members[key[1]]))
        if best is None or (-average, key) < best:
            best = (-average, key)
    return best[1] if best else None


def _merge(pair: _Key, members: dict[str, list[str]], sums: dict[_Key, float], apart: set[_Key]) -> None:
    stays, goes = pair
    for other in list(members):
        if other in pair:
            continue
        old, new = _key(goes, other), _key(stays, other)
        sums[new] = sums[new] + sums.pop(old)
        if old in apart:
            apart.add(new)
    del sums[pair]
    members[stays] += members.pop(goes)


def _key(one: str, other: str) -> _Key:
    return (one, other) if one < other else (other, one)
