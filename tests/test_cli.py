"""The command as a user runs it: what is printed, where, and with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"


def run(*args: str, stdin: bytes = b"", cwd: Path | None = None, **settings: str) -> subprocess.CompletedProcess:
    env = {k: v for k, v in os.environ.items() if not k.startswith("WATCHDESK_")} | settings
    command = [sys.executable, "-m", "watchdesk", *args]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd or EXAMPLES, env=env, timeout=120)


def test_json_is_one_line_per_report_in_order_with_the_given_ids():
    lines = [
        {"id": "b", "text": "Gunmen killed two farmers in Gao on Monday.", "published": "2023-05-02", "language": "en"},
        {"id": "a", "text": "Des hommes armés ont tué deux civils lundi.", "published": "2023-05-02"},
    ]
    stdin = "\n".join(json.dumps(line) for line in lines).encode()
    done = run("read", "-", "--json", stdin=stdin)
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["document"]["id"] for r in records] == ["b", "a"]
    assert [r["document"]["language"] for r in records] == ["en", "fr"]
    for record in records:
        assert set(record) == {"document", "events", "figures", "statements", "peace_operations", "dropped"}
        for claim in record["events"] + record["figures"] + record["statements"] + record["peace_operations"]:
            assert 0 <= claim["score"] <= 1


def test_workers_change_nothing_but_the_time():
    alone = run("read", "withdrawal.txt", "embuscade.html", "--json")
    together = run("read", "withdrawal.txt", "embuscade.html", "--json", "--workers", "2")
    assert alone.returncode == together.returncode == 0
    assert alone.stdout == together.stdout


def test_a_bad_file_is_named_and_the_others_are_printed(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("read", str(tmp_path / "empty.txt"), "withdrawal.txt", str(tmp_path / "none.txt"), "--json")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert b"empty.txt" in done.stderr
    assert b"none.txt" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("read", "withdrawal.txt", "--published", "17/11/2022"), b"--published is '17/11/2022'"),
        (("read", "withdrawal.txt", "--language", "tlh"), b"--language is 'tlh'"),
        (("read", "withdrawal.txt", "--workers", "0"), b"workers is 0"),
        (("read", "withdrawal.txt", "--page", "no/such/folder/p.html"), b"--page is"),
        (("read",), b"Missing argument"),
        (("raed", "withdrawal.txt"), b"No such command"),
    ],
)
def test_misuse_ends_with_two_and_says_why(args, words):
    done = run(*args)
    assert done.returncode == 2
    assert words in done.stderr
    assert b"Traceback" not in done.stderr


def test_tables_are_printed_for_people():
    done = run("read", "withdrawal.txt", "--published", "2022-11-18")
    assert done.returncode == 0
    text = done.stdout.decode()
    for heading in ("Events", "Figures", "Statements", "Peace operations", "Left out"):
        assert heading in text


def test_the_page_is_written_and_asks_nothing_of_the_network(tmp_path):
    page = tmp_path / "page.html"
    done = run("read", "withdrawal.txt", "--page", str(page))
    assert done.returncode == 0
    html = page.read_text(encoding="utf-8")
    for outside in ('src="', 'href="http', "url(", "@import", "<link"):
        assert outside not in html


def test_doctor_names_every_part():
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert b"embedded gazetteer" in done.stdout
    assert b"MISSING" not in done.stdout


def test_own_places_are_added_and_found(tmp_path):
    own, target = tmp_path / "own.csv", tmp_path / "own.sqlite"
    own.write_text("name,country,latitude,longitude\nQarawat Testfil,SD,13.61,25.32\n", encoding="utf-8")
    added = run("gazetteer", "add", str(own), "--to", str(target))
    assert added.returncode == 0, added.stderr
    found = run("gazetteer", "find", "qarawat-testfil", "--gazetteer", str(target))
    assert found.returncode == 0
    assert b"Qarawat Testfil" in found.stdout
    assert run("gazetteer", "find", "qarawat-testfil").returncode == 1
    own.write_text("name,country,latitude,longitude\nNowhere,SD,113.61,25.32\n", encoding="utf-8")
    wrong = run("gazetteer", "add", str(own), "--to", str(target))
    assert wrong.returncode == 2
    assert b"113.61" in wrong.stderr


def test_the_gazetteer_that_is_set_is_made_by_the_first_add(tmp_path):
    own, target = tmp_path / "own.csv", tmp_path / "set.sqlite"
    own.write_text("name,country,latitude,longitude\nQarawat Testfil,SD,13.61,25.32\n", encoding="utf-8")
    added = run("gazetteer", "add", str(own), WATCHDESK_GAZETTEER=str(target))
    assert added.returncode == 0, added.stderr
    assert target.is_file()
    found = run("gazetteer", "find", "qarawat-testfil", WATCHDESK_GAZETTEER=str(target))
    assert b"Qarawat Testfil" in found.stdout


def test_version():
    assert run("--version").stdout.startswith(b"watchdesk 0.")
