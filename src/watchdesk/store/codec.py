"""Records as JSON text and back, without loss: what the store keeps of a report, a claim, a judgement."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from watchdesk.errors import StoreFault
from watchdesk.records import Claim, Event, Figure, MissionFact, Statement

T = TypeVar("T")
Decoder = Callable[[Any], Any]

CLAIM_KINDS: dict[str, type[Claim]] = {
    "event": Event,
    "figure": Figure,
    "statement": Statement,
    "mission_fact": MissionFact,
}
"""The name under which each kind of claim is kept."""


def kind_of(claim: Claim) -> str:
    """The name of a claim's kind: event, figure, statement or mission_fact."""
    for name, kind in CLAIM_KINDS.items():
        if type(claim) is kind:
            return name
    raise TypeError(f"{claim!r} is none of the kinds of claim: {', '.join(CLAIM_KINDS)}")


def encode(record: object) -> str:
    """A record, or a tuple of records, as JSON text; fields that are None or empty are left out."""
    plain = _plain(record)
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a character pair, out of a damaged file: only its escape can be stored
        return json.dumps(plain, separators=(",", ":"))
    return text


def decode(kind: type[T], text: str) -> T:
    """The record of this kind that `encode` wrote. Raises StoreFault where it is another one."""
    try:
        return typing.cast(T, _decoder(typing.cast(Any, kind))(json.loads(text)))
    except (KeyError, TypeError, ValueError) as fault:
        raise StoreFault(
            f"a stored {kind.__name__} is {text[:80]!r}, expected its fields ({fault}): "
            "it was written by another version of watchdesk, or changed by hand"
        ) from fault


def decode_claim(kind: str, text: str) -> Claim:
    """The claim of this kind that `encode` wrote."""
    return decode(CLAIM_KINDS[kind], text)


def decode_all(kind: type[T], text: str | None) -> tuple[T, ...]:
    """The records of this kind that `encode` wrote as a tuple; none where the text is None."""
    return tuple(_decoder(typing.cast(Any, kind))(value) for value in json.loads(text)) if text else ()


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, frozenset):
        return sorted(_plain(v) for v in value)  # type: ignore[type-var]  # words, which have an order
    if dataclasses.is_dataclass(value):
        found = ((f, getattr(value, f.name)) for f in dataclasses.fields(value))
        return {f.name: _plain(v) for f, v in found if not (v in (None, ()) and _has_default(f))}
    return value


def _has_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is not dataclasses.MISSING


@cache
def _decoder(hint: Any) -> Decoder:
    """What turns plain JSON into a value of this type."""
    if dataclasses.is_dataclass(hint):
        return _record_decoder(typing.cast(type, hint))
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        inner = _decoder(arguments[0])
        return lambda value: tuple([inner(v) for v in value])
    if origin is frozenset:
        return frozenset
    if origin in (types.UnionType, typing.Union):
        inner = _decoder(next(a for a in arguments if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if hint is dt.datetime:
        return dt.datetime.fromisoformat
    if hint is dt.date:
        return dt.date.fromisoformat
    return lambda value: value


def _record_decoder(kind: type) -> Decoder:
    hints = typing.get_type_hints(kind)
    inner = {f.name: _decoder(hints[f.name]) for f in dataclasses.fields(kind)}
    return lambda value: kind(**{name: inner[name](v) for name, v in value.items()})
