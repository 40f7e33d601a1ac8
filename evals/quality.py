"""Rules and learned reader side by side, by kind and language: `python evals/quality.py [--write]`.

Reads the 24 gold reports with each reader and prints one table; `--write` puts it into docs/quality.md between its two
markers, so that the page says what a command printed.
"""

from __future__ import annotations

import argparse
import json
import pathlib

from run import HERE

from watchdesk.evaluation import read_anew
from watchdesk.measure.annotated import LANGUAGES
from watchdesk.measure.pairing import KINDS
from watchdesk.measure.scoring import Scores, score_report, sum_scores
from watchdesk.pipeline import Reader, open_reader
from watchdesk.settings import Settings

PAGE = HERE.parent / "docs" / "quality.md"
BEGIN, END = "<!-- begin: python evals/quality.py --write -->\n", "<!-- end -->\n"
READERS = ("rules", "model")


def scores_of(records: list[dict], reader: Reader) -> dict[str, Scores]:
    """The scores of one reader over all records, and over those of each language."""
    read = [(gold["document"]["language"], score_report(gold, read_anew(gold, reader))) for gold in records]
    return {"all": sum_scores(s for _, s in read)} | {n: sum_scores(s for m, s in read if m == n) for n in LANGUAGES}


def rows_of(columns: list[Scores]) -> list[list[str]]:
    """One row per kind (F1, with precision and recall) and attribute (share right); a cell for each column."""
    rows = []
    for kind in KINDS:
        name, scores = kind.replace("_", " "), [column.kinds[kind] for column in columns]
        rows.append([f"**{name}** F1", *(f"{s.f1:.3f}" for s in scores)])
        rows.append([f"{name} P / R", *(f"{s.precision:.2f} / {s.recall:.2f}" for s in scores)])
    for name in sorted({n for column in columns for n in column.shares}):
        rows.append([name, *(f"{c.shares[name].share:.3f}" if name in c.shares else "–" for c in columns)])
    return rows


def markdown_table(rows: list[list[str]]) -> str:
    head = ["", *(f"{r}{'' if n == 'all' else ' ' + n}" for r in READERS for n in ("all", *LANGUAGES))]
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write_page(table: str) -> None:
    """Put the table between the page's markers."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(before + BEGIN + table + END + rest.split(END, 1)[1], encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--write", action="store_true", help="put the table into docs/quality.md")
    args = parser.parse_args()
    paths = sorted((HERE / "gold").glob("*.json"))
    records = [json.loads(pathlib.Path(p).read_text(encoding="utf-8")) for p in paths]
    scores = [scores_of(records, open_reader(Settings(reader=r))) for r in READERS]
    table = markdown_table(rows_of([of[n] for of in scores for n in ("all", *LANGUAGES)]))
    print(table)
    if args.write:
        write_page(table)


if __name__ == "__main__":
    main()
