"""The staff's tabs, one file a book: the only place that names their columns."""
