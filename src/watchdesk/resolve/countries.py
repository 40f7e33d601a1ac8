"""Countries as written, in English and French: names, peoples, capitals, and houses that stand for governments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import yaml

from watchdesk.codebooks.phrases import PhraseIndex, fold_marks
from watchdesk.errors import BadCodebook
from watchdesk.records import CountryMention, Span

Form = Literal["name", "demonym", "capital"]

FILE = "countries.yml"
_LISTS = ("names", "demonyms", "capitals", "government", "forces", "police")
_ORDER: tuple[Form, ...] = ("name", "demonym", "capital")
_ALSO_PERSONS = frozenset({"Chad", "Georgia", "Jordan"})
_NAME_FOLLOWS = re.compile(r" (?!(?:And|Army|On)\b)[A-Z][a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One row of countries.yml. `gentiles` are pairs: masculine and feminine singular.

    `sovereign` is the state that governs a territory, `army_of` the one whose army stands there.
    """

    iso: str
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    gentiles: tuple[tuple[str, str], ...] = ()
    capitals: tuple[str, ...] = ()
    government: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    police: tuple[str, ...] = ()
    sovereign: str | None = None
    army_of: str | None = None


@cache
def load_countries() -> dict[str, Country]:
    """Every country by its ISO alpha-2 code, in the order of the file. Raises BadCodebook on a wrong row."""
    rows = _read_file()["countries"]
    found: dict[str, Country] = {}
    for row in rows:
        country = _check_row(row)
        if country.iso in found:
            raise BadCodebook(f"{FILE}: country {country.iso!r} is given twice; keep one row")
        found[country.iso] = country
    if list(found) != sorted(found):
        raise BadCodebook(f"{FILE}: countries are not in the order of their codes; sort them")
    return found


@lru_cache(maxsize=1024)  # several rooms ask of the same sentence
def countries_in(text: str) -> tuple[CountryMention, ...]:
    """Countries named in the text, in order, without overlaps; the longest name counts."""
    found = []
    plain = fold_marks(text)
    for hit in _country_index().find(text):
        value = hit.values[0]
        if value is None or _is_person(plain, hit.start, hit.end):
            continue
        if value[1] != "demonym" and text[hit.start : hit.end].islower():
            continue  # "tué à la grenade" is not Grenada
        found.append(CountryMention(span=Span(start=hit.start, end=hit.end), iso=value[0], form=value[1]))
    return tuple(found)


def _is_person(plain: str, start: int, end: int) -> bool:
    """True where a name like Jordan goes on as a person's would ("Jordan Peterson")."""
    return plain[start:end] in _ALSO_PERSONS and _NAME_FOLLOWS.match(plain, end) is not None


def country_name(iso: str) -> str:
    """The English short name of a code; KeyError where there is none."""
    return load_countries()[iso].name


def country_code(words: str) -> str | None:
    """The ISO code that `words` are, or the country that they name as a whole; None where they are no country."""
    code = words.strip().upper()
    if code in load_countries():
        return code
    named = countries_in(words.strip())
    whole = len(named) == 1 and named[0].form == "name" and named[0].span == Span(start=0, end=len(words.strip()))
    return named[0].iso if whole else None


def commander_of(iso: str, force: str) -> str:
    """The state whose government, army or police ("gov", "mil", "pol") is meant by "the army" in a country."""
    country = load_countries().get(iso)
    if country is None:
        return iso
    return country.sovereign or (country.army_of if force == "mil" else None) or iso


def plural_demonyms(country: Country) -> tuple[str, ...]:
    """All forms of the English demonyms: "Malian", "Malians"; "French", "Chinese" stay as they are."""
    found = []
    for word in country.demonyms:
        found.append(word)
        if not word.endswith(("s", "ese", "ish", "ch", "men", "x", "z")):
            found.append(word + "s")
    return tuple(found)


def gentile_forms(country: Country) -> tuple[str, ...]:
    """All forms of the French demonyms: "malien", "maliens", "malienne", "maliennes"."""
    found: dict[str, None] = {}
    for pair in country.gentiles:
        for word in pair:
            found[word] = None
            found[word if word.endswith(("s", "x")) else word + "s"] = None
    return tuple(found)


@cache
def _country_index() -> PhraseIndex[tuple[str, Form] | None]:
    index: PhraseIndex[tuple[str, Form] | None] = PhraseIndex()
    for phrase in _read_file()["not_countries"]:
        index.add(phrase, None)
    for form in _ORDER:
        for country in load_countries().values():
            for phrase in _phrases(country, form):
                index.add(phrase, (country.iso, form))
    return index


def _phrases(country: Country, form: Form) -> tuple[str, ...]:
    if form == "name":
        return (country.name, *country.names)
    if form == "demonym":
        return (*plural_demonyms(country), *gentile_forms(country))
    return (*country.capitals, *country.government)


@cache
def _read_file() -> dict[str, list]:  # type: ignore[type-arg]
    text = files("watchdesk").joinpath("data", FILE).read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(loaded, dict) or set(loaded) != {"not_countries", "countries"}:
        raise BadCodebook(f"{FILE}: expected the two lists not_countries and countries")
    return loaded


def _check_row(row: object) -> Country:
    if not isinstance(row, dict) or not isinstance(row.get("iso"), str) or not isinstance(row.get("name"), str):
        raise BadCodebook(f"{FILE}: row {row!r} lacks iso or name, both words")
    iso = row["iso"]
    if not re.fullmatch("[A-Z]{2}", iso):
        raise BadCodebook(f"{FILE}: iso {iso!r} is not two capital letters")
    unknown = sorted(set(row) - {"iso", "name", "gentiles", "sovereign", "army_of", *_LISTS})
    if unknown:
        raise BadCodebook(f"{FILE}: country {iso}: unknown key {unknown[0]!r}; expected {', '.join(_LISTS)}, gentiles")
    for key in _LISTS:
        if not all(isinstance(word, str) and word for word in row.get(key, [])):
            raise BadCodebook(f"{FILE}: country {iso}: {key} is {row[key]!r}, expected a list of words")
    pairs = row.get("gentiles", [])
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        raise BadCodebook(f"{FILE}: country {iso}: gentiles is {pairs!r}, expected pairs [masculine, feminine]")
    lists = {key: tuple(row.get(key, ())) for key in _LISTS}
    return Country(
        iso=iso,
        name=row["name"],
        gentiles=tuple((m, f) for m, f in pairs),
        sovereign=row.get("sovereign"),
        army_of=row.get("army_of"),
        **lists,
    )
