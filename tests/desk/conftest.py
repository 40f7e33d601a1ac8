"""A desk over a real store: the annotated reports of evals/gold, read and linked as `watchdesk add` does it."""

import datetime as dt
import json
import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from signing import sign_of
from starlette.testclient import TestClient

from watchdesk.collect.folders import collect_paths
from watchdesk.desk.app import create_app
from watchdesk.desk_opening import desk_over
from watchdesk.intake import Intake, take_in
from watchdesk.records import Stated
from watchdesk.resolve.names import open_names
from watchdesk.settings import Settings
from watchdesk.store.opening import open_store

ROOT = Path(__file__).parents[2]
GOLD = sorted((ROOT / "evals" / "gold").glob("*.json"))


class Clock:
    """A clock that goes on by a second each time it is asked: judgements come one after the other."""

    def __init__(self):
        self.now = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)

    def __call__(self):
        self.now += dt.timedelta(seconds=1)
        return self.now


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A database with twelve reports of evals/gold, two of them of one attack, and reports that disagree."""
    folder = tmp_path_factory.mktemp("desk")
    lines = folder / "gold.jsonl"
    keys = ("id", "title", "publisher", "published", "language", "text")
    with lines.open("w", encoding="utf-8") as file:
        for path in GOLD[:16]:
            document = json.loads(path.read_text(encoding="utf-8"))["document"]
            file.write(json.dumps({k: document.get(k) for k in keys}, ensure_ascii=False) + "\n")
    store = open_store(str(folder / "gold.db"), clock=Clock())
    intake = Intake(store=store, settings=Settings(reader="rules"), who="test", why="gold")
    assert {o.outcome for o in take_in(collect_paths([str(lines)], Stated()), intake)} == {"new"}
    store.close()
    return folder / "gold.db"


@pytest.fixture(scope="session")
def names():
    return open_names(None, ())


@pytest.fixture
def store(prepared, tmp_path):
    path = tmp_path / "desk.db"
    shutil.copy(prepared, path)
    clock = Clock()
    clock.now = dt.datetime(2024, 3, 2, 12, tzinfo=dt.UTC)
    store = open_store(str(path), clock=clock)
    yield store
    store.close()


@pytest.fixture
def desk(store, names):
    """The desk of one person on this computer."""
    return replace(desk_over(store, names), person="ana", hosts=("testserver",))


@pytest.fixture
def browse():
    """A browser on a desk in some mode: `browse(desk, mode="public")`."""

    def open_browser(desk, **changed):
        return TestClient(create_app(replace(desk, **changed)), follow_redirects=False)

    return open_browser


@pytest.fixture
def listen():
    """A desk that listens on a port of its own: `with listen(desk, mode="public") as address`."""

    @contextmanager
    def listening(desk, **changed):
        app = create_app(replace(desk, **({"hosts": ("127.0.0.1",)} | changed)))
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()

    return listening


@pytest.fixture
def client(desk, browse):
    return browse(desk)


@pytest.fixture
def sign(client):
    """The sign that a write of this browser carries."""
    return sign_of(client)
