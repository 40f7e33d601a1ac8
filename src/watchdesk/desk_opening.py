"""Open the desk over a store: the one place where it is given the reader, the redaction and the check of words."""

from __future__ import annotations

from watchdesk.desk.opened import Desk, Mode
from watchdesk.pipeline import give_ids, verbatim_fault
from watchdesk.private_persons import PrivatePersons
from watchdesk.records import Names
from watchdesk.report_sights import ReportSights
from watchdesk.store.opening import Store


def desk_over(store: Store, names: Names, mode: Mode = "alone") -> Desk:
    """A desk that nobody can reach yet: `person` and `hosts` are for the caller to add."""
    return Desk(
        store=store,
        names=names,
        private=PrivatePersons(names),
        fault_of=verbatim_fault,
        identify=give_ids,
        look=ReportSights(names),
        mode=mode,
    )
