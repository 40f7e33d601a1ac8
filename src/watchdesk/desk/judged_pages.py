"""The judged reports of a desk: which are a set to measure readers on, which are not yet and why, and the set."""

from collections import Counter

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.desk.opened import Desk
from watchdesk.desk.remembered import Remembered
from watchdesk.desk.rendering import show
from watchdesk.desk.visitors import Editor, OpenDesk
from watchdesk.publish.judged_reports import JudgedSet, judged_set, set_zip

router = APIRouter(include_in_schema=False)

_SHOWN = 200
"""Reports that were left out, as many as the page lists; the set names them all."""


@router.get("/judged")
def judged(request: Request, desk: OpenDesk, person: Editor) -> Response:
    made = kept_set(request, desk)
    counted = Counter(record["document"]["language"] for _, record in made.reports)
    return show(
        request, desk, person, "judged.html", made=made, counted=sorted(counted.items()),
        left_out=made.left_out[:_SHOWN],
    )  # fmt: skip


@router.get("/judged.zip")
def judged_zip(request: Request, desk: OpenDesk, person: Editor) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="judged.zip"'}
    return Response(set_zip(kept_set(request, desk)), media_type="application/zip", headers=headers)


def kept_set(request: Request, desk: Desk) -> JudgedSet:
    """The set of this desk, worked out once until the store changes and at most LONGER_S old."""
    memory: Remembered = request.app.state.memory
    return memory.ask("judged set", lambda: judged_set(desk.store))
