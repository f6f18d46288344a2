"""Where books are read from and summaries written to."""
