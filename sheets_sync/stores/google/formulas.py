"""Formulas of a grid as they stand in one spreadsheet: with its titles, in its time zone."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from sheets_sync.sheet.formulas import Formula, SameAs
from sheets_sync.sheet.pieces import Cell, Grid

_CUSTOM_ZONE = re.compile(r"(?:GMT|UTC)([+-])(\d{1,2}):?(\d\d)?")


def in_place(grid: Grid, titles: Mapping[str, str], time_zone: str) -> Grid:
    """The grid with every formula as this spreadsheet needs it; `titles` are those of today."""
    rows = ((c and cell_in_place(c, titles, time_zone) for c in row) for row in grid.rows)
    return replace(grid, rows=tuple(map(tuple, rows)))


def cell_in_place(cell: Cell, titles: Mapping[str, str], time_zone: str) -> Cell:
    """The cell with its formula as this spreadsheet needs it."""
    if cell.formula is None:
        return cell
    return cell._replace(formula=_moved(cell.formula, titles, zone_of(time_zone)))


def _moved(formula: Formula, titles: Mapping[str, str], zone: tzinfo | None) -> Formula:
    if isinstance(formula, SameAs):
        return replace(formula, tab=titles.get(formula.tab, formula.tab))
    return replace(formula, moment=formula.moment.astimezone(zone)) if zone else formula


def zone_of(name: str) -> tzinfo | None:
    """The spreadsheet's zone: of the usual names or «GMT-07:00»; None for one that is unknown."""
    custom = _CUSTOM_ZONE.fullmatch(name)
    try:
        if custom:
            hours, minutes = int(custom[2]), int(custom[3] or 0)
            ahead = timedelta(hours=hours, minutes=minutes)
            return timezone(-ahead if custom[1] == "-" else ahead)
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
