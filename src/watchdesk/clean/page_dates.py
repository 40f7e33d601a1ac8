"""Days of publication as pages and mails write them: ISO, English and French, only where whole."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january janvier jan janv",
            "february février fevrier feb fév févr",
            "march mars mar",
            "april avril apr avr",
            "may mai",
            "june juin jun",
            "july juillet jul juil",
            "august août aout aug",
            "september septembre sep sept",
            "october octobre oct",
            "november novembre nov",
            "december décembre decembre dec déc",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_GAP = r"[ \u00a0\u202f]"
WHOLE_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
    (?P<iso>\d{{4}}-\d\d-\d\d)
    |(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?{_GAP}(?P<month>{_MONTH})\.?,?{_GAP}(?P<year>\d{{4}})
    |(?P<month2>{_MONTH})\.?{_GAP}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?{_GAP}(?P<year2>\d{{4}})
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
"""A day, month and year in words or in ISO form; 03/04/2022 is not read, since it may be March or April."""


_RANGE = re.compile(
    rf"(?:\d(?:er|st|nd|rd|th)?|\b(?:{_MONTH})\.?(?:{_GAP}\d{{4}})?){_GAP}?(?:–|—|-|to|and|until|au|et|jusqu[’']au){_GAP}?$",
    re.IGNORECASE,
)


def ends_period(words: str, found: re.Match[str]) -> bool:
    """True where a match of WHOLE_DATE in `words` is the last day of a period ("9–15 June 2024")."""
    return bool(_RANGE.search(words[max(0, found.start() - 40) : found.start()]))


def date_at(found: re.Match[str]) -> dt.date | None:
    """The day that a match of WHOLE_DATE stands for; None for the 31st of June."""
    try:
        if found["iso"]:
            return dt.date.fromisoformat(found["iso"])
        month = _MONTHS[(found["month"] or found["month2"]).lower()]
        return dt.date(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"]))
    except ValueError:
        return None


def read_date(words: str) -> dt.date | None:
    """The day stated by a short passage such as a page's metadata, or None; an ISO time gives its own day."""
    words = words.strip()
    if re.match(r"\d{4}-\d\d-\d\d", words):
        words = words[:10]
    found = WHOLE_DATE.search(words[:80])
    return date_at(found) if found else None
