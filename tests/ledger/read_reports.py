"""Reports read through the real pipeline for the ledgers' tests: the annotated set's texts, and texts of our own."""

import datetime as dt
import json
from functools import cache
from pathlib import Path

from watchdesk.pipeline import open_reader, read_capture
from watchdesk.records import Capture, Reading, Stated
from watchdesk.settings import Settings

GOLD = Path(__file__).parents[2] / "evals" / "gold"


@cache
def the_reader():
    return open_reader(Settings())


def the_names():
    return the_reader().names


@cache
def read_text(text: str, published: dt.date, language: str = "en", name: str = "t") -> Reading:
    stated = Stated(id=name, published=published, language=language)
    return read_capture(
        Capture(id=name, address=name, body=text.encode(), media_type="text/plain", stated=stated), the_reader()
    )


@cache
def read_gold(number: int) -> Reading:
    """The text of one annotated report, read anew; its annotations are not looked at."""
    path = next(GOLD.glob(f"{number:03d}_*.json"))
    document = json.loads(path.read_text(encoding="utf-8"))["document"]
    return read_text(
        document["text"], dt.date.fromisoformat(document["published"]), document["language"], f"{number:03d}"
    )


def read_all() -> list[Reading]:
    return [read_gold(number) for number in range(1, 25)]
