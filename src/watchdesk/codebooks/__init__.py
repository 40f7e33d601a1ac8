"""The field's own types and codes, as YAML with the source of each rule, checked when loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from watchdesk.errors import BadCodebook


@dataclass(frozen=True, slots=True, kw_only=True)
class SubEvent:
    """One ACLED-shaped sub-event type: its event type, rank in the hierarchy, usual PLOVER type, and the rule."""

    name: str
    event_type: str
    disorder: str
    rank: int
    plover: str
    rule: str
    definition: str


@cache
def load_codebook(name: str) -> dict[str, Any]:
    """The YAML mapping of one codebook file, such as `acled`; to be read, not changed. Raises BadCodebook."""
    path = files(__name__) / f"{name}.yml"
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError as fault:
        raise BadCodebook(f"codebook {name!r} is not there; expected {path}; reinstall watchdesk") from fault
    except yaml.YAMLError as fault:
        raise BadCodebook(f"{name}.yml is not YAML: {fault}") from fault
    if not isinstance(content, dict):
        raise BadCodebook(f"{name}.yml holds {type(content).__name__}, expected a mapping")
    return content


@cache
def plover_types() -> frozenset[str]:
    """The names of the PLOVER event types."""
    return frozenset(entry["name"] for entry in load_codebook("plover")["types"])


@cache
def sub_events() -> dict[str, SubEvent]:
    """Every sub-event type by name, in the order of the codebook."""
    found: dict[str, SubEvent] = {}
    for event_type in load_codebook("acled")["types"]:
        for entry in event_type["sub_events"]:
            sub_event = SubEvent(
                name=entry["name"],
                event_type=event_type["name"],
                disorder=event_type["disorder"],
                rank=_checked(entry, "rank", int),
                plover=_checked(entry, "plover", str),
                rule=_checked(entry, "rule", str),
                definition=_checked(entry, "definition", str),
            )
            if sub_event.plover not in plover_types():
                raise BadCodebook(
                    f"acled.yml: {sub_event.name}: plover {sub_event.plover!r} is not one of {sorted(plover_types())}"
                )
            if sub_event.name in found:
                raise BadCodebook(f"acled.yml: sub-event {sub_event.name!r} stands twice; keep one")
            found[sub_event.name] = sub_event
    return found


def _checked(entry: dict[str, Any], key: str, kind: type) -> Any:
    if not isinstance(entry.get(key), kind):
        raise BadCodebook(f"acled.yml: {entry.get('name')!r}: {key} is {entry.get(key)!r}, expected {kind.__name__}")
    return entry[key]
