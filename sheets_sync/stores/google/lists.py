"""Writes words into one tab of a staff spreadsheet: one batch, and nothing beside that tab."""

from collections.abc import Iterator
from typing import Any

from sheets_sync.errors import SheetsSyncError
from sheets_sync.sheet.cells import Tab
from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.faults import GoogleError
from sheets_sync.stores.google.guard import check_tab_batch
from sheets_sync.stores.google.key import spreadsheet_id
from sheets_sync.stores.google.read import EVERYTHING, STATE_ONLY, SheetState
from sheets_sync.stores.google.refusals import explained
from sheets_sync.stores.google.values import area
from sheets_sync.stores.word_columns import WordColumns

Json = dict[str, Any]

_CHANGED = "её изменили, пока шла работа: запустите ещё раз"


def write_words(api: GoogleApi, address: str, sheet: WordColumns, seen: Tab) -> None:
    """Make the tab hold these words; `seen` is the tab as it was read.

    Raises SheetsSyncError that says why not.
    """
    book, patience = spreadsheet_id(address), api.patience()
    found = api.get(book, address, STATE_ONLY, patience)
    state = next(
        (
            one
            for one in found.sheets
            if not one.mark and one.title == sheet.title and one.tab.place.link == seen.place.link
        ),
        None,
    )
    if state is None:
        raise SheetsSyncError(_CHANGED)
    requests = list(_requests(sheet, state, seen))
    body = _body(requests, state)
    while True:
        try:
            answer = api.batch(book, address, body)
            break
        except GoogleError as trouble:  # the same words once more do no harm
            patience.bear(explained(trouble, found, requests, api.account))
    _check(next(one for one in answer.sheets if one.id == state.id), sheet)


def _requests(sheet: WordColumns, state: SheetState, seen: Tab) -> Iterator[Json]:
    """Rows and columns where they lack, the line in A1, then the words; no look is touched."""
    rows, columns = max(state.rows, sheet.height), max(state.columns, sheet.width)
    if (rows, columns) != (state.rows, state.columns):
        size = {"rowCount": rows, "columnCount": columns}
        properties = {"sheetId": state.id, "gridProperties": size}
        fields = "gridProperties.rowCount,gridProperties.columnCount"
        yield {"updateSheetProperties": {"properties": properties, "fields": fields}}
    yield _cells(area(state.id, (1, 1), (1, 1)), [{1: sheet.line}], 1)
    last = max(sheet.height, seen.height)
    words = [words for _, words in sheet.rows()]
    words += [{} for _ in range(last - sheet.first_row + 1 - len(words))]
    if words:
        where = area(state.id, (sheet.first_row, last), (1, sheet.width))
        yield _cells(where, words, sheet.width)


def _cells(where: Json, rows: list[dict[int, str]], width: int) -> Json:
    filled = [{"values": [_cell(row.get(n)) for n in range(1, width + 1)]} for row in rows]
    return {"updateCells": {"range": where, "rows": filled, "fields": "userEnteredValue"}}


def _cell(word: str | None) -> Json:
    return {"userEnteredValue": {"stringValue": word}} if word else {}


def _body(requests: list[Json], state: SheetState) -> Json:
    check_tab_batch(requests, state.id)
    title = state.title.replace("'", "''")
    return {
        "requests": requests,
        "includeSpreadsheetInResponse": True,
        "responseRanges": [f"'{title}'"],
        "responseIncludeGridData": True,
        "fields": EVERYTHING,
    }


def _check(state: SheetState, sheet: WordColumns) -> None:
    """Success is claimed only after what was written is read back."""
    tab = state.tab
    last = max(sheet.height, tab.height)
    found = [
        {n: said for n, said in enumerate(tab.row(row), 1) if said is not None}
        for row in range(sheet.first_row, last + 1)
    ]
    wanted = [words for _, words in sheet.rows()]
    wanted += [{} for _ in range(len(found) - len(wanted))]
    if tab.at(1, 1) != sheet.line or found != wanted:
        raise SheetsSyncError("списки записались не так, как должны: запустите ещё раз")
