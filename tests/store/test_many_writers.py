"""Several writers and a reader at once, and commands killed at work: nothing lost, nothing doubled.

The short form of evals/writers.py and evals/kill_cycles.py, which run a minute and a hundred cycles.
"""

import sys
from pathlib import Path

import pytest

EVALS = Path(__file__).parent.parent.parent / "evals"
sys.path.insert(0, str(EVALS))

import kill_cycles  # noqa: E402
import writers  # noqa: E402


def test_four_writers_and_a_reader_lose_nothing(url):
    outcomes, faults = writers.run_writers(url, seconds=3)
    assert faults == []
    assert all(o.judgements for o in outcomes[:-1]) and outcomes[-1].turns


@pytest.fixture
def two(request, url, tmp_path):
    """Two databases: the test's own, and another one of the same kind."""
    if "://" not in url:
        yield url, str(tmp_path / "quiet.db")
        return
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE quiet")
        yield url, request.getfixturevalue("postgres").format(name="quiet")
        connection.execute("DROP DATABASE quiet WITH (FORCE)")


def test_commands_killed_at_work_leave_what_an_undisturbed_run_does(two, tmp_path):
    lines = tmp_path / "reports.jsonl"
    kill_cycles.corpus_lines(lines, 8)
    tally = kill_cycles.run_cycles(*two, lines, cycles=5, keep=2)
    assert tally.faults == []
    assert tally.kills == {"add": 4, "link": 1}
    assert tally.alive["add"] >= 2
