"""Every error watchdesk raises, as one tree: what is skipped, and what stops the run.

WatchdeskError
├── RecordError            one record is skipped, counted and named; the batch goes on
│   ├── UnreadableCapture  no text can be read from these bytes
│   └── BadInputLine       one line of a JSON Lines file is not a report
└── RunError               the run stops
    ├── BadSetting         a setting, option or file of settings is wrong
    ├── BadCodebook        a codebook or registry file is wrong
    ├── BadTable           a table that the user brings is wrong
    ├── StoreFault         the database cannot be used, or holds what it should not
    └── MissingPart        a data file or optional package is not there
"""


class WatchdeskError(Exception):
    """The root: catch this to catch everything that watchdesk raises on purpose."""


class RecordError(WatchdeskError):
    """One record cannot be used; skip it, count it, name it."""


class UnreadableCapture(RecordError):
    """No text can be read from these bytes: empty, damaged, encrypted, scanned, or of an unknown format."""


class BadInputLine(RecordError):
    """One line of a JSON Lines file is not a report."""


class RunError(WatchdeskError):
    """The run cannot go on."""


class BadSetting(RunError):
    """A setting, an option or the file that holds them is wrong."""


class BadCodebook(RunError):
    """A codebook or registry file is wrong; the message names file, entry, value and what was expected."""


class BadTable(RunError):
    """A table that the user brings is wrong; the message names file, row and column, value and what was expected."""


class StoreFault(RunError):
    """The database cannot be opened, is not watchdesk's, is of another version, or holds what it should not."""


class MissingPart(RunError):
    """A data file or optional package is missing; the message gives the line that brings it."""
