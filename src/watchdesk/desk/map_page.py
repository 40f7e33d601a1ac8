"""The map and timeline: a page, and the columns that it draws from."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.desk.map_data import STATUSES, Packed
from watchdesk.desk.remembered import Remembered, kept, note_age
from watchdesk.desk.rendering import show
from watchdesk.desk.visitors import OpenDesk, Public
from watchdesk.desk.wording import PACKAGES, language_of
from watchdesk.desk.workbench import Question, Workbench
from watchdesk.ledger.views import VIEWS
from watchdesk.publish.wording import phrases, strings

FAMILIES = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
    "Strategic developments",
    "",
)
"""The event types in the order of the legend; the last stands for all others. `symbols.js` has the same."""


router = APIRouter(include_in_schema=False)


@router.get("/map")
def map_page(request: Request, desk: OpenDesk, person: Public) -> Response:
    words = script_words(language_of(request))
    memory: Remembered = request.app.state.memory
    since = memory.behind(COLUMNS)  # the page fetches them: it says how old they are
    if since:
        note_age(request, since)
    return show(request, desk, person, "map.html", words=words, views=VIEWS, families=FAMILIES, statuses=STATUSES)


@router.get("/map/data")
def map_columns(request: Request, _person: Public) -> Response:
    """What is drawn, in columns: see docs/desk.md. The same bytes as long as the store is the same, so that a browser
    that has them gets none."""
    packed = kept(request, COLUMNS)
    headers = {"ETag": packed.etag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
    if packed.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(packed.body, media_type="application/json", headers=headers | {"Content-Encoding": "gzip"})


def packed_columns(bench: Workbench) -> Packed:
    """What `/map/data` sends."""
    return bench.map_data.packed()


COLUMNS = Question(packed_columns)


def script_words(language: str) -> dict[str, object]:
    """The words that the page's script says, by their names; those of types, statuses and reasons by the record's."""
    words = strings(language, PACKAGES)

    def section(start: str) -> dict[str, str]:
        return {key.removeprefix(start): text for key, text in words.items() if key.startswith(start)}

    own = {name: text for name, text in section("map.").items() if not name.startswith("types_of.")}
    types = section("sub_event.") | section("map.types_of.")
    return own | {
        "types": types,
        "statuses": section("status."),
        "reasons": dict(phrases(language, PACKAGES, "places")),
    }
