"""The exports: one table of formats; incidents redacted and coded once; all files written, or none."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from watchdesk.errors import BadSetting, RunError
from watchdesk.publish.acled_rows import acled_csv, acled_gap
from watchdesk.publish.coded_incident import IMPORTED, CodedIncident, code_incidents
from watchdesk.publish.export_options import ExportOptions
from watchdesk.publish.ftm import ftm_jsonl
from watchdesk.publish.ged_rows import ged_csv, ged_gap
from watchdesk.publish.geojson import geojson
from watchdesk.publish.geoparquet import geoparquet
from watchdesk.publish.hxl import hxl_csv
from watchdesk.publish.incident_csv import incident_csv
from watchdesk.publish.incident_jsonl import incident_jsonl
from watchdesk.publish.plover_lines import plover_gap, plover_jsonl
from watchdesk.publish.redaction import Coarsening, PrivateNames, coarsen_file, redact_file
from watchdesk.records import IncidentFile

_log = logging.getLogger(__name__)

Write = Callable[[Sequence[CodedIncident], ExportOptions], bytes]
Gap = Callable[[CodedIncident, ExportOptions], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One format: its file, what writes it, its usual view, and why an incident may have no place in it."""

    file_name: str
    write: Write
    view: str = "low-best-high"
    gap: Gap = lambda coded, options: None


EXPORTERS: Mapping[str, Exporter] = {
    "acled": Exporter(file_name="acled-shaped.csv", write=acled_csv, view="lowest", gap=acled_gap),
    "ucdp": Exporter(file_name="ged-shaped.csv", write=ged_csv, gap=ged_gap),
    "plover": Exporter(file_name="plover.jsonl", write=plover_jsonl, gap=lambda coded, options: plover_gap(coded)),
    "csv": Exporter(file_name="incidents.csv", write=incident_csv),
    "jsonl": Exporter(file_name="incidents.jsonl", write=incident_jsonl),
    "geojson": Exporter(file_name="incidents.geojson", write=geojson),
    "geoparquet": Exporter(file_name="incidents.parquet", write=geoparquet),
    "hxl": Exporter(file_name="incidents-hxl.csv", write=hxl_csv),
    "ftm": Exporter(file_name="incidents.ftm.json", write=ftm_jsonl),
}
"""Every format by the name that `watchdesk export` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """How incidents are published: `private` finds names to withhold (None: private persons are wanted), `coarsenings`
    make places coarser, `view` overrules the usual one of a format, `imported` lets in rows of
    other people's tables."""

    options: ExportOptions
    private: PrivateNames | None
    coarsenings: tuple[Coarsening, ...] = ()
    view: str | None = None
    imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The bytes of one format, how many incidents they hold, and how many are left out, by reason."""

    file_name: str
    body: bytes
    incidents: int
    left_out: tuple[tuple[str, int], ...]


def export_incidents(
    formats: Sequence[str], files: Iterable[IncidentFile], publication: Publication
) -> tuple[Exported, ...]:
    """The files of these formats. Raises BadSetting for an unknown format or view, MissingPart for a missing extra."""
    unknown = [name for name in formats if name not in EXPORTERS]
    if unknown:
        raise BadSetting(f"the format is {unknown[0]!r}, expected one of {', '.join(EXPORTERS)}")
    prepared = [f for f in (prepare_file(f, publication) for f in files) if f is not None]
    return tuple(_export(EXPORTERS[name], prepared, publication) for name in dict.fromkeys(formats))


def prepare_file(file: IncidentFile, publication: Publication) -> IncidentFile | None:
    """The incident as it may leave the desk; None where nothing of it may."""
    if not publication.imported:
        told = tuple(t for t in file.told if not _is_foreign(t.claim.made_by))
        if not told:
            return None
        file = replace(file, told=told)
    if publication.private is not None:
        file = redact_file(file, publication.private)
    return coarsen_file(file, publication.coarsenings)


def _is_foreign(made_by: str) -> bool:
    """Whether a claim came out of somebody else's table, whose terms say what may be passed on."""
    return made_by.startswith(IMPORTED) and made_by != f"{IMPORTED}csv"


def _export(exporter: Exporter, files: Sequence[IncidentFile], publication: Publication) -> Exported:
    coded = code_incidents(files, publication.view or exporter.view)
    gaps = Counter(g for c in coded if (g := exporter.gap(c, publication.options)))
    return Exported(
        file_name=exporter.file_name,
        body=exporter.write(coded, publication.options),
        incidents=len(coded) - gaps.total(),
        left_out=tuple(sorted(gaps.items())),
    )


def write_files(bodies: Mapping[Path, bytes]) -> None:
    """Write every file, or none: each to a temporary name beside it, then all replaced; undone if one cannot be.

    Raises RunError where a folder cannot be written.
    """
    temporary: dict[Path, Path] = {}
    try:
        for path, body in bodies.items():
            temporary[path] = _write_beside(path, body)
        _replace_all(temporary)
    except OSError as fault:
        raise RunError(
            f"{fault.filename or 'a file'!r} cannot be written ({fault.strerror}); "
            "no file was changed: name a folder that you may write"
        ) from fault
    finally:
        for path in temporary.values():
            path.unlink(missing_ok=True)


def _write_beside(path: Path, body: bytes) -> Path:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".new", delete=False) as file:
        try:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            Path(file.name).unlink()
            raise
    Path(file.name).chmod(0o644)
    return Path(file.name)


def _replace_all(temporary: Mapping[Path, Path]) -> None:
    kept: dict[Path, Path | None] = {}
    try:
        for path in temporary:
            kept[path] = _keep(path)
        for path, new in temporary.items():
            new.replace(path)
    except OSError:
        for path, old in kept.items():
            with suppress(OSError):
                old.replace(path) if old else path.unlink(missing_ok=True)
        raise
    finally:
        for old in kept.values():
            if old:
                old.unlink(missing_ok=True)


def _keep(path: Path) -> Path | None:
    """A second name for the file that is about to be replaced, None where there is none."""
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder", str(path))
    if not path.exists():
        return None
    old = path.with_name(f".{path.name}.old")
    old.unlink(missing_ok=True)
    os.link(path, old)
    return old
