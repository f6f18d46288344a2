"""Puts tabs into a spreadsheet that has none filled in: one batch, and no other tab is touched."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.sheet.compare import same_but_blanks
from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.faults import GoogleError
from sheets_sync.stores.google.foreign import UnwantedError, Watch
from sheets_sync.stores.google.guard import check_batch
from sheets_sync.stores.google.key import spreadsheet_id
from sheets_sync.stores.google.pace import Patience
from sheets_sync.stores.google.read import STATE, STATE_ONLY, SheetState, Spreadsheet
from sheets_sync.stores.google.refusals import explained
from sheets_sync.stores.google.write_plan import free_id

Json = dict[str, Any]
Texts = Mapping[tuple[int, int], str]
"""What stands in a tab, by row and column from 1."""
Requests = Callable[[Mapping[str, int], int], list[Json]]
"""Ids by title, and which spelling of its names → the requests that make tabs; from `PLAIN` on
those without names, and without the colours that need them."""

PLAIN = 3

_LOOK = (
    f"spreadsheetId,properties(title),sheets({STATE},"
    "data(startRow,startColumn,rowData(values(effectiveValue))))"
)
"""The looks of blank cells are many, and say nothing."""

_NOT_EMPTY = (
    "Таблица «{book}» не пустая (лист «{sheet}»), поэтому она не тронута: создайте новую "
    "(https://sheets.new) и укажите её адрес."
)
_LARGE = 100_000
"""Cells of a tab that nobody has just made; a new one has 26,000."""


def add_tabs(
    api: GoogleApi, address: str, tabs: Mapping[str, Texts], requests: Requests
) -> Spreadsheet:
    """The spreadsheet as it is then; where the tabs stand already as they shall, nothing is sent.

    Raises UsageError for a spreadsheet that is not empty, SheetsSyncError for Google's faults.
    """
    book, patience, look = spreadsheet_id(address), api.patience(), 0
    while True:
        found = _looked_at(api, book, address, patience, tabs)
        if _stand(found, tabs):
            return found
        _refuse_filled(found, tabs)
        made = requests(_ids(found, tabs), look)
        check_batch(made, {*_ids(found, tabs).values()}, ())
        try:
            answer = api.batch(book, address, _body(made, tabs))
        except GoogleError as trouble:  # an answer may be lost: the next look tells
            plainer = _plainer(look, trouble, made)
            if plainer == look:
                patience.bear(explained(trouble, found, made, api.account))
            look = plainer
            continue
        if not _stand(answer, tabs):
            raise SheetsSyncError(
                f"Таблица «{found.title}» заполнилась не так, как должна: удалите её листы и "
                "запустите ещё раз."
            )
        return found


def _looked_at(
    api: GoogleApi, book: str, address: str, patience: Patience, tabs: Collection[str]
) -> Spreadsheet:
    """The spreadsheet; one with a huge tab need not be read to its end."""
    try:
        return api.get(book, address, _LOOK, patience, Watch(lambda title: title in tabs))
    except UnwantedError:
        state = api.get(book, address, STATE_ONLY, patience)
    large = next((one for one in state.sheets if one.rows * one.columns > _LARGE), None)
    if large is None:  # the answer was late
        return api.get(book, address, _LOOK, patience)
    raise UsageError(_NOT_EMPTY.format(book=state.title, sheet=large.title))


def _plainer(look: int, trouble: GoogleError, made: list[Json]) -> int:
    """How to try again when Google took a name or a condition from nobody: it keeps the names of
    tabs that people deleted, and tabs without colours are better than none. The same `look` where
    it was something else."""
    at = trouble.at
    if trouble.kind != "400" or at is None or at >= len(made):
        return look
    if "addNamedRange" in made[at]:
        return look + 1
    return PLAIN if "addConditionalFormatRule" in made[at] else look


def _ids(book: Spreadsheet, tabs: Collection[str]) -> dict[str, int]:
    used = {sheet.id for sheet in book.sheets}
    ids: dict[str, int] = {}
    for title in tabs:
        ids[title] = free_id(title, used)
        used.add(ids[title])
    return ids


def _stand(book: Spreadsheet, tabs: Mapping[str, Texts]) -> bool:
    """Whether the tabs are there with these texts, and nothing else is filled in."""
    filled = {sheet.title: sheet for sheet in book.sheets if not _is_blank(sheet)}
    return filled.keys() == tabs.keys() and all(
        _holds(filled[title], texts) for title, texts in tabs.items()
    )


def _holds(sheet: SheetState, texts: Texts) -> bool:
    cells = {
        (row, column): value
        for row in range(1, sheet.tab.height + 1)
        for column, value in enumerate(sheet.tab.row(row), 1)
        if value is not None
    }
    return cells.keys() == texts.keys() and all(
        same_but_blanks(text, cells[at]) for at, text in texts.items()
    )


def _is_blank(sheet: SheetState) -> bool:
    things = (sheet.charts, sheet.slicers, sheet.tables, sheet.bandings, sheet.views)
    return not (sheet.tab.height or sheet.mark or sheet.connected or any(things))


def _refuse_filled(book: Spreadsheet, tabs: Collection[str]) -> None:
    titles = {title.casefold() for title in tabs}
    for sheet in book.sheets:
        if not _is_blank(sheet) or sheet.title.casefold() in titles or not sheet.rows:
            raise UsageError(_NOT_EMPTY.format(book=book.title, sheet=sheet.title))


def _body(made: list[Json], tabs: Collection[str]) -> Json:
    return {
        "requests": made,
        "includeSpreadsheetInResponse": True,
        "responseRanges": ["'{}'".format(title.replace("'", "''")) for title in tabs],
        "responseIncludeGridData": True,
        "fields": _LOOK,
    }
