"""Each export opens in a reader of its own, keeps what is told apart, and is written with all others or not at all."""

import csv
import io
import json
from dataclasses import replace

import pytest
from made_incidents import MENAKA, OPTIONS, attack, file_of, killed, private, report_of, usual

from watchdesk.errors import BadSetting, RunError
from watchdesk.publish.coded_incident import code_incident
from watchdesk.publish.export import EXPORTERS, Publication, export_incidents, write_files
from watchdesk.publish.export_options import inert, live
from watchdesk.publish.ged_rows import priogrid_cell
from watchdesk.publish.redaction import coarse_place, read_coarsening
from watchdesk.records import Deaths, Source


def published(name, files=None, **more):
    publication = Publication(**({"options": OPTIONS, "private": private} | more))
    return export_incidents([name], usual() if files is None else files, publication)[0]


def table(name, **more):
    return list(csv.DictReader(io.StringIO(published(name, **more).body.decode())))


def lines(name, **more):
    return [json.loads(line) for line in published(name, **more).body.decode().splitlines()]


@pytest.mark.parametrize(
    ("view", "best", "rule"),
    [
        ("lowest", 4, "the lowest of 3 counts"),
        ("low-best-high", 4, "the commonest of 3 counts"),
        ("most-representative", 4, "the value of 2 of 3 counts"),
    ],
)
def test_the_view_decides_the_best_count_and_says_its_rule(view, best, rule):
    deaths = code_incident(usual()[0], view).deaths
    assert (deaths.low, deaths.best, deaths.high) == (4, best, 6)
    assert rule in deaths.rule


def test_views_differ_where_the_tolls_do():
    texts = ["Two died.", "Five died.", "Five people died.", "Nine died."]
    tolls = [2, 5, 5, 9]
    file = file_of(*((report_of(t, t), attack(t, deaths=n)) for t, n in zip(texts, tolls, strict=True)))
    assert [code_incident(file, v).deaths.best for v in ("lowest", "low-best-high", "most-representative")] == [2, 5, 5]


def test_a_toll_that_a_later_count_replaced_has_no_vote():
    old, new = "Three people were killed.", "The toll rose from three to eight killed."
    file = file_of(
        (report_of("A", old, day=26), attack(old, deaths=3), killed(old, "Three people", 3)),
        (
            report_of("B", new, day=27),
            attack(new, deaths=8),
            killed(new, "three", 3),
            killed(new, "eight killed", 8),
        ),
    )
    assert code_incident(file, "lowest").deaths.best == 8


def test_what_is_alleged_is_never_counted_as_occurred():
    told, blamed = "Four were killed.", "Rebels say that forty were killed."
    file = file_of(
        (report_of("A", told), attack(told, deaths=4)),
        (report_of("B", blamed), attack(blamed, deaths=40, status="alleged")),
    )
    coded = code_incident(file, "low-best-high")
    assert (coded.status, coded.disputed, coded.deaths.high, coded.alleged_deaths.best) == ("occurred", True, 4, 40)


def test_pandas_reads_the_acled_shaped_rows():
    import pandas

    frame = pandas.read_csv(io.BytesIO(published("acled").body))
    assert frame.shape == (2, 31)
    first = frame[frame.event_id_cnty == "MLI-aaa"].iloc[0]
    assert (first.fatalities, first.inter1, first.iso, first.region) == (4, "Political militia", 466, "Western Africa")
    assert (first.event_date, first.time_precision, first.civilian_targeting) == ("2024-02-26", 1, "Civilians targeted")
    assert frame[frame.event_id_cnty == "MLI-ccc"].latitude.isna().all()


def test_unproven_rows_come_marked_and_with_no_deaths_only_where_asked_for():
    assert [r["event_id_cnty"] for r in table("acled")] == ["MLI-ccc", "MLI-aaa"]
    assert dict(published("acled").left_out) == {"alleged": 1}
    row = next(r for r in table("acled", options=replace(OPTIONS, unproven=True)) if r["event_id_cnty"] == "MLI-bbb")
    assert row["fatalities"] == "0"
    assert row["tags"] == "alleged; 9 deaths alleged, not counted"


