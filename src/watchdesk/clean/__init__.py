"""Read text out of bytes: a capture in, a report out."""
