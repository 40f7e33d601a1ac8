"""What is kept: worked out once until the store changes, brought up to date beside, and honest about its age."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import httpx2
import pytest

from watchdesk.desk.filters import Filters
from watchdesk.desk.ledgers import figures_page, operations_told
from watchdesk.desk.opened import Desk
from watchdesk.desk.remembered import Remembered
from watchdesk.desk.source_lists import SOURCES
from watchdesk.desk.workbench import Beside, Here, Question
from watchdesk.desk.worklist import Worklist
from watchdesk.errors import BadSetting
from watchdesk.pipeline import give_ids, verbatim_fault
from watchdesk.private_persons import PrivatePersons
from watchdesk.report_sights import ReportSights
from watchdesk.resolve.names import open_names
from watchdesk.store.history import Changes
from watchdesk.store.judging import decide
from watchdesk.store.opening import open_store


def change(store, verdict="accept"):
    worklist = Worklist(store)
    worklist.refresh()
    claim_id = worklist.items(limit=1)[0].claim_id
    decide(store, verdict, claim_id, by="ana")
    return claim_id


def opened(path):
    """A desk over the store of this file, for a process of its own."""
    names = open_names(None, ())
    return Desk(
        store=open_store(path),
        names=names,
        fault_of=verbatim_fault,
        identify=give_ids,
        private=PrivatePersons(names),
        look=ReportSights(names),
    )


def who_works(_bench):
    return os.getpid()


def end_badly(_bench):
    os.kill(os.getpid(), signal.SIGKILL)


def be_refused(_bench):
    raise BadSetting("the day is 'soon', expected one as 2022-11-30")


def until(told, seconds=30):
    """Wait for what another thread brings about."""
    end = time.monotonic() + seconds
    while not told() and time.monotonic() < end:
        time.sleep(0.02)
    return told()


MADE = []


def count_up(_bench, name):
    MADE.append(name)
    time.sleep(0.05)
    return len(name)


ALONE = Question(count_up, ("judgements",), judgements=True)
CLAIMS = Question(count_up, ("claims",))


@pytest.fixture
def made():
    """What was worked out in this process, in its order."""
    MADE.clear()
    return MADE


@pytest.fixture
def memory(desk, store):
    return Remembered(store, Here(desk))


def test_an_answer_is_kept_until_the_store_changes(memory, store, made):
    assert [memory.ask(ALONE).value for _ in range(2)] == [10, 10]
    assert made == ["judgements"]
    change(store)
    assert not memory.ask(ALONE).behind
    assert made == ["judgements"] * 2


def test_what_is_about_claims_stays_while_claims_are_only_accepted(memory, store, made):
    memory.ask(CLAIMS)
    change(store)
    memory.ask(CLAIMS)
    assert made == ["claims"]
    change(store, "reject")
    memory.ask(CLAIMS)
    assert made == ["claims"] * 2


def test_of_several_who_ask_at_once_one_works_it_out(memory, made):
    threads = [threading.Thread(target=memory.ask, args=(ALONE,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["judgements"]


def test_while_it_is_kept_up_nobody_waits_and_the_age_is_told(memory, store, made, monkeypatch):
    monkeypatch.setattr("watchdesk.desk.remembered._EVERY_S", 0.02)
    first = memory.ask(ALONE)
    stop, go_on = threading.Event(), threading.Event()
    monkeypatch.setattr(memory, "_renew", lambda question: go_on.wait(30) and Remembered._renew(memory, question))
    keeper = threading.Thread(target=memory.keep_up, args=(stop,))
    keeper.start()
    assert until(lambda: memory._keeping)
    change(store)
    shown = memory.ask(ALONE)
    assert (shown.behind, shown.at, len(made)) == (True, first.at, 1)
    assert memory.behind(ALONE) == first.at
    go_on.set()
    assert until(lambda: not memory.ask(ALONE).behind)
    assert memory.ask(ALONE).at > first.at and len(made) == 2
    assert memory.behind(ALONE) is None
    stop.set()
    keeper.join()


def test_what_nobody_asks_for_any_more_is_not_kept_up_and_never_shown_old(memory, store, made, monkeypatch):
    memory.ask(ALONE)
    monkeypatch.setattr("watchdesk.desk.remembered.IN_USE_S", 0.0)
    memory._keeping = True
    change(store)
    assert memory._oldest() is None
    assert not memory.ask(ALONE).behind
    assert len(made) == 2


def test_changes_that_end_out_of_their_order_are_seen(store):
    changes = Changes(store)
    before = changes.newest(judgements=True)
    assert changes.newest(judgements=True) == before
    change(store)
    after, claims = changes.newest(judgements=True), changes.newest(judgements=False)
    assert after > before
    columns = "at, who, why, table_name, row_id, change, field, old, new"
    late = (
        f"INSERT INTO revisions (n, {columns}) SELECT -1, {columns} FROM revisions WHERE table_name = 'claims' LIMIT 1"
    )
    with store.engine.begin() as connection:  # as by a writer that began first and ended last
        connection.exec_driver_sql(late)
    assert changes.newest(judgements=True) > after
    assert changes.newest(judgements=False) > claims


# --- in a process of its own ------------------------------------------------------------------------------------------


@pytest.fixture
def beside(store):
    worker = Beside(partial(opened, store.engine.url.database))
    yield worker
    worker.close()


def test_another_process_answers_as_this_one_does(beside, desk, store):
    here = Here(desk)
    asked = (SOURCES, Question(figures_page, (Filters(), True, "en")), Question(operations_told, (True,)))
    assert beside.answer(Question(who_works)) != os.getpid()
    for question in asked:
        assert beside.answer(question) == here.answer(question)
    claim_id = change(store, "reject")
    assert sum(line.rejected for line in beside.answer(SOURCES)) == 1
    for question in asked:
        assert beside.answer(question) == here.answer(question)
    decide(store, "unsure", claim_id, by="ana")
    for question in asked:
        assert beside.answer(question) == here.answer(question)


def test_a_process_that_ends_is_started_anew(beside):
    first = beside.answer(Question(who_works))
    os.kill(first, signal.SIGKILL)
    assert beside.answer(Question(who_works)) not in (first, os.getpid())


def test_a_question_that_ends_every_process_is_refused_and_others_go_on(beside):
    with pytest.raises(RuntimeError):
        beside.answer(Question(end_badly))
    assert beside.answer(Question(who_works)) != os.getpid()


def test_what_is_refused_there_is_refused_here(beside):
    with pytest.raises(BadSetting, match="'soon'"):
        beside.answer(Question(be_refused))


@pytest.fixture
def served(store):
    """A desk in a process of its own, as `watchdesk serve` starts it: the process and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "watchdesk", "serve", "--db", store.engine.url.database, "--port", str(port)]
    desk = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    assert until(lambda: answers(f"{address}/sources"), 60)
    yield desk, address
    desk.kill()
    desk.wait()


