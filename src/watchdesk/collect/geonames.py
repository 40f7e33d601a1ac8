"""Fetch GeoNames' dump of one country, or of all, for `watchdesk gazetteer add COUNTRY`."""

from __future__ import annotations

import http.client
import pathlib
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from watchdesk.errors import BadSetting

ADDRESS = "https://download.geonames.org/export/dump/"
ALL = "allCountries"
MAX_BYTES = 1_000_000_000  # allCountries.zip has about 400 MB
TIMEOUT_S = 30.0  # for one answer
MAX_S = 3600.0  # for the whole file
CHUNK = 1 << 20


class Hears(Protocol):
    """Who is told how many bytes have come."""

    def __call__(self, count: int, /) -> None: ...


@contextmanager
def geonames_dump(code: str, *, address: str = ADDRESS, told: Hears | None = None) -> Iterator[pathlib.Path]:
    """The zipped dump of a country (ISO alpha-2) or of `allCountries`, in a temporary file.

    Raises BadSetting where it cannot be had, and says which file to bring by hand.
    """
    name = f"{code}.zip"
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder) / name
        try:
            fetch(address + name, target, told)
        except (OSError, http.client.HTTPException) as fault:
            why = str(fault)
            if isinstance(fault, urllib.error.HTTPError):
                why = f"{fault.code} {fault.reason}"
                fault.close()
            raise BadSetting(
                f"{address}{name} cannot be had ({why}); on a machine that is online, download that file, bring it "
                f"here, and run: watchdesk gazetteer add {name}"
            ) from fault
        yield target


def fetch(url: str, target: pathlib.Path, told: Hears | None) -> None:
    """Write what lies at `url`. OSError where it does not answer, answers with less than it said, or is too large."""
    began, count = time.monotonic(), 0
    request = urllib.request.Request(url, headers={"User-Agent": "watchdesk"})
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer, target.open("wb") as out:
        said = int(answer.headers.get("Content-Length") or 0)
        while chunk := answer.read(CHUNK):
            count += len(chunk)
            if count > MAX_BYTES:
                raise OSError(f"more than {MAX_BYTES:,} bytes")
            if time.monotonic() - began > MAX_S:
                raise OSError(f"not whole after {MAX_S:,.0f} seconds")
            out.write(chunk)
            if told:
                told(count)
    if said and count != said:
        raise OSError(f"{count:,} bytes came of {said:,}")
