"""One run and a year of runs."""
