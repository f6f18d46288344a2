"""The methods under `values` that write, with valueInputOption RAW; the product uses none."""

from collections.abc import Sequence
from typing import Any

from . import a1
from .a1 import Box
from .cells import stored
from .change import Change
from .errors import ApiError, Json, NotModelledError, RefusalError
from .state import Book, Sheet


def update(change: Change, option: str | None, data: Sequence[Json]) -> list[Json]:
    """Write value ranges; → an `UpdateValuesResponse` for each. Raises ApiError."""
    if not option:
        raise ApiError(400, "'valueInputOption' is required but not specified")
    if option != "RAW":
        raise NotModelledError(f"valueInputOption {option}")
    answers = []
    for number, value_range in enumerate(data):
        try:
            answers.append(_update(change, value_range))
        except RefusalError as refusal:
            raise ApiError(400, f"Invalid data[{number}]: {refusal}") from None
    return answers


def _update(change: Change, value_range: Json) -> Json:
    book, rows = change.book, value_range.get("values", [])
    if value_range.get("majorDimension", "ROWS") != "ROWS":
        raise NotModelledError("writing by columns")
    sheet, box = book.find(value_range["range"])
    if a1.parse(value_range["range"]) and ":" not in value_range["range"]:
        box = sheet.whole._replace(top=box.top, left=box.left)
    change.guard(sheet, box)
    high, wide = len(rows), max(map(len, rows), default=0)
    if box.left + wide > box.right or box.top + high > box.bottom:
        raise RefusalError(_too_far(sheet, box, wide))
    written = [
        (box.top + r, box.left + c, value)
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value is not None
    ]
    for row, column, value in written:
        _set(sheet, row, column, value)
    spanned = Box(box.top, box.left, box.top + high, box.left + wide)
    return {
        "spreadsheetId": book.id,
        "updatedRange": a1.written(sheet.title, spanned),
        "updatedRows": len({row for row, _, _ in written}),
        "updatedColumns": len({column for _, column, _ in written}),
        "updatedCells": len(written),
    }


def _too_far(sheet: Sheet, box: Box, wide: int) -> str:
    place = f"column [{a1.letters(box.right)}]"
    if box.left + wide <= box.right:
        place = f"row [{box.bottom + 1}]"
    area = a1.written(sheet.title, box)
    return f"Requested writing within range [{area}], but tried writing to {place}"


def _set(sheet: Sheet, row: int, column: int, value: Any) -> None:
    old = sheet.cells.get((row, column), {})
    kept = {k: part for k, part in old.items() if k not in ("userEnteredValue", "effectiveValue")}
    sheet.put(row, column, kept | stored(value))


def clear(change: Change, ranges: Sequence[str]) -> list[str]:
    """Clear values, nothing else; → the ranges as cleared. Raises ApiError."""
    cleared = []
    for text in ranges:
        sheet, box = _found(change.book, text)
        change.guard(sheet, box)
        for row, column in [place for place in sheet.cells if box.holds(_at(*place))]:
            _set(sheet, row, column, None)
        cleared.append(a1.written(sheet.title, box))
    return cleared


def _at(row: int, column: int) -> Box:
    return Box(row, column, row + 1, column + 1)


def _found(book: Book, text: str) -> tuple[Sheet, Box]:
    try:
        return book.find(text)
    except RefusalError as refusal:
        raise ApiError(400, str(refusal)) from None
