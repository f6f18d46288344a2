"""Formulas of a grid as they stand in one spreadsheet: with its titles, in its time zone."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from sheets_sync.sheet.pieces import Cell, Grid

_TAB = re.compile(r"'((?:[^']|'')+)'!")
_MOMENT = re.compile(
    r"DATE\((\d+);(\d+);(\d+)\)\+TIME\((\d+);(\d+);0\)\+\((-?\d+)\)/1440"
)  # as summaries.overview writes it: UTC and the minutes that the workspace is ahead
_CUSTOM_ZONE = re.compile(r"(?:GMT|UTC)([+-])(\d{1,2}):?(\d\d)?")


def in_place(grid: Grid, titles: Mapping[str, str], time_zone: str) -> Grid:
    """The grid with every formula as this spreadsheet needs it; `titles` are those of today."""
    zone = zone_of(time_zone)

    def moved(cell: Cell | None) -> Cell | None:
        if cell is None or cell.formula is None:
            return cell
        formula = _TAB.sub(lambda found: _tab(found, titles), cell.formula)
        if zone is not None:
            formula = _MOMENT.sub(lambda found: _moment(found, zone), formula)
        return replace(cell, formula=formula)

    return replace(grid, rows=tuple(tuple(map(moved, row)) for row in grid.rows))


def _tab(found: re.Match[str], titles: Mapping[str, str]) -> str:
    title = found[1].replace("''", "'")
    return "'{}'!".format(titles.get(title, title).replace("'", "''"))


def _moment(found: re.Match[str], zone: tzinfo) -> str:
    """The same moment, in minutes that the spreadsheet is ahead."""
    moment = datetime(*map(int, found.groups()[:5]), tzinfo=UTC)  # type: ignore[arg-type, misc]
    ahead = moment.astimezone(zone).utcoffset() or timedelta()
    return f"{found[0].rpartition('+')[0]}+({round(ahead / timedelta(minutes=1))})/1440"


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
