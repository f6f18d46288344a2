"""A grid → the requests that fill one tab: sizes, looks, values by type, links, merged titles."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets_sync.sheet import theme
from sheets_sync.sheet.cells import Merge
from sheets_sync.sheet.pieces import Align, Format, Grid
from sheets_sync.sheet.text_size import STANDARD_HEIGHT
from sheets_sync.stores.google.alerts import alert_rules
from sheets_sync.stores.google.contents import content_requests
from sheets_sync.stores.google.formats import format_requests
from sheets_sync.stores.google.rectangles import alike
from sheets_sync.stores.google.values import Json, Style, colour, looks_of, range_of

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
    """The grid's own size, one row and column at least beyond what is frozen."""
    rows = max(len(grid.rows), grid.frozen_rows + 1)
    columns = max(len(grid.widths), grid.frozen_columns + 1)
    return Size(rows, columns, grid.frozen_rows, grid.frozen_columns)


def fill_requests(
    grid: Grid,
    sheet: int,
    link: Callable[[str], str | None],
    columns: Sequence[int] | None = None,
) -> list[Json]:
    """What fills a blank tab of the right size; `link` gives the address to lead to, or None;
    `columns` are the pixels of the columns where they are not the grid's, negative where hidden."""
    led = _led(grid, link)
    return [
        *_columns(sheet, columns or column_widths(grid)),
        *_dimensions(sheet, "ROWS", _heights(grid)),
        *content_requests(led, sheet),
        *format_requests(looks_of(led), sheet, _format),
        *_merges(grid, sheet),
        *alert_rules(grid, sheet),
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
            yield {"mergeCells": {"range": range_of(whole, sheet), "mergeType": kind}}
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


def column_widths(grid: Grid) -> tuple[int, ...]:
    """The pixels of each column, negative where it is hidden."""
    pixels = map(column_pixels, grid.widths)
    return tuple(-wide if at in grid.hidden else wide for at, wide in enumerate(pixels, 1))


def _heights(grid: Grid) -> list[int]:
    rows = range(1, size_of(grid).rows + 1)
    return [row_pixels(grid.heights.get(row, STANDARD_HEIGHT)) for row in rows]


def _columns(sheet: int, columns: Sequence[int]) -> Iterator[Json]:
    """Widths of all, then what is hidden."""
    yield from _dimensions(sheet, "COLUMNS", [abs(pixels) for pixels in columns])
    for first, last, _ in alike((pixels < 0 for pixels in columns), 0):
        yield _dimension(sheet, "COLUMNS", first, last, hiddenByUser=True)


def _dimensions(sheet: int, dimension: str, pixels: Sequence[int]) -> Iterator[Json]:
    """The commonest size for all, in sight, then the spans of another one."""
    if not pixels:
        return
    usual = Counter(pixels).most_common(1)[0][0]
    yield _dimension(sheet, dimension, 0, len(pixels) - 1, pixelSize=usual, hiddenByUser=False)
    for first, last, size in _others(pixels, 0, usual):
        yield _dimension(sheet, dimension, first, last, pixelSize=size)


def _dimension(sheet: int, dimension: str, first: int, last: int, **properties: int | bool) -> Json:
    span = {"sheetId": sheet, "dimension": dimension, "startIndex": first, "endIndex": last + 1}
    update = {"range": span, "properties": properties, "fields": ",".join(properties)}
    return {"updateDimensionProperties": update}


def _others(sizes: Sequence[int], start: int, under: int) -> Iterator[tuple[int, int, int]]:
    """Spans of another size than the one under them, one laid over another where that is less."""
    for first, last, _ in alike((size != under for size in sizes), 0):
        part = sizes[first : last + 1]
        usual = Counter(part).most_common(1)[0][0]
        yield start + first, start + last, usual
        yield from _others(part, start + first, usual)


def _format(style: Style) -> Json:
    look, format, align, wrap, linked, first, last = style
    paint = theme.paint(look)
    sides = {
        "top": paint.top,
        "bottom": paint.bottom,
        "left": paint.left if first else None,
        "right": paint.right if last else None,
    }
    made: Json = {
        "textFormat": _text_format(paint, linked),
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


def _text_format(paint: theme.Paint, linked: bool) -> Json:
    """A link's colour and line are ours; Google would choose its own."""
    made: Json = {
        "fontFamily": theme.FONT,
        "fontSize": round(paint.size),
        "bold": paint.bold,
        "foregroundColorStyle": colour(paint.link if linked else paint.ink),
    }
    return made | {"underline": True} if linked else made


def _border(rule: theme.Rule) -> Json:
    return {"style": _STROKES[rule.stroke], "colorStyle": colour(rule.colour)}


def _led(grid: Grid, link: Callable[[str], str | None]) -> Grid:
    """The grid with its links as addresses; none where they lead nowhere."""
    rows = (
        (cell and cell._replace(link=cell.link and link(cell.link)) for cell in row)
        for row in grid.rows
    )
    return replace(grid, rows=tuple(map(tuple, rows)))


def link_of(link: str, sheets: Mapping[str, int]) -> str | None:
    """A grid's link as Google follows it: to a tab of ours, to a page; none to a local file."""
    inside = _INSIDE.fullmatch(link)
    if inside:
        number = sheets.get(inside[1].replace("''", "'"))
        return None if number is None else f"#gid={number}&range={inside[2]}"
    return link if link.startswith("https://") else None


def _filter(grid: Grid, sheet: int) -> Iterator[Json]:
    if grid.filtered:
        yield {"setBasicFilter": {"filter": {"range": range_of(grid.filtered, sheet)}}}
