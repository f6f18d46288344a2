"""What a text takes on a sheet: widths of Arial's letters, lines, heights of rows, cell limits."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from sheets_sync.sheet.pieces import Cell, Look

STANDARD_HEIGHT = 17.0
"""Points; the height of a row that needs no more."""

GAP_HEIGHT = 9.0
"""Points; a spacer, and what parts two rows of tiles."""

TEXT_SIZE = 10.0
"""Points; the size of the text of a table."""

_SIZES = {
    Look.TITLE: 16.0,
    Look.SECTION: 12.0,
    Look.HEAD: 9.0,
    Look.HEAD_TURNED: 9.0,
    Look.NOTE: 9.0,
    Look.TILE_NAME: 9.0,
    Look.TILE_VALUE: 18.0,
    Look.TILE_GOOD: 18.0,
    Look.TILE_WARN: 18.0,
    Look.TILE_BAD: 18.0,
    Look.TILE_LINE: 9.0,
    Look.TILE_LEFT: 9.0,
    Look.TILE_RIGHT: 9.0,
    Look.TILE_DETAIL: 9.0,
}

BOLD = frozenset(
    {
        Look.TITLE,
        Look.LINE_STRONG,
        Look.SECTION,
        Look.HEAD,
        Look.HEAD_TURNED,
        Look.GROUP,
        Look.STRONG,
        Look.TOTAL,
        Look.WARN,
        Look.BAD,
        Look.ALERT,
        Look.TILE_VALUE,
        Look.TILE_GOOD,
        Look.TILE_WARN,
        Look.TILE_BAD,
    }
)
"""Bold says «look here»: what red and amber say in colour must survive a grey printer."""

_PADDINGS = {
    Look.TITLE: 8.0,
    Look.SECTION: 17.0,
    Look.HEAD: 9.0,
    Look.TOTAL: 6.0,
    Look.NOTE: 8.0,
    Look.TILE_NAME: 7.0,
    Look.TILE_VALUE: 6.0,
    Look.TILE_LINE: 3.0,
    Look.TILE_DETAIL: 7.0,
}

_LETTERS = {
    22: "'ijl|",
    28: " !,./:;I[]ft·\u00a0",
    34: '()-`r{}"\\*',
    37: "гrк^",
    46: "зтJcksvxyzсухэчьв",
    54: "пяГн≥≤#$0123456789?L_abdeghnopquаеёийор«»–бц",
    60: "+<=>~длК−×ЗFTZТъУ",
    66: "БЛЬ&ABEKPSVXYжАВЕЁРХЧДм",
    74: "CDHNRUwыИЙНПСЭЯЦюФ",
    79: "GOQОЪшфщ",
    90: "MmМ%ЫЖШ",
    101: "WЩ—…→Ю@",
    107: "№",
}
"""Widths in hundredths of the font's size (Liberation Sans, which has Arial's metrics)."""

_TALLEST = 409.0
"""Points; Excel has no taller row."""

_WIDTHS = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_USUAL = 62
_DIGIT_PIXELS = 7
_PIXELS_PER_POINT = 96 / 72
_CAUTION = 1.04
"""Screens round each letter to whole pixels: room for it."""


def size(look: Look) -> float:
    """The text's size in points."""
    return _SIZES.get(look, TEXT_SIZE)


def column_pixels(width: float) -> float:
    """A column of `width` characters → the pixels its text may take."""
    return width * _DIGIT_PIXELS


def head_width(text: str) -> float:
    """The column width in characters at which no word of a head is broken."""
    longest = max(text_pixels(word, size(Look.HEAD), bold=True) for word in text.split(" "))
    return longest / _DIGIT_PIXELS + 0.5


@lru_cache(maxsize=50_000)
def text_pixels(text: str, points: float, bold: bool = False) -> float:
    """The width of a text in one line."""
    hundredths = sum(_WIDTHS.get(letter, _USUAL) for letter in text)
    return hundredths / 100 * points * _PIXELS_PER_POINT * _CAUTION * (1.07 if bold else 1)


def shortened(text: str, room: float, points: float = TEXT_SIZE) -> str:
    """The text, or as much of it as takes one line of `room` pixels, with «…»."""
    text = " ".join(text.split())
    if text_pixels(text, points) <= room:
        return text
    left = accumulate(text_pixels(letter, points) for letter in f"…{text}")
    fitting = sum(taken <= room for taken in left) - 1
    return f"{text[: max(1, fitting)].rstrip(' ,;:—(«')}…"


def line_count(text: str, room: float, points: float, bold: bool = False) -> int:
    """Lines that a text takes when it is wrapped into `room` pixels."""
    if len(text) * points * _PIXELS_PER_POINT * 1.15 <= room and "\n" not in text:
        return 1
    return sum(
        sum(1 for _ in _lines(paragraph, max(room, points), points, bold))
        for paragraph in text.split("\n")
    )


def _lines(paragraph: str, room: float, points: float, bold: bool) -> Iterator[float]:
    """The widths of a paragraph's lines; a word wider than the room is broken."""
    space = text_pixels(" ", points, bold)
    line = 0.0
    for word in paragraph.split(" "):
        width = text_pixels(word, points, bold)
        if line and line + space + width > room:
            yield line
            line = 0.0
        line = line + space + width if line else width
        while line > room:
            yield room
            line -= room
    yield line


def cell_height(cell: Cell, lines: int) -> float:
    """Points that a row needs for a cell whose text takes so many lines; one that reads upwards
    needs its whole length."""
    if cell.look is not Look.HEAD_TURNED:
        return row_height(cell.look, lines)
    length = text_pixels(str(cell.value), size(cell.look), bold=True) / _PIXELS_PER_POINT
    return min(_TALLEST, round(length * 4) / 4 + _PADDINGS[Look.HEAD])


@lru_cache
def row_height(look: Look, lines: int) -> float:
    """Points that a row with so many lines of this look needs."""
    points = size(look)
    needed = lines * (points * 1.22 + 0.6) + _PADDINGS.get(look, 4.0)
    return min(_TALLEST, max(STANDARD_HEIGHT, round(needed * 4) / 4))


TEXT_LIMIT = 32_767
"""UTF-16 units that a cell of a workbook holds."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def painted_text(text: str) -> str:
    """Text as a cell can hold it: no control characters, line breaks as \\n, cut with «…»."""
    text = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 <= TEXT_LIMIT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= TEXT_LIMIT * 2:
        return text
    return units[: (TEXT_LIMIT - 1) * 2].decode("utf-16-le", "ignore") + "…"
