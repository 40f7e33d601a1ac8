"""Rules and learned reader side by side, by kind and language: `python evals/quality.py [--write]`.

Reads the 24 gold reports with each reader and prints one table; `--write` puts it into docs/quality.md between its two
markers, so that the page says what a command printed.
"""

from __future__ import annotations

import argparse
import json
import pathlib

import score
from run import HERE, read_gold

from watchdesk.pipeline import Reader, open_reader
from watchdesk.settings import Settings

PAGE = HERE.parent / "docs" / "quality.md"
BEGIN, END = "<!-- begin: python evals/quality.py --write -->\n", "<!-- end -->\n"
READERS = ("rules", "model")
LANGUAGES = ("en", "fr")
KINDS = ("events", "figures", "statements", "peace_operations")


def tables_of(records: list[tuple[str, dict]], reader: Reader) -> dict[str, dict]:
    """The score table of one reader over all records, and over those of each language."""
    tallies = {name: score.Tally() for name in ("all", *LANGUAGES)}
    for stem, gold in records:
        guess = read_gold(gold, reader)
        for name in ("all", gold["document"]["language"]):
            score.score_report(gold, guess, tallies[name], stem)
    return {name: tally.table() for name, tally in tallies.items()}


def rows_of(tables: dict[str, dict[str, dict]]) -> list[list[str]]:
    """One row per kind (F1, with precision and recall) and attribute (share right); a column per reader and language."""
    rows = []
    for kind in KINDS:
        cells = [tables[r][n][kind] for r in READERS for n in ("all", *LANGUAGES)]
        rows.append([f"**{kind.replace('_', ' ')}** F1", *(f"{c['f1']:.3f}" for c in cells)])
        rows.append([f"{kind.replace('_', ' ')} P / R", *(f"{c['precision']:.2f} / {c['recall']:.2f}" for c in cells)])
    names = sorted({n for r in READERS for n in tables[r]["all"]["attributes"]})
    for name in names:
        shares = [tables[r][n]["attributes"].get(name) for r in READERS for n in ("all", *LANGUAGES)]
        rows.append([name, *(f"{s['share']:.3f}" if s else "–" for s in shares)])
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
    records = [(p.stem, json.loads(pathlib.Path(p).read_text(encoding="utf-8"))) for p in paths]
    table = markdown_table(rows_of({r: tables_of(records, open_reader(Settings(reader=r))) for r in READERS}))
    print(table)
    if args.write:
        write_page(table)


if __name__ == "__main__":
    main()
