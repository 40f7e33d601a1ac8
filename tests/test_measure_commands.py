"""The commands that measure a reader on a team's own reports, as a user runs them."""

import getpass
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from watchdesk.cli import app
from watchdesk.measure.pairing import KINDS
from watchdesk.store.judging import decide
from watchdesk.store.opening import open_store
from watchdesk.store.reading import readings

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WATCHDESK_READER", "rules")

    def run(*args):
        return CliRunner().invoke(app, [str(a) for a in args], catch_exceptions=False)

    assert run("add", EXAMPLES).exit_code == 0
    return run


def judge(reports=None):
    """Accept every claim but the last of each report, which is rejected; of so many reports, or of all."""
    store = open_store("watchdesk.db")
    for reading in list(readings(store))[:reports]:
        for claim in reading.claims:
            decide(store, "reject" if claim is reading.claims[-1] else "accept", claim.id, by=getpass.getuser())
    store.close()


def test_a_desk_on_which_nothing_was_judged_says_what_is_missing(run):
    for done in (run("judged", "--to", "set"), run("eval")):
        assert done.exit_code == 2
        assert "watchdesk.db has no report whose claims were all judged" in done.stderr
        assert "Judge them at the desk" in done.stderr
    assert not Path("set").exists()


def test_the_set_of_a_desk_is_written_and_read_anew(run):
    judge()
    done = run("judged", "--to", "set")
    assert done.exit_code == 0, done.stderr
    files = sorted(p.name for p in Path("set").glob("*.json"))
    assert f"set: {len(files)} reports" in done.stderr
    assert run("judged", "--to", "again").exit_code == 0
    assert {p.name: p.read_bytes() for p in Path("again").iterdir()} == {
        p.name: p.read_bytes() for p in Path("set").iterdir()
    }
    whole = [json.loads(run("eval", "--on", where, "--json").stdout)["readers"] for where in ("set", "watchdesk.db")]
    assert whole[0] == whole[1]
    (reader,) = whole[0]
    assert (reader["reader"], reader["reports"]) == ("rules", len(files))
    kinds = [reader["scores"]["all"][kind] for kind in KINDS]
    assert sum(k["invented"] for k in kinds) == len(files), "the one claim of each report that people rejected"
    assert sum(k["missed"] for k in kinds) == 0 < sum(k["found"] for k in kinds)


def test_two_readers_stand_side_by_side_in_a_table(run):
    judge()
    done = run("eval", "--reader", "rules", "--reader", "model")
    assert done.exit_code == 0, done.stderr
    assert "watchdesk.db, read anew" in done.stdout
    head = next(line for line in done.stdout.splitlines() if "rules" in line)
    assert "model" in head
    for row in ("events F1", "events found, missed, invented", "figures P / R", "event.place"):
        assert row in done.stdout
    assert "resampled reports" in done.stderr


def test_what_is_left_out_is_told_and_listed(run):
    judge(reports=1)
    store = open_store("watchdesk.db")
    other = list(readings(store))[-1]
    decide(store, "accept", other.claims[0].id, by="ben")
    store.close()
    done = run("judged", "--to", "set")
    assert "left out, though something of them was judged: 1 (claims not judged yet); set/left_out.tsv" in done.stderr
    assert other.report.id in Path("set/left_out.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("judged", "--to", "full"), "which holds 1 files such as a.json, expected a new or empty folder"),
        (("judged", "--to", "no/set"), "expected a folder, or a new one in an existing folder"),
        (("eval", "--on", "nowhere"), "there is none of this name"),
        (("eval", "--on", "full"), "a.json: it has no document with a text"),
        (("eval", "--on", "empty"), "empty holds no annotated reports"),
        (("eval", "--on", "notes.txt"), "is not a database"),
        (("eval", "--reader", "best"), "--reader is 'best', expected one of auto, rules, model"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(run, args, told):
    judge()
    Path("full").mkdir()
    Path("empty").mkdir()
    Path("full/a.json").write_text("{}", encoding="utf-8")
    Path("notes.txt").write_text("notes", encoding="utf-8")
    done = run(*args)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_report_that_cannot_be_read_anew_counts_as_missed_and_is_named(run):
    judge()
    run("judged", "--to", "set")
    file = next(Path("set").glob("*.json"))
    record = json.loads(file.read_text(encoding="utf-8"))
    record["document"]["text"] = "\u0000 \u0001 …"
    file.write_text(json.dumps(record | {kind: [] for kind in KINDS}))
    done = run("eval", "--on", "set")
    assert done.exit_code == 1
    assert f"failed, so that all of it counts as missed: {file.stem}" in done.stderr