def test_inter_codes_may_be_numbers():
    row = table("acled", options=replace(OPTIONS, numeric_codes=True))[1]
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("3", "7", "37")


def test_pandas_reads_the_ged_shaped_rows():
    import pandas

    frame = pandas.read_csv(io.BytesIO(published("ucdp").body))
    assert frame.shape == (2, 49)
    row = frame[frame.id == "aaa"].iloc[0]
    assert (row.low, row.best, row.high, row.deaths_civilians) == (4, 4, 6, 4)
    assert (row.type_of_violence, row.number_of_sources, row.where_prec, row.date_prec) == (3, 3, 1, 1)


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"), [(-89.9, -179.9, 1), (-89.9, 179.9, 720), (89.9, 179.9, 259200)]
)
def test_priogrid_cells_are_counted_from_the_south_west(latitude, longitude, cell):
    assert priogrid_cell(latitude, longitude) == cell


def test_geopandas_reads_the_geojson():
    import geopandas

    frame = geopandas.read_file(io.BytesIO(published("geojson").body))
    points = dict(zip(frame.incident_id, frame.geometry, strict=True))
    assert (points["aaa"].x, points["aaa"].y) == (2.4022, 15.9182)
    assert points["ccc"] is None
    assert frame.crs.to_epsg() == 4326
    why = dict(zip(frame.incident_id, frame.unlocated_why, strict=True))
    assert why["ccc"] == "a country alone is no point"
    assert dict(zip(frame.incident_id, frame.uncertainty_radius_km, strict=True))["aaa"] == 3.0


def test_geopandas_reads_the_geoparquet():
    import geopandas

    frame = geopandas.read_parquet(io.BytesIO(published("geoparquet").body))
    assert list(frame.incident_id) == ["ccc", "bbb", "aaa"]
    assert (frame.geometry.iloc[2].x, frame.geometry.iloc[2].y) == (2.4022, 15.9182)
    assert frame.geometry.iloc[0] is None
    assert frame.deaths_best.dropna().sum() == 6


def test_an_empty_geoparquet_can_be_read():
    import geopandas

    assert geopandas.read_parquet(io.BytesIO(published("geoparquet", files=[]).body)).empty


def test_libhxl_reads_the_hxl():
    import hxl

    source = hxl.make_input(io.BytesIO(published("hxl").body), hxl.InputOptions(allow_local=True))
    rows = list(hxl.data(source))
    assert [row.get("#event+id") for row in rows] == ["ccc", "bbb", "aaa"]
    assert [row.get("#affected+killed-alleged-min-max") for row in rows] == ["2", None, "4"]
    assert rows[1].get("#status+event") == "alleged"


def test_plover_lines_have_the_keys_of_the_manual():
    row = lines("plover")[2]
    assert (row["event"], row["quad_code"], row["size"]["dead"]) == (["ASSAULT"], "material conflict", 4)
    assert (row["event_loc"]["country_code"], row["event_loc"]["resolution"]) == ("MLI", 4)
    assert [line["has_event"] for line in lines("plover")] == [True, False, True]


_FTM = {
    "Event": {
        "name", "startDate", "endDate", "location", "country", "summary", "description", "keywords", "involved",
        "proof", "sourceUrl", "recordId",
    },
    "Organization": {"name", "country"},
    "Article": {"title", "publisher", "publishedAt", "sourceUrl", "language"},
}  # fmt: skip
"""The properties of these schemata that we write, as in followthemoney 4.11's own schema files."""


def test_ftm_entities_follow_their_schemata_and_point_at_each_other():
    entities = {e["id"]: e for e in lines("ftm")}
    for entity in entities.values():
        assert set(entity["properties"]) <= _FTM[entity["schema"]]
        assert all(v and all(isinstance(x, str) for x in v) for v in entity["properties"].values())
    event = next(e for e in entities.values() if e["properties"].get("recordId") == ["aaa"])["properties"]
    assert [entities[i]["schema"] for i in (*event["involved"], *event["proof"])] == ["Organization"] + ["Article"] * 3
    assert event["summary"] == ["status: occurred; deaths: low 4, best 4, high 6 (UCDP: best is the commonest of 3 "
                                "counts, the lower of equals)"]  # fmt: skip


