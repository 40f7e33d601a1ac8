"""Tables that the user holds: tried before they are kept, matched by id or by linking, back again byte for byte."""

import csv
import io
import shutil

import pytest
from typer.testing import CliRunner

from watchdesk import cli
from watchdesk.errors import BadTable
from watchdesk.pipeline import open_name_lists
from watchdesk.private_persons import PrivatePersons
from watchdesk.publish.export import Publication, export_incidents
from watchdesk.publish.export_options import ExportOptions
from watchdesk.resolve.countries import country_name
from watchdesk.settings import load_settings
from watchdesk.store.history import history_of, revisions_since
from watchdesk.store.incident_reading import every_incident_file
from watchdesk.store.linking import link_everything
from watchdesk.store.opening import open_store
from watchdesk.table_import import import_table

NEWS = {
    "a.txt": "MENAKA, Mali - Gunmen killed four civilians in Ménaka on 26 February 2024, the mayor said.",
    "b.txt": "GAO, Mali - A roadside bomb killed two soldiers near Gao on 25 February 2024, the army said.",
    "c.txt": "BAMAKO - Residents accused soldiers of killing nine civilians in Tessit on 20 February 2024.",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A file with a store of three reports, read by the real reader."""
    folder = tmp_path_factory.mktemp("made")
    for name, text in NEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "desk.db"
    reports = [str(folder / name) for name in NEWS]
    done = CliRunner().invoke(
        cli.app, ["add", "--reader", "rules", "--published", "2024-02-28", "--db", str(path), *reports]
    )
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture
def desk(made, tmp_path):
    """That store, for one test."""
    shutil.copy(made, tmp_path / "desk.db")
    store = open_store(str(tmp_path / "desk.db"))
    yield store
    store.close()


@pytest.fixture
def empty(tmp_path):
    store = open_store(str(tmp_path / "empty.db"))
    yield store
    store.close()


def exported(store, form="csv", **more):
    options = ExportOptions(country_name=country_name)
    publication = Publication(**({"options": options, "private": None} | more))
    return export_incidents([form], every_incident_file(store), publication)[0].body


def rows_of(body):
    return list(csv.DictReader(io.StringIO(body.decode())))


def edited(body, key, **cells):
    """The table with some cells of one row changed."""
    rows = rows_of(body)
    name = next(iter(rows[0]))
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(row | cells if row[name] == key else row for row in rows)
    return out.getvalue().encode()


def table(tmp_path, body):
    path = tmp_path / "table.csv"
    path.write_bytes(body)
    return path


def test_export_import_export_is_byte_identical_in_the_same_store(desk, tmp_path):
    before = exported(desk)
    assert len(rows_of(before)) == 3
    done = import_table(desk, table(tmp_path, before), "csv", who="ada", keep=True)
    assert {i.outcome for i in done} == {"same"}
    assert exported(desk) == before


@pytest.mark.parametrize("view", ["lowest", "low-best-high", "most-representative"])
def test_export_import_export_is_byte_identical_in_an_empty_store(desk, empty, tmp_path, view):
    before = exported(desk, view=view)
    done = import_table(empty, table(tmp_path, before), "csv", who="ada", keep=True)
    assert {i.outcome for i in done} == {"new"}
    assert exported(empty, view=view) == before
    link_everything(empty)
    assert exported(empty, view=view) == before


def test_the_same_bytes_come_back_where_private_persons_are_withheld(desk, empty, tmp_path):
    private = PrivatePersons(open_name_lists(load_settings({})))
    before = exported(desk, private=private)
    import_table(empty, table(tmp_path, before), "csv", who="ada", keep=True)
    assert exported(empty, private=private) == before


@pytest.mark.parametrize("form", ["acled", "ucdp"])
def test_rows_in_the_shape_of_others_come_back_as_they_were(desk, empty, tmp_path, form):
    before = exported(desk, form)
    import_table(empty, table(tmp_path, before), form, who="ada", keep=True)
    assert rows_of(exported(empty, form)) == []
    after = exported(empty, form, imported=True)
    assert sorted(after.splitlines()) == sorted(before.splitlines())


def test_a_trial_keeps_nothing_and_tells_what_would_change(desk, tmp_path):
    before = exported(desk)
    row = rows_of(before)[-1]
    path = table(tmp_path, edited(before, row["incident_id"], deaths_best="5", deaths_high="5"))
    tried = import_table(desk, path, "csv", who="ada", keep=False)
    change = next(i for i in tried if i.outcome == "changed")
    assert [(c.column, c.old, c.new) for c in change.changes] == [
        ("deaths_best", row["deaths_best"], "5"),
        ("deaths_high", row["deaths_high"], "5"),
    ]
    assert exported(desk) == before
    assert import_table(desk, path, "csv", who="ada", keep=True) == tried


def test_a_changed_row_decides_and_what_the_report_said_stays(desk, tmp_path):
    before = exported(desk)
    row = rows_of(before)[-1]
    moment = desk.clock()
    import_table(
        desk, table(tmp_path, edited(before, row["incident_id"], deaths_best="5", deaths_high="5")), "csv",
        who="ada", keep=True,
    )  # fmt: skip
    after = {r["incident_id"]: r for r in rows_of(exported(desk))}
    assert after[row["incident_id"]]["deaths_best"] == "5"
    file = next(f for f in every_incident_file(desk) if f.incident.id == row["incident_id"])
    assert sorted(t.claim.deaths.best for t in file.told if hasattr(t.claim, "deaths") and t.claim.deaths) == [4, 5]
    assert file.judgements[0].verdict == "same" and file.judgements[0].by == "ada"
    entries = [r for r in revisions_since(desk, moment) if r.why == "import csv table.csv"]
    assert {"reports", "claims", "judgements"} <= {r.table for r in entries} and {r.who for r in entries} == {"ada"}


def test_a_row_updates_by_its_key(empty, tmp_path):
    head = "event_id_cnty,event_date,event_type,sub_event_type,fatalities,country,location,latitude,longitude,notes\n"
    row = "MLI1,26 February 2024,Battles,Armed clash,{},Mali,Gao,16.27,-0.04,Two sides fought near Gao.\n"
    for number, outcome in ((3, "new"), (3, "known"), (7, "new")):
        path = table(tmp_path, (head + row.format(number)).encode())
        assert [i.outcome for i in import_table(empty, path, "acled", who="ada", keep=True)] == [outcome]
    files = list(every_incident_file(empty))
    assert [t.claim.deaths.best for f in files for t in f.told] == [7]
    claim = files[0].told[0].claim.id
    assert any(r.field == "deaths.best" and (r.old, r.new) == ("3", "7") for r in history_of(empty, "claims", claim))


def test_a_row_of_acled_is_linked_to_the_incident_it_tells_of(desk, tmp_path):
    head = "event_id_cnty,event_date,event_type,sub_event_type,actor1,inter1,actor2,inter2,fatalities,country,location,"
    head += "latitude,longitude,geo_precision,notes\n"
    row = "MLI9,2024-02-26,Violence against civilians,Attack,Unidentified Armed Group (Mali),3,Civilians (Mali),7,4,"
    row += "Mali,Menaka,15.9182,2.4022,1,Gunmen killed four civilians in Menaka.\n"
    done = import_table(desk, table(tmp_path, (head + row).encode()), "acled", who="ada", keep=True)
    home = next(r for r in rows_of(exported(desk)) if r["location"] == "Ménaka")
    assert [(i.outcome, i.incident_id) for i in done] == [("joined", home["incident_id"])]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"fatalities": "many"}, "line 2: fatalities is 'many', expected a whole number"),
        ({"event_date": "soon"}, "event_date is 'soon'"),
        ({"sub_event_type": "Brawl"}, "sub_event_type is 'Brawl'"),
        ({"latitude": "99"}, "expected degrees between -90 and 90"),
        ({"event_id_cnty": ""}, "event_id_cnty is empty"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_kept(empty, tmp_path, cells, message):
    row = {"event_id_cnty": "X1", "event_date": "2024-02-26", "event_type": "Battles", "sub_event_type": "Armed clash",
           "fatalities": "3", "latitude": "16", "longitude": "0", "notes": "A fight."} | cells  # fmt: skip
    body = ",".join(row) + "\n" + ",".join(row.values()) + "\n"
    with pytest.raises(BadTable, match=message):
        import_table(empty, table(tmp_path, body.encode()), "acled", who="ada", keep=True)
    assert not list(every_incident_file(empty))


def test_the_command_shows_first_and_keeps_with_yes(desk, tmp_path):
    before = exported(desk)
    row = rows_of(before)[-1]
    path = table(tmp_path, edited(before, row["incident_id"], location="Ansongo"))
    db = ["--db", str(tmp_path / "desk.db")]
    shown = CliRunner().invoke(cli.app, ["import", "csv", str(path), *db])
    assert "location: Ménaka → Ansongo" in shown.output and "nothing is kept yet" in shown.output
    assert exported(desk) == before
    kept = CliRunner().invoke(cli.app, ["import", "csv", str(path), "--yes", *db])
    assert kept.exit_code == 0 and "1 changed" in kept.output
    assert b"Ansongo" in exported(desk)
