"""What the review of review_list.py takes in a spreadsheet, counted: `python evals/review_sheet.py [--kind event]`.

The spreadsheet is a model of a person who knows it well; a chord is one key, a drag or double click one click. Of each cell
the cheapest way counts, and what nobody can see from the sheet (where a place lies) is known without being looked up:

- One row a claim, sorted by report and place in the text. Columns: decision, the quotation, then the fields of the
  desk's form. (`watchdesk export csv` has rows of incidents; this sheet is kinder.) Every column is on the screen.
- Accepting is no key but Down: rows left empty are filled with "a" at the end (Ctrl+Down, select, "a", Ctrl+Enter: 6 keys).
- Rejecting is "r" and Enter, which also goes down. A corrected row needs no mark: it differs from the export.
- A field is reached by one click or by as many Tabs, whichever is less; typing replaces what it holds; the first click or
  key elsewhere keeps it. Going down to the next row is one key, wherever one stands.
- Texts complete themselves from what the column holds above and below, corrections made so far among them, once what is
  typed fits one value alone; the next key or click, which is counted anyway, takes the rest. Choices are typed as codes in
  the same way, among all values that the field may take. A day is typed as 4/8/22.
- What the cell above holds is filled down with one key (Ctrl+D). Deaths and days that are the same are written in the first
  cell and filled to the right with one key (Ctrl+R). What another cell of the same report's rows holds is copied: a click,
  Ctrl+C, a click, Ctrl+V. A name that the report holds, or the beginning of one, is copied out of the text beside: a drag,
  Ctrl+C, a click, Ctrl+V; what it lacks is typed behind it (F2 first).
- A place that the gazetteer holds needs its latitude and longitude: two cells of six characters and the way to them; one that
  the sheet has already brings them along, its three cells copied (a click, Shift+Right twice, Ctrl+C, a click, Ctrl+V).
- Reading in context: the reports stand as one text in a second window beside. Ctrl+C in the quotation's cell (Right, Ctrl+C),
  Alt+Tab, Ctrl+F, Ctrl+V, Enter, Alt+Tab, Left: 8 keys. A quotation on the same screen as the last one found (within
  1,500 characters of the same report) needs none.
- Other words under a field: a drag in the text, Ctrl+C, a click on the cell, Ctrl+V.
- A missed claim: the row of the report that is most like it, copied below itself (Shift+Space, Ctrl+C, Down, Ctrl+plus), with
  the quotation copied out of the text and every field that differs written; or a new row at the end, if that is less (Ctrl+End,
  Down, the report's id, the kind, every field).
- Saving: Ctrl+S and Enter (keep the form of CSV), once for ten rows.

Not in it, for the desk too: reading, thinking, mistakes. A list of all actors beside the sheet is not assumed: a name that no
cell and no text holds is typed in full, as the desk's are that are on no list. Printed twice: with every claim read in its
text, as the desk shows it, and with no look at the text at all.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import tempfile
from dataclasses import dataclass, field

from review_list import CLAIMS, Decision, Effort, Missed, ReviewList, is_day, make_list, mixture, told

from watchdesk.desk.claim_fields import Field, fields_of
from watchdesk.resolve.names import open_names

SCREEN = 1500  # characters of a report on the screen at once
LOOK = 8
COPY = 4  # a click or drag, Ctrl+C, a click, Ctrl+V: of which two are clicks
ROW = 4  # a row copied below itself
POINT = 14  # latitude and longitude, and the way to them
SAVE_EVERY = 10
LEFT = {
    "fatalities.best": "fatalities.low", "fatalities.high": "fatalities.best", "date_end": "date_start",
    "high": "low", "personnel.high": "personnel.low",
}  # fmt: skip
"""The cell to the left of each that may hold the same."""


@dataclass(slots=True)
class Row:
    """A row as it stands: its report, that report's text, and its cells by path."""

    report: str
    text: str
    cells: dict[str, str]
    fields: dict[str, tuple[int, Field]]


@dataclass(slots=True)
class Cost:
    """Keys and clicks of one piece of work, put down or dropped as a whole."""

    keys: int = 0
    clicks: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.keys + other.keys, self.clicks + other.clicks)

    @property
    def total(self) -> int:
        return self.keys + self.clicks


@dataclass(slots=True)
class Sheet:
    """The rows in their order, and what each column holds."""

    rows: list[Row]
    names: object = field(default_factory=lambda: open_names(None, ()))

    def columns(self, path: str) -> set[str]:
        return {row.cells[path] for row in self.rows if row.cells.get(path)}

    def write(self, row: Row, wanted: dict[str, str], above: Row | None) -> Cost:
        """The cheapest way to write these cells of a row, from the left to the right; the row then holds them."""
        cost, at = Cost(), 0
        for path, value in sorted(wanted.items(), key=lambda w: row.fields[w[0]][0]):
            place = row.fields[path][0]
            left = LEFT.get(path)
            if value and left in wanted and wanted[left] == value:
                cost, at = cost + Cost(keys=1), place
                continue
            way = Cost(keys=max(0, place - at)) if place - at <= 1 else Cost(clicks=1)
            cost += min(self.ways(row, path, value, way, above), key=lambda one: one.total)
            at = place
        row.cells |= wanted
        return cost

    def ways(self, row: Row, path: str, value: str, way: Cost, above: Row | None) -> list[Cost]:
        """What each way to write one cell costs."""
        kind = row.fields[path][1]
        near = [one.cells for one in self.rows if one.report == row.report]
        point = Cost(keys=POINT) if kind.input == "place" and value and self.names.places_named(value) else Cost()  # type: ignore[attr-defined]
        found = [way + Cost(keys=typed(value, set(kind.choices) or self.columns(path))) + point]
        if not value:
            return found
        if above is not None and above.cells.get(path) == value:
            found.append(
                way + Cost(keys=1) + (Cost(keys=2) if point.keys else Cost())
            )  # Shift+Right twice before Ctrl+D
        if kind.input == "place" and value in self.columns(path):
            found.append(Cost(keys=COPY, clicks=2))
        elif any(value in cells.values() for cells in near):
            found.append(Cost(keys=COPY - 2, clicks=2) + point)
        start = copied(row.text, value) if not kind.choices and kind.input in ("text", "place") else ""
        if start:
            rest = len(value) - len(start)
            found.append(Cost(keys=COPY - 2 + (rest + 1 if rest else 0), clicks=2) + point)
        return found


