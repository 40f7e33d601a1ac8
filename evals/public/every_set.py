"""The table of all public sets: `python evals/public/every_set.py FOLDER [--reader rules] [--write]`.

FOLDER holds the sets, each in a folder of its own name, at any depth; a set that is not there is left out and named. With
`--write` the table goes into docs/public-sets.md between its markers. Takes some minutes.
"""

from __future__ import annotations

import argparse
import pathlib
import sys
from collections.abc import Callable

import displacement
import gvdb
import india_police
import mali_incidents
import muc
import polnear
import satp
from f1 import Row
from reading import options

PAGE = pathlib.Path(__file__).parent.parent.parent / "docs" / "public-sets.md"
BEGIN, END = "<!-- begin: python evals/public/every_set.py FOLDER --write -->\n", "<!-- end -->\n"
SETS: dict[str, Callable[[argparse.Namespace], list[Row]]] = {
    "mali_incidents_fr": mali_incidents.measure,
    "satp_relevant": satp.measure,
    "india_police_events": india_police.measure,
    "gvdb": gvdb.measure,
    "muc34": muc.measure,
    "polnear": polnear.measure,
    "displacement_idmc": displacement.measure,
}


def rows_of(args: argparse.Namespace) -> list[tuple[str, Row]]:
    """The rows of every set found under the folder, each with the set's name."""
    found = []
    for name, measure in SETS.items():
        folder = next((p for p in sorted(args.folder.rglob(name)) if p.is_dir()), None)
        if folder is None:
            print(f"{name}: no folder of this name under {args.folder}; left out", file=sys.stderr)
            continue
        here = argparse.Namespace(**{**vars(args), "folder": folder})
        found += [(name, row) for row in measure(here)]
    return found


def table_of(rows: list[tuple[str, Row]]) -> str:
    lines = ["| set | measure | watchdesk | beside it |\n", "| --- | --- | --- | --- |\n"]
    lines += [f"| {name} | {row.measure} | {row.value} | {row.beside or '–'} |\n" for name, row in rows]
    return "".join(lines)


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into docs/public-sets.md")
    args = parser.parse_args()
    table = table_of(rows_of(args))
    print(table)
    if args.write:
        before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
        PAGE.write_text(before + BEGIN + table + END + rest.split(END, 1)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
