"""What every summary tab is made with: the view, the top lines, cells for figures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pandas as pd

from sheets_sync.figures.rounding import DASH, half_up, whole
from sheets_sync.sheet.pieces import Align, Cell, Format, Head, Look, Meaning, Row
from sheets_sync.sheet.text_size import head_width
from sheets_sync.tables.kinds.dates import MONTHS

NOBODY = "не указан"
"""Who mends a problem that has no owner."""
NOT_KNOWN = Cell(DASH, Look.MUTED, align=Align.RIGHT)


def percent(part: int, total: int, look: Look = Look.BODY) -> Cell:
    """A share as a cell: rounded half up to 0,1 %, once; «–» for n/0."""
    if not total:
        return Cell(DASH, Look.MUTED, align=Align.RIGHT)
    return Cell(float(half_up(Fraction(part, total), 3)), look, Format.PERCENT)


def ratio(part: int, total: int) -> Cell:
    """The n/N that stands beside every percentage."""
    said = f"{whole(part)}/{whole(total)}" if total else DASH
    return Cell(said, Look.MUTED, align=Align.RIGHT)


def traced(heads: Sequence[Head], cells: Row, figure: str, **key: str | int) -> Row:
    """A row whose cells under heads with a `field` say which figure they show."""
    return tuple(
        replace(cell, means=Meaning(figure, head.field, tuple(key.items())))
        if cell and head.field and cell is not NOT_KNOWN
        else cell
        for head, cell in zip(heads, cells, strict=True)
    )


def as_total(cells: Row) -> Row:
    """A row in the look of a total."""
    return tuple(replace(cell, look=Look.TOTAL) if cell else None for cell in cells)


def number(value: float | int, look: Look = Look.BODY) -> Cell:
    """A whole number; zero is quiet."""
    return Cell(int(value), look if value or look is not Look.BODY else Look.MUTED, Format.WHOLE)


def day_cell(day: date | pd.Timestamp | None) -> Cell:
    """A date, «–» for none."""
    if day is None or pd.isna(day):
        return Cell(DASH, Look.MUTED, align=Align.CENTER)
    plain = day.date() if isinstance(day, pd.Timestamp) else day
    return Cell(plain, Look.BODY, Format.DATE, Align.CENTER)


def month_name(key: str) -> str:
    """«2021-02» → «февраль 2021»"""
    return f"{MONTHS[int(key[5:]) - 1]} {key[:4]}"


def wide_enough(heads: Sequence[Head], least: float = 9.5) -> tuple[float, ...]:
    """Column widths at which no word of a head breaks."""
    return tuple(max(least, head_width(head.text) + 1) for head in heads)
