"""What a workbook of ours holds, as another program reads it."""

from pathlib import Path

from python_calamine import CalamineWorkbook

from sheets_sync.sheet.cells import Place, Raw, Tab, tab_of


def read_values(path: Path) -> list[Tab]:
    """The tabs of a workbook of ours in their order."""
    with CalamineWorkbook.from_path(path) as book:
        return [_tab(book, title) for title in book.sheet_names]


def _tab(book: CalamineWorkbook, title: str) -> Tab:
    rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    return tab_of(Place("", title), [[_raw(value) for value in row] for row in rows])


def _raw(value: Raw) -> Raw:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value
