"""Grids as JSON and back: how a tab that can't be computed today is left as it was."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from operator import attrgetter
from typing import Any

from sheets_sync.sheet.cells import Merge
from sheets_sync.sheet.formulas import SameAs, StaleAfter
from sheets_sync.sheet.pieces import (
    Align,
    Cell,
    Chart,
    ChartKind,
    Format,
    Grid,
    Look,
    Page,
    PlacedChart,
    Series,
)

_CLASSES: Mapping[str, type] = {
    kind.__name__: kind
    for kind in (
        Align, Chart, ChartKind, Format, Grid, Look, Merge, Page, PlacedChart, SameAs, Series,
        StaleAfter,
    )
}  # fmt: skip


_STYLE = ("look", "format", "align", "formula", "stamp", "span", "wrap", "own")
"""What many cells of a tab share. What a cell means or leads to is not kept: rows and tabs that may
be gone."""
_STYLE_OF = attrgetter(*_STYLE)
_AS_IT_IS = (str, int, float, bool, type(None))
_NO_CELL = -1


def packed(grids: Mapping[str, Grid]) -> str:
    """Grids by title as text, without what their cells mean: each style of a tab once, its cells as
    the numbers of their styles and their values."""
    every = {title: _packed(grid) for title, grid in grids.items()}
    return json.dumps(every, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> dict[str, Grid]:
    """The grids of `packed`; {} for a text that is none."""
    try:
        return {title: _unpacked(grid) for title, grid in json.loads(text).items()}
    except (IndexError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _packed(grid: Grid) -> Any:
    styles: dict[tuple[Any, ...], int] = {}
    rows: list[list[int]] = []
    values: list[Any] = []
    links: dict[int, str] = {}
    for row in grid.rows:
        line: list[int] = []
        rows.append(line)
        for cell in row:
            if cell is None:
                line.append(_NO_CELL)
                continue
            line.append(styles.setdefault(_STYLE_OF(cell), len(styles)))
            if cell.link:
                links[len(values)] = cell.link
            values.append(cell.value if type(cell.value) in _AS_IT_IS else _plain(cell.value))
    shape = _plain(replace(grid, rows=()))
    return {
        "shape": shape,
        "styles": [[_plain(part) for part in style] for style in styles],
        "rows": rows,
        "values": values,
        "links": links,
    }


def _unpacked(plain: Any) -> Grid:
    styles = [dict(zip(_STYLE, map(_built, style), strict=True)) for style in plain["styles"]]
    links: dict[str, str] = plain["links"]
    values = enumerate(plain["values"])

    def cell(style: int) -> Cell | None:
        if style == _NO_CELL:
            return None
        at, value = next(values)
        return Cell(_built(value), link=links.get(str(at)), **styles[style])

    rows = tuple(tuple(cell(style) for style in row) for row in plain["rows"])
    shape: Grid = _built(plain["shape"])
    return replace(shape, rows=rows)


def frozen(grid: Grid) -> Grid:
    """A tab left as it was must not show when others were checked: its formulas become their
    results."""
    return replace(grid, rows=tuple(tuple(map(_frozen_cell, row)) for row in grid.rows))


def _frozen_cell(cell: Cell | None) -> Cell | None:
    return cell._replace(formula=None, stamp=False) if cell and cell.stamp else cell


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return {type(value).__name__: value.value}
        case datetime() | date():
            return {type(value).__name__: value.isoformat()}
        case tuple():
            return [_plain(item) for item in value]
        case Mapping():
            return {"heights": [[row, height] for row, height in value.items()]}
        case _ if is_dataclass(value) and not isinstance(value, type):
            named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
            return {type(value).__name__: named}
    return value


def _built(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_built(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    ((name, value),) = plain.items()
    if name == "heights":
        return {int(row): height for row, height in value}
    if name in ("date", "datetime"):
        return (datetime if name == "datetime" else date).fromisoformat(value)
    if not isinstance(value, dict):
        return _CLASSES[name](value)
    return _CLASSES[name](**{key: _built(item) for key, item in value.items()})
