"""Requests about rows and columns; everything that hangs on them moves with them."""

from collections.abc import Callable
from typing import Any

from . import masks
from .a1 import Box
from .canonical import canonical
from .cells import shown
from .change import Change, Handler
from .errors import Json, RefusalError
from .state import EDGES, Book, Sheet

Edge = Callable[[int], int]
_COUNTS = {
    "ROWS": ("rowCount", "frozenRowCount", "row"),
    "COLUMNS": ("columnCount", "frozenColumnCount", "column"),
}
_PIXELS_A_LETTER = 7
_RANGED = ("banded_ranges", "protected_ranges", "tables", "filter_views")


def append_dimension(change: Change, body: Json) -> None:
    sheet = change.sheet(body.get("sheetId", 0))
    dimension, length = _dimension(body), body.get("length", 0)
    if length < 1:
        raise RefusalError("length must be positive.")
    insert(change.book, sheet, dimension, sheet.count(dimension), length)
    change.check_size()


def insert_dimension(change: Change, body: Json) -> None:
    sheet, dimension, start, end = _span(change, body["range"], open_end=False)
    size = sheet.count(dimension)
    if start > size:
        raise RefusalError(f"range.startIndex is larger than current grid size ({size})")
    inherits = body.get("inheritFromBefore", False)
    if start == size and not inherits:
        raise RefusalError(
            f"range.startIndex must be less than the grid size ({size}) "
            "if inheritFromBefore is false."
        )
    if inherits and start == 0:
        raise RefusalError("inheritFromBefore cannot be true if the start index is 0.")
    insert(change.book, sheet, dimension, start, end - start)
    change.check_size()


def delete_dimension(change: Change, body: Json) -> None:
    sheet, dimension, start, end = _span(change, body["range"])
    name, frozen, word = _COUNTS[dimension]
    left = sheet.count(dimension) - (end - start)
    kept_frozen = _removed(start, end - start)(sheet.grid.get(frozen, 0))
    if left < 1:
        raise RefusalError(f"You can't delete all the {word}s on the sheet.")
    if left <= kept_frozen:
        raise RefusalError(f"Sorry, it is not possible to delete all non-frozen {word}s.")
    remove(change.book, sheet, dimension, start, end - start)
    sheet.grid[name] = left
    if frozen in sheet.grid:
        sheet.grid[frozen] = kept_frozen


def update_dimension_properties(change: Change, body: Json) -> None:
    tree = masks.update_tree(body.get("fields"), "DimensionProperties")
    given = canonical("DimensionProperties", body.get("properties", {}))
    sheet, dimension, start, end = _span(change, body.get("range", {}))
    if masks.has(tree, "pixelSize") and given.get("pixelSize", 0) < 0:
        raise RefusalError("pixelSize must not be negative.")
    own = sheet.dimensions[dimension]
    for index in range(start, end):
        own[index] = masks.write(own.get(index, {}), given, tree)


def auto_resize_dimensions(change: Change, body: Json) -> None:
    sheet, dimension, start, end = _span(change, body.get("dimensions", {}))
    own = sheet.dimensions[dimension]
    for index in range(start, end):
        if dimension == "ROWS":
            own.pop(index, None)
        else:
            cells = (cell for (_, column), cell in sheet.cells.items() if column == index)
            width = max((len(shown(cell, change.book.locale)) for cell in cells), default=0)
            own[index] = own.get(index, {}) | {"pixelSize": 17 + width * _PIXELS_A_LETTER}


def _dimension(body: Json) -> str:
    dimension: str = body.get("dimension", "")
    if dimension not in EDGES:
        raise RefusalError("No dimension specified.")
    return dimension


def _span(change: Change, given: Json, open_end: bool = True) -> tuple[Sheet, str, int, int]:
    """A DimensionRange in a tab that may be changed; without an end it reaches to the last."""
    sheet, dimension = change.book.sheet(given.get("sheetId", 0)), _dimension(given)
    start, end = given.get("startIndex", 0), given.get("endIndex", sheet.count(dimension))
    if start < 0 or end <= start:
        raise RefusalError(f"endIndex ({end}) must be greater than startIndex ({start}).")
    if open_end and end > sheet.count(dimension):
        name, size = _COUNTS[dimension][2], sheet.count(dimension)
        raise RefusalError(f"Cannot reach beyond the last {name}: {end} of {size}.")
    whole = sheet.whole
    touched = (
        Box(start, 0, end, whole.right) if dimension == "ROWS" else Box(0, start, whole.bottom, end)
    )
    change.guard(sheet, touched)
    return sheet, dimension, start, end


