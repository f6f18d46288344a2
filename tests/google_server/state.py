"""Spreadsheets in memory: what the API reads and changes, and what a test's «staff» type."""

import itertools
import random
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from . import a1
from .a1 import Box
from .cells import ERRORS, Value, computed, effective, error, stored
from .errors import Json, RefusalError
from .formats import LOCALES

MAX_CELLS = 10_000_000
MAX_COLUMNS = 18_278
EDGES = {
    "ROWS": ("startRowIndex", "endRowIndex"),
    "COLUMNS": ("startColumnIndex", "endColumnIndex"),
}

Cell = Json
"""A `CellData` without its computed parts, but `effectiveValue` of a formula. Never changed in
place: equal cells are often one object, and an old state shares them with the new one."""


@dataclass(slots=True)
class Sheet:
    """One tab. Rows and columns count from 0; dimensions without properties are not kept."""

    properties: Json
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    dimensions: dict[str, dict[int, Json]] = field(
        default_factory=lambda: {"ROWS": {}, "COLUMNS": {}}
    )
    merges: list[Json] = field(default_factory=list)
    conditional_formats: list[Json] = field(default_factory=list)
    banded_ranges: list[Json] = field(default_factory=list)
    protected_ranges: list[Json] = field(default_factory=list)
    charts: list[Json] = field(default_factory=list)
    tables: list[Json] = field(default_factory=list)
    filter_views: list[Json] = field(default_factory=list)
    basic_filter: Json | None = None

    @property
    def id(self) -> int:
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        return str(self.properties["title"])

    @property
    def grid(self) -> Json:
        """The grid's properties; a sheet of a chart has none."""
        grid: Json = self.properties.get("gridProperties", {})
        return grid

    @property
    def whole(self) -> Box:
        """All cells."""
        return Box(0, 0, self.grid.get("rowCount", 0), self.grid.get("columnCount", 0))

    def count(self, dimension: str) -> int:
        """How many rows or columns there are."""
        return self.whole.bottom if dimension == "ROWS" else self.whole.right

    def box(self, grid_range: Json) -> Box:
        """The cells a GridRange means. Raises RefusalError for one that leaves the grid."""
        whole = self.whole
        box = Box(
            grid_range.get("startRowIndex", 0),
            grid_range.get("startColumnIndex", 0),
            grid_range.get("endRowIndex", whole.bottom),
            grid_range.get("endColumnIndex", whole.right),
        )
        if box.top < 0 or box.left < 0 or box.bottom <= box.top or box.right <= box.left:
            raise RefusalError(f"Invalid range: {tuple(box)}: the end must come after the start")
        if not whole.holds(box):
            raise RefusalError(
                f"Range ({a1.written(self.title, box)}) exceeds grid limits. "
                f"Max rows: {whole.bottom}, max columns: {whole.right}"
            )
        return box

    def grid_range(self, box: Box) -> Json:
        """A box as Google gives it back: the first sheet's id 0 is left out."""
        keys = ("startRowIndex", "startColumnIndex", "endRowIndex", "endColumnIndex")
        edges: Json = dict(zip(keys, box, strict=True))
        return {"sheetId": self.id, **edges} if self.id else edges

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Set a cell; an empty one is not kept."""
        if cell:
            self.cells[row, column] = cell
        else:
            self.cells.pop((row, column), None)

    def copy(self) -> "Sheet":
        """A state that may change while this one stays."""
        own = {name: deepcopy(getattr(self, name)) for name in self.__slots__ if name != "cells"}
        return replace(self, **own, cells=dict(self.cells))

    def write(self, cell: str, value: Value) -> None:
        """What a person types into a cell («B2»): the format stays, «#REF!» is an error."""
        row, column = a1.cell(cell)
        old = self.cells.get((row, column), {})
        new = stored(value)
        if isinstance(value, str) and value in ERRORS:
            new = {"userEnteredValue": {"formulaValue": "=NA()"}, "effectiveValue": error(value)}
        format = new.get("userEnteredFormat", {}) | old.get("userEnteredFormat", {})
        new |= {"userEnteredFormat": format} if format else {}
        values = ("userEnteredValue", "effectiveValue")
        self.put(row, column, {k: part for k, part in old.items() if k not in values} | new)

    def value(self, cell: str) -> Any:
        """What a person sees in a cell («B2») as a value: text, number, boolean, error or None."""
        return next(iter(effective(self.cells.get(a1.cell(cell), {})).values()), None)

    def merge(self, area: str) -> None:
        """What a person merges («A1:B2»)."""
        corners = a1.parse(area)
        assert corners
        box = Box(*(edge or 0 for edge in corners[1:]))
        self.merges.append(self.grid_range(box))

    def make_table(self, area: str, name: str = "Таблица1", band: int | None = None) -> None:
        """What a person turns into a table («A1:C9»); `band` is its banding's id, often unset."""
        corners = a1.parse(area)
        assert corners
        box = Box(*(edge or 0 for edge in corners[1:]))
        table = {"tableId": f"{name}-id", "name": name, "range": self.grid_range(box)}
        self.tables.append(table | ({"band": band} if band is not None else {}))

    def protect(self, editors: Sequence[str], area: Box | None = None) -> None:
        """What an owner protects, the whole tab without an area, for these editors."""
        number = random.Random(len(self.protected_ranges)).randrange(2**31)
        self.protected_ranges.append(
            {
                "protectedRangeId": number,
                "range": self.grid_range(area) if area else {"sheetId": self.id},
                "editors": {"users": list(editors)},
            }
        )


