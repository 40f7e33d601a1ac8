"""A claim as it is shown to who codes it blind: its words in the report and empty fields, nothing that anyone found."""

from __future__ import annotations

from typing import Any

from watchdesk.desk.claim_files import claim_file
from watchdesk.desk.marked_text import Mark, marked_text, window_around
from watchdesk.desk.opened import Desk
from watchdesk.desk.samples import blank_fields


def blind_values(desk: Desk, claim_id: str, *, whole: bool = False) -> dict[str, Any]:
    """What the form of a claim shows. Raises NotHere where the store has no such claim."""
    file = claim_file(desk.store, claim_id)
    marks = [Mark(span=q.span, claim_id=claim_id, kind=file.kind, key=False) for q in file.as_read.evidence]
    window = window_around(file.report, file.as_read, whole=whole)
    return {
        "file": file,
        "fields": blank_fields(file.as_read),
        "paragraphs": marked_text(file.report, marks, window),
        "cut": window.end - window.start < len(file.report.text),
    }
