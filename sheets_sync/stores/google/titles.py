"""Titles of our tabs: staff may change them, and must not stand in the way of a new tab."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sheets_sync.errors import UsageError
from sheets_sync.stores.google.read import SheetState, Spreadsheet

Json = dict[str, Any]


def refuse_taken(titles: Iterable[str], book: Spreadsheet) -> None:
    """Raises UsageError when a tab that is not ours has a title that we need."""
    needed, _ = _in_the_way(titles, book)
    foreign = {sheet.title.casefold() for sheet in book.sheets if not sheet.mark}
    for title in needed:
        if title.casefold() in foreign:
            raise UsageError(
                f"В таблице «{book.title}» уже есть лист «{title}», его вела не эта программа, "
                "поэтому он не тронут: переименуйте его или укажите в summary другую таблицу."
            )


def titles_after(titles: Iterable[str], book: Spreadsheet) -> dict[int, str]:
    """What our tabs are called in the end: as staff call them, unless a new tab needs the title."""
    now = {sheet.id: sheet.title for sheet in book.sheets if sheet.mark}
    own = {sheet.id: title for title, sheet in book.ours.items()}
    _, moved = _in_the_way(titles, book)
    return now | {sheet.id: own.get(sheet.id, "") or _spare(sheet, book) for sheet in moved}


def renames(after: Mapping[int, str], book: Spreadsheet) -> Iterator[Json]:
    """By way of titles that nobody has, so that none clashes at any step."""
    moved = [s for s in book.sheets if s.id in after and after[s.id] != s.title]
    for sheet in moved:
        yield _rename(sheet.id, _spare(sheet, book))
    for sheet in moved:
        if after[sheet.id] != _spare(sheet, book):
            yield _rename(sheet.id, after[sheet.id])


def _in_the_way(
    titles: Iterable[str], book: Spreadsheet
) -> tuple[Sequence[str], Sequence[SheetState]]:
    """The titles that must be free, and the tabs of ours that stand under them.

    A tab that gets its own title back may need it from the next one.
    """
    ours = book.ours
    wanted = set(titles)
    own = {sheet.id: title for title, sheet in ours.items() if title in wanted}
    holders = {sheet.title.casefold(): sheet for sheet in book.sheets if sheet.mark}
    needed = [title for title in dict.fromkeys(titles) if title not in ours]
    moved: list[SheetState] = []
    for title in needed:  # grows meanwhile
        holder = holders.get(title.casefold())
        if holder is not None and holder not in moved:
            moved.append(holder)
            needed += [own[holder.id]] if holder.id in own else []
    return needed, moved


def _spare(sheet: SheetState, book: Spreadsheet) -> str:
    """A title that no tab has and nobody would give."""
    taken = {other.title.casefold() for other in book.sheets}
    title = f"sheets-sync {sheet.id}"
    while title in taken:
        title += "_"
    return title


def _rename(sheet: int, title: str) -> Json:
    properties = {"sheetId": sheet, "title": title}
    return {"updateSheetProperties": {"properties": properties, "fields": "title"}}
