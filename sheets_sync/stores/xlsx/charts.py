"""Charts of a grid → native charts of a sheet: quiet, labelled where there is room."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as SheetSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.sheet import theme
from sheets_sync.sheet.cells import Merge, column_letters
from sheets_sync.sheet.pieces import ChartKind, Format, Grid, PlacedChart, Value
from sheets_sync.sheet.text_size import STANDARD_HEIGHT

_Chart = BarChart | LineChart

_MOST_LABELS = 13
_GAP_PIXELS = 6
_EMU_PER_PIXEL = 9_525
_EMU_PER_POINT = 12_700
_LABEL_POINTS = 9
_TITLE_POINTS = 10
_PLOT_TOP, _PLOT_HEIGHT = 0.17, 0.6
"""The same for all charts: side by side their plots stand equally high."""
_PLOT_LEFT = {ChartKind.BAR: 0.27}
_PLOT_USUAL_LEFT, _PLOT_RIGHT = 0.1, 0.95


def add_chart(sheet: Worksheet, grid: Grid, placed: PlacedChart) -> None:
    """Put a chart on the sheet over its corners."""
    chart = _MAKERS[placed.chart.kind]()
    colours = theme.series_colours(series.look for series in placed.chart.series)
    for index, colour in enumerate(colours):
        chart.series.append(_series(grid, placed, index, colour))
    chart.title = _title(placed.chart.title)
    chart.legend = _legend() if len(colours) > 1 else None
    _set_axes(chart, placed)
    _set_frame(chart, placed.chart.kind)
    _set_labels(chart, placed)
    chart.anchor = _anchor(grid, placed)  # type: ignore[assignment]
    sheet.add_chart(chart)


def _columns() -> BarChart:
    chart = BarChart()
    chart.type, chart.grouping, chart.gapWidth, chart.overlap = "col", "clustered", 60, -5
    return chart


def _stacked() -> BarChart:
    chart = _columns()
    chart.grouping, chart.overlap = "stacked", 100
    return chart


def _bars() -> BarChart:
    chart = _columns()
    chart.type, chart.gapWidth = "bar", 45
    return chart


def _lines() -> LineChart:
    chart = LineChart()
    chart.grouping = "standard"
    return chart


_MAKERS: Mapping[ChartKind, Callable[[], _Chart]] = {
    ChartKind.COLUMN: _columns,
    ChartKind.STACKED: _stacked,
    ChartKind.BAR: _bars,
    ChartKind.LINE: _lines,
}


def _series(grid: Grid, placed: PlacedChart, index: int, colour: str) -> SheetSeries:
    code = theme.number_code(placed.chart.format)
    series = SheetSeries(
        idx=index,
        order=index,
        tx=SeriesLabel(v=placed.chart.series[index].name),
        cat=_categories(grid, placed.categories),
        val=NumDataSource(numRef=_numbers(grid, placed.values[index], code)),
    )
    if placed.chart.kind is ChartKind.LINE:
        _draw_line(series, colour)
    else:
        series.spPr = GraphicalProperties(solidFill=colour)
        series.spPr.ln = LineProperties(noFill=True)
        series.invertIfNegative = False
    return series


def _draw_line(series: SheetSeries, colour: str) -> None:
    series.smooth = False
    series.spPr = GraphicalProperties(ln=LineProperties(solidFill=colour, w=28_575, cap="rnd"))
    series.marker = Marker(symbol="circle", size=6)
    series.marker.spPr = GraphicalProperties(solidFill=colour)
    series.marker.spPr.ln = LineProperties(solidFill=theme.WHITE)


def _categories(grid: Grid, area: Merge) -> AxDataSource:
    values = _values(grid, area)
    if any(isinstance(value, int | float | date) for value in values):
        return AxDataSource(numRef=NumRef(f=_address(grid, area)))
    points = [StrVal(idx=i, v=str(v)) for i, v in enumerate(values) if v is not None]
    cache = StrData(ptCount=len(values), pt=points)
    return AxDataSource(strRef=StrRef(f=_address(grid, area), strCache=cache))


def _numbers(grid: Grid, area: Merge, code: str) -> NumRef:
    values = _values(grid, area)
    points = [NumVal(idx=i, v=repr(v)) for i, v in enumerate(values) if isinstance(v, int | float)]
    cache = NumData(formatCode=code, ptCount=len(values), pt=points)
    return NumRef(f=_address(grid, area), numCache=cache)


def _values(grid: Grid, area: Merge) -> list[Value]:
    rows = grid.rows[area.first_row - 1 : area.last_row]
    cells = [row[area.first_column - 1] for row in rows]
    return [cell.value if cell else None for cell in cells]


def _address(grid: Grid, area: Merge) -> str:
    first = f"${column_letters(area.first_column)}${area.first_row}"
    last = f"${column_letters(area.last_column)}${area.last_row}"
    return f"{quote_sheetname(grid.title)}!{first}:{last}"


def _letters(points: float, colour: str, bold: bool = False) -> CharacterProperties:
    font = Font(typeface=theme.FONT)
    return CharacterProperties(
        sz=int(points * 100), b=bold, solidFill=colour, latin=font, cs=Font(typeface=theme.FONT)
    )


def _text(points: float = _LABEL_POINTS, colour: str = theme.QUIET) -> RichText:
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=_letters(points, colour)), endParaRPr=CharacterProperties()
    )
    return RichText(bodyPr=RichTextProperties(rot=0, vert="horz"), p=[paragraph])


def _title(text: str) -> Title:
    letters = _letters(_TITLE_POINTS, theme.INK, bold=True)
    run = RegularTextRun(t=text, rPr=letters)
    paragraph = Paragraph(pPr=ParagraphProperties(algn="l", defRPr=letters), r=[run])
    place = ManualLayout(xMode="edge", yMode="edge", x=0.015, y=0.02)
    rich = RichText(bodyPr=RichTextProperties(), p=[paragraph])
    return Title(tx=Text(rich=rich), overlay=False, layout=Layout(manualLayout=place))


def _legend() -> Legend:
    legend = Legend()
    legend.position, legend.overlay, legend.txPr = "b", False, _text()
    return legend


def _set_axes(chart: _Chart, placed: PlacedChart) -> None:
    names: Any = chart.x_axis
    values: Any = chart.y_axis
    for axis in (names, values):
        axis.delete, axis.title, axis.txPr = False, None, _text()
        axis.majorTickMark = axis.minorTickMark = "none"
    names.majorGridlines, names.tickLblPos, names.noMultiLvlLbl = None, "low", True
    names.spPr = GraphicalProperties(ln=LineProperties(solidFill="B9C4C9", w=9_525))
    values.majorGridlines.spPr = GraphicalProperties(
        ln=LineProperties(solidFill=theme.RULE, w=6_350)
    )
    values.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
    _set_scale(values, placed.chart.format)
    names.axPos, values.axPos = "b", "l"
    if placed.chart.kind is ChartKind.BAR:
        names.axPos, values.axPos = "l", "b"
        names.scaling.orientation, values.crosses = "maxMin", "max"


def _set_scale(axis: Any, format: Format) -> None:
    """Shares stand between 0 and 100 %: a cut axis would make small changes look large."""
    code = theme.CHART_CODES.get(format, theme.number_code(format))
    axis.number_format, axis.numFmt.sourceLinked = code, False
    if format is Format.PERCENT:
        axis.scaling.min, axis.scaling.max, axis.majorUnit = 0, 1, 0.25
    elif format is not Format.POINTS:
        axis.scaling.min = 0


def _set_frame(chart: _Chart, kind: ChartKind) -> None:
    chart.roundedCorners = False
    chart.graphical_properties = GraphicalProperties(solidFill=theme.WHITE)
    chart.graphical_properties.ln = LineProperties(noFill=True)
    chart.plot_area.spPr = GraphicalProperties(noFill=True)
    chart.plot_area.spPr.ln = LineProperties(noFill=True)
    chart.display_blanks = "gap"
    left = _PLOT_LEFT.get(kind, _PLOT_USUAL_LEFT)
    place = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge")
    place.x, place.y, place.w, place.h = left, _PLOT_TOP, _PLOT_RIGHT - left, _PLOT_HEIGHT
    chart.layout = Layout(manualLayout=place)


def _set_labels(chart: _Chart, placed: PlacedChart) -> None:
    points = placed.categories.last_row - placed.categories.first_row + 1
    crowded = len(placed.values) > 1 or points > _MOST_LABELS
    if crowded or placed.chart.kind is ChartKind.STACKED:
        return
    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.numFmt = theme.number_code(placed.chart.format)
    labels.txPr = _text(colour=theme.INK)
    labels.position = "t" if placed.chart.kind is ChartKind.LINE else "outEnd"
    chart.dataLabels = labels


def _anchor(grid: Grid, placed: PlacedChart) -> TwoCellAnchor:
    """From corner to corner, with a thin gap to the neighbours."""
    gap = _GAP_PIXELS * _EMU_PER_PIXEL
    wide = int(grid.widths[placed.last_column - 1] * 7 + 5) * _EMU_PER_PIXEL
    high = int(STANDARD_HEIGHT * _EMU_PER_POINT)
    start = AnchorMarker(placed.first_column - 1, gap // 2, placed.first_row - 1, gap // 2)
    end = AnchorMarker(
        placed.last_column - 1, wide - gap // 2, placed.last_row - 1, high - gap // 2
    )
    return TwoCellAnchor(editAs="oneCell", _from=start, to=end)
