"""What a cell of a tab of ours is about, and where that stands now: notes go there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sheets_sync.sheet.pieces import Grid, Look
from sheets_sync.sheet.theme import ACCENT_SOFT, paint

_LETTERS = 80
"""So many letters of a text tell it from others."""
_SUFFIX = re.compile(r"( · |: ).*")
_MANY = re.compile(r"(?:\d+ \S+ (.+?)|(Исправить)): .*")
"""What a line says of many cells or deeds: there will be fewer of them, or more."""
_SAYS = "Что"
"""The head over what a line of a list is about: its first cell says only whose it is."""
_ASIDE = "Срочность"
"""The head over what changes while the line is the same."""


class Part(Enum):
    """What of a page a cell is."""

    SECTION = "section"
    HEAD = "head"
    TILE = "tile"


_PARTS = {
    Look.SECTION: Part.SECTION,
    Look.HEAD: Part.HEAD,
    Look.HEAD_TURNED: Part.HEAD,
    Look.TILE_NAME: Part.TILE,
}


@dataclass(frozen=True, slots=True)
class Place:
    """What a cell is about: its address when it was written, the words of its row that no other row
    has, the head above it and the table's title; `texts` are all the words of its row. `tile`: a
    number under a head of its own, so its row says nothing; `below`: by how many rows. `aside`: so
    many columns right of its head; None where only the address tells."""

    row: int
    column: int
    label: tuple[str, ...] = ()
    head: str = ""
    title: str = ""
    tile: bool = False
    texts: frozenset[str] = frozenset()
    below: int = 0
    aside: int | None = None


_Cells = Mapping[int, tuple[str, Part | None, bool]]
"""A row's cells by column: text, part, and whether it is words (or a day), not a number."""


class Page:
    """A tab as notes see it."""

    def __init__(self, rows: Sequence[_Cells]) -> None:
        self._rows = {at: _without_counts(row) for at, row in enumerate(rows, 1)}
        self._heads: dict[int, int] = {}
        self._titles: dict[int, str] = {}
        heads, title = 0, ""
        for at, row in self._rows.items():
            parts = {part: text for text, part, _ in [*row.values()][::-1] if part}
            if Part.SECTION in parts:
                heads, title = 0, parts[Part.SECTION]
            elif parts:
                heads = at
            self._heads[at], self._titles[at] = heads, title

    def place(self, row: int, column: int) -> Place:
        """What the cell at an address is about; one of an empty row is about the row above."""
        at = next((at for at in range(row, 0, -1) if self._rows.get(at)), 0)
        if not at:
            return Place(row, column)
        heads, title = self._heads[at], self._titles[at]
        over, tile = self._over(heads, column), self._tiles(heads)
        head, aside = (self._rows[heads][over][0], column - over) if over else ("", 0)
        if tile or heads == at:
            return Place(row, column, (), head, title, tile, below=row - heads, aside=aside)
        label, texts = self._label(at), frozenset(self._texts(at).values())
        return Place(row, column, label, head, title, False, texts, row - at, aside)

    def find(self, one: Place) -> tuple[int, int] | None:
        """Where that stands now; None where it does not. What is about nothing stays."""
        if one.label:
            return self._row(one) or self._line(one)
        if not one.head:
            return one.row, one.column
        return self._under_head(one)

    def _row(self, one: Place) -> tuple[int, int] | None:
        rows = [at for at in self._rows if self._like(at, one)]
        if not rows:
            return None
        row = min(rows, key=lambda at: (-self._shared(at, one), abs(at - one.row)))
        return row + one.below, self._column(self._heads[row], one) or one.column

    def _under_head(self, one: Place) -> tuple[int, int] | None:
        found = [
            (heads + one.below, column)
            for heads in sorted(set(self._heads.values()) - {0})
            if self._titles[heads] == one.title and self._tiles(heads) == one.tile
            if (column := self._column(heads, one))
        ]
        return min(found, key=lambda at: abs(at[0] - one.row), default=None)

    def _line(self, one: Place) -> tuple[int, int] | None:
        """Lines over all tables change their words, and stand where they stood."""
        free = one.row in self._heads and not self._heads[one.row] and not self._titles[one.row]
        return (one.row, one.column) if free and not (one.head or one.title) else None

    def _like(self, at: int, one: Place) -> bool:
        if self._titles[at] != one.title or self._heads[at] == at or self._tiles(self._heads[at]):
            return False
        texts = list(self._texts(at).values())
        return bool(texts) and texts[0] == one.label[0] and set(one.label) <= set(texts)

    def _shared(self, at: int, one: Place) -> int:
        return len(one.texts & set(self._texts(at).values()))

    def _label(self, row: int) -> tuple[str, ...]:
        """The first words of a row and what it says, and as many more as tell it from others."""
        texts = self._texts(row)
        if not texts:
            return ()
        first, *others = texts
        heads = self._heads[row]
        others.sort(key=lambda column: self._head(heads, column) != _SAYS)
        chosen = [first]
        if others and self._head(heads, others[0]) == _SAYS:
            chosen.append(others.pop(0))
        alike = [at for at in self._rows if at != row and self._titles[at] == self._titles[row]]
        words = {at: set(self._texts(at).values()) for at in alike}
        while others and any({texts[one] for one in chosen} <= words[at] for at in alike):
            chosen.append(others.pop(0))
        return tuple(texts[one] for one in chosen)

    def _texts(self, row: int) -> dict[int, str]:
        """The words of a row by column; its first value where there are none."""
        cells, heads = self._rows[row], self._heads[row]
        words = {column: text for column, (text, _, said) in cells.items() if said}
        words = {at: text for at, text in words.items() if self._head(heads, at) != _ASIDE}
        for at in words:
            if self._head(heads, at) == _SAYS:
                words[at] = _MANY.sub(r"\1\2", words[at])
        return words or {column: text for column, (text, _, _) in [*cells.items()][:1]}

    def _head(self, heads: int, column: int) -> str:
        return self._rows[heads].get(column, ("", None, False))[0] if heads else ""

    def _tiles(self, heads: int) -> bool:
        return heads > 0 and any(part is Part.TILE for _, part, _ in self._rows[heads].values())

    def _over(self, heads: int, column: int) -> int:
        """The column of the head that stands over one; 0 for none."""
        row = self._rows.get(heads, {})
        return max((at for at, (_, part, _) in row.items() if part and at <= column), default=0)

    def _column(self, heads: int, one: Place) -> int:
        """The column under the same head, the nearest of several; 0 for none."""
        row = self._rows.get(heads, {})
        alike = [
            self._beside(heads, at, one)
            for at, (text, part, _) in row.items()
            if part and text == one.head
        ]
        return min(alike, key=lambda at: abs(at - one.column), default=0)

    def _beside(self, heads: int, head: int, one: Place) -> int:
        if one.aside is not None:
            return head + one.aside
        return one.column if self._over(heads, one.column) == head else head