def answers(address):
    try:
        return httpx2.get(address, timeout=30).status_code == 200
    except httpx2.TransportError:
        return False


def helpers_of(process):
    """The processes that one has started and that still run."""
    tasks = Path(f"/proc/{process.pid}/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text(encoding="ascii").split()]


def runs(pid):
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="/proc tells which processes one has started")
@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=["term", "int", "kill"])
def test_the_process_beside_ends_with_the_desk(served, ended_by):
    desk, _ = served
    helpers = helpers_of(desk)
    assert helpers
    desk.send_signal(ended_by)
    desk.wait(60)
    assert until(lambda: not any(runs(pid) for pid in helpers))


def test_a_desk_in_service_follows_its_store(served):
    _, address = served
    claim = httpx2.get(f"{address}/api/queue", params={"limit": 1}).json()["items"][0]["claim"]
    before = httpx2.get(f"{address}/api/sources").json()
    assert sum(line["judged"] for line in before) == 0
    assert httpx2.post(f"{address}/api/claims/{claim}/judgements", json={"verdict": "accept"}).status_code == 201
    old = httpx2.get(f"{address}/api/sources")
    assert old.json() != before or "last-modified" in old.headers
    assert until(lambda: sum(line["judged"] for line in httpx2.get(f"{address}/api/sources").json()) == 1)
    assert "last-modified" not in httpx2.get(f"{address}/api/sources").headers
