"""The name lists behind one door: gazetteer, countries and actors, opened once and shared by every report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from watchdesk.records import CountryMention, GazetteerPlace, KnownActor, Span
from watchdesk.resolve.countries import commander_of, countries_in, country_name
from watchdesk.resolve.gazetteer import Gazetteer, embedded_gazetteer
from watchdesk.resolve.registry import Registry, open_registry


class NameLists:
    """The gazetteer, the countries and the actor registry that come with watchdesk, and the user's own."""

    def __init__(self, registry: Registry, gazetteer: Gazetteer | None = None) -> None:
        self.registry = registry
        self.gazetteer = gazetteer or embedded_gazetteer()

    def places_named(self, name: str) -> Sequence[GazetteerPlace]:
        return self.gazetteer.places_named(name)

    def places_like(self, name: str) -> Sequence[GazetteerPlace]:
        return self.gazetteer.places_like(name)

    def places_misspelled(self, name: str) -> Sequence[GazetteerPlace]:
        return self.gazetteer.places_misspelled(name)

    def places_misheard(self, name: str) -> Sequence[GazetteerPlace]:
        return self.gazetteer.places_misheard(name)

    def own_countries(self) -> Sequence[str]:
        return self.gazetteer.own_countries()

    def actors_in(self, text: str) -> Sequence[tuple[Span, KnownActor]]:
        return self.registry.actors_in(text)

    def actors_called(self, words: str) -> Sequence[KnownActor]:
        return self.registry.actors_called(words)

    def actors_like(self, words: str) -> Sequence[KnownActor]:
        return self.registry.actors_like(words)

    def known_actor(self, entity_id: str) -> KnownActor | None:
        return self.registry.by_id.get(entity_id)

    def countries_in(self, text: str) -> Sequence[CountryMention]:
        return countries_in(text)

    def commander_of(self, iso: str, force: str) -> str:
        return commander_of(iso, force)

    def country_name(self, iso: str) -> str:
        return country_name(iso)


def open_names(extra_registry: Path | None = None, gazetteers: Sequence[Path] = ()) -> NameLists:
    """The name lists of this installation; `extra_registry` is a YAML file of the user's own actors, `gazetteers` are
    files made by `watchdesk gazetteer add`."""
    return NameLists(open_registry(extra_registry), embedded_gazetteer(tuple(gazetteers)))
