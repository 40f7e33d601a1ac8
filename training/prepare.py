"""Annotated reports to sentences with labels, one JSON line a report, for train.py.

A sentence is positive for a sub-event type where an event's evidence stands on it. In a report with an event of that
type, other sentences that are no trap may speak of the same event unlisted, so their weight is lowered; evidence of
`optional` events weighs nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
from collections.abc import Iterator

import yaml

from watchdesk.extract.sentences import split_sentences
from watchdesk.records import Report, Sentence

UNLISTED = 0.4
HELD_OUT = 0.12


def find_sentences(text: str, sentences: tuple[Sentence, ...], passage: str) -> list[int]:
    """Which sentences `passage` stands on: those of which it covers half, or which hold half of it."""
    start = text.find(passage)
    if not passage or start < 0:
        return []
    end, found = start + len(passage), []
    for s in sentences:
        shared = min(end, s.span.end) - max(start, s.span.start)
        if shared > 0 and shared >= 0.5 * min(end - start, s.span.end - s.span.start):
            found.append(s.index)
    return found


def label_report(record: dict, name: str, labels: dict) -> dict:
    """One training row: sentences with multi-hot labels and weights, in the order of the text."""
    document = record["document"]
    text = document["text"]
    report = Report(id="", capture_id="", address="", text=text, language=document["language"])
    sentences = split_sentences(report)
    rows = [_empty_row(text, s, labels) for s in sentences]

    def rows_of(passages: list[str]) -> Iterator[dict]:
        for index in sorted({i for p in passages for i in find_sentences(text, sentences, p)}):
            yield rows[index]

    for trap in record.get("traps", []):
        for row in rows_of([trap["text"]]):
            row["trap"] = 1
    for statement in record.get("statements", []):
        for row in rows_of([statement["text"]]):
            row["statement"] = 1
    for fact in record.get("peace_operations", []):
        for row in rows_of([fact["evidence"]]):
            row["actions"][list(labels["actions"]).index(fact["action"])] = 1
    _label_events(record, rows, rows_of, labels)
    return {
        "name": name,
        "slice": _slice(name),
        "language": document["language"],
        "title": document.get("title"),
        "sentences": rows,
    }


def _slice(name: str) -> str:
    return "_".join(name.split("_")[:2])


def _empty_row(text: str, sentence: Sentence, labels: dict) -> dict:
    types = len(labels["sub_event_types"])
    return {
        "text": text[sentence.span.start : sentence.span.end],
        "types": [0] * types,
        "weights": [1.0] * types,
        "statuses": [0] * len(labels["statuses"]),
        "actions": [0] * len(labels["actions"]),
        "statement": 0,
        "trap": 0,
        "roles": [],
    }


def _label_events(record: dict, rows: list[dict], rows_of, labels: dict) -> None:
    names, statuses = list(labels["sub_event_types"]), list(labels["statuses"])
    told = set()
    for event in sorted(record.get("events", []), key=lambda e: bool(e.get("optional"))):
        kind = names.index(event["sub_event_type"])
        for row in rows_of(event.get("evidence", [])):
            if event.get("optional"):
                row["weights"][kind] = float(row["types"][kind])
                continue
            told.add(kind)
            row["types"][kind], row["weights"][kind] = 1, 1.0
            row["statuses"][statuses.index(event["status"])] = 1
            row["roles"] += _roles(row["text"], event, labels["roles"])
    for row in rows:
        for kind in told:
            if not row["types"][kind] and not row["trap"]:
                row["weights"][kind] = min(row["weights"][kind], UNLISTED)


def _roles(sentence: str, event: dict, roles: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where the words of the event's actors and place stand in one of its sentences: start, end, role."""
    for number, field in enumerate(("actor1", "actor2", "location")):
        mention = (event.get(field) or {}).get("mention")
        at = sentence.find(mention) if mention else -1
        if at >= 0:
            yield at, at + len(mention), number


def hold_out(rows: list[dict]) -> None:
    """Mark HELD_OUT of each slice, chosen by the hash of the name, as `held_out`."""
    for part in sorted({r["slice"] for r in rows}):
        members = sorted(
            (r for r in rows if r["slice"] == part), key=lambda r: hashlib.sha256(r["name"].encode()).hexdigest()
        )
        for position, row in enumerate(members):
            row["held_out"] = position < round(HELD_OUT * len(members))


def read_auxiliary(path: pathlib.Path, labels: dict) -> Iterator[dict]:
    """Documents of the VOA set, with ACE types a sentence; the sentences of a document share the id's first part."""
    documents: dict[str, list[dict]] = {}
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        documents.setdefault(item["id"].rsplit("_", 1)[0], []).append(item)
    for name, items in sorted(documents.items()):
        found = [{e["event_type"] for e in item["events"]} for item in items]
        yield {
            "name": name,
            "slice": "auxiliary",
            "language": "en",
            "title": None,
            "held_out": False,
            "sentences": [
                {"text": item["text"], "auxiliary": [int(k in kinds) for k in labels["auxiliary"]]}
                for item, kinds in zip(items, found, strict=True)
            ],
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--gold", type=pathlib.Path, required=True, help="reports for measuring only")
    parser.add_argument("--auxiliary", type=pathlib.Path, help="m2e2_text/test.jsonl; left out where absent")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    labels = yaml.safe_load((pathlib.Path(__file__).parent / "labels.yml").read_text("utf-8"))
    read = lambda path: label_report(json.loads(path.read_text("utf-8")), path.stem, labels)  # noqa: E731
    rows = [read(path) for path in sorted(args.corpus.glob("*.json"))]
    hold_out(rows)
    gold = [{**read(path), "held_out": False} for path in sorted(args.gold.glob("*.json"))]
    extra = list(read_auxiliary(args.auxiliary, labels)) if args.auxiliary else []
    args.out.mkdir(parents=True, exist_ok=True)
    for name, part in (("corpus", rows), ("gold", gold), ("auxiliary", extra)):
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in part)
        (args.out / f"{name}.jsonl").write_text("".join(lines), "utf-8")
        print(f"{name}: {len(part)} reports, {sum(len(r['sentences']) for r in part)} sentences")


if __name__ == "__main__":
    main()
