"""Which peace operations a text names, by acronym, by name, or as "the UN mission in Mali" in a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from watchdesk.errors import BadCodebook
from watchdesk.extract.mission_cues import generic_pattern
from watchdesk.records import CountryMention, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One row of operations.yml. `lead` is the only contributor, where there is one; `parties` never contribute."""

    name: str
    by: str
    countries: tuple[str, ...]
    first_year: int
    last_year: int | None
    lead: str | None = None
    parties: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    def serves(self, year: int | None) -> bool:
        """True where it was in the field in that year, or where the year is unknown."""
        return year is None or self.first_year <= year <= (self.last_year or 9999)


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationMention:
    """An operation as written; `generic` where the words are "the UN mission in Mali" rather than a name."""

    span: Span
    operation: Operation
    generic: bool = False


_BODIES = ("un", "au", "regional", "eu", "nato", "osce", "national")
_ANY = "any"  # the body of words that name none: "peacekeepers"
_TITLED = 5  # acronyms from this length on are also found as "Minusma"


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation of operations.yml, checked. Raises BadCodebook where a row is wrong."""
    path = files("watchdesk") / "data" / "operations.yml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)["operations"]
    found = tuple(_operation(row) for row in rows)
    names = [operation.name for operation in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadCodebook(f"operations.yml: {twice} stand twice; keep one row of each")
    return found


def _operation(row: dict[str, Any]) -> Operation:
    if row.get("by") not in _BODIES:
        raise BadCodebook(f"operations.yml: {row.get('name')!r}: by {row.get('by')!r} is not one of {_BODIES}")
    countries = tuple(row["countries"])
    if any(not (isinstance(iso, str) and len(iso) == 2 and iso.isupper()) for iso in countries):
        raise BadCodebook(f"operations.yml: {row['name']!r}: countries {countries!r} are not ISO alpha-2 codes")
    return Operation(
        name=row["name"],
        by=row["by"],
        countries=countries,
        first_year=row["first_year"],
        last_year=row["last_year"],
        lead=row.get("lead"),
        parties=tuple(row.get("parties") or ()),
        aliases=tuple(row.get("aliases") or ()),
    )


@cache
def _acronyms() -> dict[str, tuple[Operation, ...]]:
    found: dict[str, tuple[Operation, ...]] = {}
    for operation in operations():
        for word in (operation.name, *operation.aliases):
            if not re.fullmatch(r"[A-ZÉ0-9]+|Barkhane|Takuba|Licorne|Serval|Sangaris", word):
                continue
            spellings = {word, word.title()} if len(word) >= _TITLED and word != "MINUS" else {word}
            for spelling in spellings | ({word.capitalize()} if word in ("KFOR", "FINUL") else set()):
                found[spelling] = (*found.get(spelling, ()), operation)
    return found


@cache
def _long_names() -> tuple[re.Pattern[str], dict[str, tuple[Operation, ...]]]:
    found: dict[str, tuple[Operation, ...]] = {}
    patterns: dict[str, str] = {}
    for operation in operations():
        for name in (operation.name, *operation.aliases):
            if name in _acronyms():
                continue
            key = _key(name)
            found[key] = (*found.get(key, ()), operation)
            patterns[key] = _loose(name)
    longest = sorted(patterns.values(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE), found


def _key(name: str) -> str:
    """One spelling for the variants that `_loose` lets through."""
    text = name.lower().replace("'", "’").replace("\u00a0", " ").replace("u.n.", "un").replace("-", " ")
    text = text.replace("united nations", "un").replace("des nations unies", "de l’onu").replace("l’un ", "l’onu ")
    text = text.replace("democratic republic of congo", "democratic republic of the congo")
    return " ".join(text.replace("stabilisation", "stabilization").replace("the ", "").split())


def _loose(name: str) -> str:
    """A pattern for a name that lets apostrophes, hyphens, "U.N." and "de l'ONU" vary."""
    pattern = re.escape(name).replace("\\ ", _GAP).replace("\\-", r"[\s-]")
    pattern = re.sub("[’']", "[’']", pattern)
    pattern = pattern.replace(f"United{_GAP}Nations", r"(?:United[\s\u00a0]+Nations|U\.?N\.?)")
    pattern = pattern.replace(
        f"des{_GAP}Nations{_GAP}unies", r"(?:des[\s\u00a0]+Nations[\s\u00a0]+unies|de[\s\u00a0]+l[’']ONU)"
    )
    pattern = re.sub(r"[Ss]tabili[sz]ation", "stabili[sz]ation", pattern)
    return pattern.replace(f"of{_GAP}the{_GAP}Congo", rf"of{_GAP}(?:the{_GAP})?Congo")


_GAP = r"[\s\u00a0-]+"
_WORD = re.compile(r"(?<![\w-])[A-ZÉ][\wÉé0-9]{2,}(?![\w])")


_OF_ONE = re.compile(r"[ \u00a0](?:mission|force|operation|troops|soldiers|base|contingent|effort)\b", re.IGNORECASE)


def named_operations(text: str, year: int | None) -> list[OperationMention]:
    """Operations that `text` names, in order, without overlaps; an alias of several goes to the one of that year."""
    found = [
        OperationMention(span=Span(start=m.start(), end=m.end()), operation=_of_year(_acronyms()[m[0]], year))
        for m in _WORD.finditer(text)
        if m[0] in _acronyms()
    ]
    pattern, by_key = _long_names()
    for match in pattern.finditer(text):
        rows = by_key.get(_key(match[0]))
        if rows and (rows[0].countries or not _OF_ONE.match(text[match.end() :])):
            found.append(
                OperationMention(span=Span(start=match.start(), end=match.end()), operation=_meant(rows, year))
            )
    found.sort(key=lambda m: (m.span.start, -m.span.end))
    kept: list[OperationMention] = []
    for mention in found:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _of_year(rows: tuple[Operation, ...], year: int | None) -> Operation:
    return next((row for row in rows if row.serves(year)), rows[-1])


def _meant(rows: tuple[Operation, ...], year: int | None) -> Operation:
    """The operation that a long name means: "the UN mission in X" is the one of that year, not one long closed."""
    row = _of_year(rows, year)
    if row.serves(year) or year is None or not row.countries:
        return row
    return operation_of(row.by, row.countries[:1], year) or row


def generic_mentions(text: str) -> Iterable[tuple[Span, str]]:
    """Words for some operation, without a name, each with the body it is of: "UN peacekeepers" is `un`."""
    for match in generic_pattern().finditer(text):
        yield Span(start=match.start(), end=match.end()), match.lastgroup or "un"


def operation_of(body: str, hosts: Sequence[str], year: int | None) -> Operation | None:
    """The operation of a body in the first of `hosts` where it had one that year, the newest first.

    Of `any` body: that of the first of `_BODIES` that had one there.
    """
    if body == _ANY:
        found = (operation_of(one, hosts, year) for one in _BODIES)
        return next((operation for operation in found if operation), None)
    for iso in hosts:
        rows = [o for o in operations() if o.by == body and iso in o.countries and o.serves(year)]
        if year is None and len(rows) > 1:
            continue
        if rows:
            return max(
                rows, key=lambda o: (o.countries[0] == iso, _armed(o), o.first_year < (year or 9999), o.first_year)
            )
    return None


_POLITICAL = frozenset(["UNAMA", "UNAMI", "UNSMIL", "UNSOM", "UNTMIS", "BINUH", "BINUB", "UNITAMS", "UNTSO", "UNMOGIP"])


def _armed(operation: Operation) -> bool:
    return operation.name not in _POLITICAL


def hosts_by_count(countries: Iterable[CountryMention]) -> list[str]:
    """The countries of a text, most mentioned first, in the order of first mention among equals."""
    counts: dict[str, int] = {}
    for mention in countries:
        counts[mention.iso] = counts.get(mention.iso, 0) + 1
    return sorted(counts, key=lambda iso: -counts[iso])
