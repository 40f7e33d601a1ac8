"""Check annotated reports: `python training/validate.py [FOLDER …]`; exit 1 and one line per fault.

Every quoted string must stand in the text; every type, act, action, measure and qualifier must be one of the
schema's; dates and ranges must be in order; a sub-event must belong to its event type; ids must be unique.
"""

from __future__ import annotations

import json
import pathlib
import sys

from watchdesk.measure.annotated import faults_of

HERE = pathlib.Path(__file__).parent
FOLDERS = (HERE / "corpus", HERE.parent / "evals" / "gold")


def main() -> None:
    folders = [pathlib.Path(a) for a in sys.argv[1:]] or list(FOLDERS)
    seen: dict[str, str] = {}
    count = faults = 0
    for path in (p for folder in folders for p in sorted(folder.glob("*.json"))):
        count += 1
        record = json.loads(path.read_text(encoding="utf-8"))
        found = list(faults_of(record))
        name = record["document"]["id"] if not found else path.name
        if name in seen:
            found.append(f"id {name!r} is also that of {seen[name]}")
        seen[name] = path.name
        faults += len(found)
        for fault in found:
            print(f"{path.name}: {fault}")
    print(f"{count} reports, {faults} faults")
    sys.exit(1 if faults or not count else 0)


if __name__ == "__main__":
    main()
