"""A claim as the reader's rules would make it of words that a person selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from watchdesk.codebooks import sub_events
from watchdesk.desk.second_look import Proposal
from watchdesk.extract.casing import as_written
from watchdesk.extract.event_cues import Cue, find_cues
from watchdesk.extract.events import assemble_events
from watchdesk.extract.figures import find_figures
from watchdesk.extract.framing import status_of
from watchdesk.extract.mission_facts import find_mission_facts
from watchdesk.extract.statements import find_statements
from watchdesk.extract.told import GROUPS, MOVEMENTS, Told, find_told
from watchdesk.records import (
    Actor,
    Claim,
    Event,
    Layout,
    Names,
    Place,
    Quote,
    Report,
    Sentence,
    Span,
)
from watchdesk.resolve.actors import resolve_actors
from watchdesk.resolve.places import resolve_places

_ANY_TYPE = "Attack"  # under which who, where and when are looked for while the type is open
_MOST = 0.8  # of its sentence, from which a selection says which sentence it is and not which words tell


def kind_of_words(layout: Layout, names: Names, words: Quote) -> str:
    """A figure where nothing beyond one is selected, a statement inside quotation marks, else an event."""
    if any(figure.words.span.holds(words.span) for figure in find_figures(layout, (), names)):
        return "figure"
    return "statement" if any(q.span.holds(words.span) and not q.scare for q in layout.quotations) else "event"


def propose(
    report: Report, layout: Layout, names: Names, kind: str, words: Quote, sub_event: str = ""
) -> Proposal | None:
    """The claim of one kind on these words of `report`, whose layout this is; None where the rules make none."""
    made = _event(layout, names, words, sub_event) if kind == "event" else _MAKERS[kind](layout, names, words)
    if made is None:
        return None
    (claim,) = as_written((made.claim,), report)
    return replace(made, claim=claim)


def _event(layout: Layout, names: Names, words: Quote, sub_event: str) -> Proposal | None:
    """The event of the sentence that holds the words: its type by their cues, or open where there is none; who, where
    and when as for any event of this type."""
    sentence = _sentence(layout, words.span)
    if sentence is None:
        return None
    told = _telling(layout, sentence, words.span, sub_event)
    telling = told or _told(layout, sentence, words.span, _ANY_TYPE)
    statements = find_statements(layout, names)
    events = assemble_events((telling,), layout, statements, find_figures(layout, statements, names), names)
    event = _at_selected_place(events[0], layout, words.span)
    if sub_event:  # the person's, whoever the actors are
        of = sub_events()[sub_event]
        event = replace(event, event_type=of.event_type, sub_event_type=of.name, plover=of.plover, rule=of.rule)
    (placed,) = resolve_places((event,), layout, names)
    (named,) = resolve_actors((placed,), layout, names)
    assert isinstance(named, Event)
    whole = words.span.end - words.span.start > _MOST * (sentence.span.end - sentence.span.start)
    event = replace(named, cue=named.cue if told and whole else words, score=1.0, made_by="")
    if told is None:  # no type, and so nobody who usually plays a part in it
        event = replace(event, actor1=_named(event.actor1), actor2=_named(event.actor2), deaths=None)
    return Proposal(claim=event, open=frozenset() if told else frozenset({"sub_event_type"}))


def _at_selected_place(event: Event, layout: Layout, selected: Span) -> Event:
    """The event at the place that was selected with its words, where there is one."""
    here = [m.span for m in layout.places if m.role == "place" and selected.holds(m.span)]
    if not here:
        return event
    text = layout.report.text[here[0].start : here[0].end]
    return replace(event, place=Place(name=text, quote=Quote(span=here[0], text=text)))


def _named(actor: Actor | None) -> Actor | None:
    """The actor, where words of the report name it."""
    return actor if actor and actor.quote else None


def _sentence(layout: Layout, span: Span) -> Sentence | None:
    return next((s for s in layout.sentences if s.span.overlaps(span)), None)


def _told(layout: Layout, sentence: Sentence, cue: Span, sub_event: str) -> Told:
    status = status_of(cue, sentence, layout, movement=sub_event in MOVEMENTS)
    return Told(sentence=sentence, cue=cue, sub_event=sub_event, score=1.0, status=status, made_by="")


def _telling(layout: Layout, sentence: Sentence, selected: Span, sub_event: str) -> Told | None:
    """What the reader takes the sentence to tell, the selected words first; else what any cue in it may tell; of
    one type where one is given."""
    cues = find_cues(layout.report.text, sentence.span)
    if sub_event:
        of_type = [cue for cue in cues if cue.sub_event == sub_event] or cues
        return _told(layout, sentence, of_type[0].span if of_type else selected, sub_event)
    told = [t for t in find_told(layout, "") if t.sentence.index == sentence.index]
    if told:
        return min(told, key=lambda t: (not t.cue.overlaps(selected), t.cue.start))
    if not cues:
        return None
    cue = min(_unbeaten(cues), key=lambda c: (not c.span.overlaps(selected), not c.strong, c.span.start))
    return _told(layout, sentence, cue.span, cue.sub_event)


def _unbeaten(cues: Sequence[Cue]) -> list[Cue]:
    """The cues whose type no other of its group goes before."""
    names = {cue.sub_event for cue in cues}
    beaten = {name for group in GROUPS for name in [n for n in group if n in names][1:]}
    return [cue for cue in cues if cue.sub_event not in beaten] or list(cues)


def _figure(layout: Layout, names: Names, words: Quote) -> Proposal | None:
    statements = find_statements(layout, names)
    return _nearest([(f, f.words.span) for f in find_figures(layout, statements, names)], words.span)


def _statement(layout: Layout, names: Names, words: Quote) -> Proposal | None:
    return _nearest([(s, s.words.span) for s in find_statements(layout, names)], words.span)


def _mission_fact(layout: Layout, names: Names, words: Quote) -> Proposal | None:
    return _nearest([(f, f.cue.span) for f in find_mission_facts(layout, names) if f.cue], words.span)


def _nearest(found: Sequence[tuple[Claim, Span]], selected: Span) -> Proposal | None:
    """The claim whose words share most with those selected."""
    shared = [(min(span.end, selected.end) - max(span.start, selected.start), claim) for claim, span in found]
    best = max((s for s in shared if s[0] > 0), key=lambda s: s[0], default=None)
    return Proposal(claim=best[1]) if best else None


_MAKERS: dict[str, Callable[[Layout, Names, Quote], Proposal | None]] = {
    "figure": _figure,
    "statement": _statement,
    "mission_fact": _mission_fact,
}
