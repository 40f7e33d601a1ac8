"""The name lists behind one door: gazetteer, countries and actors, opened once and shared by every report."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.records import CountryMention, GazetteerPlace, KnownActor, Span


class NameLists:
    """The gazetteer, the countries and the actor registry that come with watchdesk, and the user's own."""

    def places_named(self, name: str) -> Sequence[GazetteerPlace]:
        return ()

    def actors_in(self, text: str) -> Sequence[tuple[Span, KnownActor]]:
        return ()

    def countries_in(self, text: str) -> Sequence[CountryMention]:
        return ()

    def country_name(self, iso: str) -> str:
        return iso


def open_names() -> NameLists:
    """The name lists of this installation."""
    return NameLists()
