"""Incidents: the list of them, and each with its sources side by side, rival counts, history, merge and split."""

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from watchdesk.codebooks import sub_events
from watchdesk.desk.filters import Filters, wanted_from
from watchdesk.desk.heads import tie_words
from watchdesk.desk.merging import carry_out, incident_named, merge_pairs, preview, split_pairs
from watchdesk.desk.opened import Desk, Person
from watchdesk.desk.public_view import seen_incident
from watchdesk.desk.range_plots import Range, range_plot
from watchdesk.desk.remembered import kept
from watchdesk.desk.rendering import show
from watchdesk.desk.visitors import Editor, OpenDesk, Public
from watchdesk.desk.wording import Country, countries_of, language_of, words_in
from watchdesk.desk.workbench import Question, Workbench
from watchdesk.ledger.views import VIEWS
from watchdesk.publish.coded_incident import CodedIncident, code_incident
from watchdesk.publish.incident_deaths import DeathsView, counter_words, deaths_view
from watchdesk.records import Event, Figure, IncidentFile, Status, Told
from watchdesk.store.history import Revision, history_of
from watchdesk.store.incident_reading import incident_files, incident_total, splits_of
from watchdesk.store.wanted import Wanted

router = APIRouter(include_in_schema=False)

_STATUSES: tuple[Status, ...] = ("occurred", "alleged", "denied", "announced")
_VIEW = "low-best-high"
Why = Annotated[str | None, Form(max_length=2000)]
Other = Annotated[str, Form(max_length=300)]


@router.get("/incidents")
def incidents(
    request: Request, desk: OpenDesk, person: Public, after: Annotated[str | None, Query(max_length=100)] = None
) -> Response:
    wanted, filters = wanted_from(request.query_params, desk.names)
    page = incident_files(desk.store, wanted, after=after, total=kept_total(request, filters))
    rows = [code_incident(seen_incident(desk, person, file), _VIEW) for file in page.files if events_in(file)]
    return show(
        request, desk, person, "incidents.html", page=page, rows=rows, filters=filters, types=tuple(sub_events()),
        reports_in=reports_in,
    )  # fmt: skip


def incidents_in_all(bench: Workbench, filters: Filters) -> int:
    """How many incidents fit."""
    return incident_total(bench.desk.store, filters.wanted(bench.desk.names))


def kept_total(request: Request, filters: Filters) -> int:
    """How many incidents fit, as it is kept."""
    return kept(request, Question(incidents_in_all, (filters,), here=True))


@router.get("/incidents/{incident_id}")
def incident_page(request: Request, desk: OpenDesk, person: Public, incident_id: str) -> Response:
    found = incident_named(desk, incident_id)
    if found.incident.id != incident_id:
        return RedirectResponse(f"/incidents/{found.incident.id}", 308)
    file = seen_incident(desk, person, found)
    return show(request, desk, person, "incident.html", **_incident_values(request, desk, person, file))


@router.post("/incidents/{incident_id}/split/preview")
def split_preview(
    request: Request, desk: OpenDesk, person: Editor, incident_id: str, claims: Annotated[list[str], Form()]
) -> Response:
    file = incident_named(desk, incident_id)
    found = preview(desk, person, split_pairs(file, claims))
    hidden = [("claims", c) for c in claims]
    return _preview(
        request, desk, person, found, f"/incidents/{file.incident.id}/split", hidden, stays=file.incident.id
    )


@router.post("/incidents/{incident_id}/split")
def split(
    desk: OpenDesk, person: Editor, incident_id: str, claims: Annotated[list[str], Form()], why: Why = None
) -> Response:
    file = incident_named(desk, incident_id)
    carry_out(desk, person, split_pairs(file, claims), why)
    return RedirectResponse(f"/incidents/{incident_id}", 303)


@router.post("/incidents/{incident_id}/merge/preview")
def merge_preview(request: Request, desk: OpenDesk, person: Editor, incident_id: str, other: Other) -> Response:
    one, two = incident_named(desk, incident_id), incident_named(desk, _id_in(other))
    found = preview(desk, person, merge_pairs(one, two))
    return _preview(request, desk, person, found, f"/incidents/{incident_id}/merge", [("other", two.incident.id)])


@router.post("/incidents/{incident_id}/merge")
def merge(desk: OpenDesk, person: Editor, incident_id: str, other: Other, why: Why = None) -> Response:
    one, two = incident_named(desk, incident_id), incident_named(desk, _id_in(other))
    carry_out(desk, person, merge_pairs(one, two), why)
    return RedirectResponse(f"/incidents/{incident_id}", 303)


