"""Local workbooks as a store: books are read in child processes, the summary is a book of ours."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sheets_sync.errors import SheetsSyncError, UsageError, why
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.base import OurTab, Sent, Snapshot
from sheets_sync.stores.files import BookFile
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.kept_reading import KeptReadings
from sheets_sync.stores.xlsx.mark import read_mark
from sheets_sync.stores.xlsx.read import Pending, start

_OWN = Limits(
    file_mb=200, part_mb=500, total_mb=1000, cells=50_000_000, seconds=120, memory_mb=4096
)
"""What our own summary may cost to read back: it is as large as we made it."""


class Maker(NamedTuple):
    """When a summary is made, and for which organisation."""

    made_at: datetime
    organisation: str = ""


class XlsxStore:
    """Books and the summary as files; `read` may be started ahead, while others work."""

    def __init__(
        self,
        books: Sequence[BookFile],
        summary: Path | None,
        limits: Limits,
        maker: Maker,
        kept: KeptReadings | None = None,
    ) -> None:
        """Of books that did not change `kept` says what was read before."""
        self._books = books
        self._summary = summary
        self._limits = limits
        self._maker = maker
        self._kept = kept
        self._reading: tuple[Pending, Pending | None] | None = None
        self._digests: dict[str, str] = {}

    def start(self, tabs: frozenset[str]) -> None:
        """Begin to read; `read` with the same tabs then only waits."""
        self._digests = self.standing()
        ours = None
        if self._summary and self._digests:
            book = BookFile(self._summary, self._summary.name)
            ours = start([book], frozenset(), _OWN, everything=True)
        self._reading = start(self._books, tabs, self._limits, kept=self._kept), ours

    def read(self, tabs: frozenset[str]) -> Snapshot:
        """Read every book, and our summary as it stands."""
        if self._reading is None:
            self.start(tabs)
        assert self._reading is not None
        books, own = self._reading
        self._reading = None
        found = books.finish()
        ours = {
            tab.place.tab: OurTab(tab, self._digests[tab.place.tab])
            for tab in (own.finish().whole().tabs if own else ())
            if tab.place.tab in self._digests  # what people added is theirs
        }
        return Snapshot(found.tabs, found.others, ours, found.empty, lost=found.lost)

    def write(self, grids: Sequence[Grid]) -> Sent:
        """Write the summary workbook anew; it is read back before it takes its place."""
        from sheets_sync.stores.xlsx.write import write_workbook  # openpyxl takes 0.25 s

        assert self._summary is not None
        write_workbook(self._summary, grids, *self._maker)
        return Sent()

    def standing(self) -> dict[str, str]:
        """The digests in our summary, {} for none. Raises UsageError for a foreign file."""
        summary = self._summary
        if summary is None:
            return {}
        try:
            mark = read_mark(summary) if summary.exists() else {}
        except OSError as error:
            raise SheetsSyncError(
                f"Сводка «{summary.name}» не читается ({why(error)}). "
                "Закройте её, проверьте имя и права на файл"
            ) from None
        if mark is None:
            raise UsageError(
                f"Файл «{summary.name}» создан не этой программой, он не перезаписывается. "
                "Переименуйте его или укажите другое имя в summary"
            )
        return mark
