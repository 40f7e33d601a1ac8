#!/usr/bin/env python3
"""Score report records against gold records, kind by kind.

    score.py GOLD_DIR PREDICTED_DIR [--json] [--misses]

Both folders hold one JSON file per report under the same names, in the form that SCHEMA.md gives; a missing
prediction counts as an empty record. Standard library only. A prediction is matched to at most one gold item,
best pair first. What counts as a match is stated at each matcher below; `--misses` lists what did not match.
"""

import argparse
import datetime as dt
import json
import math
import pathlib
import re
import sys
import unicodedata


def fold(text):
    text = unicodedata.normalize("NFKD", text or "")
    return " ".join(re.findall(r"\w+", "".join(c for c in text if not unicodedata.combining(c)).lower()))


def spans(text, quotes):
    found = []
    for quote in quotes:
        if quote:
            at = text.find(quote)
            if at >= 0:
                found.append((at, at + len(quote)))
    return found


def overlap(a, b):
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def same_name(a, b):
    """True where two names share most of their words, or one's words hold the other's."""
    a, b = set(fold(a).split()), set(fold(b).split())
    a, b = (
        a - {"the", "of", "de", "la", "le", "les", "du", "des"},
        b - {"the", "of", "de", "la", "le", "les", "du", "des"},
    )
    if not a or not b:
        return not a and not b
    return a <= b or b <= a or len(a & b) / len(a | b) >= 0.5


def same_actor(gold, guess):
    if not gold or not guess:
        return not gold and not guess
    return any(
        same_name(g, p)
        for g in (gold.get("name"), gold.get("mention"))
        if g
        for p in (guess.get("name"), guess.get("mention"))
        if p
    )


def km(a, b):
    la1, lo1, la2, lo2 = map(math.radians, (a["latitude"], a["longitude"], b["latitude"], b["longitude"]))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def same_place(gold, guess):
    """Within 50 km for a named place; the same country and name (or admin1) for a region or country."""
    if not gold or not guess:
        return not gold and not guess
    if gold.get("geo_precision") == 3:
        return (
            gold.get("country") == guess.get("country")
            and guess.get("geo_precision") == 3
            and (
                same_name(gold.get("name"), guess.get("name"))
                or bool(gold.get("admin1") and same_name(gold["admin1"], guess.get("admin1")))
            )
        )
    return (
        None not in (guess.get("latitude"), guess.get("longitude"), gold.get("latitude"), gold.get("longitude"))
        and km(gold, guess) <= 50
    )


def sharper(gold, guess):
    """True where the guess pins more precisely than the text allows."""
    return bool(
        gold
        and guess
        and guess.get("latitude") is not None
        and (guess.get("geo_precision") or 3) < (gold.get("geo_precision") or 3)
    )


def day(text, last=False):
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    return (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)) if last else dt.date(year, month, 1)


def same_dates(gold, guess):
    """Both ends equal where the gold is exact to the day; else the guess lies inside the gold, give or take 7 days."""
    g0, g1, p0, p1 = (
        day(gold.get("date_start")),
        day(gold.get("date_end"), True),
        day(guess.get("date_start")),
        day(guess.get("date_end"), True),
    )
    if g0 is None:
        return p0 is None or (guess.get("time_precision") or 4) >= 3
    if p0 is None:
        return False
    g1, p1 = g1 or g0, p1 or p0
    if gold.get("time_precision") == 1:
        return (g0, g1) == (p0, p1)
    week = dt.timedelta(7)
    return g0 - week <= p0 and p1 <= g1 + week


def match(golds, guesses, affinity):
    """Greedy one-to-one pairs, best affinity first; affinity 0 is no pair."""
    ranked = sorted(
        ((affinity(g, p), i, j) for i, g in enumerate(golds) for j, p in enumerate(guesses)), key=lambda r: -r[0]
    )
    pairs, used_g, used_p = [], set(), set()
    for score, i, j in ranked:
        if score > 0 and i not in used_g and j not in used_p:
            pairs.append((golds[i], guesses[j]))
            used_g.add(i)
            used_p.add(j)
    return (
        pairs,
        [g for i, g in enumerate(golds) if i not in used_g],
        [p for j, p in enumerate(guesses) if j not in used_p],
    )


def sub_events(gold):
    return {gold.get("sub_event_type"), *gold.get("alternatives", [])}


