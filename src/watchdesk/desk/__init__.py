"""The desk: pages and an API over one store, where people see what was read, judge it, and disagree in the open."""
