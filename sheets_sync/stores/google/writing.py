"""One write of the summary: its batches in turn, a look after what went wrong, how it ended."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sheets_sync.errors import HalfWrittenError, SheetsSyncError, UnsureError
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.batches import Batch
from sheets_sync.stores.google.faults import GoogleError
from sheets_sync.stores.google.pace import Patience
from sheets_sync.stores.google.range_bound import Extras
from sheets_sync.stores.google.read import EVERYTHING, TITLES_ONLY, Spreadsheet
from sheets_sync.stores.google.read_back import check_written
from sheets_sync.stores.google.reading import Address, whole
from sheets_sync.stores.google.refusals import explained
from sheets_sync.stores.google.requests import AT_WORK, batches_for

_STANDS = "Прежняя сводка осталась на месте."
_HALF = "Часть листов сводки уже новая: следующий запуск допишет остальное."
_UNKNOWN = "Обновилась ли сводка, неизвестно: это покажет следующий запуск."
_FOUND_DONE = "Google: ответ не дошёл, но сводка записана"

log = logging.getLogger(__name__)


@dataclass
class Writing:
    """The grids on their way into a spreadsheet that stood as `before`; `name` is its address."""

    api: GoogleApi
    name: str
    before: Spreadsheet
    grids: Sequence[Grid]
    patience: Patience
    workspace: Sequence[str] = ()
    _touched: bool = field(default=False, init=False)
    _extras: Extras = field(default=Extras(), init=False)

    def run(self) -> None:
        """Make our tabs the grids; each batch's own reply is the proof.

        Raises SheetsSyncError; it says that the earlier summary stands only where a look said so.
        """
        try:
            self._to_the_end()
        except HalfWrittenError:
            raise
        except SheetsSyncError as last:
            if not self._touched:
                raise
            self._ended(last)

    def _to_the_end(self) -> None:
        """What is sent is what still lacks, by the last look."""
        book = self.before
        while True:
            batches = batches_for(self.grids, book, self.workspace, self._extras)
            if not batches and self._touched:
                log.info(_FOUND_DONE)
            try:
                if all(self._sent(batch, book) for batch in batches):
                    return
            except GoogleError as trouble:
                self.patience.bear(trouble)
            book = whole(self.api, Address(book.id, self.name), frozenset(), self.patience)

    def _sent(self, batch: Batch, book: Spreadsheet) -> bool:
        """Send one batch, again as long as it is sure that it was not applied; False where the rest
        is to be sent without what Google refused."""
        while True:
            try:
                answer = self.api.batch(book.id, self.name, _body(batch))
            except GoogleError as refused:
                if self._goes_without(refused, batch):
                    return False
                trouble = explained(refused, book, batch.requests, self.api.account)
                if trouble.unsure:
                    self._touched = True
                    raise trouble from None
                self.patience.bear(trouble)
                continue
            self._touched = True
            check_written(answer, batch.grids)
            return True

    def _goes_without(self, refused: GoogleError, batch: Batch) -> bool:
        """Whether it was a name or a filter view alone that Google refused."""
        if refused.kind != "400" or refused.at is None or refused.at >= len(batch.requests):
            return False
        left = self._extras.without(next(iter(batch.requests[refused.at])))
        self._extras = left or self._extras
        return left is not None

    def _ended(self, last: SheetsSyncError) -> None:
        """One look before it is called a failure: an answer may be lost, and the work be done."""
        try:
            now = self.api.glance(self.before.id, self.name, EVERYTHING)
        except GoogleError:
            raise UnsureError(f"{last} {_UNKNOWN}", last.private) from None
        if not batches_for(self.grids, now, self.workspace, self._extras):
            log.info(_FOUND_DONE)
            return
        if _ours(now) != _ours(self.before) or _is_half_made(now):
            raise HalfWrittenError(f"{last} {_HALF}", last.private) from None
        raise type(last)(f"{last} {_STANDS}", last.private) from None


def _ours(book: Spreadsheet) -> dict[int, Any]:
    """What a write of ours changes: the cells of our tabs and their marks."""
    return {sheet.id: (sheet.mark, sheet.tab.columns) for sheet in book.sheets if sheet.mark}


def _is_half_made(book: Spreadsheet) -> bool:
    """Whether an earlier write was broken off, and is still to be ended."""
    ours = [sheet for sheet in book.sheets if sheet.mark]
    values = (value for sheet in ours for column in sheet.tab.columns for value in column.values)
    unfinished = any(sheet.mark and not sheet.mark.digest for sheet in ours)
    return unfinished or any(value == AT_WORK for value in values)


def _body(batch: Batch) -> dict[str, Any]:
    """The batch with the tabs it makes in its answer."""
    return {
        "requests": batch.requests,
        "includeSpreadsheetInResponse": True,
        "responseRanges": _ranges(batch),
        "responseIncludeGridData": bool(batch.grids),
        "fields": EVERYTHING if batch.grids else TITLES_ONLY,
    }


def _ranges(batch: Batch) -> list[str]:
    """The tabs by their titles; all tabs where a title can't be a range."""
    titles = [batch.titles[number] for number in batch.grids]
    if any(":" in title for title in titles):
        return []
    return ["'{}'".format(title.replace("'", "''")) for title in titles]
