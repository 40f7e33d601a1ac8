"""Write records for readers: JSON, tables and pages from one reading."""
