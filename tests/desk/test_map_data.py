"""What the map is given: nothing sharper than told, everything counted, brought up to date by each change."""

import datetime as dt
import gzip
import json

import pytest

from watchdesk.desk.map_data import MapData, coarsened, columns, drawn, sharpness_of
from watchdesk.records import Place
from watchdesk.store.incident_reading import every_incident_file
from watchdesk.store.judging import decide
from watchdesk.store.map_reading import MapEvent

TOWN = Place(
    name="Gao",
    country="ML",
    admin1="Gao",
    latitude=16.27,
    longitude=-0.04,
    geo_precision=1,
    ucdp_precision=1,
    radius_km=3,
)
NEAR = Place(
    name="near Gao", country="ML", latitude=16.27, longitude=-0.04, geo_precision=2, ucdp_precision=2, radius_km=15.0
)
REGION = Place(
    name="Gao Region", country="ML", latitude=17.0, longitude=0.5, geo_precision=3, ucdp_precision=4, radius_km=120.0
)
COUNTRY = Place(name="Mali", country="ML", ucdp_precision=6, reason="country only")
NOWHERE = Place(name="Gaogao", reason="not in the gazetteer")


def event(place=TOWN, status="occurred", report="r1", deaths=None, day=1, **changed):
    fields = {
        "report_id": report,
        "status": status,
        "family": "Battles",
        "type": "Armed clash",
        "first": dt.date(2024, 3, day),
        "last": dt.date(2024, 3, day),
        "place": place,
        "actors": (("Military Forces of Mali", "mil:ML"), ("Moussa K.", None)),
        "deaths": deaths,
    }
    return MapEvent(**(fields | changed))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (TOWN, "town"),
        (NEAR, "area"),
        (REGION, "area"),
        (COUNTRY, "country"),
        (NOWHERE, "none"),
        (None, "none"),
        # a point that the text does not carry as a town is no town, and without a radius no area either
        (Place(name="x", country="ML", latitude=1.0, longitude=1.0, geo_precision=2), "country"),
        (Place(name="x", latitude=1.0, longitude=1.0, geo_precision=1, ucdp_precision=3), "none"),
    ],
)
def test_nothing_is_sharper_than_told(place, expected):
    assert sharpness_of(place) == expected


def test_the_closest_place_counts_and_of_equals_the_most_told():
    other = Place(name="Ansongo", country="ML", latitude=15.66, longitude=0.5, geo_precision=1, ucdp_precision=1)
    row = drawn("i", [event(REGION), event(other, report="r2"), event(TOWN, report="r3"), event(TOWN, report="r4")])
    assert (row.place.name, row.sharpness, row.reports) == ("Gao", "town", 4)
    assert row.elsewhere, "two towns 80 km apart are told"
    assert not drawn("i", [event(REGION), event(TOWN)]).elsewhere


def test_a_place_told_only_to_be_denied_is_not_drawn():
    row = drawn("i", [event(REGION), event(TOWN, status="denied")])
    assert (row.place.name, row.status, row.disputed) == ("Gao Region", "occurred", True)
    alone = drawn("i", [event(TOWN, status="denied")])
    assert (alone.status, alone.disputed, alone.sharpness) == ("denied", False, "town")


def test_the_firmest_status_counts():
    assert drawn("i", [event(status="announced"), event(status="alleged")]).status == "alleged"


def test_deaths_that_are_only_alleged_do_not_count_for_what_occurred():
    told = [event(deaths=(2, 2, 2)), event(status="alleged", report="r2", deaths=(40, 40, 40))]
    assert drawn("i", told).deaths == (2, 2, 2, 2, 2)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], None),
        ([(3, 3, 3)], (3, 3, 3, 3, 3)),
        ([(3, 4, 5), (4, 4, 4), (7, 9, 12)], (4, 3, 4, 12, 4)),
        ([(2, 2, 2), (5, 5, 5), (40, 40, 40)], (2, 2, 2, 40, 5)),
    ],
)
def test_the_three_views_of_deaths(counts, expected):
    told = [event(deaths=c, report=f"r{n}") for n, c in enumerate(counts)] or [event()]
    assert drawn("i", told).deaths == expected


def test_what_is_shown_to_all_is_coarse_and_names_no_private_person():
    shown = coarsened(drawn("i", [event(TOWN)]))
    assert (shown.sharpness, shown.place.name, shown.place.radius_km) == ("area", "Gao", 15.0)
    assert (shown.place.latitude, shown.place.longitude) == (16.3, -0.0)
    assert shown.actors == ("Military Forces of Mali",)
    assert coarsened(drawn("i", [event(REGION)])).sharpness == "country"
    assert coarsened(drawn("i", [event(NOWHERE)])).place.name == ""


def test_columns_hold_every_incident_and_pin_only_what_has_a_place():
    rows = [drawn(str(n), [event(p)]) for n, p in enumerate((TOWN, REGION, COUNTRY, NOWHERE, None))]
    made = columns(rows)
    sharp = [made["terms"]["sharpness"][s] for s in made["columns"]["sharpness"]]
    assert sharp == ["town", "area", "country", "none", "none"]
    assert made["columns"]["lat"] == [162700, 170000, 0, 0, 0]
    assert made["columns"]["radius"] == [0, 1200, 0, 0, 0]
    reasons = [made["terms"]["reason"][r] if r >= 0 else None for r in made["columns"]["reason"]]
    assert reasons == [None, None, "country only", "not in the gazetteer", "no place told"]
    assert {len(column) for column in made["columns"].values()} == {5}


def unpacked(data):
    return json.loads(gzip.decompress(data.packed().body))


def test_the_data_hold_the_incidents_of_the_store(store):
    made = unpacked(MapData(store))
    told = [f for f in every_incident_file(store) if any(hasattr(t.claim, "event_type") for t in f.told)]
    assert sorted(made["columns"]["id"]) == sorted(f.incident.id for f in told)
    assert made["count"] == len(told) > 10


def test_a_judgement_changes_the_row_and_the_mark_and_nothing_else_is_read_again(store):
    data, fresh = MapData(store), MapData(store)
    before, etag = data.rows(), data.packed().etag
    assert data.packed().etag == etag, "the same store gives the same mark"
    row = next(r for r in before if r.reports == 1 and len(incident_claims(store, r.id)) == 1)
    decide(store, "reject", incident_claims(store, row.id)[0], by="ana", why="not so")
    after = data.rows()
    assert row.id not in {r.id for r in after}
    assert [r for r in before if r.id != row.id] == after == fresh.rows()
    assert data.packed().etag != etag


def incident_claims(store, incident_id):
    files = {f.incident.id: f for f in every_incident_file(store)}
    return [t.claim.id for t in files[incident_id].told if hasattr(t.claim, "event_type")]
