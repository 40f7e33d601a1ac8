"""The front door is what is listed, each name opens, and importing it is light."""

import subprocess
import sys

import pytest

import watchdesk

LISTED = [
    "__version__",
    "Capture",
    "Claim",
    "Event",
    "Figure",
    "Issue",
    "MissionFact",
    "Reading",
    "Report",
    "Settings",
    "Stated",
    "Statement",
    "WatchdeskError",
    "collect_paths",
    "open_reader",
    "read_capture",
    "read_captures",
    "report_page",
    "report_record",
]


def test_front_door_is_what_is_listed():
    assert watchdesk.__all__ == LISTED


@pytest.mark.parametrize("name", LISTED)
def test_every_listed_name_opens(name):
    assert getattr(watchdesk, name) is not None


def test_an_unknown_name_is_refused_by_name():
    with pytest.raises(AttributeError, match="'read_everything'"):
        watchdesk.read_everything  # noqa: B018


def test_importing_watchdesk_brings_no_heavy_package():
    heavy = ("trafilatura", "pypdfium2", "rich", "jinja2", "onnxruntime", "numpy", "lxml", "torch")
    code = f"import sys, watchdesk; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
