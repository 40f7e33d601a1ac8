"""Score toponym recognition and resolution: `python evals/toponyms.py FILE.jsonl [MODULE:FUNCTION] [--misses]`.

FILE holds one document a line: text, toponyms[{start, end, phrase, lat, lon}]. The function gives, for a text, a list
of (start, end, lat, lon), lat and lon None where unlocated; the default is watchdesk's own. Prints the exact-span F1
against every gold toponym, the share of gold toponyms with coordinates that were found within 161 km, and documents
per CPU-second. Countries stand at their centroid here, and only here: watchdesk never pins a country.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import math
import pathlib
import sys
import time
from collections import Counter

from watchdesk.extract.place_names import find_places
from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Layout, Report
from watchdesk.resolve.names import NameLists, open_names
from watchdesk.resolve.place_context import PlaceContext
from watchdesk.resolve.places import located

NEAR_KM = 161.0


@functools.cache
def names() -> NameLists:
    return open_names()


def watchdesk_toponyms(text: str, *, peoples: bool = False) -> list[tuple[int, int, float | None, float | None]]:
    """Place names of a text with their points; `peoples` adds demonyms, as some corpora count them."""
    report = Report(id="x", capture_id="x", address="x", text=text)
    sentences = split_sentences(report)
    places = find_places(report, sentences, names())
    layout = Layout(
        report=report,
        sentences=sentences,
        dates=(),
        places=places,
        actors=(),
        quotations=(),
    )
    context = PlaceContext(layout, names())
    demonyms = {(c.span.start, c.span.end): c.iso for c in names().countries_in(text) if c.form == "demonym"}
    found = []
    for mention in places:
        span = (mention.span.start, mention.span.end)
        if span in demonyms:
            if peoples:
                found.append((*span, *country_point(demonyms[span])))
            continue
        place = located(mention, context)
        row = context.picks.get(context.key(mention))
        point = (place.latitude, place.longitude)
        if row and point[0] is None:
            point = (row.latitude, row.longitude)
        found.append((*span, *point))
    return found


def with_peoples(text: str) -> list[tuple[int, int, float | None, float | None]]:
    return watchdesk_toponyms(text, peoples=True)


@functools.cache
def country_point(iso: str) -> tuple[float | None, float | None]:
    rows = [r for r in names().places_named(names().country_name(iso)) if r.feature == "PCLI" and r.country == iso]
    return (rows[0].latitude, rows[0].longitude) if rows else (None, None)


def km(a: float, b: float, c: float, d: float) -> float:
    la1, lo1, la2, lo2 = map(math.radians, (a, b, c, d))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def score_documents(documents, tool, misses=False):
    """(F1, P, R, within 161 km of all gold with coordinates, docs per CPU-second)."""
    tp = gold_total = guess_total = near = placed = 0
    missed, invented, astray = Counter(), Counter(), Counter()
    tool(documents[0]["text"])
    clock = time.process_time()
    answers = [tool(d["text"]) for d in documents]
    seconds = time.process_time() - clock
    for document, answer in zip(documents, answers, strict=True):
        guesses = {(s, e): (lat, lon) for s, e, lat, lon in answer}
        gold = {(t["start"], t["end"]): t for t in document["toponyms"]}
        tp += len(gold.keys() & guesses.keys())
        gold_total += len(gold)
        guess_total += len(guesses)
        for span, t in gold.items():
            has = t.get("lat") is not None
            placed += has
            if span not in guesses:
                missed[t["phrase"]] += 1
            elif has:
                lat, lon = guesses[span]
                ok = lat is not None and km(lat, lon, t["lat"], t["lon"]) <= NEAR_KM
                near += ok
                if not ok:
                    astray[f"{t['phrase']} {guesses[span]}"] += 1
        for s, e in guesses.keys() - gold.keys():
            invented[document["text"][s:e]] += 1
    p, r = tp / max(guess_total, 1), tp / max(gold_total, 1)
    if misses:
        for title, counter in (("missed", missed), ("invented", invented), ("astray", astray)):
            print(f"-- {title}: {sum(counter.values())}", *(f"{n}\t{x}" for x, n in counter.most_common(120)), sep="\n")
    return 2 * p * r / (p + r or 1), p, r, near / max(placed, 1), len(documents) / seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("tool", nargs="?", default="toponyms:watchdesk_toponyms")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    module, _, function = options.tool.partition(":")
    if not options.file.is_file():
        parser.error(
            f"{options.file}: no such file; expected JSON Lines with one document a line, such as geo_lgl/test.jsonl"
        )
    documents = [json.loads(line) for line in options.file.read_text(encoding="utf-8").split("\n") if line]
    f1, p, r, near, speed = score_documents(
        documents, getattr(importlib.import_module(module), function), options.misses
    )
    print(f"{options.tool} on {len(documents)} documents: P {p:.3f}  R {r:.3f}  F1 {f1:.3f}  within 161 km {near:.3f}  "
          f"{speed:.1f} docs/CPU-s")  # fmt: skip


if __name__ == "__main__":
    main()
