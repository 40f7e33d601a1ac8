"""Score police actions by sentence: `python evals/public/india_police.py FOLDER [--reader rules] [--misses]`.

The set labels sentences of lower-cased Indian news of March 2002: KILL (police killed somebody), ARREST (police
arrested), FORCE (police used other force: firing, tear gas, batons), FAIL (police did not act), ANY_ACTION. The whole
report is read; a sentence gets a label where a claim stands in it and the sentence names the police (police, cops,
constables, army and paramilitaries are not; "police" in any form is), by this mapping:

- KILL: a `killed` figure or an event of violence in a sentence with the words of police firing or encounter, or an
  event whose actor1 is the police and which carries deaths.
- ARREST: an Arrests event, or a `detained` figure. Arrests need no police in the sentence: nobody else arrests.
- FORCE: Protest with intervention, Excessive force against protesters, or any battle or violence event in a sentence
  that tells of police firing, tear gas, batons or a lathi charge.
- ANY: one of these, or any event or statement of the police. FAIL is not attempted: it is an absence, not a claim.

Compared with the authors' keyword baseline, rerun on all 21,391 sentences: F1 .502 / .481 / .646 / .664.
"""

from __future__ import annotations

import argparse
import re
import sys

from f1 import Counts, Row, line
from reading import events_of, figures_of, load_records, options, read_text, reader_of, statements_of, timed

from watchdesk.records import Event, Reading, Span

BASELINE = {"KILL": 0.502, "ARREST": 0.481, "FORCE": 0.646, "ANY_ACTION": 0.664}
POLICE = re.compile(r"\b(?:police\w*|cops?|constables?|srp|rapid action force)\b", re.IGNORECASE)
FORCE = re.compile(
    r"\b(?:police|cops?|srp)\b[^.]{0,60}\b(?:fir(?:ing|ed)|shot)|tear ?gas|lathi|baton|encounter\b", re.I
)
FORCEFUL = ("Battles", "Violence against civilians", "Riots", "Protests", "Explosions/Remote violence")


def sentence_spans(text: str, sentences: list[dict]) -> list[Span | None]:
    """Where each labelled sentence stands in the text, in order; None for one that does not."""
    spans: list[Span | None] = []
    at = 0
    for sentence in sentences:
        words = r"\s+".join(map(re.escape, sentence["text"].split()))
        found = re.compile(words).search(text, at) if words else None
        spans.append(Span(start=found.start(), end=found.end()) if found else None)
        at = found.end() if found else at
    return spans


def labels_of(span: Span, reading: Reading) -> set[str]:
    """The labels that the claims of one sentence amount to."""
    text = reading.report.text[span.start : span.end]
    police, force = bool(POLICE.search(text)), bool(FORCE.search(text))
    events = [e for e in events_of(reading) if _stands_in(e, span)]
    killed = [f for f in figures_of(reading) if f.measure == "killed" and span.holds(f.words.span)]
    detained = [f for f in figures_of(reading) if f.measure == "detained" and span.holds(f.words.span)]
    found: set[str] = set()
    if any(e.sub_event_type == "Arrests" for e in events) or detained:
        found.add("ARREST")
    if any(e.sub_event_type in ("Protest with intervention", "Excessive force against protesters") for e in events):
        found.add("FORCE")
    if force and any(e.event_type in FORCEFUL for e in events):
        found.add("FORCE")
    if (police and force and killed) or any(_police_killing(e) for e in events):
        found.add("KILL")
    said = any(POLICE.search(s.evidence[0].text) and span.overlaps(s.words.span) for s in statements_of(reading))
    if found or (police and (events or said)):
        found.add("ANY_ACTION")
    return found


def _stands_in(event: Event, span: Span) -> bool:
    """True where the cue or more than half of a quoted sentence stands in the span: the set's sentences are shorter."""
    if event.cue and span.holds(event.cue.span):
        return True
    return any(_shared(quote.span, span) * 2 > len(quote.text) for quote in event.evidence)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _police_killing(event: Event) -> bool:
    """An event of violence by the police that carries deaths."""
    actor = event.actor1.name if event.actor1 else ""
    return bool(POLICE.search(actor) and event.deaths and event.deaths.best)


def measure(args: argparse.Namespace) -> list[Row]:
    reader = reader_of(args)
    tally = {label: Counts() for label in BASELINE}
    lost = 0
    for record in timed(load_records(args), "india_police_events"):
        reading = read_text(reader, str(record["doc_id"]), record["text"], record["date"])
        for span, sentence in zip(
            sentence_spans(reading.report.text, record["sentences"]), record["sentences"], strict=True
        ):
            mine = labels_of(span, reading) if span else set()
            lost += span is None
            for label, counts in tally.items():
                counts.add(label in mine, label in sentence["labels"])
                if args.misses and (label in mine) != (label in sentence["labels"]):
                    print(label, "+" if label in mine else "-", sentence["text"], sep="\t")
    if lost:
        print(f"india_police_events: {lost} sentences not found in the text as cleaned", file=sys.stderr)
    return [line(label, counts, f"keyword baseline F1 {BASELINE[label]:.3f}") for label, counts in tally.items()]


def main() -> None:
    for row in measure(options(__doc__).parse_args()):
        print(row)


if __name__ == "__main__":
    main()
