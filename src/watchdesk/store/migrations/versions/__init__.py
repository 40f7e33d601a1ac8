"""The steps of the database, in their order."""
