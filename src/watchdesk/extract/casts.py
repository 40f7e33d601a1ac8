"""Which kinds of actor each sub-event type asks for, and who they are by default: the table of event_casts.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from watchdesk.codebooks import load_codebook
from watchdesk.errors import BadCodebook

SURE_AGENT = 1.3  # how clearly a mention must act to be the first actor, where a type says nothing else


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """What a sub-event type asks of its two actors: the kinds that may stand for each, and who it is by default.

    A default is a pattern with {} for the country ("Civilians ({})"), or None where the second actor stays empty.
    `fixed` first actors are always the default ("Protesters ({})"), whatever the words are. `bare` is the kind that a
    country's bare name stands for ("Rwanda will send ..."), empty where it stands for none. `afar` is what no crowd
    does; `seldom` are kinds that do it only where the words plainly say so.
    """

    kinds1: frozenset[str]
    kinds2: frozenset[str]
    default1: str
    default2: str | None
    fixed1: bool = False
    sure1: float = SURE_AGENT
    bare: str = ""
    either: bool = False
    blamed: bool = False
    afar: bool = False
    seldom: frozenset[str] = frozenset()


@cache
def castings() -> dict[str, Casting]:
    """The casting of every sub-event type. Raises BadCodebook on a wrong row."""
    book = load_codebook("event_casts")
    groups = {name: frozenset(words) for name, words in book["kinds"].items()}
    found = {}
    for name, row in book["casts"].items():
        if row["first"] not in groups or row["second"] not in groups:
            raise BadCodebook(f"event_casts.yml: {name}: {row['first']!r} and {row['second']!r} must be among kinds")
        found[name] = Casting(
            kinds1=groups[row["first"]],
            kinds2=groups[row["second"]],
            default1=row["default1"],
            default2=row["default2"],
            fixed1=row.get("fixed1", False),
            sure1=row.get("sure1", SURE_AGENT),
            bare=row.get("bare", ""),
            either=row.get("either", False),
            blamed=row.get("blamed", False),
            afar=row.get("afar", False),
            seldom=groups[row.get("seldom", "none")],
        )
    return found
