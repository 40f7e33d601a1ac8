"""The linker: claims and judgements in, incidents out, the same whatever the order in which the claims came."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from watchdesk.link.candidates import Candidates, Link, MemoryCandidates, may_join
from watchdesk.link.clusters import cluster_claims
from watchdesk.link.features import Features, features_of
from watchdesk.link.pair_score import Part, pair_bits, pair_parts, probability
from watchdesk.link.verdicts import Verdicts, told_with, verdicts_of
from watchdesk.link.weights import Weights, load_weights
from watchdesk.records import Incident, Joined, Judgement, Told

_MEMO = 300_000  # scores of pairs kept in memory before they are let go


@dataclass(frozen=True, slots=True, kw_only=True)
class Relinked:
    """What a change came to: `incidents` stand now in place of every earlier incident that holds one of `claim_ids`.

    `claim_ids` are all events that were looked at again, in the order of their ids; one that is in no incident now was
    rejected or withdrawn.
    """

    claim_ids: tuple[str, ...]
    incidents: tuple[Incident, ...]


class Linker:
    """Joins claims as they come, with what `candidates` remembers.

    A claim is scored against those near it in day and place; links that pass the mark make a component of claims, and
    only that component is grouped anew. Judgements are read from `candidates`; after a new one
    call `relink` with both claims of the pair; after one about a figure also with the events of the incident it was in.
    """

    def __init__(self, candidates: Candidates, weights: Weights | None = None) -> None:
        self._candidates = candidates
        self._weights = weights or load_weights()
        self._memo: dict[tuple[str, str], float] = {}

    def link(self, told: Sequence[Told]) -> Relinked:
        """Take in the claims of one report (or of several) and give the incidents that they belong to or change.

        Give all claims of a report at once: its figures are kept with its events. Claims of a reprint are not given;
        the original's carry its id in `copies`.
        """
        return self.relink(self.take(told))

    def take(self, told: Sequence[Told]) -> tuple[str, ...]:
        """Remember the events among these claims with their links, for a `relink` that comes later; gives their ids."""
        new = features_of(told, self._weights)
        for features in new:
            self._take(features)
        return tuple(f.claim_id for f in new)

    def withdraw(self, claim_ids: Sequence[str]) -> Relinked:
        """Forget claims, and give the incidents of those that were joined with them."""
        around, _ = self._verdicts_around(claim_ids)
        for claim_id in claim_ids:
            self._candidates.drop(claim_id)
        self._memo.clear()
        kept = self.relink([i for i in around if i not in set(claim_ids)])
        return Relinked(claim_ids=tuple(sorted({*kept.claim_ids, *claim_ids})), incidents=kept.incidents)

    def relink(self, claim_ids: Sequence[str]) -> Relinked:
        """The incidents of these claims and of all that are linked with them, grouped anew (after a judgement)."""
        component, verdicts = self._verdicts_around(claim_ids)
        return Relinked(claim_ids=tuple(sorted(component)), incidents=self._incidents(component, verdicts))

    def _take(self, features: Features) -> None:
        links = []
        for other in self._candidates.near(features):
            bits = self._bits(features, other) if features.claim_id != other.claim_id else -1.0
            if bits >= 0:
                one, two = sorted((features.claim_id, other.claim_id))
                links.append(Link(one=one, other=two, bits=bits))
        self._candidates.keep(features, links)

    def _verdicts_around(self, claim_ids: Sequence[str]) -> tuple[dict[str, Features], Verdicts]:
        """All claims that links or verdicts of `same` connect with these, and the verdicts about them."""
        judgements: dict[str, Judgement] = {}
        found: dict[str, Features] = {}
        fresh = list(dict.fromkeys(claim_ids))
        seen = set(fresh)
        while fresh:
            found.update((f.claim_id, f) for f in self._candidates.features(fresh))
            figures = [i for claim_id in fresh if claim_id in found for i in found[claim_id].figure_ids]
            told = list(self._candidates.judgements([*fresh, *figures]))
            judgements.update((j.id, j) for j in told)
            ends = [e for link in self._candidates.links(fresh) for e in (link.one, link.other)]
            ends += [e for j in told if j.other_id for e in (j.claim_id, j.other_id)]
            fresh = sorted(set(ends) - seen)
            seen.update(fresh)
        return found, verdicts_of(judgements.values())

    def _incidents(self, component: dict[str, Features], verdicts: Verdicts) -> tuple[Incident, ...]:
        kept = {i: f for i, f in component.items() if i not in verdicts.rejected}

        def bits(one: str, other: str) -> float:
            return self._bits(kept[one], kept[other])

        groups = cluster_claims({i: f.report_id for i, f in kept.items()}, bits, verdicts)
        made = []
        for group in groups:
            ordered = sorted((kept[i] for i in group), key=lambda f: f.age)
            told = told_with(ordered, component, verdicts)
            made.append(
                Incident(
                    id=incident_id(ordered[0].claim_id),
                    claim_ids=tuple(i for event, figures in told for i in (event, *figures)),
                    joined=self._joined(ordered, verdicts),
                )
            )
        return tuple(sorted(made, key=lambda i: i.id))

    def _joined(self, ordered: Sequence[Features], verdicts: Verdicts) -> tuple[Joined, ...]:
        """For each claim but the oldest, the pair that ties it most strongly to an older one; judged pairs go first."""

        def tie(older: Features, newer: Features) -> tuple[bool, float, tuple[int, str]]:
            return (not _judged_same(older, newer, verdicts), -self._bits(older, newer), older.age)

        found = []
        for place, newer in enumerate(ordered[1:], 1):
            best = min(ordered[:place], key=lambda older: tie(older, newer))
            joined = explain_pair(best, newer, self._weights)
            if _judged_same(best, newer, verdicts):
                joined = replace(joined, score=1.0, reasons=("judged the same", *joined.reasons))
            found.append(joined)
        return tuple(found)

    def _bits(self, one: Features, other: Features) -> float:
        """The score of a pair; hopeless for one that is not to be compared."""
        key = (one.claim_id, other.claim_id) if one.claim_id < other.claim_id else (other.claim_id, one.claim_id)
        known = self._memo.get(key)
        if known is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            near = may_join(one, other, self._weights)
            known = self._memo[key] = pair_bits(one, other, self._weights) if near else self._weights.hopeless
        return known


def link_all(
    told: Iterable[Told], judgements: Iterable[Judgement] = (), weights: Weights | None = None
) -> tuple[Incident, ...]:
    """The incidents of a whole set of claims, by id; claims of reports that others name as copies are left out."""
    weights = weights or load_weights()
    told = list(told)
    copies = {report_id for one in told for report_id in one.copies}
    linker = Linker(MemoryCandidates(weights, judgements), weights)
    events = linker.take([one for one in told if one.report.id not in copies])
    found: dict[str, Incident] = {}
    seen: set[str] = set()
    for claim_id in events:
        if claim_id not in seen:
            relinked = linker.relink([claim_id])
            seen.update(relinked.claim_ids)
            found.update((i.id, i) for i in relinked.incidents)
    return tuple(found[i] for i in sorted(found))


def incident_id(claim_id: str) -> str:
    """The id of the incident whose oldest claim this is; so a former id always leads to the claim that gave it."""
    return hashlib.sha256(f"incident\0{claim_id}".encode()).hexdigest()[:20]


def explain_pair(one: Features, other: Features, weights: Weights | None = None) -> Joined:
    """The score of a pair between 0 and 1, and what each feature gave, the heaviest first."""
    weights = weights or load_weights()
    parts = pair_parts(one, other, weights)
    lesser, greater = sorted((one.claim_id, other.claim_id))
    score = probability(pair_bits(one, other, weights))
    return Joined(claim_id=lesser, other_id=greater, score=round(score, 4), reasons=tuple(_reason(p) for p in parts))


def _reason(part: Part) -> str:
    words = part.case.replace(".", ": ").replace("_", " ")
    return f"{words} {part.bits:+.1f}" + (f" ({part.seen})" if part.seen else "")


def _judged_same(one: Features, other: Features, verdicts: Verdicts) -> bool:
    return tuple(sorted((one.claim_id, other.claim_id))) in verdicts.same
