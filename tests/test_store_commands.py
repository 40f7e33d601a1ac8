"""The commands of the store as a user runs them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from watchdesk.cli import app

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WATCHDESK_READER", "rules")

    def run(*args, stdin=None):
        return CliRunner().invoke(app, [str(a) for a in args], input=stdin, catch_exceptions=False)

    return run


@pytest.fixture
def filled(run):
    done = run("add", EXAMPLES)
    assert done.exit_code == 0, done.stderr
    return run


def lines(done):
    assert done.exit_code == 0, done.stderr
    return [line.split("\t") for line in done.stdout.splitlines()]


def records(done):
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_add_says_what_came_and_the_second_time_that_all_is_known(run):
    first = run("add", EXAMPLES)
    assert [line[0] for line in lines(first)] == ["new"] * 3
    assert "3 new" in first.stderr
    second = run("add", EXAMPLES)
    assert (second.stdout, second.stderr, second.exit_code) == ("", "3 known\n", 0)
    assert {r["outcome"] for r in records(run("add", EXAMPLES, "--json", "--again"))} == {"known"}


def test_add_takes_standard_input_and_names_what_fails(run, tmp_path):
    (tmp_path / "empty.txt").write_text(" ")
    done = run(
        "add", "-", "empty.txt", "--published", "2024-02-01", stdin="Gunmen killed two farmers in Gao on Monday."
    )
    assert done.exit_code == 1
    assert "empty.txt" in done.stderr and "1 new, 1 failed" in done.stderr
    assert lines(run("list"))[0][5].startswith("stdin:")
    assert "empty.txt" in run("list", "--failed").stdout
    assert records(run("list", "--failed", "--json"))[0]["address"] == "empty.txt"


def test_list_filters_reports_and_incidents(filled):
    assert len(lines(filled("list"))) == 3
    assert [line[2] for line in lines(filled("list", "--country", "BF"))] == ["fr"]
    assert {r["language"] for r in records(filled("list", "--json", "--until", "2023-12-31"))} == {"fr"}
    incidents = lines(filled("list", "--incidents"))
    killed = lines(filled("list", "--incidents", "--type", "Armed clash", "--country", "BF", "--status", "occurred"))
    assert killed and killed[0] in incidents and len(killed) < len(incidents)
    assert lines(filled("list", "--incidents", "--words", "tanwalbougou", "--since", "2023-01-01"))
    assert lines(filled("list", "--incidents", "--actor", "no such actor")) == []


def test_show_gives_reports_claims_and_incidents(filled):
    (incident,) = records(filled("list", "--incidents", "--json", "--words", "bunia"))
    shown = filled("show", incident["id"])
    assert "Bunia" in shown.stdout and "“" in shown.stdout
    (claim,) = records(filled("show", incident["claims"][0]["claim"]["id"], "--json"))
    assert claim["incident"] == incident["id"]
    assert claim["history"][0]["change"] == "added"
    assert "in no incident" not in filled("show", claim["claim"]["id"]).stdout
    (report,) = records(filled("show", claim["report"]["report_id"], "--json"))
    assert [v["version"] for v in report["versions"]] == [1]
    assert "version 1" in filled("show", report["document"]["address"]).stdout
    assert records(filled("show", incident["id"], "--json"))[0]["split_into"] == []


def test_search_folds_accents(filled):
    found = lines(filled("search", "Tanwalbougou"))
    assert len(found) == 1 and "embuscade" in found[0][2]
    assert records(filled("search", "soldats", "tues", "--json", "--limit", "1"))[0]["snippet"]
    assert lines(filled("search", "nothing-like-it")) == []


def test_forget_takes_out_and_keeps_out(filled):
    address = next(line[5] for line in lines(filled("list")) if "embuscade" in line[5])
    assert filled("forget", address, "--why", "asked").exit_code == 0
    assert lines(filled("search", "Tanwalbougou")) == []
    assert "has a tombstone" in filled("add", EXAMPLES).stderr
    assert lines(filled("list", "--forgotten"))[0][2:] == [address, "asked"]
    assert filled("forget", address, "--why", "asked").exit_code == 1
    assert filled("forget", address, "--lift", "--why", "a mistake").exit_code == 0
    assert filled("forget", address, "--lift", "--why", "a mistake").exit_code == 1
    assert "1 new" in filled("add", EXAMPLES).stderr


def test_link_joins_all_anew(filled):
    before = lines(filled("list", "--incidents"))
    done = filled("link")
    assert done.stderr == f"{len(before)} incidents\n"
    assert lines(filled("list", "--incidents")) == before


def test_the_ledgers_read_the_store_where_no_path_is_given(filled):
    read = filled("operation", "MINUSMA", EXAMPLES, "--json")
    kept = filled("operation", "MINUSMA", "--json")
    assert kept.exit_code == read.exit_code == 0
    assert json.loads(kept.stdout) == json.loads(read.stdout)
    for command in ("figures", "question"):
        assert filled(command, "--json").exit_code == 0


@pytest.mark.parametrize("command", [("list",), ("show", "x"), ("search", "x"), ("link",), ("figures",)])
def test_a_store_that_is_not_there_is_named(run, command, tmp_path):
    done = run(*command, "--db", "none.db")
    assert done.exit_code == 2
    assert "'none.db', expected a file that `watchdesk add` made" in done.stderr
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("add", "x", "--published", "17/11/2022"), "--published is '17/11/2022'"),
        (("add", "x", "--language", "tlh"), "--language is 'tlh'"),
        (("add", "x", "--db", "no/such/x.db"), "database is 'no/such/x.db'"),
        (("list", "--since", "monday"), "--since is 'monday'"),
    ],
)
def test_misuse_is_named(run, args, words):
    done = run(*args)
    assert done.exit_code == 2
    assert words in done.stderr


def test_a_search_without_words_and_an_unknown_id_are_named(filled):
    assert filled("search", "--", "-army").exit_code == 2
    assert filled("show", "nope").exit_code == 1
    assert filled("forget", "nope", "--why", "x").exit_code == 1
