"""A list of claims to review, with what is to be decided of each: used by review_desk.py and review_sheet.py.

Reports of training/corpus (every 23rd of those up to 1,500 characters, by name) are read by the rules, kept and linked as `watchdesk
add` does it. The reports' own coding decides: a claim that the coding has too is accepted, or its differing fields are
corrected to the coding's values; one that it has not is rejected; the first events of the coding that no claim tells
are missed ones, to be added. What counts as the same is said by watchdesk.measure.
"""

from __future__ import annotations

import datetime as dt
import json
import pathlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from watchdesk.desk.claim_fields import fields_of
from watchdesk.desk.worklist import Worklist
from watchdesk.evaluation import capture_of
from watchdesk.intake import Intake, take_in
from watchdesk.measure.pairing import overlap, pair_claims, spans_of, sub_events_of
from watchdesk.measure.same_values import same_actor, same_dates, same_name, same_place
from watchdesk.publish.report_json import report_record
from watchdesk.records import Claim, Reading
from watchdesk.settings import Settings
from watchdesk.store.opening import Store, open_store
from watchdesk.store.reading import readings

CORPUS = pathlib.Path(__file__).parents[1] / "training" / "corpus"
EVERY, LONGEST = 23, 1500
CLAIMS, MISSED, SPANS = 40, 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be decided of one claim. `fields` are the values to write, by path; `words` a field of words and the
    passage that belongs under it."""

    claim: Claim
    reading: Reading
    order: int
    verdict: str
    fields: dict[str, str] = field(default_factory=dict)
    words: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """An event that is to be added on these words of its report."""

    reading: Reading
    words: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewList:
    """The claims in the order in which the desk's queue gives them."""

    store: Store
    decisions: tuple[Decision, ...]
    missed: tuple[Missed, ...]


def make_list(path: pathlib.Path, kind: str = "") -> ReviewList:
    """A new store at `path` with enough reports, and what is to be decided of the first claims (of a kind)."""
    store, golds = filled_store(path)
    decided: dict[str, Decision] = {}
    missed: list[Missed] = []
    for reading in readings(store):
        here, left = decide_report(reading, golds[reading.report.given_id or ""])
        decided |= {d.claim.id: d for d in here}
        missed += left
    worklist = Worklist(store)
    worklist.refresh()
    order = [decided[i.claim_id] for i in worklist.items(kind=kind, limit=CLAIMS)]
    reports = {d.reading.report.id for d in order}
    chosen = [m for m in missed if m.reading.report.id in reports][:MISSED]
    return ReviewList(store=store, decisions=tuple(few_spans(order)), missed=tuple(chosen))


def filled_store(path: pathlib.Path) -> tuple[Store, dict[str, dict]]:
    store = open_store(str(path))
    intake = Intake(store=store, settings=Settings(reader="rules"), who="eval", why="corpus")
    every = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(CORPUS.glob("*.json"))]
    golds = [g for g in every if len(g["document"]["text"]) <= LONGEST][::EVERY]
    for _ in take_in(iter([capture_of(g) for g in golds]), intake):
        pass
    return store, {g["document"]["id"]: g for g in golds}


def few_spans(decisions: list[Decision]) -> Iterator[Decision]:
    """The decisions, only the first few of them with words to correct."""
    left = SPANS
    for one in decisions:
        if one.words and not left:
            changed = "edit" if one.fields else "accept"
            yield Decision(claim=one.claim, reading=one.reading, order=one.order, verdict=changed, fields=one.fields)
        else:
            left -= one.words is not None
            yield one


def decide_report(reading: Reading, gold: dict) -> tuple[list[Decision], list[Missed]]:
    """What the coding of a report says of each claim, and the events that none tells."""
    record = report_record(reading)
    text = gold["document"]["text"]
    made: dict[int, tuple[str, dict[str, str], tuple[str, str] | None]] = {}
    missed: list[Missed] = []
    for group, affinity, differing in GROUPS:
        found = pair_claims(gold[group], record.get(group, []), affinity(text))
        for g, p in found.pairs:
            fields, words = differing(g, p, text)
            made[id(p)] = ("edit" if fields or words else "accept", fields, words)
        made |= {id(p): ("reject", {}, None) for p in found.invented}
        if group == "events":
            missed += [m for g in found.missed if not g.get("optional") for m in [missed_event(reading, g)] if m]
    rows = [p for group, _, _ in GROUPS for p in record.get(group, [])]
    by_id = {p["id"]: made[id(p)] for p in rows}
    decisions = []
    for order, claim in enumerate(reading.claims):
        verdict, fields, words = by_id[claim.id]
        held = {f.path: f for f in fields_of(claim)}
        fields = {k: v for k, v in fields.items() if k in held and held[k].value != v and can_be(held[k], v)}
        if verdict == "edit" and not fields and not words:
            verdict = "accept"
        decisions.append(
            Decision(claim=claim, reading=reading, order=order, verdict=verdict, fields=fields, words=words)
        )
    return decisions, missed


