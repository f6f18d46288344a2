"""Puts words into a worksheet's XML: its rows and its size change, every other byte stays."""

import pyexpat
import re
from collections.abc import Mapping

from sheets_sync.sheet.cells import column_letters, column_number
from sheets_sync.stores.word_columns import WordColumns
from sheets_sync.stores.xlsx.cells import text_content
from sheets_sync.stores.xlsx.listing import check_prolog, local
from sheets_sync.stores.xlsx.preflight import DAMAGED, Refused

_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_PREFIX = re.compile(rb"<([\w.-]+:)?")
_ADDRESS = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_TAG_START = re.compile("<(/?)")


def with_words(xml: bytes, sheet: WordColumns) -> bytes:
    """The worksheet with these words. Raises Refused where a formula would be lost."""
    found = _Worksheet(xml, sheet.first_row)
    start, end = found.data
    prefix = found.prefix
    cell = _spelled(_cell("A1", sheet.line, found.styles.get(0)), prefix)
    above = xml[found.above[0] : found.a1[0]] + cell + xml[found.a1[1] : found.above[1]]
    below = "".join(_row(row, words, found.styles) for row, words in sheet.rows())
    open_, close = _spelled("<sheetData>", prefix), _spelled("</sheetData>", prefix)
    rows = open_ + above + _spelled(below, prefix) + close
    corner = f"{column_letters(max(sheet.width, found.width))}{max(sheet.height, found.height)}"
    size = _spelled(f'<dimension ref="A1:{corner}"/>', prefix)
    before, after = found.size or (start, start)
    return xml[:before] + (size if found.size else b"") + xml[after:start] + rows + xml[end:]


def _row(row: int, words: Mapping[int, str], styles: Mapping[int, str]) -> str:
    cells = (_cell(f"{column_letters(n)}{row}", word, styles.get(n)) for n, word in words.items())
    return f'<row r="{row}">{"".join(cells)}</row>'


def _cell(address: str, text: str, style: str | None) -> str:
    look = f' s="{style}"' if style else ""
    return f'<c r="{address}"{look}{text_content(text)}'


def _spelled(xml: str, prefix: str) -> bytes:
    """The tags with the worksheet's own namespace prefix; in text no «<» is left."""
    return _TAG_START.sub(rf"<\1{prefix}", xml).encode("utf-8", "replace")


class _Worksheet:
    """Where things stand in a worksheet's XML, as spans of bytes.

    `data` is the whole <sheetData>, `above` its rows before the words, `a1` the cell A1, `size`
    the <dimension>, if any; `styles` of the words by column, that of A1 under 0; `width` and
    `height` are those of what stays.
    """

    def __init__(self, xml: bytes, first_row: int) -> None:
        check_prolog(xml)
        self._xml, self._first_row = xml, first_row
        self._row = self._column = 0
        self._inside = False
        self._open: list[int] = []
        self.data = self.above = self.a1 = (-1, -1)
        self.size: tuple[int, int] | None = None
        self.prefix = ""
        self.styles: dict[int, str] = {}
        self.width = self.height = 1
        self._parse()
        if min(self.data + self.above + self.a1) < 0:
            raise Refused(DAMAGED)

    def _parse(self) -> None:
        self._parser = pyexpat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._started
        self._parser.EndElementHandler = self._ended
        try:
            self._parser.Parse(self._xml, True)
        except (pyexpat.ExpatError, ValueError) as fault:
            raise Refused(DAMAGED) from fault

    def _started(self, tag: str, named: dict[str, str]) -> None:
        at, name = self._parser.CurrentByteIndex, local(tag)
        end = self._tag_end(at)
        empty = self._xml[end - 2 : end] == b"/>"
        self._open.append(-1 if empty else at)
        if name == "dimension":
            self.size = (at, end)
        elif name == "col":
            self._column_style(named)
        elif name == "sheetData":
            self._data(at, end, empty)
        elif self._inside:
            self._element(name, named, (at, end))

    def _tag_end(self, at: int) -> int:
        tag = _TAG.match(self._xml, at)
        if tag is None:
            raise Refused(DAMAGED)
        return tag.end()

    def _data(self, at: int, end: int, empty: bool) -> None:
        prefix = _PREFIX.match(self._xml, at)
        self.prefix = (prefix[1] or b"").decode() if prefix else ""
        self.data, self.above = (at, end), (end, end)
        self._inside = not empty

    def _element(self, name: str, named: dict[str, str], span: tuple[int, int]) -> None:
        if name == "row":
            self._row = int(named.get("r", self._row + 1))
            self._column = 0
        elif name == "c":
            address = _ADDRESS.fullmatch(named.get("r", ""))
            self._column = column_number(address[1]) if address else self._column + 1
            self._seen(named, span)
        elif name == "f" and (self._row >= self._first_row or self._at_a1):
            raise Refused("на нём стоит формула", "Удалите её")

    @property
    def _at_a1(self) -> bool:
        return (self._row, self._column) == (1, 1)

    def _seen(self, named: dict[str, str], span: tuple[int, int]) -> None:
        """A cell: its look is that of its column's words, unless it stays itself."""
        style = named.get("s", "")
        if self._at_a1:
            self.a1, self.styles[0] = span, style
        elif self._row == self._first_row and style:
            self.styles[self._column] = style
        if self._row < self._first_row:
            self.width, self.height = max(self.width, self._column), max(self.height, self._row)

    def _column_style(self, named: dict[str, str]) -> None:
        first, last = int(named.get("min", 1)), int(named.get("max", 1))
        if style := named.get("style"):
            self.styles |= dict.fromkeys(range(first, min(last, first + 99) + 1), style)

    def _ended(self, tag: str) -> None:
        start, name = self._open.pop(), local(tag)
        if start < 0 or not self._inside:
            return
        end = self._tag_end(self._parser.CurrentByteIndex)
        if name == "c" and start == self.a1[0]:
            self.a1 = (start, end)
        elif name == "row" and self._row < self._first_row:
            self.above = (self.above[0], end)
        elif name == "sheetData":
            self.data, self._inside = (self.data[0], end), False