class Tally:
    def __init__(self):
        self.counts, self.right, self.asked, self.misses = {}, {}, {}, []

    def found(self, kind, pairs, missed, extra):
        tp, fn, fp = self.counts.get(kind, (0, 0, 0))
        self.counts[kind] = (tp + len(pairs), fn + len(missed), fp + len(extra))

    def check(self, name, ok):
        self.asked[name] = self.asked.get(name, 0) + 1
        self.right[name] = self.right.get(name, 0) + bool(ok)

    def table(self):
        out = {}
        for kind, (tp, fn, fp) in self.counts.items():
            p, r = tp / (tp + fp) if tp + fp else 0.0, tp / (tp + fn) if tp + fn else 0.0
            out[kind] = {
                "precision": p,
                "recall": r,
                "f1": 2 * p * r / (p + r) if p + r else 0.0,
                "gold": tp + fn,
                "predicted": tp + fp,
            }
        out["attributes"] = {
            n: {"right": self.right[n], "of": self.asked[n], "share": self.right[n] / self.asked[n]} for n in self.asked
        }
        return out


def score_report(gold, guess, tally, name):
    text = gold["document"]["text"]
    guess_text = (guess.get("document") or {}).get("text") or text

    # Every shown quotation must stand in the text, to the letter.
    for group in ("events", "figures", "statements", "peace_operations"):
        for item in guess.get(group, []):
            quotes = item.get("evidence") or []
            quotes = [quotes] if isinstance(quotes, str) else list(quotes)
            if group == "statements":
                quotes.append(item.get("text"))
            tally.check(
                "verbatim", bool([q for q in quotes if q]) and all(q in text or q in guess_text for q in quotes if q)
            )

    # Events: the evidence touches the gold evidence and the ACLED event type agrees.
    def event_affinity(g, p):
        if g["event_type"] != p.get("event_type"):
            return 0
        touch = overlap(spans(text, g["evidence"]), spans(text, p.get("evidence") or []))
        if not touch:
            return 0
        return (
            1
            + touch / 1000
            + 2 * (p.get("sub_event_type") in sub_events(g))
            + same_place(g.get("location"), p.get("location"))
            + same_actor(g.get("actor1"), p.get("actor1"))
            + same_dates(g, p)
        )

    pairs, missed, extra = match(gold["events"], guess.get("events", []), event_affinity)
    # An optional gold event (a recap that one may code or leave) costs nothing, found or not.
    pairs, missed = [(g, p) for g, p in pairs if not g.get("optional")], [g for g in missed if not g.get("optional")]
    tally.found("events", pairs, missed, extra)
    tally.misses += [(name, "event missed", g["sub_event_type"], g["evidence"][0][:90]) for g in missed]
    tally.misses += [
        (name, "event invented", p.get("sub_event_type"), str((p.get("evidence") or [""])[0])[:90]) for p in extra
    ]
    for g, p in pairs:
        tally.check("event.sub_event_type", p.get("sub_event_type") in sub_events(g))
        tally.check("event.plover", p.get("plover") == g.get("plover"))
        direct = same_actor(g.get("actor1"), p.get("actor1")) + same_actor(g.get("actor2"), p.get("actor2"))
        swapped = same_actor(g.get("actor1"), p.get("actor2")) + same_actor(g.get("actor2"), p.get("actor1"))
        either_way = g["event_type"] == "Battles" and swapped > direct
        tally.check("event.actor1", same_actor(g.get("actor1"), p.get("actor2" if either_way else "actor1")))
        tally.check("event.actor2", same_actor(g.get("actor2"), p.get("actor1" if either_way else "actor2")))
        tally.check("event.place", same_place(g.get("location"), p.get("location")))
        tally.check("event.not_sharper_than_text", not sharper(g.get("location"), p.get("location")))
        tally.check("event.dates", same_dates(g, p))
        tally.check("event.status", p.get("status") == g.get("status"))
        gf, pf = g.get("fatalities"), p.get("fatalities")
        tally.check(
            "event.fatalities",
            (gf is None and pf is None)
            or bool(gf and pf and gf["low"] == pf.get("low") and gf["high"] == pf.get("high")),
        )

    # Figures: the same numbers, evidence that touches, and the same measure where the measure is of harm to people.
    def figure_affinity(g, p):
        touch = overlap(spans(text, [g["evidence"]]), spans(text, [p.get("evidence")]))
        near = overlap(spans(text, [g["text"]]), spans(text, [p.get("text")]))
        same = (g["low"], g["high"]) == (p.get("low"), p.get("high")) and (
            g["measure"] == p.get("measure")
            or not {g["measure"], p.get("measure")} & {"killed", "injured", "abducted", "displaced"}
        )
        return 1 + bool(near) + same_name(g.get("attributed_to"), p.get("attributed_to")) if touch and same else 0

    pairs, missed, extra = match(gold["figures"], guess.get("figures", []), figure_affinity)
    tally.found("figures", pairs, missed, extra)
    tally.misses += [(name, "figure missed", g["measure"], g["text"][:90]) for g in missed]
    tally.misses += [(name, "figure invented", p.get("measure"), str(p.get("text"))[:90]) for p in extra]
    for g, p in pairs:
        tally.check("figure.measure", g["measure"] == p.get("measure"))
        tally.check("figure.attributed_to", same_name(g.get("attributed_to"), p.get("attributed_to")))
        tally.check("figure.qualifier", g.get("qualifier") == p.get("qualifier"))

    # Statements: at least half of the longer text is shared.
    def statement_affinity(g, p):
        a, b = spans(text, [g["text"]]), spans(text, [p.get("text")])
        if not a or not b:
            return 0
        shared = overlap(a, b) / max(a[0][1] - a[0][0], b[0][1] - b[0][0])
        return shared if shared >= 0.5 else 0

    pairs, missed, extra = match(gold["statements"], guess.get("statements", []), statement_affinity)
    tally.found("statements", pairs, missed, extra)
    tally.misses += [(name, "statement missed", g["act"], g["text"][:90]) for g in missed]
    for g, p in pairs:
        tally.check(
            "statement.speaker",
            same_name(g.get("speaker"), p.get("speaker"))
            and (bool(g.get("speaker")) or same_name(g.get("organisation"), p.get("organisation"))),
        )
        tally.check("statement.act", g.get("act") == p.get("act"))
        tally.check("statement.mode", g.get("mode") == p.get("mode"))

    # Peace operations: the same action and country, evidence that touches.
    def mission_affinity(g, p):
        touch = overlap(spans(text, [g["evidence"]]), spans(text, [p.get("evidence")]))
        return (
            (1 + touch / 1000 + same_name(g.get("operation"), p.get("operation")))
            if (touch and g["action"] == p.get("action") and g.get("country") == p.get("country"))
            else 0
        )

    pairs, missed, extra = match(gold["peace_operations"], guess.get("peace_operations", []), mission_affinity)
    tally.found("peace_operations", pairs, missed, extra)
    tally.misses += [(name, "mission fact missed", g["action"], g["evidence"][:90]) for g in missed]
    for g, p in pairs:
        gp, pp = g.get("personnel"), p.get("personnel")
        tally.check(
            "mission.personnel",
            (gp is None and pp is None)
            or bool(gp and pp and (gp.get("low"), gp.get("high")) == (pp.get("low"), pp.get("high"))),
        )
        tally.check("mission.announced", g.get("announced") == p.get("announced"))
        tally.check("mission.effective", g.get("effective") == p.get("effective"))
        tally.check("mission.operation", same_name(g.get("operation"), p.get("operation")))

    # Traps: no event may rest on trap text alone.
    for trap in gold.get("traps", []):
        zone = spans(text, [trap["text"]])
        hit = False
        for p in guess.get("events", []):
            at = spans(text, p.get("evidence") or [])
            length = sum(b - a for a, b in at)
            hit |= bool(length) and overlap(at, zone) >= 0.6 * min(length, sum(b - a for a, b in zone))
        gold_here = any(overlap(spans(text, g["evidence"]), zone) for g in gold["events"])
        if not gold_here:
            tally.check("traps.avoided", not hit)
            if hit:
                tally.misses.append((name, "fell into trap", trap["why"], trap["text"][:90]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("predicted", type=pathlib.Path)
    parser.add_argument("--json", action="store_true", help="print the table as JSON")
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was invented")
    args = parser.parse_args()
    files = sorted(p for p in args.gold.glob("*.json"))
    if not files:
        sys.exit(f"{args.gold}: no gold records (*.json)")
    tally = Tally()
    for path in files:
        gold = json.loads(path.read_text(encoding="utf-8"))
        other = args.predicted / path.name
        guess = json.loads(other.read_text(encoding="utf-8")) if other.exists() else {}
        score_report(gold, guess, tally, path.stem)
    table = tally.table()
    if args.json:
        print(json.dumps(table, indent=1))
        return
    for kind in ("events", "figures", "statements", "peace_operations"):
        row = table[kind]
        print(
            f"{kind:18} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}   gold {row['gold']}, predicted {row['predicted']}"
        )
    for attribute, row in sorted(table["attributes"].items()):
        print(f"  {attribute:32} {row['right']:4}/{row['of']:<4} {row['share']:.3f}")
    if args.misses:
        for miss in tally.misses:
            print("\t".join(str(m) for m in miss))


if __name__ == "__main__":
    main()
