"""Which claims are of one happening: incidents with the reasons of every pair, and reports that reprint one another."""
