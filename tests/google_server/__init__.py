"""Google for tests: Sheets v4 and its token endpoint on loopback, in memory, with faults to order.

with GoogleServer() as google:
    google.add(book_of("book-id", {"Явка": [["Тьютор"], ["Белов П.И."]]}))
    key = google.key_file(tmp_path)          # SHEETS_SYNC_GOOGLE_URL=google.url
    google.faults.add("503", at=2, kind="write")
"""

from .auth import Authority
from .cells import Value, stored
from .faults import FAULTS, Fault, dripping, html, meanwhile, rate_limited, slow, status
from .server import Exchange, GoogleServer
from .state import Book, Sheet, book_of
from .xlsx import book_from_xlsx

__all__ = [
    "FAULTS",
    "Authority",
    "Book",
    "Exchange",
    "Fault",
    "GoogleServer",
    "Sheet",
    "Value",
    "book_from_xlsx",
    "book_of",
    "dripping",
    "html",
    "meanwhile",
    "rate_limited",
    "slow",
    "status",
    "stored",
]