@dataclass(slots=True)
class Book:
    """One spreadsheet. `role` is what our account may do: «writer», «reader» or None (not shared).

    `results` says what formulas give; a HYPERLINK and a formula that gives "" need no entry.
    A read that starts outside the grid is a 400, with `clips_reads` an empty 200: both were seen.
    """

    id: str
    title: str = "Таблица"
    locale: str = "ru_RU"
    time_zone: str = "Europe/Moscow"
    sheets: list[Sheet] = field(default_factory=list)
    metadata: list[Json] = field(default_factory=list)
    results: dict[str, Value] = field(default_factory=dict)
    role: str | None = "writer"
    owner: str = "owner@example.org"
    office_file: bool = False
    clips_reads: bool = False
    named_ranges: list[Json] = field(default_factory=list)
    revision: int = 0
    serials: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        if self.locale not in LOCALES:
            raise ValueError(f"no such locale here: {self.locale}")

    def __getitem__(self, title: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.title == title)

    def add(
        self,
        title: str,
        rows: Iterable[Sequence[Value]] = (),
        size: tuple[int, int] = (1000, 26),
        sheet_id: int | None = None,
    ) -> Sheet:
        """Add a tab of Python values, the grid as large as they need; the first gets the id 0."""
        if sheet_id is None:
            sheet_id = self.new_id() if self.sheets else 0
        sheet = Sheet({"sheetId": sheet_id, "title": title})
        listed = list(rows)
        high, wide = max(len(listed), size[0]), max([size[1], *map(len, listed)])
        grid = {"rowCount": high, "columnCount": wide}
        sheet.properties |= {"index": 0, "sheetType": "GRID", "gridProperties": grid}
        for row, values in enumerate(listed):
            for column, value in enumerate(values):
                sheet.put(row, column, stored(value))
        self.sheets.append(sheet)
        self.renumber()
        return sheet

    def new_id(self) -> int:
        """An id as Google's: large and without an order, the same in every run."""
        return random.Random(next(self.serials)).randrange(10**8, 2**31)

    def renumber(self) -> None:
        """Make `index` say where the tabs stand."""
        for index, sheet in enumerate(self.sheets):
            sheet.properties["index"] = index

    def sheet(self, sheet_id: int, word: str = "sheet") -> Sheet:
        """A tab by its id. Raises RefusalError."""
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise RefusalError(f"No {word} with id: {sheet_id}")

    def find(self, text: str) -> tuple[Sheet, Box]:
        """The cells an A1 range means, as far as the grid goes. Raises RefusalError."""
        title = text[1:-1].replace("''", "'") if text[:1] == text[-1:] == "'" else text
        for sheet in self.sheets:
            if sheet.title.casefold() == title.casefold() and not a1.parse(text):
                return sheet, sheet.whole
        corners = a1.parse(text)
        if corners is None:
            raise RefusalError(f"Unable to parse range: {text}")
        for sheet in self.sheets:
            if corners.sheet is None or sheet.title.casefold() == corners.sheet.casefold():
                return sheet, self._clipped(sheet, corners)
        raise RefusalError(f"Unable to parse range: {text}")

    def _clipped(self, sheet: Sheet, corners: a1.Corners) -> Box:
        whole = sheet.whole
        given = zip(corners[1:], whole, strict=True)
        wanted = Box(*(default if edge is None else edge for edge, default in given))
        if wanted.top >= whole.bottom or wanted.left >= whole.right:
            if self.clips_reads:
                return wanted
            raise RefusalError(
                f"Range ({a1.written(sheet.title, wanted)}) exceeds grid limits. "
                f"Max rows: {whole.bottom}, max columns: {whole.right}"
            )
        return wanted.clip(whole)

    def compute(self, formula: str) -> Json:
        """What a formula gives: a plain reference follows its cell, the rest is in `results`."""
        corners = a1.parse(formula.removeprefix("=").replace("$", ""))
        if corners and formula not in self.results:
            sheet, box = self.find(formula.removeprefix("="))
            return effective(sheet.cells.get(box[:2], {}))
        return computed(formula, self.results)

    def name(self, name: str, sheet: Sheet, box: Box, id: str = "") -> None:
        """What a person calls a range."""
        number = id or str(self.new_id())
        named = {"namedRangeId": number, "name": name, "range": sheet.grid_range(box)}
        self.named_ranges.append(named)

    def retitle(self, sheet: Sheet, title: str) -> None:
        """Give a tab another title; formulas that name it follow."""
        was, now = ("'{}'!".format(t.replace("'", "''")) for t in (sheet.title, title))
        sheet.properties["title"] = title
        for other in self.sheets:
            for place, cell in other.cells.items():
                formula = cell.get("userEnteredValue", {}).get("formulaValue", "")
                if was in formula:
                    value = {"formulaValue": formula.replace(was, now)}
                    other.cells[place] = cell | {"userEnteredValue": value}

    def recalculate(self) -> None:
        """Formulas that show another cell follow it; one that refers to nothing is an error."""
        for sheet in self.sheets:
            for place, cell in sheet.cells.items():
                formula = cell.get("userEnteredValue", {}).get("formulaValue", "")
                if a1.parse(formula.removeprefix("=").replace("$", "")):
                    sheet.cells[place] = cell | {"effectiveValue": self._shown(formula)}

    def _shown(self, formula: str) -> Json:
        try:
            return self.compute(formula)
        except RefusalError:
            return error("#REF!")

    def copy(self) -> "Book":
        """A state that may change while this one stays."""
        sheets = [sheet.copy() for sheet in self.sheets]
        own = {"metadata": deepcopy(self.metadata), "named_ranges": deepcopy(self.named_ranges)}
        return replace(self, sheets=sheets, **own)

    def become(self, other: "Book") -> None:
        """Take over a new state; who holds this book sees it."""
        for name in self.__slots__:
            setattr(self, name, getattr(other, name))

    def cell_count(self) -> int:
        """Cells by the size of the grids, as the limit counts them."""
        return sum(sheet.whole.bottom * sheet.whole.right for sheet in self.sheets)


def book_of(id: str, tabs: Mapping[str, Iterable[Sequence[Value]]], **properties: Any) -> Book:
    """Tabs of Python values by their titles → a spreadsheet."""
    book = Book(id, **properties)
    for title, rows in tabs.items():
        book.add(title, rows)
    return book
