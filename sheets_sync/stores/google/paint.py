"""A grid → the requests that fill one tab: sizes, looks, values by type, links, merged titles."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.sheet import theme
from sheets_sync.sheet.cells import Merge, column_letters
from sheets_sync.sheet.pieces import Align, Format, Grid, Look
from sheets_sync.sheet.text_size import STANDARD_HEIGHT
from sheets_sync.stores.google.values import Json, Run, Style, area, runs_of, values_of

_TYPES = {
    Format.PERCENT: "PERCENT",
    Format.DATE: "DATE",
    Format.MOMENT: "DATE_TIME",
}
_STANDS = {
    theme.Stand.TOP: "TOP",
    theme.Stand.MIDDLE: "MIDDLE",
    theme.Stand.BOTTOM: "BOTTOM",
}
_STROKES = {theme.Stroke.THIN: "SOLID", theme.Stroke.MEDIUM: "SOLID_MEDIUM"}
_INSIDE = re.compile(r"#'((?:[^']|'')+)'!([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)")
_INDENT_PIXELS = 9


def colour(hexadecimal: str) -> Json:
    """«17596B» → a ColorStyle."""
    parts = (round(int(hexadecimal[at : at + 2], 16) / 255, 4) for at in (0, 2, 4))
    return {"rgbColor": dict(zip(("red", "green", "blue"), parts, strict=True))}


def column_pixels(width: float) -> int:
    """A column's width in characters → pixels, as Excel shows it."""
    return round(width * 7) + 5


def row_pixels(points: float) -> int:
    """A row's height in points → pixels."""
    return round(points * 96 / 72)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a tab must be for its grid, and what of it can be frozen."""

    rows: int
    columns: int
    frozen_rows: int
    frozen_columns: int


def size_of(grid: Grid) -> Size:
    """The grid's own size; Google freezes no column that cuts a merged line, so it goes free."""
    frozen = grid.frozen_columns
    if any(merge.first_column <= frozen < merge.last_column for merge in grid.merges):
        frozen = 0
    rows = max(len(grid.rows), grid.frozen_rows + 1)
    return Size(rows, max(len(grid.widths), frozen + 1), grid.frozen_rows, frozen)


def fill_requests(grid: Grid, sheet: int, link: Callable[[str], str | None]) -> list[Json]:
    """What fills a blank tab of the right size; `link` gives the address to lead to, or None."""
    return [
        *_dimensions(sheet, "COLUMNS", _widths(grid)),
        *_dimensions(sheet, "ROWS", [(height, False) for height in _heights(grid)]),
        *_looks(grid, sheet),
        *values_of(grid, sheet),
        *_links(grid, sheet, link),
        *_merges(grid, sheet),
        *_rules(grid, sheet),
        *_filter(grid, sheet),
    ]


def _merges(grid: Grid, sheet: int) -> Iterator[Json]:
    """Spans of single rows, those above one another in one request; Google would refuse none."""
    waiting: list[Merge] = []
    for merge in (*sorted(grid.merges, key=_by_column), None):
        if merge and waiting and _goes_on(waiting[-1], merge):
            waiting.append(merge)
            continue
        if waiting:
            first, last = waiting[0], waiting[-1]
            kind = "MERGE_ROWS" if len(waiting) > 1 else "MERGE_ALL"
            whole = Merge(first.first_row, first.first_column, last.last_row, last.last_column)
            yield {"mergeCells": {"range": _range(sheet, whole), "mergeType": kind}}
        waiting = [merge] if merge else []


def _by_column(merge: Merge) -> tuple[int, int, int]:
    return merge.first_column, merge.last_column, merge.first_row


def _goes_on(above: Merge, below: Merge) -> bool:
    """Whether two spans of one row each stand right above one another."""
    return (
        below.first_row == below.last_row == above.last_row + 1
        and above.first_row == above.last_row
        and (above.first_column, above.last_column) == (below.first_column, below.last_column)
    )


def _range(sheet: int, merge: Merge) -> Json:
    rows, columns = (merge.first_row, merge.last_row), (merge.first_column, merge.last_column)
    return area(sheet, rows, columns)


def _widths(grid: Grid) -> list[tuple[int, bool]]:
    """Of each column its pixels and whether it is hidden."""
    return [
        (column_pixels(width), column in grid.hidden) for column, width in enumerate(grid.widths, 1)
    ]


def _heights(grid: Grid) -> list[int]:
    rows = range(1, size_of(grid).rows + 1)
    return [row_pixels(grid.heights.get(row, STANDARD_HEIGHT)) for row in rows]


def _dimensions(sheet: int, dimension: str, sizes: Sequence[tuple[int, bool]]) -> Iterator[Json]:
    """One request for each run of rows or columns of the same size, all hidden or none."""
    start = 0
    for index in range(1, len(sizes) + 1):
        if index < len(sizes) and sizes[index] == sizes[start]:
            continue
        span = {"sheetId": sheet, "dimension": dimension, "startIndex": start, "endIndex": index}
        pixels, hidden = sizes[start]
        properties = {"pixelSize": pixels, "hiddenByUser": hidden}
        request = {"range": span, "properties": properties, "fields": "pixelSize,hiddenByUser"}
        yield {"updateDimensionProperties": request}
        start = index


