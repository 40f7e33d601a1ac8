"""What of watchdesk is installed here, and what a missing part costs."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
from dataclasses import dataclass
from importlib.resources import files

from watchdesk import __version__

PARTS: tuple[tuple[str, str, str], ...] = (
    ("data/gazetteer.sqlite", "embedded gazetteer", "no place gets coordinates; names are still read"),
    ("data/countries.yml", "countries", "no country, army or government is named"),
    ("data/actors", "actor registry", "armed groups keep the words of the text as their name"),
    ("data/reader/reader.onnx", "learned reader", "rules find the events, and miss more of them"),
    ("data/operations.yml", "peace operations", "no peace-operation fact is found"),
)
"""Data files inside the package: path, what it is, what its absence costs."""

PACKAGES: tuple[tuple[str, str, str], ...] = (
    ("trafilatura", "HTML", "HTML pages cannot be read"),
    ("pypdfium2", "PDF", "PDF files cannot be read"),
    ("cchardet", "charset detection", "texts that are not UTF-8 may fail"),
    ("onnxruntime", "learned reader", "rules find the events, and miss more: pip install watchdesk[reader]"),
    ("tokenizers", "learned reader", "rules find the events, and miss more of them"),
    ("rich", "tables and progress", "nothing is printed"),
    ("jinja2", "the page of --page", "no page can be written"),
    ("sqlalchemy", "the store", "nothing can be kept"),
    ("fastapi", "the desk", "watchdesk serve does not start: pip install watchdesk[desk]"),
    ("uvicorn", "the desk", "watchdesk serve does not start: pip install watchdesk[desk]"),
)
"""Packages: module, what it does, what its absence costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One part: whether it is there, a word on it, and what its absence costs."""

    name: str
    present: bool
    detail: str
    cost: str


def examine() -> list[Finding]:
    """Every part of this installation, in a fixed order."""
    found = [
        Finding(name="watchdesk", present=True, detail=f"{__version__}, Python {platform.python_version()}", cost="")
    ]
    for path, name, cost in PARTS:
        there = files("watchdesk")
        for step in path.split("/"):
            there = there / step
        present = there.is_file() or there.is_dir()
        found.append(Finding(name=name, present=present, detail=path if present else "not there", cost=cost))
    for module, name, cost in PACKAGES:
        present = importlib.util.find_spec(module) is not None
        found.append(Finding(name=name, present=present, detail=_version(module) if present else "missing", cost=cost))
    return found


def _version(module: str) -> str:
    try:
        return f"{module} {importlib.metadata.version(module.replace('_', '-'))}"
    except importlib.metadata.PackageNotFoundError:
        return module