def _id_in(text: str) -> str:
    """The id of an incident, given itself or as the address of its page."""
    return text.strip().rstrip("/").rpartition("/")[2]


def events_in(file: IncidentFile) -> list[Told]:
    """What is told of an incident as events, in its order."""
    return [t for t in file.told if isinstance(t.claim, Event)]


def reports_in(file: IncidentFile) -> int:
    """How many reports tell of an incident; reprints add none."""
    return len({t.report.id for t in file.told})


def every_view(file: IncidentFile) -> list[tuple[str, Status, DeathsView]]:
    """The deaths under each view, each status apart."""
    found = [(view, status, deaths_view(file, view, status)) for status in _STATUSES for view in VIEWS]
    return [(view, status, value) for view, status, value in found if value is not None]


def _incident_values(request: Request, desk: Desk, person: Person, file: IncidentFile) -> dict[str, Any]:
    words = words_in(language_of(request))
    country = countries_of(words, desk.names)
    coded: CodedIncident | None = code_incident(file, _VIEW) if events_in(file) else None
    return {
        "file": file,
        "coded": coded,
        "events": events_in(file),
        "figures": [t for t in file.told if isinstance(t.claim, Figure)],
        "plot": range_plot(_ranges(file), words),
        "views": every_view(file),
        "counter_words": counter_words,
        "history": history_of_incident(desk, file) if person.may("reader") else [],
        "splits": splits_of(desk.store, file.incident.id),
        "near": near(desk, coded) if person.may("editor") and coded else [],
        "place_words": lambda one: place_words(one, country),
        "tie_words": lambda reason: tie_words(reason, words),
    }


def place_words(coded: CodedIncident, country: Country) -> str:
    """The place of an incident with its region and country."""
    place = coded.place
    if place is None:
        return "–"
    land = country(place.country) if place.country else None
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, land) if part))


def _ranges(file: IncidentFile) -> list[Range]:
    found: dict[tuple[str, int, int], Range] = {}
    for one in events_in(file):
        deaths = one.claim.deaths if isinstance(one.claim, Event) else None
        if deaths:
            label = counter_words(one.claim, one.report)
            line = Range(
                label=label, low=deaths.low, best=deaths.best, high=deaths.high, unsure=one.claim.status != "occurred"
            )
            found.setdefault((label, deaths.low, deaths.high), line)
    for one in file.told:
        if isinstance(one.claim, Figure) and one.claim.measure == "killed":
            count, label = one.claim.count, counter_words(one.claim, one.report)
            low = count.low if count.low is not None else 0
            line = Range(
                label=label, low=low, best=count.low if count.low is not None else count.high or 0, high=count.high,
                unsure=one.claim.status != "occurred",
            )  # fmt: skip
            found.setdefault((label, low, count.high if count.high is not None else -1), line)
    return list(found.values())[:24]


def history_of_incident(desk: Desk, file: IncidentFile) -> list[Revision]:
    """What happened to the incident and to the fields of its claims, the newest first."""
    found = history_of(desk.store, "incidents", file.incident.id)
    for told in file.told[:40]:
        found += history_of(desk.store, "claims", told.claim.id)
    shown = [r for r in found if r.change != "added" or r.table == "incidents"]
    return sorted(shown, key=lambda r: r.at, reverse=True)[:200]


def near(desk: Desk, coded: CodedIncident) -> list[CodedIncident]:
    """Incidents of the same country within three days: those that a merge is likely to be about."""
    first, last = (coded.when.first, coded.when.last) if coded.when else (None, None)
    day = first or last
    if day is None or coded.place is None or coded.place.country is None:
        return []
    around = Wanted(
        first_day=day - dt.timedelta(days=3),
        last_day=(last or day) + dt.timedelta(days=3),
        countries=(coded.place.country,),
        kinds=("event",),
    )
    files = incident_files(desk.store, around, limit=30, total=0).files
    return [code_incident(f, _VIEW) for f in files if f.incident.id != coded.id and events_in(f)]


def _preview(
    request: Request, desk: Desk, person: Person, outcomes: Any, action: str, hidden: list[tuple[str, str]], *,
    stays: str = "",
) -> Response:  # fmt: skip
    return show(request, desk, person, "_preview.html", outcomes=outcomes, action=action, hidden=hidden, stays=stays)
