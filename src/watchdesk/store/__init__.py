"""Keep captures, reports, claims, incidents and judgements in SQLite or PostgreSQL, with every change on record."""
