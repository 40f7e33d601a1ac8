"""What became of incidents when claims were linked anew: ids live on, merges redirect, splits leave a trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from watchdesk.link.linker import incident_id
from watchdesk.records import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One incident whose claims now stand in several: `parts` are their ids, the one that the old id leads to first."""

    id: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Incidents with the former ids that lead to each, splits, and ids that lead nowhere as their claims are gone."""

    incidents: tuple[Incident, ...]
    splits: tuple[Split, ...] = ()
    retired: tuple[str, ...] = ()


def carry_ids(before: Iterable[Incident], after: Sequence[Incident]) -> Carried:
    """`after` with every id of `before` kept alive.

    An id leads to the incident that holds the claim it was made from; where that claim is gone, to the one that holds
    most of the claims it stood for (the least id among equals). So each redirect depends on the claims alone, and only
    which ids were ever handed out depends on the past.
    """
    home = {claim: incident.id for incident in after for claim in incident.claim_ids}
    made_from = {incident_id(claim): claim for claim in home}
    leads: dict[str, set[str]] = {}
    splits: list[Split] = []
    retired: set[str] = set()
    for old in sorted(before, key=lambda i: i.id):
        parts = Counter(home[c] for c in old.claim_ids if c in home)
        target = None
        for former in (old.id, *old.merged_ids):
            own = home.get(made_from.get(former, "")) or min(parts, key=lambda i: (-parts[i], i), default=None)
            target = target or own
            if own is None:
                retired.add(former)
            elif own != former:
                leads.setdefault(own, set()).add(former)
        if len(parts) > 1:
            rest = sorted(set(parts) - {str(target)})
            splits.append(Split(id=old.id, parts=(str(target), *rest) if target in parts else tuple(rest)))
    incidents = tuple(replace(i, merged_ids=tuple(sorted({*i.merged_ids, *leads.get(i.id, ())}))) for i in after)
    return Carried(incidents=incidents, splits=tuple(splits), retired=tuple(sorted(retired)))
