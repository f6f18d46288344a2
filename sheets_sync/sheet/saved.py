"""Grids as JSON and back: how a tab that can't be computed today is left as it was."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
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
        Align, Cell, Chart, ChartKind, Format, Grid, Look, Merge, Page, PlacedChart, SameAs, Series,
        StaleAfter,
    )
}  # fmt: skip


_LOST = ("means", "to")
"""What of a cell is not kept: rows and tabs that may be gone."""


def packed(grids: Mapping[str, Grid]) -> str:
    """Grids by title as text, without what their cells mean."""
    return json.dumps({t: _plain(grid) for t, grid in grids.items()}, ensure_ascii=False)


def unpacked(text: str) -> dict[str, Grid]:
    """The grids of `packed`; {} for a text that is none.

    Formulas that an earlier version kept as text give way to their results.
    """
    try:
        return {title: _built(grid) for title, grid in json.loads(text).items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def frozen(grid: Grid) -> Grid:
    """A tab left as it was must not show when others were checked: its formulas become their
    results."""
    return replace(grid, rows=tuple(tuple(map(_frozen_cell, row)) for row in grid.rows))


def _frozen_cell(cell: Cell | None) -> Cell | None:
    return replace(cell, formula=None, stamp=False) if cell and cell.stamp else cell


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
            named = {
                f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name not in _LOST
            }
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
    named = {key: _built(item) for key, item in value.items()}
    if isinstance(named.get("formula"), str):
        named["formula"] = None
    return _CLASSES[name](**named)