def test_followthemoney_takes_every_entity():
    """Its PyICU has no wheel and is compiled: where it is installed (`pip install followthemoney`), this runs."""
    model = pytest.importorskip("followthemoney", reason="pip install followthemoney, which compiles PyICU").model
    for entity in lines("ftm"):
        model.get(entity["schema"]).validate(entity)
        assert (
            dict(model.get_proxy(entity, cleaned=False).to_dict()["properties"]).keys() == entity["properties"].keys()
        )


def test_jsonl_keeps_every_claim_with_words_and_source():
    row = lines("jsonl")[2]
    assert row["claims"][0]["evidence"][0] == "Gunmen killed four people in Ménaka on Monday."
    assert [r["publisher"] for r in row["reports"]] == ["Daily A", "Daily B", "Daily C"]
    assert row["deaths_claims"]


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_no_export_names_a_private_person_unless_asked(name):
    assert b"Diallo" not in published(name).body
    if name in ("jsonl", "ucdp"):
        assert b"Diallo" in published(name, private=None).body


@pytest.mark.parametrize("name", ["csv", "acled", "ucdp", "hxl"])
def test_cells_that_look_like_formulas_are_inert(name):
    rows = csv.reader(io.StringIO(published(name).body.decode()))
    assert not [c for row in rows for c in row if (c and c[0] in "=+@\t\r") or (c[:1] == "-" and not c[1:2].isdigit())]


@pytest.mark.parametrize("text", ["=1+1", "'=1", "'", "''", "-5 people", "plain", "", "+33 6", "@x", "it's"])
def test_an_inert_cell_gives_its_text_back(text):
    assert live(inert(text)) == text


@pytest.mark.parametrize("level", ["near", "admin1", "country"])
def test_coarser_places_are_told_nowhere(level):
    place = MENAKA if level != "admin1" else None
    out = {name: published(name, coarsenings=(read_coarsening(level),)).body.decode() for name in EXPORTERS if
           name != "geoparquet"}  # fmt: skip
    assert "15.9182" not in "".join(out.values())
    if place:
        assert "in Ménaka" not in "".join(out.values())
    geometry = json.loads(out["geojson"])["features"][2]["geometry"]
    assert geometry == ({"type": "Point", "coordinates": [2.4, 15.9]} if level == "near" else None)


def test_coarsening_by_type_and_by_publisher():
    assert (
        published("geojson", coarsenings=(read_coarsening("Sexual violence=admin1"),)).body == published("geojson").body
    )
    features = json.loads(published("geojson", coarsenings=(read_coarsening("source:Daily D=country"),)).body)[
        "features"
    ]
    assert [f["geometry"] is None for f in features] == [True, True, False]
    with pytest.raises(BadSetting, match="'village'"):
        read_coarsening("village")
    assert coarse_place(MENAKA, "country").name == "ML"


def test_foreign_rows_stay_at_home_unless_asked():
    text = "event_id_cnty: X1"
    files = (*usual(), file_of((report_of("acled:X1", text), attack(text, made_by="import acled")), id="ddd"))
    assert b"ddd" not in published("csv", files=files).body
    assert b"ddd" in published("csv", files=files, imported=True).body


def test_an_unknown_format_or_view_is_refused():
    with pytest.raises(BadSetting, match="'xlsx'"):
        published("xlsx")
    with pytest.raises(BadSetting, match="'highest'"):
        published("csv", view="highest")


def test_all_files_are_written_or_none(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    with pytest.raises(RunError, match="no file was changed"):
        write_files({tmp_path / "a": b"new", tmp_path / "b": b"new", tmp_path / "c": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b"]
    write_files({tmp_path / "a": b"new", tmp_path / "c": b"new"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b", "c"]
    assert (tmp_path / "a").read_bytes() == b"new"


def test_deaths_keep_the_range_that_one_report_gives():
    text = "Between ten and fifteen people died, officials said."
    source = (Source(organisation="Ministry of Health"),)
    file = file_of((report_of("A", text), attack(text, deaths=Deaths(low=10, best=12, high=15), sources=source)))
    assert [code_incident(file, v).deaths.best for v in ("lowest", "low-best-high")] == [10, 12]
