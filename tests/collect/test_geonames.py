"""A country's dump comes from a real server; where none answers, the file to bring by hand is named."""

from __future__ import annotations

import http.server
import threading
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from watchdesk import cli
from watchdesk.collect.geonames import geonames_dump
from watchdesk.errors import BadSetting
from watchdesk.resolve.gazetteer import Gazetteer

ROW = "\t".join(["1", "Qqarsoum", "Qqarsoum", "", "16.5", "1.5", "P", "PPL", "ML", "", "07", *[""] * 3, "0", *[""] * 4])


def zipped() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("ML.txt", ROW + "\n")
    return out.getvalue()


class Dumps(http.server.BaseHTTPRequestHandler):
    """Serves ML.zip whole, NE.zip cut off, and nothing else."""

    def do_GET(self) -> None:
        body = zipped()
        if self.path not in ("/ML.zip", "/NE.zip"):
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if self.path == "/ML.zip" else body[:50])

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Dumps) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("country", ["Mali", "ml", "ML"])
def test_a_country_is_downloaded_and_added(country: str, address: str, tmp_path: Path) -> None:
    target = tmp_path / "own.sqlite"
    done = CliRunner().invoke(cli.app, ["gazetteer", "add", country, "--to", str(target), "--mirror", address])
    assert done.exit_code == 0, done.output
    assert [p.name for p in Gazetteer([target]).places_named("Qqarsoum")] == ["Qqarsoum"]


@pytest.mark.parametrize(("code", "why"), [("XK", "404 Not Found"), ("NE", "bytes")])
def test_what_cannot_be_had_is_said_with_the_file_to_bring(code: str, why: str, address: str, tmp_path: Path) -> None:
    target = tmp_path / "own.sqlite"
    done = CliRunner().invoke(cli.app, ["gazetteer", "add", code, "--to", str(target), "--mirror", address])
    assert done.exit_code == 2
    assert why in done.output
    assert f"watchdesk gazetteer add {code}.zip" in done.output
    assert not target.exists()


def test_no_server() -> None:
    with (
        pytest.raises(BadSetting, match=r"ML\.zip cannot be had \(.*refused.*bring it here"),
        geonames_dump("ML", address="http://127.0.0.1:9/"),
    ):
        pass


def test_what_is_no_country(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.app, ["gazetteer", "add", "Malian", "--to", str(tmp_path / "x")])
    assert done.exit_code == 2
    assert "neither a file nor a country" in done.output
