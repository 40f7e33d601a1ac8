"""`python -m watchdesk` is the `watchdesk` command."""

from watchdesk.cli import main

main()
