"""Score who said what in US election news: `python evals/public/polnear.py FOLDER [--sample N] [--misses]`.

Each article has attributions: source, cue and content, each a list of character spans. A statement of watchdesk is
matched to the attribution whose content it shares most words with. Reported:

- content, by words: precision, recall and F1 over all words of the articles that lie in a content against in a
  statement's words.
- content, by attribution: a statement is right where the words it shares with the content are at least half of each
  (Dice ≥ 0.5), each attribution once.
- source: of the attributions found so and that have a source, how often the words of the speaker overlap it.

The set also marks beliefs and documents ("a project promotes"), which watchdesk does not call statements. No system's
score on it was found published; its annotators' token-wise agreement is alpha 0.754.
"""

from __future__ import annotations

import argparse

from f1 import Counts, Row, line, share
from reading import load_records, options, read_text, reader_of, statements_of, timed

from watchdesk.records import Reading, Span, Statement

ENOUGH = 0.5


def spans_of(parts: list[dict]) -> list[Span]:
    return [Span(start=start, end=end) for part in parts for start, end in part["spans"]]


def chars(spans: list[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def dice(one: set[int], other: set[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def word_starts(text: str) -> list[int]:
    return [at for at, sign in enumerate(text) if sign.isalnum() and (at == 0 or not text[at - 1].isalnum())]


def pair_up(statements: list[Statement], contents: list[set[int]]) -> dict[int, Statement]:
    """Attributions by index with the statement that says them, best overlap first, each used once."""
    offers = [
        (dice(chars([s.words.span]), content), n, m)
        for n, s in enumerate(statements)
        for m, content in enumerate(contents)
    ]
    taken: dict[int, Statement] = {}
    used: set[int] = set()
    for overlap, n, m in sorted(offers, key=lambda offer: (-offer[0], offer[1], offer[2])):
        if overlap >= ENOUGH and n not in used and m not in taken:
            used.add(n)
            taken[m] = statements[n]
    return taken


def source_is_right(statement: Statement, gold: list[dict], reading: Reading) -> bool:
    """True where the speaker's words stand in the gold source, or name it by its last word."""
    quote = statement.sources[0].quote if statement.sources else None
    if quote and any(quote.span.overlaps(span) for span in spans_of(gold)):
        return True
    label = (statement.sources[0].label or "") if statement.sources else ""
    names = {word for part in gold for word in part["text"].split() if word[:1].isupper()}
    return bool(names & set(label.split()))


def measure(args: argparse.Namespace) -> list[Row]:
    reader = reader_of(args)
    words, whole = Counts(), Counts()
    sources: list[bool] = []
    for record in timed(load_records(args), "polnear"):
        reading = read_text(reader, record["doc_id"], record["text"], record["date"])
        if reading.report.text != record["text"]:
            continue  # the cleaner changed the text, so the offsets of the set no longer hold
        contents = [chars(spans_of(a["content"])) for a in record["attributions"]]
        statements = statements_of(reading)
        mine, gold = chars([s.words.span for s in statements]), set().union(*contents) if contents else set()
        for at in word_starts(record["text"]):
            words.add(at in mine, at in gold)
        pairs = pair_up(statements, contents)
        whole.right += len(pairs)
        whole.invented += len(statements) - len(pairs)
        whole.missed += len(contents) - len(pairs)
        for index, statement in pairs.items():
            gold_source = record["attributions"][index]["source"]
            if gold_source:
                sources.append(source_is_right(statement, gold_source, reading))
        if args.misses:
            for index, attribution in enumerate(record["attributions"]):
                if index not in pairs:
                    parts = (attribution["source"], attribution["cue"], attribution["content"])
                    print("-", *(" … ".join(p["text"] for p in part) for part in parts), sep="\t")
    return [
        line("content, by words", words, "annotators' alpha 0.754"),
        line("content, by attribution", whole),
        share("source, where found", sum(sources), len(sources)),
    ]


def main() -> None:
    for row in measure(options(__doc__).parse_args()):
        print(row)


if __name__ == "__main__":
    main()
