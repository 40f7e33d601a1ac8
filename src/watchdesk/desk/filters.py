"""The filters of a list, from the address of its page: what is asked for, and the form that asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from watchdesk.errors import BadSetting
from watchdesk.records import Names
from watchdesk.store.wanted import Wanted

_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the form of a list shows: the values as they were sent."""

    since: str = ""
    until: str = ""
    country: str = ""
    type: str = ""
    status: str = ""
    actor: str = ""
    words: str = ""
    kind: str = ""
    set: tuple[str, ...] = field(default=())

    def wanted(self, names: Names) -> Wanted:
        """What the store is asked for; countries by code or, where `names` knows it, by name.

        Raises BadSetting where a value cannot be one.
        """
        return Wanted(
            first_day=_day(self.since, "since"),
            last_day=_day(self.until, "until"),
            countries=tuple(_country(part, names) for part in _parts(self.country)),
            types=tuple(part for part in (self.type,) if part),
            statuses=_parts(self.status),
            actor=self.actor or None,
            words=self.words or None,
            kinds=_parts(self.kind),
        )


def wanted_from(query: Mapping[str, str], names: Names) -> tuple[Wanted, Filters]:
    """The filters of a query. Raises BadSetting where a value cannot be one."""
    fields = ("since", "until", "country", "type", "status", "actor", "words", "kind")
    sent = {name: query.get(name, "").strip() for name in fields}
    for name, value in sent.items():
        if len(value) > _MAX:
            raise BadSetting(f"{name} has {len(value)} characters, expected at most {_MAX}")
    filters = Filters(**sent, set=tuple(name for name, value in sent.items() if value))
    return filters.wanted(names), filters


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _country(text: str, names: Names) -> str:
    if len(text) == 2:
        return text.upper()
    found = {mention.iso for mention in names.countries_in(text)}
    if len(found) != 1:
        raise BadSetting(f"country is {text!r}, expected the name of one country or its ISO code, such as Mali or ML")
    return found.pop()


def _day(text: str, name: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as fault:
        raise BadSetting(f"{name} is {text!r}, expected a day as 2022-11-30") from fault
