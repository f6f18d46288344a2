"""Makes the spreadsheets of a methodological centre a data store one can trust."""

import os

# openpyxl writes other bytes where lxml is installed: the same input must give the same ones.
os.environ.setdefault("OPENPYXL_LXML", "False")

__version__ = "0.1.0"
