"""The commands of the ledgers as a user runs them: exit codes, what is printed, and where."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from watchdesk.cli import app

GOLD = Path(__file__).parent.parent / "evals" / "gold"


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Six annotated reports as JSON Lines."""
    path = tmp_path_factory.mktemp("ledger") / "reports.jsonl"
    lines = []
    for number in ("001", "002", "005", "006", "014", "015"):
        record = json.loads(next(GOLD.glob(f"{number}_*.json")).read_text(encoding="utf-8"))["document"]
        lines.append({"id": number, **{k: record[k] for k in ("title", "published", "language", "text")}})
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return str(path)


def run(*args):
    return CliRunner().invoke(app, [str(a) for a in args])


def test_figures_as_json(reports):
    done = run("figures", reports, "--json", "--view", "lowest")
    assert done.exit_code == 0
    ledger = json.loads(done.stdout)
    buulo = next(e for e in ledger if any(r["figure"]["words"]["text"] == "54 dead" for r in e["series"]["rows"]))
    assert [(v["view"], v["best"]) for v in buulo["views"]] == [("lowest", 54)]
    assert "--all shows them" in done.stderr


def test_all_shows_single_figures_too(reports):
    few, everything = (json.loads(run("figures", reports, "--json", *more).stdout) for more in ((), ("--all",)))
    assert len(everything) > len(few)


def test_operation_in_tables(reports):
    done = run("operation", "minusma", reports, "--as-of", "2022-11-17")
    assert done.exit_code == 0
    for words in ("At a glance", "United Kingdom", "Ivory Coast", "2023-06-30", "still held", "Access denied"):
        assert words in " ".join(done.stdout.split())


def test_an_unknown_operation_names_those_there_are(reports):
    done = run("operation", "UNFICYP", reports)
    assert done.exit_code == 1
    assert "MINUSMA" in done.stderr


def test_question_about_one_thing(reports):
    ledger = json.loads(run("question", reports, "--json", "--about", "momentum").stdout)
    assert set(ledger) == {"questions", "denials", "accusations", "claimed", "influence"}
    assert {d["denier"] for d in ledger["denials"]} == {"Government of Ivory Coast", "Fidele Sarassoro"}


def test_import_lists_differences_and_changes_nothing(reports, tmp_path):
    table = tmp_path / "un.csv"
    table.write_text("Country,Mission,Total,Date\nEgypt,MINUSMA,1040,2022-11-30\n", encoding="utf-8")
    before = table.read_bytes()
    done = run("import", "un-contributions", table, reports, "--json")
    assert done.exit_code == 0
    ledger = json.loads(done.stdout)
    assert [(d["iso"], d["said"]["low"], d["table"]) for d in ledger["differences"]] == [("EG", 1035, 1040)]
    assert "1 row read, 1 difference\n" in done.stderr
    assert table.read_bytes() == before


def test_pages_are_written(reports, tmp_path):
    page = tmp_path / "page.html"
    for args in (("figures", reports), ("operation", "MINUSMA", reports), ("question", reports)):
        done = run(*args, "--page", page)
        assert (done.exit_code, done.stdout) == (0, "")
        assert "<h1>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("figures", "{reports}", "--view", "highest"), "expected one of lowest"),
        (("figures", "{reports}", "--as-of", "yesterday"), "expected a day as YYYY-MM-DD"),
        (("question", "{reports}", "--page", "/nowhere/at/all.html"), "existing folder"),
        (("import", "un-contributions", "/nowhere.csv", "{reports}"), "expected a CSV file"),
    ],
)
def test_misuse_exits_with_2_and_says_what_was_expected(reports, args, told):
    done = run(*(a.format(reports=reports) for a in args))
    assert done.exit_code == 2
    assert told in done.stderr


def test_one_bad_report_does_not_stop_the_rest(reports, tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = run("figures", reports, tmp_path / "empty.txt", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)
    assert "failed:" in done.stderr
