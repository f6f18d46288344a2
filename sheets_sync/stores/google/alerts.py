"""A formula of ours that begins to say something turns red: «УСТАРЕЛО» must be seen."""

import re
from collections.abc import Iterator

from sheets_sync.sheet import theme
from sheets_sync.sheet.cells import column_letters
from sheets_sync.sheet.pieces import Grid, Look
from sheets_sync.stores.google.read import Rule
from sheets_sync.stores.google.values import Json, area, colour

_OURS = re.compile(r"=LEN\(\$[A-Z]+\$[0-9]+\)>0")


def alert_rules(grid: Grid, sheet: int) -> Iterator[Json]:
    """A conditional format for each cell that may become an alert."""
    for number, row in enumerate(grid.rows, 1):
        for column, cell in enumerate(row, 1):
            if cell is None or cell.formula is None or cell.look is not Look.ALERT:
                continue
            formula = f"=LEN(${column_letters(column)}${number})>0"
            condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
            style = {
                "backgroundColorStyle": colour(theme.RED_SOFT),
                "textFormat": {"bold": True, "foregroundColorStyle": colour(theme.RED)},
            }
            where = area(sheet, (number, number), (column, column + cell.span - 1))
            boolean = {"condition": condition, "format": style}
            rule = {"ranges": [where], "booleanRule": boolean}
            yield {"addConditionalFormatRule": {"rule": rule, "index": 0}}


def is_alert(rule: Rule) -> bool:
    """Whether a conditional format is one that we made: Google gives them no ids."""
    return _OURS.fullmatch(rule.formula) is not None
