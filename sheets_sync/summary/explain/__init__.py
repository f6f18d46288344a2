"""The rows behind a number of the summary."""
