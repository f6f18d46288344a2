"""Requests about native tables: what they hold, what they forbid, and what goes with them."""

from . import masks
from .a1 import Box
from .canonical import canonical
from .change import Change, Handler
from .errors import Json, RefusalError
from .state import Book, Sheet


def add_table(change: Change, body: Json) -> Json:
    table = canonical("Table", body.get("table", {}))
    sheet, box = change.area(table.get("range", {}))
    _check(change.book, sheet, box, table)
    table.setdefault("tableId", str(change.book.new_id()))
    sheet.tables.append(table)
    return {"table": table}


def update_table(change: Change, body: Json) -> None:
    tree = masks.update_tree(body.get("fields"), "Table")
    given = canonical("Table", body.get("table", {}))
    sheet, old = _table(change, given.get("tableId", ""))
    new = masks.write(old, given, tree) | {"tableId": old["tableId"]}
    sheet.tables.remove(old)
    _check(change.book, sheet, sheet.box(new.get("range", {})), new)
    sheet.tables.append(new)


def delete_table(change: Change, body: Json) -> None:
    """The table's cells go with it, as measured; so do rules that lie in it."""
    sheet, table = _table(change, body.get("tableId", ""))
    box = sheet.box(table["range"])
    sheet.tables.remove(table)
    for row, column in [place for place in sheet.cells if box.holds(_cell(*place))]:
        del sheet.cells[row, column]
    sheet.conditional_formats = [
        rule
        for rule in sheet.conditional_formats
        if not all(box.holds(sheet.box(area)) for area in rule["ranges"])
    ]


def _cell(row: int, column: int) -> Box:
    return Box(row, column, row + 1, column + 1)


def _table(change: Change, number: str) -> tuple[Sheet, Json]:
    for sheet in change.book.sheets:
        for table in sheet.tables:
            if table["tableId"] == number:
                change.guard(sheet, sheet.box(table["range"]))
                return sheet, table
    raise RefusalError(f"No table with id: {number}")


def _check(book: Book, sheet: Sheet, box: Box, table: Json) -> None:
    """A name of its own, and cells that nothing else of the kind claims."""
    named = [one.get("name", "").casefold() for other in book.sheets for one in other.tables]
    if table.get("name", "").casefold() in named:
        raise RefusalError("A table with this name already exists.")
    taken = [one["range"] for one in (*sheet.tables, *sheet.banded_ranges)]
    if sheet.basic_filter:
        taken.append(sheet.basic_filter["range"])
    if any(sheet.box(other).meets(box) for other in (*taken, *sheet.merges)):
        raise RefusalError("A table can't overlap another table, filter, banding or merged cells.")


HANDLERS: dict[str, Handler] = {
    "addTable": add_table,
    "updateTable": update_table,
    "deleteTable": delete_table,
}