def _looks(grid: Grid, sheet: int) -> Iterator[Json]:
    """One request for each rectangle of cells that look alike."""
    ready: dict[Style, Json] = {}
    for first, last, (left, right, style) in _rectangles(grid):
        if style not in ready:
            ready[style] = _format(style)
        yield {
            "repeatCell": {
                "range": area(sheet, (first, last), (left, right)),
                "cell": {"userEnteredFormat": ready[style]},
                "fields": "userEnteredFormat",
            }
        }


def _rectangles(grid: Grid) -> Iterator[tuple[int, int, Run]]:
    """Runs of a row that go on in the rows below → first row, last row, run."""
    open_runs: dict[Run, int] = {}
    for number, row in enumerate((*grid.rows, ()), 1):
        runs = dict.fromkeys(runs_of(row))
        for run in [run for run in open_runs if run not in runs]:
            yield open_runs.pop(run), number - 1, run
        for run in runs:
            open_runs.setdefault(run, number)


def _format(style: Style) -> Json:
    look, format, align, wrap, first, last = style
    paint = theme.paint(look)
    sides = {
        "top": paint.top,
        "bottom": paint.bottom,
        "left": paint.left if first else None,
        "right": paint.right if last else None,
    }
    made: Json = {
        "textFormat": _text_format(paint),
        "horizontalAlignment": align.value.upper(),
        "verticalAlignment": _STANDS[paint.stand],
        "wrapStrategy": "WRAP" if wrap else "OVERFLOW_CELL",
    }
    if paint.turned:
        made["textRotation"] = {"angle": 90}
    borders = {side: _border(rule) for side, rule in sides.items() if rule}
    if borders:
        made["borders"] = borders
    if paint.fill:
        made["backgroundColorStyle"] = colour(paint.fill)
    if paint.indent and align is Align.LEFT:
        made["padding"] = {"top": 2, "right": 3, "bottom": 2, "left": 3 + _INDENT_PIXELS}
    if format is not Format.TEXT or look in theme.SIGNS:
        code = theme.number_code(format, look=look).replace("General", "0")
        made["numberFormat"] = {"type": _TYPES.get(format, "NUMBER"), "pattern": code}
    return made


def _text_format(paint: theme.Paint, link: str | None = None) -> Json:
    made: Json = {
        "fontFamily": theme.FONT,
        "fontSize": round(paint.size),
        "bold": paint.bold,
        "foregroundColorStyle": colour(paint.link if link else paint.ink),
    }
    return made | ({"underline": True, "link": {"uri": link}} if link else {})


def _border(rule: theme.Rule) -> Json:
    return {"style": _STROKES[rule.stroke], "colorStyle": colour(rule.colour)}


def _links(grid: Grid, sheet: int, link: Callable[[str], str | None]) -> Iterator[Json]:
    """Links with their look, one request for each run down a column."""
    for column in range(len(grid.widths)):
        run: list[Json] = []
        for number, row in enumerate((*grid.rows, ()), 1):
            cell = row[column] if column < len(row) else None
            target = link(cell.link) if cell is not None and cell.link else None
            if cell is not None and target is not None:
                text = _text_format(theme.paint(cell.look), target)
                run.append({"values": [{"userEnteredFormat": {"textFormat": text}}]})
            elif run:
                where = area(sheet, (number - len(run), number - 1), (column + 1, column + 1))
                fields = "userEnteredFormat.textFormat"
                yield {"updateCells": {"range": where, "rows": run, "fields": fields}}
                run = []


def link_of(link: str, sheets: Mapping[str, int]) -> str | None:
    """A grid's link as Google follows it: to a tab of ours, to a page; none to a local file."""
    inside = _INSIDE.fullmatch(link)
    if inside:
        number = sheets.get(inside[1].replace("''", "'"))
        return None if number is None else f"#gid={number}&range={inside[2]}"
    return link if link.startswith("https://") else None


def _rules(grid: Grid, sheet: int) -> Iterator[Json]:
    """A formula of ours that begins to say something turns red: «УСТАРЕЛО» must be seen."""
    for number, row in enumerate(grid.rows, 1):
        for column, cell in enumerate(row, 1):
            if cell is None or cell.formula is None or cell.look is not Look.ALERT:
                continue
            address = f"=LEN(${column_letters(column)}${number})>0"
            condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": address}]}
            style = {
                "backgroundColorStyle": colour(theme.RED_SOFT),
                "textFormat": {"bold": True, "foregroundColorStyle": colour(theme.RED)},
            }
            where = area(sheet, (number, number), (column, column + cell.span - 1))
            boolean = {"condition": condition, "format": style}
            rule = {"ranges": [where], "booleanRule": boolean}
            yield {"addConditionalFormatRule": {"rule": rule, "index": 0}}


def _filter(grid: Grid, sheet: int) -> Iterator[Json]:
    if grid.filtered:
        yield {"setBasicFilter": {"filter": {"range": _range(sheet, grid.filtered)}}}