def insert(book: Book, sheet: Sheet, dimension: str, at: int, count: int) -> None:
    """Blank rows or columns before index `at`; the grid grows."""
    name, frozen, _ = _COUNTS[dimension]

    def edge(index: int) -> int:
        return index + count if index >= at else index

    def end_edge(index: int) -> int:
        return index + count if index > at else index

    _move(book, sheet, dimension, edge, end_edge)
    sheet.grid[name] += count
    if at < sheet.grid.get(frozen, 0):
        sheet.grid[frozen] += count


def remove(book: Book, sheet: Sheet, dimension: str, at: int, count: int) -> None:
    """Take rows or columns from index `at` on away, and what was in them; not the grid's size."""
    if not count:
        return
    axis = 0 if dimension == "ROWS" else 1
    gone = range(at, at + count)
    sheet.cells = {place: cell for place, cell in sheet.cells.items() if place[axis] not in gone}
    for index in [index for index in sheet.dimensions[dimension] if index in gone]:
        del sheet.dimensions[dimension][index]
    edge = _removed(at, count)
    _move(book, sheet, dimension, edge, edge)


def _removed(at: int, count: int) -> Edge:
    return lambda index: index if index <= at else max(at, index - count)


def _move(book: Book, sheet: Sheet, dimension: str, edge: Edge, end_edge: Edge) -> None:
    by_row = dimension == "ROWS"
    sheet.cells = {
        (edge(row) if by_row else row, column if by_row else edge(column)): cell
        for (row, column), cell in sheet.cells.items()
    }
    own = sheet.dimensions[dimension]
    sheet.dimensions[dimension] = {edge(index): one for index, one in own.items()}

    def moved(node: Any) -> Any:
        return _moved(node, sheet.id, dimension, edge, end_edge)

    for name in ("merges", "conditional_formats", *_RANGED):
        kept = [moved(one) for one in getattr(sheet, name)]
        setattr(sheet, name, [one for one in kept if one and one.get("ranges", True)])
    sheet.merges = [one for one in sheet.merges if _is_merge(one)]
    for holder in _RANGED:
        setattr(sheet, holder, [one for one in getattr(sheet, holder) if "range" in one])
    basic = moved(sheet.basic_filter)
    sheet.basic_filter = basic if basic and "range" in basic else None
    for other in book.sheets:
        other.charts = [moved(chart) for chart in other.charts]
    book.named_ranges = [moved(one) for one in book.named_ranges]
    placed = [one | {"location": moved(one["location"])} for one in book.metadata]
    book.metadata = [one for one in placed if len(one["location"]) > 1]


def _is_merge(area: Json) -> bool:
    high = area["endRowIndex"] - area["startRowIndex"]
    return bool(high * (area["endColumnIndex"] - area["startColumnIndex"]) > 1)


def _moved(node: Any, sheet_id: int, dimension: str, edge: Edge, end_edge: Edge) -> Any:
    """Anything with ranges of the tab in it, the ranges moved; None for a range that is gone."""
    if isinstance(node, list):
        items = [_moved(item, sheet_id, dimension, edge, end_edge) for item in node]
        return [item for item in items if item is not None]
    if not isinstance(node, dict):
        return node
    start, end = EDGES[dimension]
    if node.get("dimension") == dimension:
        start, end = "startIndex", "endIndex"
    result = dict(node)
    if node.get("sheetId", 0) == sheet_id:
        if start in node:
            result[start] = edge(node[start])
        if end in node:
            result[end] = end_edge(node[end])
            if result[end] <= result.get(start, 0):
                return None
        anchor = "rowIndex" if dimension == "ROWS" else "columnIndex"
        if anchor in node:
            result[anchor] = edge(node[anchor])
    moved = {k: _moved(v, sheet_id, dimension, edge, end_edge) for k, v in result.items()}
    return {key: value for key, value in moved.items() if value is not None}


HANDLERS: dict[str, Handler] = {
    "appendDimension": append_dimension,
    "insertDimension": insert_dimension,
    "deleteDimension": delete_dimension,
    "updateDimensionProperties": update_dimension_properties,
    "autoResizeDimensions": auto_resize_dimensions,
}