def _without_counts(row: _Cells) -> _Cells:
    """Titles and lines over the whole width end in what changes: «Просрочено: 31 · …»."""
    return {
        at: (_SUFFIX.sub("", text) if len(row) == 1 or part is Part.SECTION else text, part, said)
        for at, (text, part, said) in row.items()
    }


def page_of_grid(grid: Grid) -> Page:
    """A tab that is to be written."""
    return Page(
        [
            {
                at: (text, _PARTS.get(cell.look), _is_words(cell.value))
                for at, cell in enumerate(row, 1)
                if cell and not cell.formula and (text := _text(cell.value))
            }
            for row in grid.rows
        ]
    )


def page_of_sheet(sheet: Any) -> Page:
    """A tab of a workbook that stands: its parts are told by how we painted them."""
    return Page([dict(_cells(row)) for row in sheet.iter_rows()])


def _cells(row: Sequence[Any]) -> Iterator[tuple[int, tuple[str, Part | None, bool]]]:
    for cell in row:
        text = "" if cell.data_type == "f" else _text(cell.value)
        if text:
            yield cell.column, (text, _part(cell), _is_words(cell.value))


_SECTION, _TILE = paint(Look.SECTION), paint(Look.TILE_NAME)


def _part(cell: Any) -> Part | None:
    if str(cell.fill.fgColor.rgb)[2:] == ACCENT_SOFT:
        return Part.HEAD
    if cell.font.sz == _SECTION.size and cell.font.b:
        return Part.SECTION
    over = cell.border.top and cell.border.top.style
    return Part.TILE if _TILE.top and over == _TILE.top.stroke else None


def _is_words(value: object) -> bool:
    return isinstance(value, str | date)


def _text(value: object) -> str:
    if isinstance(value, date):
        moment = isinstance(value, datetime) and (value.hour or value.minute)
        return f"{value:%d.%m.%Y %H:%M}" if moment else f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        value = f"{value:g}"
    return " ".join(str(value).split())[:_LETTERS] if value is not None else ""
