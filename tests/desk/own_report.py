"""A report in our own words, kept and read as `watchdesk add` does it: several actors, places, days and numbers."""

import json

from watchdesk.collect.folders import collect_paths
from watchdesk.intake import Intake, take_in
from watchdesk.records import Event, Stated
from watchdesk.settings import Settings
from watchdesk.store.reading import readings

TEXT = (
    "On 3 June 2023 gunmen on motorbikes attacked the village of Ansongo in Mali and killed four farmers, officials "
    "said. Soldiers of the Malian army reached Ansongo only the next day.\n\n"
    "On 1 June a crowd had walked through Gao to ask for water. Police arrested two of them near the market of Gao. "
    "Colonel Issa Doumbo told the radio that nine attackers were dead.\n\n"
    "Nobody has come back to the pumps since Friday, and Katiba Macina is said to guard the road to Bourem."
)


def keep_own(store, folder, text=TEXT):
    """The reading of the report, and its event in Ansongo."""
    lines = folder / "own.jsonl"
    lines.write_text(
        json.dumps({"id": "own", "title": "Pumps", "published": "2023-06-05", "language": "en", "text": text})
    )
    intake = Intake(store=store, settings=Settings(reader="rules"), who="test", why="own")
    assert [o.outcome for o in take_in(collect_paths([str(lines)], Stated()), intake)] == ["new"]
    reading = next(r for r in readings(store) if r.report.given_id == "own")
    attack = next(c for c in reading.claims if isinstance(c, Event) and c.place and c.place.name == "Ansongo")
    return reading, attack
