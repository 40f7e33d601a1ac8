"""One report in, its layout and its claims out: rules throughout, and a model for finding events where there is one."""

from __future__ import annotations

from watchdesk.extract.actor_names import find_actors
from watchdesk.extract.chances import score_claims, without_unlikely
from watchdesk.extract.dates import find_dates
from watchdesk.extract.event_model import EventModel
from watchdesk.extract.events import find_events
from watchdesk.extract.figures import find_figures
from watchdesk.extract.mission_facts import find_mission_facts
from watchdesk.extract.place_names import find_places
from watchdesk.extract.quotations import find_quotations
from watchdesk.extract.sentences import split_sentences
from watchdesk.extract.statements import find_statements
from watchdesk.extract.told_by_model import find_told_by_model
from watchdesk.records import Claim, Layout, Names, Report


def lay_out(report: Report, names: Names) -> Layout:
    """Everything that the finders need of one report: sentences, dates, places, actors, quotations."""
    sentences = split_sentences(report)
    return Layout(
        report=report,
        sentences=sentences,
        dates=find_dates(report, sentences),
        places=find_places(report, sentences, names),
        actors=find_actors(report, sentences, names),
        quotations=find_quotations(report, sentences),
    )


def extract_claims(layout: Layout, names: Names, model: EventModel | None = None) -> tuple[Claim, ...]:
    """The claims of one report, statements first: figures and events ask them who said so.

    Without a `model`, a compact lexicon finds the events; each claim's `made_by` says who found it.
    """
    scores = model.score([layout])[0] if model else None
    statements = find_statements(layout, names)
    figures = find_figures(layout, statements, names)
    tellings, made_by = None, f"model@{model.version}" if model else ""
    if model and scores is not None:
        tellings = find_told_by_model(layout, scores, model.thresholds, made_by)
    events = find_events(layout, statements, figures, names, tellings)
    facts = find_mission_facts(layout, names, scores, made_by)
    claims: tuple[Claim, ...] = (*events, *figures, *statements, *facts)
    return score_claims(without_unlikely(claims, layout, scores) if scores else claims, layout, scores)
