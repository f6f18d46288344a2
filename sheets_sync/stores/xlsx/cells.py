"""The cells of a grid → the XML of a sheet's rows, merged ranges and links, every value by type."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from sheets_sync.sheet.cells import Merge, column_letters
from sheets_sync.sheet.formulas import spell
from sheets_sync.sheet.pieces import Cell, Grid, Row, Value
from sheets_sync.sheet.text_size import STANDARD_HEIGHT, painted_text

MOST_LINKS = 65_530
"""Hyperlinks that Excel opens in one sheet; the rest stay text."""

_MOST_LINK_LETTERS = 2_079
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_DAY_ZERO = datetime(1899, 12, 30)
_DAY = timedelta(days=1)


class StyleIds(Protocol):
    """Knows the number of each style in the workbook."""

    def of(self, cell: Cell, first: bool, last: bool) -> int:
        """The style of a cell; `first` and `last` tell whether it is an edge of its span."""
        ...


@dataclass(slots=True)
class Links:
    """Where the cells of a sheet lead: elements in order, and each outside address once."""

    elements: list[str] = field(default_factory=list)
    targets: dict[str, int] = field(default_factory=dict)

    def add(self, area: str, link: str) -> None:
        """Link a range the way Excel writes it: what follows «#» is a location of its own."""
        address, _, location = link.partition("#")
        fits = max(len(address), len(location)) <= _MOST_LINK_LETTERS
        if not fits or len(self.elements) >= MOST_LINKS:
            return
        target = self.targets.setdefault(address, len(self.targets) + 1) if address else 0
        id_ = f' r:id="link{target}"' if target else ""
        where = f" location={quoteattr(location)}" if location else ""
        self.elements.append(f'<hyperlink ref="{area}"{id_}{where}/>')


def area_name(area: Merge) -> str:
    """A range as files spell it: A1:C1, or A1 for one cell."""
    first = f"{column_letters(area.first_column)}{area.first_row}"
    last = f"{column_letters(area.last_column)}{area.last_row}"
    return first if first == last else f"{first}:{last}"


def rows_xml(grid: Grid, styles: StyleIds, links: Links) -> str:
    """The rows of a sheet; links are collected on the way.

    Raises ValueError for a value that no cell can hold (NaN, a moment with a time zone, …).
    """
    letters = [column_letters(column) for column in range(1, len(grid.widths) + 1)]
    return "".join(
        f'<row r="{number}" ht="{grid.heights.get(number, STANDARD_HEIGHT):g}" customHeight="1">'
        f"{''.join(_cells(row, number, letters, styles, links))}</row>"
        for number, row in enumerate(grid.rows, 1)
    )


def merges_xml(grid: Grid) -> str:
    """The merged ranges in the grid's order."""
    ranges = "".join(f'<mergeCell ref="{area_name(merge)}"/>' for merge in grid.merges)
    return f'<mergeCells count="{len(grid.merges)}">{ranges}</mergeCells>' if ranges else ""


def links_xml(links: Links) -> str:
    """The links of a sheet."""
    return f"<hyperlinks>{''.join(links.elements)}</hyperlinks>" if links.elements else ""


def _cells(
    row: Row, number: int, letters: list[str], styles: StyleIds, links: Links
) -> Iterator[str]:
    for index, cell in enumerate(row):
        if cell is None:
            continue
        style = styles.of(cell, True, cell.span == 1)
        start = f'<c r="{letters[index]}{number}" s="{style}"'
        yield f"{start}{_content(cell)}"
        last = cell.span - 1
        for more in range(1, cell.span):
            style = styles.of(cell, False, more == last)
            yield f'<c r="{letters[index + more]}{number}" s="{style}"/>'
        if cell.link:
            links.add(area_name(Merge(number, index + 1, number, index + cell.span)), cell.link)


def _content(cell: Cell) -> str:
    """What follows the address and style of a cell."""
    if cell.formula is not None:
        return _formula(spell(cell.formula, ","), cell.value)
    if isinstance(cell.value, str):
        return text_content(cell.value)
    return "/>" if cell.value is None else f"><v>{_number(cell.value)}</v></c>"


def text_content(value: str) -> str:
    """Text stays text, «=1+1» too; «_x0041_» is escaped, or it would be read as «A»."""
    text = _ESCAPE_LIKE.sub("_x005F_", painted_text(value))
    if not text:
        return "/>"
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f' t="inlineStr"><is><t{keep}>{escape(text)}</t></is></c>'


def _formula(formula: str, result: Value) -> str:
    element = f"<f>{escape(formula)}</f>"
    if isinstance(result, str):
        return f' t="str">{element}<v>{escape(painted_text(result))}</v></c>'
    return f">{element}</c>" if result is None else f">{element}<v>{_number(result)}</v></c>"


def _number(value: int | float | date) -> str:
    if isinstance(value, date):
        return _serial(value)
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float) and isfinite(value):
        return repr(float(value))
    raise ValueError(f"{value!r} can't stand in a cell")


def _serial(day: date) -> str:
    """Days since 1899-12-30, the time as a fraction; cells know no time zones."""
    if not isinstance(day, datetime):
        return str((day - _DAY_ZERO.date()).days)
    if day.tzinfo:
        raise ValueError(f"{day!r} has a time zone")
    return repr((day - _DAY_ZERO) / _DAY)
