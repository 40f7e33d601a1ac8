"""The actor registry: state actors made from the list of countries, and the rows of the files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from watchdesk.codebooks.folded_words import fold
from watchdesk.codebooks.phrases import Found, PhraseIndex
from watchdesk.errors import BadCodebook
from watchdesk.records import KnownActor, Span
from watchdesk.resolve.countries import Country, countries_in, load_countries

KINDS = (
    "state",
    "military",
    "police",
    "rebel",
    "militia",
    "rioters",
    "protesters",
    "civilians",
    "peacekeepers",
    "international",
    "company",
    "unknown",
)
SECTORS = ("GOV", "MIL", "COP", "REB", "SPY", "PAR", "PTY", "CVL", "IGO", "NGO", "JRN", "BUS", "CRM", "UNK", "JUD")
"""Sectors of PLOVER's kind: government, military, police, rebels, intelligence, paramilitaries, parties, civilians,
intergovernmental bodies, NGOs, journalists, business, criminals, unknown, courts."""

_KEYS = {"id", "name", "kind", "inter", "sector", "country", "aliases", "shy", "first_year", "last_year", "operation"}
_KEYS |= {"parent", "source", "wikidata"}
_GENERATED = (
    ("gov", "Government of {}", "state", 1, "GOV"),
    ("mil", "Military Forces of {}", "military", 1, "MIL"),
    ("pol", "Police Forces of {}", "police", 1, "COP"),
    ("civ", "Civilians ({})", "civilians", 7, "CVL"),
    ("pro", "Protesters ({})", "protesters", 6, "CVL"),
    ("rio", "Rioters ({})", "rioters", 5, "CVL"),
    ("uag", "Unidentified Armed Group ({})", "unknown", 3, "UNK"),
    ("uig", "Unidentified Islamist Armed Group ({})", "rebel", 2, "REB"),
    ("ugg", "Unidentified Gang ({})", "militia", 3, "CRM"),
    ("umf", "Unidentified Military Forces ({})", "military", 8, "MIL"),
    ("ucm", "Unidentified Communal Militia ({})", "militia", 4, "PAR"),
)
STATE_KINDS = tuple(row[0] for row in _GENERATED)
"""Prefixes of the ids of generated actors: "mil:ML" is Military Forces of Mali."""


_WORDS_TOO = frozenset(["AMIS", "ANSA", "GOAL", "MEND", "RADA", "SANA", "SITE", "SUNA", "WAFA"])
"""Acronyms that, with small letters, are words or names of persons and towns."""


class Registry:
    """Known actors by id and by the names that stand in texts."""

    def __init__(self, rows: Sequence[tuple[KnownActor, tuple[str, ...]]]) -> None:
        """`rows`: each actor with its shy aliases, which count only where the text supports them otherwise."""
        self.by_id: dict[str, KnownActor] = {}
        self._index: PhraseIndex[tuple[str, bool]] = PhraseIndex()
        self._folded: list[tuple[list[str], KnownActor]] | None = None  # made when names are first looked for
        for actor, shy in rows:
            self.by_id[actor.id] = actor
            for alias in (actor.name, *actor.aliases):
                self._index.add(alias, (actor.id, False))
                if (
                    alias.isalpha() and alias.isupper() and len(alias) > 3 and alias not in _WORDS_TOO
                ):  # French press: "Minusma"
                    self._index.add(alias.capitalize(), (actor.id, False), exact=True)
            for alias in shy:
                self._index.add(alias, (actor.id, True))

    def actors_in(self, text: str) -> tuple[tuple[Span, KnownActor], ...]:
        """Actors named in the text, in order, without overlaps. A short name shared by several counts only where
        the rest of the text names one of them in full, or its country."""
        hits = list(self._index.find(text))
        sure = {hit.values[0][0] for hit in hits if len(hit.values) == 1 and not hit.values[0][1]}
        unsure = any(len(hit.values) > 1 or hit.values[0][1] for hit in hits)
        places = Counter(m.iso for m in countries_in(text)) if unsure else Counter()
        found = []
        for hit in hits:
            chosen = self._choose(hit, sure, places)
            if chosen is not None:
                found.append((Span(start=hit.start, end=hit.end), self.by_id[chosen]))
        return tuple(found)

    def actors_called(self, words: str) -> tuple[KnownActor, ...]:
        """Every actor that a name within `words` may mean, in the order of their ids."""
        found = {one for hit in self._index.find(words) for one, _ in hit.values}
        return tuple(self.by_id[one] for one in sorted(found))

    def actors_like(self, words: str) -> tuple[KnownActor, ...]:
        """Actors in whose name each of these words begins a word, the shortest names first; at most 12."""
        wanted = fold(words).split()
        if self._folded is None:
            self._folded = [(fold(actor.name).split(), actor) for actor in self.by_id.values()]
        found = [a for name, a in self._folded if all(any(w.startswith(part) for w in name) for part in wanted)]
        return tuple(sorted(found, key=lambda a: (len(a.name), a.name))[:12]) if wanted else ()

    def _choose(self, hit: Found[tuple[str, bool]], sure: set[str], places: Counter[str]) -> str | None:
        if len(hit.values) == 1 and not hit.values[0][1]:
            return hit.values[0][0]
        named = [one for one, _ in hit.values if one in sure]
        if named:
            return named[0]
        plain = [one for one, shy in hit.values if not shy]
        ranked = sorted((-places[self.by_id[one].country or ""], shy, one) for one, shy in hit.values)
        if ranked[0][0] < 0:
            return ranked[0][2]
        return plain[0] if len(plain) == 1 else None


def open_registry(extra: Path | None = None) -> Registry:
    """The registry that comes with watchdesk; rows of `extra` (a YAML list) are added or replace its own."""
    rows = {actor.id: (actor, shy) for actor, shy in own_rows()}
    if extra is not None:
        for actor, shy in read_rows(extra.name, extra.read_text(encoding="utf-8")):
            rows[actor.id] = (actor, shy)
    return Registry(list(rows.values()))


@cache
def own_rows() -> tuple[tuple[KnownActor, tuple[str, ...]], ...]:
    """The rows that come with watchdesk, generated ones first. Raises BadCodebook where two share an id."""
    rows = [row for country in load_countries().values() for row in state_actors(country)]
    folder = files("watchdesk").joinpath("data", "actors")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yml"):
            rows += read_rows(file.name, file.read_text(encoding="utf-8"))
    seen: set[str] = set()
    for actor, _ in rows:
        if actor.id in seen:
            raise BadCodebook(f"actors: id {actor.id!r} is given twice; keep one row")
        seen.add(actor.id)
    return tuple(rows)


def state_actors(country: Country) -> Iterable[tuple[KnownActor, tuple[str, ...]]]:
    """The government, forces, civilians and unidentified groups of one country."""
    for prefix, pattern, kind, inter, sector in _GENERATED:
        own = {"mil": country.forces, "pol": country.police}.get(prefix, ())
        shy = tuple(re.sub(r" \(.*\)$", "", word) for word in own if word.endswith(")"))
        yield (
            KnownActor(
                id=f"{prefix}:{country.iso}",
                name=pattern.format(country.name),
                kind=kind,
                inter=inter,
                sector=sector,
                country=country.iso,
                aliases=tuple(word for word in own if not word.endswith(")")),
                source="ACLED actor naming",
            ),
            shy,
        )


def read_rows(file: str, text: str) -> list[tuple[KnownActor, tuple[str, ...]]]:
    """The rows of one registry file. Raises BadCodebook naming file, entry and value."""
    loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(loaded, list):
        raise BadCodebook(f"{file}: expected a list of actors, one entry each with id, name, kind, inter, sector")
    return [_check_row(file, row) for row in loaded]


def _check_row(file: str, row: object) -> tuple[KnownActor, tuple[str, ...]]:
    if not isinstance(row, dict):
        raise BadCodebook(f"{file}: entry {row!r} is not a mapping with id, name, kind, inter, sector")
    entry = f"{file}: entry {row.get('id') or row.get('name')!r}"
    for key in ("id", "name", "kind", "sector"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise BadCodebook(f"{entry}: {key} is {row.get(key)!r}, expected a word")
    _expect(entry, "kind", row["kind"], KINDS)
    _expect(entry, "sector", row["sector"], SECTORS)
    _expect(entry, "inter", row.get("inter"), tuple(range(1, 9)))
    if row.get("country") is not None:
        _expect(entry, "country", row["country"], load_countries(), "an ISO alpha-2 code of countries.yml")
    for key in ("first_year", "last_year"):
        if row.get(key) is not None and not (isinstance(row[key], int) and 1800 <= row[key] <= 2100):
            raise BadCodebook(f"{entry}: {key} is {row[key]!r}, expected a year")
    for key in ("aliases", "shy"):
        if not all(isinstance(word, str) and word for word in row.get(key) or ()):
            raise BadCodebook(f"{entry}: {key} is {row[key]!r}, expected a list of names")
    for key in sorted(set(row) - _KEYS):
        raise BadCodebook(f"{entry}: unknown key {key!r}, expected one of {', '.join(sorted(_KEYS))}")
    values = {key: value for key, value in row.items() if key not in ("aliases", "shy")}
    values.setdefault("country", None)
    return KnownActor(**values, aliases=tuple(row.get("aliases") or ())), tuple(row.get("shy") or ())


def _expect(entry: str, key: str, value: object, allowed: Iterable[object], said: str = "") -> None:
    known = list(allowed)
    if value not in known:
        raise BadCodebook(f"{entry}: {key} is {value!r}, expected {said or 'one of ' + ', '.join(map(str, known))}")
