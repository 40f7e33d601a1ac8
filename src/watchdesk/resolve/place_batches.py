"""Places of a user's file in batches: the rows to keep, and the keys that they are found by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from watchdesk.resolve.folding import fold_names, sound_keys

BATCH = 20_000  # places

PlaceTuple = tuple[int, str, str, str | None, float, float, str, int]
"""Id, name, country, admin1, latitude, longitude, feature, population: one row of the table `places`."""


@dataclass(slots=True)
class Batch:
    """Places, and the names of each with its id. `spoken` names are those of towns and divisions, which are found
    by their sound too; `plain` names those of rivers, hills and camps."""

    read: int = 0
    places: list[PlaceTuple] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    spoken_ids: list[int] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    plain_ids: list[int] = field(default_factory=list)

    def add(self, place: PlaceTuple, names: Sequence[str], *, spoken: bool) -> None:
        self.places.append(place)
        if spoken:
            self.spoken += names
            self.spoken_ids += [place[0]] * len(names)
        else:
            self.plain += names
            self.plain_ids += [place[0]] * len(names)

    def keys(self) -> set[tuple[str, int]]:
        """Every folded name and weaker key ("~" before it), with the id of its place."""
        folded = fold_names(self.spoken) if self.spoken else []
        sounds = zip(folded, sound_keys(folded), self.spoken_ids, strict=True)
        keys = set(zip(folded, self.spoken_ids, strict=True))
        keys.update([("~" + sound, place) for key, sound, place in sounds if sound and sound != key])
        others = fold_names(self.plain) if self.plain else []
        keys.update(zip(others, self.plain_ids, strict=True))
        return {key for key in keys if key[0]} if "" in folded or "" in others else keys


Batches = Iterator[Batch]
