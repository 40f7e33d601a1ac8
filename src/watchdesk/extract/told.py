"""Sentences that tell of an event: the type, the cue, how firmly; cues of the lexicon weighed against one another."""

from __future__ import annotations

from dataclasses import dataclass

from watchdesk.codebooks import sub_events
from watchdesk.extract.event_cues import Cue, find_cues
from watchdesk.extract.event_model import SentenceScores
from watchdesk.extract.framing import frame_of, is_figurative_report, status_of
from watchdesk.records import Layout, Sentence, Span, Status

MOVEMENTS = frozenset({"Change to group/activity", "Headquarters or base established"})

# Where two types stand in one sentence, the first of a group wins: the codebook's hierarchy, and the fact that the
# words of the later ones ("protesters", "killed", "arrested") are part of telling the earlier ones.
GROUPS: tuple[tuple[str, ...], ...] = (
    (
        "Excessive force against protesters",
        "Protest with intervention",
        "Violent demonstration",
        "Mob violence",
        "Peaceful protest",
    ),
    (
        "Chemical weapon",
        "Suicide bomb",
        "Air/drone strike",
        "Shelling/artillery/missile attack",
        "Grenade",
        "Remote explosive/landmine/IED",
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Sexual violence",
        "Armed clash",
        "Attack",
    ),
    ("Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory"),
    ("Excessive force against protesters", "Attack"),
    ("Protest with intervention", "Arrests"),
    ("Violent demonstration", "Looting/property destruction"),
    ("Attack", "Looting/property destruction"),
    ("Disrupted weapons use", "Remote explosive/landmine/IED"),
    ("Headquarters or base established", "Change to group/activity"),
    ("Non-violent transfer of territory", "Change to group/activity"),
    ("Abduction/forced disappearance", "Other"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence telling of one event: its type, the words that told, their chance of being right, the status.

    `scored` is what the learned reader makes of the sentence, None where a lexicon found the telling.
    """

    sentence: Sentence
    cue: Span
    sub_event: str
    score: float
    status: Status
    made_by: str
    scored: SentenceScores | None = None


def words_at(layout: Layout, span: Span) -> str:
    """The words of the report at `span`."""
    return layout.report.text[span.start : span.end]


def find_told(layout: Layout, made_by: str) -> tuple[Told, ...]:
    """Every telling in order of the text, at most one per type and sentence."""
    if is_figurative_report(layout):
        return ()
    found: list[Told] = []
    for sentence in layout.sentences:
        for cue in _weighed(_live_cues(sentence, layout)):
            movement = cue.sub_event in MOVEMENTS
            status = status_of(cue.span, sentence, layout, movement=movement)
            score = 0.6 if cue.strong else 0.35
            found.append(
                Told(
                    sentence=sentence,
                    cue=cue.span,
                    sub_event=cue.sub_event,
                    score=score,
                    status=status,
                    made_by=made_by,
                )
            )
    return tuple(found)


def _live_cues(sentence: Sentence, layout: Layout) -> list[Cue]:
    """The first cue of each type that tells of something that happened."""
    cues = find_cues(layout.report.text, sentence.span)
    live: dict[str, Cue] = {}
    for cue in cues:
        if cue.sub_event in live and (live[cue.sub_event].strong or not cue.strong):
            continue
        if cue.sub_event == "Change to group/activity" and _is_mission_business(cue, sentence, layout):
            continue
        if frame_of(cue.span, sentence, layout) == "told":
            live[cue.sub_event] = cue
    return list(live.values())


def _is_mission_business(cue: Cue, sentence: Sentence, layout: Layout) -> bool:
    """True for contributors joining or leaving a peace operation: a mission fact, no event (NOTES, events 7)."""
    here = [a for a in layout.actors if sentence.span.holds(a.span)]
    return any(a.kind == "peacekeepers" or (a.known is not None and a.known.operation) for a in here)


def _weighed(cues: list[Cue]) -> list[Cue]:
    """Cues that stand after the hierarchy has spoken; weak cues only where no strong one stands."""
    if any(cue.strong for cue in cues):
        cues = [cue for cue in cues if cue.strong]
    names = {cue.sub_event for cue in cues}
    beaten: set[str] = set()
    for group in GROUPS:
        present = [name for name in group if name in names]
        beaten.update(present[1:])
    ranks = {name: index for index, name in enumerate(sub_events())}
    return sorted((c for c in cues if c.sub_event not in beaten), key=lambda c: (c.span.start, ranks[c.sub_event]))
