"""Requests about whole tabs and the spreadsheet itself."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from . import masks
from .canonical import canonical
from .change import Change, Handler
from .dimension_requests import remove
from .errors import Json, RefusalError
from .formats import LOCALES
from .state import MAX_COLUMNS, Book, Sheet


def add_sheet(change: Change, body: Json) -> Json:
    book = change.book
    given = canonical("SheetProperties", body.get("properties", {}))
    if given.get("sheetType", "GRID") != "GRID":
        raise RefusalError(f"Unsupported sheet type: {given['sheetType']}")
    taken = [sheet.id for sheet in book.sheets]
    sheet_id = given.get("sheetId", book.new_id())
    if sheet_id in taken or sheet_id < 0:
        raise RefusalError(f"Sheet id {sheet_id} can't be used: it is taken or negative.")
    usual = {"rowCount": 1000, "columnCount": 26}
    properties = given | {
        "sheetId": sheet_id,
        "title": given.get("title") or _free_title(book),
        "sheetType": "GRID",
        "gridProperties": usual | given.get("gridProperties", {}),
    }
    sheet = Sheet(properties)
    _check(book, sheet)
    book.sheets.insert(given.get("index", len(book.sheets)), sheet)
    book.renumber()
    change.check_size()
    return {"properties": sheet.properties}


def delete_sheet(change: Change, body: Json) -> None:
    book = change.book
    sheet = change.sheet(body.get("sheetId", 0))
    book.sheets.remove(sheet)
    _check_visible(book)
    book.renumber()
    book.metadata = [one for one in book.metadata if not _hangs_on(one["location"], sheet.id)]
    for one in book.named_ranges:  # the name stays, over nothing
        if one.get("range", {}).get("sheetId", 0) == sheet.id:
            one.pop("range", None)


def _hangs_on(location: Json, sheet_id: int) -> bool:
    if "dimensionRange" in location:
        return bool(location["dimensionRange"].get("sheetId", 0) == sheet_id)
    return bool(location.get("sheetId") == sheet_id)


def update_sheet_properties(change: Change, body: Json) -> None:
    book = change.book
    tree = masks.update_tree(body.get("fields"), "SheetProperties")
    given = canonical("SheetProperties", body.get("properties", {}))
    sheet = change.sheet(given.get("sheetId", 0))
    old, old_size = sheet.properties, sheet.whole
    new = masks.write(old, given, tree)
    fixed = {name: old[name] for name in ("sheetId", "sheetType")}
    book.retitle(sheet, new.get("title", ""))
    sheet.properties = new | fixed | {"title": sheet.title}
    _check(book, sheet)
    for dimension, before in (("ROWS", old_size.bottom), ("COLUMNS", old_size.right)):
        after = sheet.count(dimension)
        remove(book, sheet, dimension, after, max(0, before - after))
    change.check_size()
    if new.get("index", 0) != old["index"]:
        _move(book, sheet, old["index"], new.get("index", 0))
    _check_visible(book)


def _move(book: Book, sheet: Sheet, old: int, new: int) -> None:
    """The new index counts the positions before the move."""
    if not 0 <= new <= len(book.sheets):
        raise RefusalError(f"Invalid index: {new}")
    book.sheets.remove(sheet)
    book.sheets.insert(new - 1 if new > old else new, sheet)
    book.renumber()


def update_spreadsheet_properties(change: Change, body: Json) -> None:
    book = change.book
    tree = masks.update_tree(body.get("fields"), "SpreadsheetProperties")
    now = {"title": book.title, "locale": book.locale, "timeZone": book.time_zone}
    new = masks.write(now, body.get("properties", {}), tree)
    if not new.get("title"):
        raise RefusalError("The spreadsheet's title can't be empty.")
    if new.get("locale") not in LOCALES:
        raise RefusalError(f"Unsupported locale: {new.get('locale')}")
    try:
        ZoneInfo(new.get("timeZone", ""))
    except (ZoneInfoNotFoundError, ValueError):
        raise RefusalError(f"Invalid time zone: {new.get('timeZone')}") from None
    book.title, book.locale, book.time_zone = new["title"], new["locale"], new["timeZone"]


def _free_title(book: Book) -> str:
    word = LOCALES[book.locale].sheet
    taken = {sheet.title for sheet in book.sheets}
    return next(title for n in range(1, len(taken) + 2) if (title := f"{word}{n}") not in taken)


def _check(book: Book, sheet: Sheet) -> None:
    """Title and grid; a frozen count of 0 is not given back."""
    _check_title(book, sheet)
    _check_grid(sheet)
    for name in ("frozenRowCount", "frozenColumnCount"):
        if not sheet.grid.get(name):
            sheet.grid.pop(name, None)


def _check_title(book: Book, sheet: Sheet) -> None:
    if not sheet.title:
        raise RefusalError("The sheet name cannot be empty.")
    if len(sheet.title) > 100:
        raise RefusalError("The sheet name cannot be greater than 100 characters.")
    for other in book.sheets:
        if other is not sheet and other.title.casefold() == sheet.title.casefold():
            raise RefusalError(
                f'A sheet with the name "{sheet.title}" already exists. Please enter another name.'
            )


def _check_visible(book: Book) -> None:
    if not any(not sheet.properties.get("hidden") for sheet in book.sheets):
        raise RefusalError("You can't remove all the visible sheets in a document.")


def _check_grid(sheet: Sheet) -> None:
    """Sizes of at least one, and the frozen part: less than all, no merge across its edge."""
    for word, name in (("row", "rowCount"), ("column", "columnCount")):
        count = sheet.grid.get(name, 0)
        frozen = sheet.grid.get(f"frozen{word.title()}Count", 0)
        if count < 1:
            raise RefusalError(f"You can't delete all the {word}s on the sheet.")
        if frozen >= count:
            raise RefusalError(f"You can't freeze all visible {word}s on the sheet.")
        own = sheet.dimensions[f"{word.upper()}S"]
        if frozen and all(own.get(i, {}).get("hiddenByUser") for i in range(frozen, count)):
            raise RefusalError(f"You can't freeze all visible {word}s on the sheet.")
        start, end = f"start{word.title()}Index", f"end{word.title()}Index"
        if any(merge[start] < frozen < merge[end] for merge in sheet.merges):
            raise RefusalError(
                f"You can't freeze {word}s which contain only part of a merged cell. "
                f"Try again after unmerging the cells, or freezing more {word}s."
            )
    if sheet.grid["columnCount"] > MAX_COLUMNS:
        raise RefusalError(f"A sheet can't have more than {MAX_COLUMNS} columns.")


HANDLERS: dict[str, Handler] = {
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "updateSheetProperties": update_sheet_properties,
    "updateSpreadsheetProperties": update_spreadsheet_properties,
}
