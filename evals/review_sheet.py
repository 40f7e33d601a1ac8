"""What the review of review_list.py takes in a spreadsheet, counted: `python evals/review_sheet.py [--kind event]`.

The spreadsheet is a model, made as quick as the author knows how; a chord is one key, a drag or double click one click:

- One row a claim, sorted by report and place in the text. Columns: decision, the quotation, then the fields of the
  desk's form. (`watchdesk export csv` has rows of incidents; this sheet is kinder.) Every column is on the screen.
- Accepting is no key but Down: rows left empty are filled with "a" at the end (Ctrl+Down, select, "a", Ctrl+Enter: 6 keys).
- Rejecting is "r" and Enter, which also goes down. A corrected row needs no mark: it differs from the export.
- A field is reached by one click or by as many Tabs, whichever is less; typing replaces what it holds; the first click or
  key elsewhere keeps it. Going down to the next row is one key, wherever one stands.
- Texts complete themselves from what the column holds above and below, once what is typed fits one value alone: then
  the rest is one key. Choices are typed as codes in the same way, among all values that the field may take.
- Deaths and days are written in the first cell and filled to the right with one key (Ctrl+R) where they are the same.
- A place needs its latitude and longitude: two cells of six characters; finding them elsewhere is not counted.
- Reading in context: the reports stand as one text in a second window beside. Ctrl+C in the quotation's cell (Right, Ctrl+C),
  Alt+Tab, Ctrl+F, Ctrl+V, Enter, Alt+Tab, Left: 8 keys. A quotation on the same screen as the last one found (within
  1,500 characters of the same report) needs none.
- Other words under a field: a drag in the text, Ctrl+C, Alt+Tab, a click on the cell, Ctrl+V. A missed claim: Ctrl+End and
  Down to the first empty row, its report and quotation copied so, every field written.
- Saving: Ctrl+S and Enter (keep the form of CSV), once for ten rows.

Printed twice: with every claim read in its text, as the desk shows it, and with no look at the text at all.
"""

from __future__ import annotations

import argparse
import pathlib
import tempfile

from review_list import CLAIMS, Decision, Effort, Missed, ReviewList, make_list, mixture, told

from watchdesk.desk.claim_fields import Field, fields_of

SCREEN = 1500  # characters of a report on the screen at once
LOOK = 8
SAVE_EVERY = 10


def count(found: ReviewList, *, look: bool) -> Effort:
    """Keys and clicks over the whole list."""
    effort, columns = Effort(), values_of(found)
    rows = sorted(found.decisions, key=lambda d: (d.reading.report.id, d.order))
    seen: tuple[str, int] | None = None
    for number, row in enumerate(rows, 1):
        here = (row.reading.report.id, row.claim.evidence[0].span.start)
        if look and (seen is None or seen[0] != here[0] or abs(seen[1] - here[1]) > SCREEN):
            effort.key("look in the text", LOOK)
            seen = here
        decide(effort, row, columns)
        if number % SAVE_EVERY == 0:
            effort.key("save", 2)
    effort.key("accept", 6)
    for one in found.missed:
        add(effort, one, columns)
    effort.key("save", 2)
    return effort


def decide(effort: Effort, row: Decision, columns: dict[str, set[str]]) -> None:
    if row.verdict == "reject":
        effort.key("reject", 2)
        return
    held = {f.path: (place, f) for place, f in enumerate(fields_of(row.claim), 2)}
    write_fields(effort, {p: (held[p][0], held[p][1], v) for p, v in row.fields.items()}, columns)
    if row.words:
        effort.click("other words", 2)
        effort.key("other words", 3)
    effort.key("accept" if row.verdict == "accept" else "next row")


def write_fields(effort: Effort, cells: dict[str, tuple[int, Field, str]], columns: dict[str, set[str]]) -> None:
    """Each field written, from the left to the right."""
    at, filled = 0, ""
    for path, (place, field, value) in sorted(cells.items(), key=lambda c: c[1][0]):
        if same_as_left(path, value, cells):
            effort.key("fields", 1)  # Ctrl+R over the cells marked with the one before
            at = place
            continue
        if place - at <= 1:
            effort.key("fields", max(0, place - at))
        else:
            effort.click("fields")
        at, filled = place, value
        effort.key("fields", typed(filled, set(field.choices) or columns.get(path, set())))
        if field.input == "place" and value:
            effort.key("fields", 14)  # two cells of six characters, and the way to them


def same_as_left(path: str, value: str, cells: dict[str, tuple[int, Field, str]]) -> bool:
    left = {"fatalities.best": "fatalities.low", "fatalities.high": "fatalities.best", "date_end": "date_start",
            "high": "low", "personnel.high": "personnel.low"}.get(path)  # fmt: skip
    return left in cells and cells[left][2] == value


def typed(value: str, known: set[str]) -> int:
    """Keys for a value: all of it, or as much as sets it apart in its column and one key to take the rest; one for
    emptying a cell."""
    if not value:
        return 1
    if value in known:
        others = known - {value}
        for many in range(1, len(value)):
            if not any(o.lower().startswith(value[:many].lower()) for o in others):
                return min(len(value), many + 1)
    return len(value)


def add(effort: Effort, missed: Missed, columns: dict[str, set[str]]) -> None:
    """A row at the end of the sheet."""
    effort.key("missed claims", 2 + 2)  # Ctrl+End, Down; the report's id: Ctrl+' copies the cell above, Tab
    effort.click("missed claims", 2)  # the passage, the cell
    effort.key("missed claims", 3 + typed("event", {"event", "figure", "statement", "mission_fact"}) + 1)
    draft = Effort()
    cells = {}
    for place, (path, value) in enumerate(missed.fields.items()):
        choices = tuple(columns.get(path, ()))
        kind = "place" if path == "location.name" else "text"
        cells[path] = (place, Field(path=path, input=kind, choices=choices), value)  # type: ignore[arg-type]
    write_fields(draft, cells, columns)
    effort.key("missed claims", sum(draft.keys.values()))
    effort.click("missed claims", sum(draft.clicks.values()))


def values_of(found: ReviewList) -> dict[str, set[str]]:
    """What each column holds: the values of all rows, and those that a choice offers."""
    columns: dict[str, set[str]] = {}
    for row in found.decisions:
        for field in fields_of(row.claim):
            columns.setdefault(field.path, set()).update({field.value, *field.choices} - {""})
    return columns


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