def can_be(held: object, value: str) -> bool:
    """Whether the form takes a value: a day must be whole, a choice one of those offered."""
    kind, choices = held.input, held.choices  # type: ignore[attr-defined]
    if kind == "date":
        return len(value) == len("2024-01-31")
    return not choices or value in choices


# --- what differs, by kind ------------------------------------------------------------------------------------------


def event_affinity(text: str):  # type: ignore[no-untyped-def]
    def affinity(g: dict, p: dict) -> float:
        touch = overlap(spans_of(text, g["evidence"]), spans_of(text, p.get("evidence") or []))
        if not touch or g["event_type"] != p.get("event_type"):
            return 0
        alike = same_place(g.get("location"), p.get("location")) + same_dates(g, p)
        return 1 + touch / 1000 + 2 * (p.get("sub_event_type") in sub_events_of(g)) + alike

    return affinity


def event_differs(g: dict, p: dict, text: str) -> tuple[dict[str, str], tuple[str, str] | None]:
    fields: dict[str, str] = {}
    if p["sub_event_type"] not in sub_events_of(g):
        fields["sub_event_type"] = g["sub_event_type"]
    swapped = same_actor(g["actor1"], p["actor2"]) and same_actor(g["actor2"], p["actor1"])
    for side in ("actor1", "actor2"):
        if not same_actor(g.get(side), p.get(side)) and not (g["event_type"] == "Battles" and swapped):
            fields[f"{side}.name"] = (g.get(side) or {}).get("name") or ""
    if not same_place(g.get("location"), p.get("location")):
        fields["location.name"] = (g.get("location") or {}).get("name") or ""
    if not same_dates(g, p):
        fields |= {"date_start": g.get("date_start") or "", "date_end": g.get("date_end") or ""}
    dead, told = g.get("fatalities"), p.get("fatalities")
    if bool(dead) != bool(told) or (dead and any(dead[n] != told[n] for n in ("low", "high"))):
        fields |= {f"fatalities.{n}": str(dead[n]) if dead else "" for n in ("low", "best", "high")}
    if g["status"] != p["status"]:
        fields["status"] = g["status"]
    said = (g.get("location") or {}).get("mention")
    other = said and said in text and said != (p.get("location") or {}).get("mention")
    return fields, ("location.mention", said) if other else None


def figure_affinity(text: str):  # type: ignore[no-untyped-def]
    def affinity(g: dict, p: dict) -> float:
        near = overlap(spans_of(text, [g["text"]]), spans_of(text, [p.get("text")]))
        return near and 1 + near + 5 * ((g["low"], g["high"]) == (p["low"], p["high"]))

    return affinity


def figure_differs(g: dict, p: dict, _text: str) -> tuple[dict[str, str], None]:
    fields = {n: g[n] for n in ("measure", "qualifier") if g.get(n) and g[n] != p.get(n)}
    if (g["low"], g["high"]) != (p["low"], p["high"]):
        fields |= {n: "" if g[n] is None else str(g[n]) for n in ("low", "high")}
    return fields, None


def statement_affinity(text: str):  # type: ignore[no-untyped-def]
    def affinity(g: dict, p: dict) -> float:
        a, b = spans_of(text, [g["text"]]), spans_of(text, [p.get("text")])
        shared = overlap(a, b) / max(a[0][1] - a[0][0], b[0][1] - b[0][0]) if a and b else 0
        return shared if shared >= 0.5 else 0

    return affinity


def statement_differs(g: dict, p: dict, _text: str) -> tuple[dict[str, str], None]:
    fields = {n: g[n] for n in ("act", "mode") if g.get(n) and g[n] != p.get(n)}
    for name in ("speaker", "organisation"):
        if not same_name(g.get(name), p.get(name)):
            fields[name] = g.get(name) or ""
    return fields, None


def fact_affinity(text: str):  # type: ignore[no-untyped-def]
    def affinity(g: dict, p: dict) -> float:
        touch = overlap(spans_of(text, [g["evidence"]]), spans_of(text, [p.get("evidence")]))
        return touch and 1 + touch / 1000 + 2 * (g["action"] == p["action"]) + (g.get("country") == p.get("country"))

    return affinity


