"""The rules of a tab as conditional formats, in the colours of the summary."""

from collections.abc import Iterable, Iterator

from openpyxl.formatting.rule import Rule as Format
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.problems import Severity
from sheets_sync.samples.templates.rules.formulas import blank, both, like
from sheets_sync.samples.templates.rules.spot import SHEET_END, Rule, Spot
from sheets_sync.sheet import theme
from sheets_sync.sheet.cells import column_letters
from sheets_sync.sheet.pieces import Look
from sheets_sync.tables.schema import Table

_LOOKS = {Severity.ERROR: Look.BAD, Severity.WARNING: Look.WARN}


def add_colours(sheet: Worksheet, spot: Spot, rules: Iterable[Rule]) -> None:
    """Red where the program would find an error, amber where it would warn; an empty required
    cell of a row with anything in it is amber: its row is still being typed."""
    for rule in rules:
        _add(sheet, rule.area, rule.formula, _LOOKS[rule.severity])
    for area, formula in _gaps(spot):
        _add(sheet, area, formula, Look.WARN)


def _add(sheet: Worksheet, area: str, formula: str, look: Look) -> None:
    paint = theme.paint(look)
    style = DifferentialStyle(
        font=Font(color=paint.ink), fill=PatternFill("solid", bgColor=paint.fill or theme.WHITE)
    )
    rule = Format("expression", dxf=style, formula=[formula], stopIfTrue=True)
    sheet.conditional_formatting.add(area, rule)


def _gaps(spot: Spot) -> Iterator[tuple[str, str]]:
    """Areas of required cells, with when one of them is a gap."""
    groups = list(_required_groups(spot.table))
    if groups:
        last = spot.last_meeting if spot.table.register else column_letters(len(spot.columns))
        corner = f"{column_letters(groups[0][0])}2"
        areas = (f"{column_letters(a)}2:{column_letters(b)}{SHEET_END}" for a, b in groups)
        yield " ".join(areas), both(blank(corner), f"COUNTA($A2:${last}2)>0")
    for column in spot.columns:
        if column.given_by:
            alone = like(spot.cell(column.given_by), "вне*", "*план*")
            yield spot.area(column.name), both(blank(spot.cell(column.name)), alone)


def _required_groups(table: Table) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring required columns: first and last number."""
    first = 0
    for number, column in enumerate((*table.columns, None), 1):
        if column and column.required and not column.given_by:
            first = first or number
        elif first:
            yield first, number - 1
            first = 0
