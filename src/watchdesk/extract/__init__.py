"""Find what a report says happened: a report in, claims out."""
