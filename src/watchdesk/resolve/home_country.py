"""The country that a report is about."""

from __future__ import annotations

import re
from collections import defaultdict

from watchdesk.records import Layout, Names

_HEADED = re.compile(r"(?:^|: )\W{0,2}$")
_HEAD_ENDS = re.compile(r"[ \u00a0]?: ")
_WEIGHTS = {"name": 2.0, "demonym": 1.0, "capital": 1.0}


def home_country(layout: Layout, names: Names) -> str | None:
    """The ISO code of the country that the title and text name most, earlier words counting more; None where none."""
    if headed := heading_country(layout, names):
        return headed
    counts: defaultdict[str, float] = defaultdict(float)
    text = layout.report.text
    for mention in names.countries_in(text):
        early = 2.0 if mention.span.start < 300 else 1.0
        counts[mention.iso] += _WEIGHTS[mention.form] * early
    for mention in names.countries_in(layout.report.title or ""):
        counts[mention.iso] += 3.0 * _WEIGHTS[mention.form]
    for actor in layout.actors:
        if actor.known is not None and actor.known.country:
            counts[actor.known.country] += 1.5
    own = names.own_countries()
    if not counts and len(own) == 1:
        return own[0]
    for place in layout.places:
        found = names.places_named(text[place.span.start : place.span.end])
        if found and place.role == "place":
            counts[found[0].country] += 1.0
    if not counts:
        return None
    best = max(counts.values())
    return next(iso for iso, weight in counts.items() if weight == best)


def heading_country(layout: Layout, names: Names) -> str | None:
    """The country that heads the title, else the first line ("Cameroon: six soldiers killed in …"); None for none."""
    for line in (layout.report.title or "", layout.report.text.partition("\n")[0]):
        for mention in names.countries_in(line):
            at = mention.span
            if mention.form == "name" and _HEADED.search(line, 0, at.start) and _HEAD_ENDS.match(line, at.end):
                return mention.iso
    return None
