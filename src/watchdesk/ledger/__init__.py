"""The ledgers: figures of one quantity side by side, claims beside their denials, peace operations over time."""
