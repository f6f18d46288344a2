"""Makes the spreadsheets of a methodological centre a data store one can trust."""

__version__ = "0.1.0"
