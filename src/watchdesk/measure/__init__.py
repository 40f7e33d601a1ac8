"""How well reports are read: annotated reports, paired with what was read, scored, with an honest interval."""
