"""What every summary tab is made with: the columns and cells of measures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from sheets_sync.figures.measures.declared import Measure
from sheets_sync.figures.rounding import DASH, half_up_share
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
    return Cell(half_up_share(part, total, 3), look, Format.PERCENT)


def ratio(part: int, total: int) -> Row:
    """The n and N that stand beside every percentage, both numbers."""
    if not total:
        return NOT_KNOWN, None
    return (
        Cell(part, Look.MUTED, Format.WHOLE, Align.RIGHT),
        Cell(total, Look.MUTED, Format.OF, Align.LEFT),
    )


def head(one: Measure, align: Align | None = None) -> Head:
    """The column of a measure."""
    return Head(one.head, one.format, align or one.align, field=one.name)


def heads(
    measures: Iterable[Measure], align: Align | None = None, turned: bool = False
) -> tuple[Head, ...]:
    """The columns of measures: one each, and two under one head for the n/N of a share; `turned`
    lets the heads of plain numbers read upwards, where there are many of them."""
    return tuple(
        column
        for one in measures
        for column in (
            replace(head(one, align=align), turned=turned and not one.whole),
            *(_beside(one) if one.beside else ()),
        )
    )


def _beside(one: Measure) -> tuple[Head, Head]:
    """The columns of a share's n and N."""
    return (
        Head(one.beside, align=Align.CENTER, field=one.name),
        Head("", field=one.name, joined=True),
    )


def measured(
    figure: str,
    measures: Iterable[Measure],
    row: Any,
    ready: Mapping[str, Cell] | None = None,
    **key: str | int,
) -> Row:
    """The cells under `heads` of a row of a figure table, each saying which figure it shows;
    `ready` are those not made from the row alone, by the measure's name."""
    made = ready or {}
    return tuple(
        cell
        if cell is None or cell is NOT_KNOWN
        else cell._replace(means=_meaning(figure, one, key))
        for one in measures
        for cell in ((made[one.name],) if one.name in made else _cells(one, row))
    )


def _meaning(figure: str, one: Measure, key: Mapping[str, str | int]) -> Meaning:
    return Meaning(figure, one.name, tuple(key.items()))


def _cells(one: Measure, row: Any) -> Iterator[Cell | None]:
    if one.whole:
        yield from _share(one, *one.share(row))
    elif one.format is Format.DATE:
        yield day_cell(getattr(row, one.name))
    else:
        value = getattr(row, one.name)
        yield NOT_KNOWN if value is None else number(value, one.look(value))


def _share(one: Measure, n: int, total: int) -> Iterator[Cell | None]:
    """A share, or a mean, and n/N beside it where it has columns for that."""
    look = one.look(n, total)
    if one.format is Format.MEAN:
        yield Cell(half_up_share(n, total, 2), look, Format.MEAN)
    else:
        yield percent(n, total, look)
    if one.beside:
        yield from ratio(n, total)


def as_total(cells: Row) -> Row:
    """A row in the look of a total."""
    return tuple(cell._replace(look=Look.TOTAL) if cell else None for cell in cells)


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


def group(text: str, columns: Iterable[Head]) -> Row:
    """A line of a table that says what the rows below it are."""
    return (Cell(text, Look.GROUP, span=sum(column.span for column in columns), own=True),)


def short_month(key: str) -> str:
    """«2020-09» → «сен»"""
    return MONTHS[int(key[5:]) - 1][:3]


def wide_enough(columns: Sequence[Head], least: float = 9.5) -> tuple[float, ...]:
    """Column widths at which no word of a head breaks; columns under one head share it."""
    widths: list[float] = []
    for column in columns:
        if column.joined:
            widths[-1] = half = max(_HALF, widths[-1] / 2)
            widths.append(half)
        else:
            widths.append(_TURNED if column.turned else max(least, head_width(column.text) + 0.6))
    return tuple(widths)


_HALF, _TURNED = 6.2, 6.5
"""Characters that an n or N takes, and a number under a head that reads upwards."""
