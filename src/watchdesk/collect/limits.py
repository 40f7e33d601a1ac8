"""How much collecting takes in at once: every limit on bytes, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from watchdesk.errors import BadInputLine, UnreadableCapture

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that is taken in: a JSON Lines file may be of any size, since it is read line by line."""

    max_file_bytes: int = 64 * MIB
    max_line_bytes: int = 64 * MIB

    def __post_init__(self) -> None:
        for name in ("max_file_bytes", "max_line_bytes"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} {getattr(self, name)!r} is not a positive number of bytes")


LIMITS = Limits()


def oversized_file(limit: int) -> UnreadableCapture:
    """The error for a file of more than `limit` bytes."""
    return UnreadableCapture(
        f"the file is larger than {limit / MIB:g} MiB, expected one report: split it, or give it as JSON Lines (.jsonl)"
    )


def oversized_line(limit: int) -> BadInputLine:
    """The error for a line of more than `limit` bytes."""
    return BadInputLine(
        f"the line is longer than {limit / MIB:g} MiB, expected one report: split the report over several lines"
    )