def fact_differs(g: dict, p: dict, _text: str) -> tuple[dict[str, str], None]:
    named = ("action", "country", "announced", "effective")
    fields = {n: g.get(n) or "" for n in named if (g.get(n) or "") != (p.get(n) or "")}
    many, told = g.get("personnel") or {}, p.get("personnel") or {}
    if (many.get("low"), many.get("high")) != (told.get("low"), told.get("high")):
        fields |= {f"personnel.{n}": str(many[n]) if many.get(n) is not None else "" for n in ("low", "high")}
    return fields, None


GROUPS = (
    ("events", event_affinity, event_differs),
    ("figures", figure_affinity, figure_differs),
    ("statements", statement_affinity, statement_differs),
    ("peace_operations", fact_affinity, fact_differs),
)


def missed_event(reading: Reading, g: dict) -> Missed | None:
    """An event of the coding as it is to be entered, on the first words of its evidence; None where they are not in
    the text as it was cleaned."""
    words = " ".join(g["evidence"][0].split()[:4])
    if words not in reading.report.text:
        return None
    place, dead = g.get("location") or {}, g.get("fatalities") or {}
    fields = {
        "sub_event_type": g["sub_event_type"],
        "actor1.name": (g.get("actor1") or {}).get("name") or "",
        "actor2.name": (g.get("actor2") or {}).get("name") or "",
        "location.name": place.get("name") or "",
        "date_start": g.get("date_start") or "",
        "date_end": g.get("date_end") or "",
        **{f"fatalities.{n}": str(dead[n]) for n in ("low", "best", "high") if dead},
        "status": g["status"],
    }
    if any(fields[n] and not is_day(fields[n]) for n in ("date_start", "date_end")):
        return None
    return Missed(reading=reading, words=words, fields={k: v for k, v in fields.items() if v})


def is_day(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


# --- what it costs --------------------------------------------------------------------------------------------------

KEY_S, POINT_S, CLICK_S, HAND_S = 0.28, 1.1, 0.2, 0.4
"""Seconds of a key (average typist), of pointing, of a click, of the hand between keys and mouse: the keystroke-level
model of Card, Moran and Newell, 1980. Reading and thinking, which both ways have, are left out."""


@dataclass(slots=True)
class Effort:
    """Keys and clicks, counted by what they were for. A chord (Ctrl+C) is one key, a drag one click."""

    keys: dict[str, int] = field(default_factory=dict)
    clicks: dict[str, int] = field(default_factory=dict)
    turns: int = 0
    hand: str = "keys"

    def key(self, purpose: str, many: int = 1) -> None:
        self._at("keys", many)
        self.keys[purpose] = self.keys.get(purpose, 0) + many

    def click(self, purpose: str, many: int = 1) -> None:
        self._at("mouse", many)
        self.clicks[purpose] = self.clicks.get(purpose, 0) + many

    def _at(self, hand: str, many: int) -> None:
        if many and hand != self.hand:
            self.hand, self.turns = hand, self.turns + 1

    @property
    def total(self) -> int:
        return sum(self.keys.values()) + sum(self.clicks.values())

    @property
    def seconds(self) -> float:
        keys, clicks = sum(self.keys.values()), sum(self.clicks.values())
        return keys * KEY_S + clicks * (POINT_S + CLICK_S) + self.turns * HAND_S


def told(name: str, effort: Effort) -> str:
    """One line of counts for a terminal."""
    keys, clicks = sum(effort.keys.values()), sum(effort.clicks.values())
    parts = {p: effort.keys.get(p, 0) + effort.clicks.get(p, 0) for p in (*effort.keys, *effort.clicks)}
    by = ", ".join(f"{p} {n}" for p, n in sorted(parts.items(), key=lambda r: -r[1]))
    return f"{name}: {effort.total} ({keys} keys, {clicks} clicks; {effort.seconds:.0f} s by the model); {by}"


def mixture(found: ReviewList) -> str:
    """How many of each decision."""
    many = {v: sum(d.verdict == v for d in found.decisions) for v in ("accept", "edit", "reject")}
    fields = sum(len(d.fields) for d in found.decisions)
    spans = sum(d.words is not None for d in found.decisions)
    reports = len({d.reading.report.id for d in found.decisions})
    return (
        f"{len(found.decisions)} claims of {reports} reports: {many['accept']} accepted, {many['edit']} corrected "
        f"({fields} fields, {spans} passages), {many['reject']} rejected; {len(found.missed)} missed ones added"
    )
