"""Conflict reports in, reviewed incidents out."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_DOOR = {
    "Capture": "records",
    "Claim": "records",
    "Event": "records",
    "Figure": "records",
    "Issue": "records",
    "MissionFact": "records",
    "Reading": "records",
    "Report": "records",
    "Settings": "settings",
    "Statement": "records",
    "Stated": "records",
    "WatchdeskError": "errors",
    "collect_paths": "collect.folders",
    "open_reader": "pipeline",
    "read_capture": "pipeline",
    "read_captures": "workers",
    "report_page": "publish.report_page",
    "report_record": "publish.report_json",
}
"""The front door: each public name and the module that holds it, imported when first asked for."""

__all__ = ["__version__", *sorted(_DOOR)]


def __getattr__(name: str) -> Any:
    if name in _DOOR:
        return getattr(import_module(f"watchdesk.{_DOOR[name]}"), name)
    raise AttributeError(f"watchdesk has no {name!r}; it has {', '.join(__all__)}")
