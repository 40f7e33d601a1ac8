"""Deaths of one event: the range of totals that its sentences give, or none where they give none."""

from __future__ import annotations

import re

from watchdesk.records import Deaths, Figure, Layout, Sentence

_PART_OF = re.compile(r"\b(?:includ\w+|among them|of whom|of them|dont|parmi lesquels|y compris)\b", re.IGNORECASE)
_NO_DEATHS = re.compile(
    r"\b(?:no (?:one|body)|nobody|none|no casualties|no deaths|without casualties|no (?:injuries|victims?))\b"
    r"(?:\s+\w+){0,3}?\s*(?:was |were |is )?(?:killed|hurt|died|injured|reported|harmed|wounded|dead)?"
    r"|\b(?:aucun (?:mort|blessé|décès)|aucune victime|sans faire de (?:victime|mort|blessé)s?"
    r"|ni mort ni blessé|personne n[’']a été (?:tué|blessé))",
    re.IGNORECASE,
)


def deaths_in(sentences: list[Sentence], figures: tuple[Figure, ...], layout: Layout) -> Deaths | None:
    """Low, best and high of the totals told in `sentences`, in their order; zero where the text says that none died.

    Counts joined within one sentence are added ("two soldiers and a child"), parts of a total are not ("including
    three children"); totals of different sentences are rival or later counts and widen the range.
    """
    totals = [total for sentence in sentences if (total := _total(sentence, figures, layout))]
    if totals:
        lows = [low for low, _ in totals]
        highs = [high for _, high in totals]
        return Deaths(low=min(lows), best=lows[0] if len(totals) == 1 else max(lows), high=max(highs))
    text = layout.report.text
    if any(_NO_DEATHS.search(text, s.span.start, s.span.end) for s in sentences):
        return Deaths(low=0, best=0, high=0)
    return None


def _total(sentence: Sentence, figures: tuple[Figure, ...], layout: Layout) -> tuple[int, int] | None:
    low = high = 0
    told: list[tuple[str | None, int]] = []
    for figure in figures:
        if figure.measure != "killed" or not sentence.span.holds(figure.words.span):
            continue
        if _PART_OF.search(
            layout.report.text, max(sentence.span.start, figure.words.span.start - 14), figure.words.span.start
        ):
            continue
        value = figure.count.low if figure.count.low is not None else figure.count.high
        top = figure.count.high if figure.count.high is not None else figure.count.low
        if value is None or top is None:
            continue
        source = figure.sources[0].label if figure.sources else None
        if told and told[0][0] != source and source is not None:
            low, high = min(low, value), max(high, top)
        else:
            low, high = low + value, high + top
        told.append((source, value))
    return (low, high) if told else None
