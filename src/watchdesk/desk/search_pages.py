"""Search over reports, claims and incidents at once; and the sources: who reports, what people made of it."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from watchdesk.desk.opened import Desk, Person
from watchdesk.desk.public_view import seen_incident, seen_told
from watchdesk.desk.remembered import kept
from watchdesk.desk.rendering import show
from watchdesk.desk.source_lists import SOURCES
from watchdesk.desk.visitors import OpenDesk, Public
from watchdesk.errors import BadSetting
from watchdesk.publish.coded_incident import CodedIncident, code_incident
from watchdesk.records import Event, Told
from watchdesk.store.incident_reading import incident, incident_files
from watchdesk.store.reading import reading_of, told
from watchdesk.store.search_claims import claims_found
from watchdesk.store.searching import Found, search
from watchdesk.store.wanted import Wanted

router = APIRouter(include_in_schema=False)

_SHOWN = 25


@router.get("/search")
def search_page(
    request: Request, desk: OpenDesk, person: Public, q: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    words = q.strip()
    target = _by_id(desk, words)
    if target:
        return RedirectResponse(target, 303)
    reports, claims, incidents, fault = _found(desk, person, words) if words else ([], (), [], "")
    return show(
        request, desk, person, "search.html", words=words, reports=reports, claims=claims, incidents=incidents,
        fault=fault, most=_SHOWN,
    )  # fmt: skip


@router.get("/sources")
def sources(request: Request, desk: OpenDesk, person: Public) -> Response:
    return show(request, desk, person, "sources.html", lines=kept(request, SOURCES))


def _by_id(desk: Desk, words: str) -> str | None:
    """The page of what has this id, where the words are one."""
    if not words.isalnum() or len(words) != 20:
        return None
    if incident(desk.store, words):
        return f"/incidents/{words}"
    if reading_of(desk.store, words):
        return f"/reports/{words}"
    return f"/claims/{words}" if told(desk.store, [words]) else None


def _found(desk: Desk, person: Person, words: str) -> tuple[list[Found], tuple[Told, ...], list[CodedIncident], str]:
    try:
        reports = search(desk.store, words, limit=_SHOWN) if person.may("reader") else []
        claims = seen_told(desk, person, told(desk.store, claims_found(desk.store, words, limit=_SHOWN)))
        files = incident_files(desk.store, Wanted(words=words, kinds=("event",)), limit=_SHOWN, total=0).files
    except BadSetting as fault:
        return [], (), [], str(fault)
    seen = [seen_incident(desk, person, file) for file in files]
    coded = [code_incident(f, "low-best-high") for f in seen if any(isinstance(t.claim, Event) for t in f.told)]
    return reports, claims, coded, ""
