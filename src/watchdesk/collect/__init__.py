"""Bring reports in: a path or a stream in, captures out."""
