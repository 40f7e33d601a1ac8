"""Conflict reports in, reviewed incidents out."""

__version__ = "0.1.0"
