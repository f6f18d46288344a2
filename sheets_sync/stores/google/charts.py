"""Charts of a grid → requests for native charts of a spreadsheet."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sheets_sync.sheet import theme
from sheets_sync.sheet.cells import Merge
from sheets_sync.sheet.pieces import ChartKind, Format, Grid, PlacedChart
from sheets_sync.sheet.text_size import STANDARD_HEIGHT
from sheets_sync.stores.google.paint import column_pixels, row_pixels
from sheets_sync.stores.google.values import area, colour

Json = dict[str, Any]

_KINDS = {ChartKind.COLUMN: "COLUMN", ChartKind.STACKED: "COLUMN", ChartKind.BAR: "BAR"}
_MOST_LABELS = 13
_GAP_PIXELS = 6


def chart_names(grid: Grid) -> list[str]:
    """What tells a chart from the others of its tab, in every run: its block, and which of it."""
    blocks = [placed.chart.block for placed in grid.charts]
    return [f"{block}/{blocks[:at].count(block)}" for at, block in enumerate(blocks)]


def chart_requests(
    grid: Grid, sheet: int, ids: Mapping[str, int], there: Collection[int]
) -> Iterator[Json]:
    """Requests that make each chart of the grid; one that is there already keeps its id, by which
    documents and pages that show it know it."""
    for name, placed in zip(chart_names(grid), grid.charts, strict=True):
        number, spec = ids[name], _spec(placed, sheet)
        position = {"overlayPosition": _overlay(grid, placed, sheet)}
        if number in there:
            yield {"updateChartSpec": {"chartId": number, "spec": spec}}
            moved = {"objectId": number, "newPosition": position, "fields": "*"}
            yield {"updateEmbeddedObjectPosition": moved}
        else:
            yield {"addChart": {"chart": {"chartId": number, "spec": spec, "position": position}}}


def _spec(placed: PlacedChart, sheet: int) -> Json:
    return {
        "title": placed.chart.title,
        "titleTextFormat": _letters(10, theme.INK, bold=True),
        "fontName": theme.FONT,
        "backgroundColorStyle": colour(theme.WHITE),
        "basicChart": _basic(placed, sheet),
    }


def _basic(placed: PlacedChart, sheet: int) -> Json:
    """The head of a column names its series: the ranges begin one row above the values."""
    chart = placed.chart
    made: Json = {
        "chartType": _KINDS.get(chart.kind, "LINE"),
        "legendPosition": "BOTTOM_LEGEND" if len(chart.series) > 1 else "NO_LEGEND",
        "headerCount": 1,
        "axis": _axes(placed),
        "domains": [{"domain": _source(sheet, placed.categories)}],
        "series": list(_series(placed, sheet)),
    }
    if chart.kind is ChartKind.STACKED:
        made["stackedType"] = "STACKED"
    return made


def _value_axis(placed: PlacedChart) -> str:
    return "BOTTOM_AXIS" if placed.chart.kind is ChartKind.BAR else "LEFT_AXIS"


def _axes(placed: PlacedChart) -> list[Json]:
    """Shares stand between 0 and 100 %: a cut axis would make small changes look large."""
    values = _value_axis(placed)
    names = "LEFT_AXIS" if values == "BOTTOM_AXIS" else "BOTTOM_AXIS"
    small = _letters(8, theme.QUIET)
    window: Json = {"viewWindowMode": "EXPLICIT", "viewWindowMin": 0}
    if placed.chart.format is Format.PERCENT:
        window["viewWindowMax"] = 1
    axis: Json = {"position": values, "format": small}
    if placed.chart.format is not Format.POINTS:
        axis["viewWindowOptions"] = window
    return [{"position": names, "format": small}, axis]


def _series(placed: PlacedChart, sheet: int) -> Iterator[Json]:
    colours = theme.series_colours(series.look for series in placed.chart.series)
    for source, shade in zip(placed.values, colours, strict=True):
        made: Json = {
            "series": _source(sheet, source),
            "targetAxis": _value_axis(placed),
            "colorStyle": colour(shade),
        }
        if _labelled(placed):
            made["dataLabel"] = {"type": "DATA", "textFormat": _letters(8, theme.INK)}
        yield made


def _labelled(placed: PlacedChart) -> bool:
    points = placed.categories.last_row - placed.categories.first_row + 1
    alone = len(placed.values) == 1 and placed.chart.kind is not ChartKind.STACKED
    return alone and points <= _MOST_LABELS


def _source(sheet: int, values: Merge) -> Json:
    rows = (max(1, values.first_row - 1), values.last_row)
    columns = (values.first_column, values.last_column)
    return {"sourceRange": {"sources": [area(sheet, rows, columns)]}}


def _letters(points: int, ink: str, bold: bool = False) -> Json:
    return {
        "fontFamily": theme.FONT,
        "fontSize": points,
        "bold": bold,
        "foregroundColorStyle": colour(ink),
    }


def _overlay(grid: Grid, placed: PlacedChart, sheet: int) -> Json:
    """From corner to corner, with a thin gap to the neighbours."""
    columns = grid.widths[placed.first_column - 1 : placed.last_column]
    rows = range(placed.first_row, placed.last_row + 1)
    wide = sum(map(column_pixels, columns))
    high = sum(row_pixels(grid.heights.get(row, STANDARD_HEIGHT)) for row in rows)
    row, column = placed.first_row - 1, placed.first_column - 1
    return {
        "anchorCell": {"sheetId": sheet, "rowIndex": row, "columnIndex": column},
        "offsetXPixels": _GAP_PIXELS // 2,
        "offsetYPixels": _GAP_PIXELS // 2,
        "widthPixels": wide - _GAP_PIXELS,
        "heightPixels": high - _GAP_PIXELS,
    }