def copied(text: str, value: str) -> str:
    """As much of the beginning of a value, in whole words, as stands in the text."""
    words, plain = value.split(" "), " ".join(text.split())
    for many in range(len(words), 0, -1):
        start = " ".join(words[:many])
        if re.search(rf"(?<!\w){re.escape(start)}(?!\w)", plain):
            return start
    return ""


def typed(value: str, known: set[str]) -> int:
    """Keys for a value: all of it, or as much as sets it apart in its column; one for emptying a cell."""
    if not value:
        return 1
    full = len(f"{int(value[8:])}/{int(value[5:7])}/{value[2:4]}") if is_day(value) else len(value)
    others = known - {value}
    for many in range(1, full) if value in known else ():
        if not any(o.lower().startswith(value[:many].lower()) for o in others):
            return many
    return full


def count(found: ReviewList, *, look: bool) -> Effort:
    """Keys and clicks over the whole list."""
    effort = Effort()
    decisions = sorted(found.decisions, key=lambda d: (d.reading.report.id, d.order))
    sheet = Sheet(rows=[row_of(d) for d in decisions])
    seen: tuple[str, int] | None = None
    for number, (one, row) in enumerate(zip(decisions, sheet.rows, strict=True), 1):
        here = (one.reading.report.id, one.claim.evidence[0].span.start)
        if look and (seen is None or seen[0] != here[0] or abs(seen[1] - here[1]) > SCREEN):
            effort.key("look in the text", LOOK)
            seen = here
        decide(effort, one, row, sheet, sheet.rows[number - 2] if number > 1 else None)
        if number % SAVE_EVERY == 0:
            effort.key("save", 2)
    effort.key("accept", 6)
    for missed in found.missed:
        add(effort, missed, sheet)
    effort.key("save", 2)
    return effort


def row_of(one: Decision) -> Row:
    fields = {f.path: (place, f) for place, f in enumerate(fields_of(one.claim), 2)}
    report = one.reading.report
    return Row(report=report.id, text=report.text, cells={p: f.value for p, (_, f) in fields.items()}, fields=fields)


def put_down(effort: Effort, purpose: str, cost: Cost) -> None:
    effort.key(purpose, cost.keys)
    effort.click(purpose, cost.clicks)


def decide(effort: Effort, one: Decision, row: Row, sheet: Sheet, above: Row | None) -> None:
    if one.verdict == "reject":
        effort.key("reject", 2)
        return
    put_down(effort, "fields", sheet.write(row, one.fields, above))
    if one.words:
        put_down(effort, "other words", Cost(keys=2, clicks=2))
    effort.key("accept" if one.verdict == "accept" else "next row")


def add(effort: Effort, missed: Missed, sheet: Sheet) -> None:
    """A missed event: a row of the report copied and changed, or a new one, whichever is less."""
    event = next(row for row in sheet.rows if "sub_event_type" in row.fields)
    report = missed.reading.report
    ways: list[tuple[Cost, Row]] = []
    models = [row for row in sheet.rows if row.report == report.id and "sub_event_type" in row.fields]
    for model in [*models, None]:
        cells = dict(model.cells) if model else {}
        row = Row(report=report.id, text=report.text, cells=cells, fields=event.fields)
        wanted = {p: v for p, v in missed.fields.items() if cells.get(p, "") != v}
        wanted |= {p: "" for p in row.fields if cells.get(p) and p not in missed.fields and p != "time_precision"}
        start = Cost(keys=ROW) if model else Cost(keys=2 + 2 + typed("event", KINDS) + 1)
        ways.append((start + Cost(keys=COPY - 2, clicks=2) + sheet.write(row, wanted, model), row))
    cost, row = min(ways, key=lambda w: w[0].total)
    put_down(effort, "missed claims", cost)
    sheet.rows.append(row)


KINDS = {"event", "figure", "statement", "mission_fact"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", default="", help="only claims of a kind: event, figure, statement, mission_fact")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = make_list(pathlib.Path(folder) / "review.db", given.kind)
        found.store.close()
    assert len(found.decisions) == CLAIMS
    print(mixture(found))
    print(told("spreadsheet, each claim read in its text", count(found, look=True)))
    print(told("spreadsheet, no look at any text", count(found, look=False)))


if __name__ == "__main__":
    main()
