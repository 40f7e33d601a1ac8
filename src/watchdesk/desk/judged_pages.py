"""The judged reports of a desk: which are a set to measure readers on, which are not yet and why, and the set."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.desk.remembered import kept
from watchdesk.desk.rendering import show
from watchdesk.desk.visitors import Editor, OpenDesk
from watchdesk.desk.workbench import Question, Workbench
from watchdesk.publish.judged_reports import JudgedSet, LeftOut, judged_set, set_zip

router = APIRouter(include_in_schema=False)

_SHOWN = 200
"""Reports that were left out, as many as the page lists; the set names them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPage:
    """What the page says of the set: how many reports it has (by language too) and how many claims that people added,
    the first reports that were left out and how many they are, and of how many nothing was judged."""

    reports: int
    counted: tuple[tuple[str, int], ...]
    added: int
    left_out: tuple[LeftOut, ...]
    left: int
    untouched: int


@router.get("/judged")
def judged(request: Request, desk: OpenDesk, person: Editor) -> Response:
    return show(request, desk, person, "judged.html", made=kept(request, PAGE))


@router.get("/judged.zip")
def judged_zip(request: Request, person: Editor) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="judged.zip"'}
    return Response(kept(request, ZIP), media_type="application/zip", headers=headers)


def judged_page(bench: Workbench) -> JudgedPage:
    """What the page says."""
    made = _made(bench)
    counted = Counter(record["document"]["language"] for _, record in made.reports)
    return JudgedPage(
        reports=len(made.reports), counted=tuple(sorted(counted.items())), added=made.added,
        left_out=made.left_out[:_SHOWN], left=len(made.left_out), untouched=made.untouched,
    )  # fmt: skip


def zip_of_set(bench: Workbench) -> bytes:
    """The set as a zip file."""
    return set_zip(_made(bench))


def record_of_set(bench: Workbench) -> bytes:
    """The set as the API gives it, in JSON."""
    made = _made(bench)
    record = {
        "reports": [record for _, record in made.reports],
        "left_out": [
            {"report": o.report_id, "address": o.address, "title": o.title, "why": o.why, "claims": o.claims,
             "fault": o.fault}
            for o in made.left_out
        ],
        "untouched": made.untouched,
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def _made(bench: Workbench) -> JudgedSet:
    return bench.shared("judged set", lambda: judged_set(bench.desk.store), judgements=True)


PAGE = Question(judged_page, judgements=True)
ZIP = Question(zip_of_set, judgements=True)
RECORD = Question(record_of_set, judgements=True)
