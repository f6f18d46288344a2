"""What an .ods sheet holds that readers hide: errors, repeats, merges."""

import re
from collections.abc import Iterator
from itertools import product

from sheets_sync.sheet.cells import Merge
from sheets_sync.stores.xlsx.ods_styles import COLUMNS_REPEATED, count, month_styles, usual_styles
from sheets_sync.stores.xlsx.scan_xlsx import Sheet, without_comments

CODES = {
    "#ДЕЛ/0!": "#DIV/0!",
    "#ССЫЛ!": "#REF!",
    "#ССЫЛКА!": "#REF!",
    "#Н/Д": "#N/A",
    "#ИМЯ?": "#NAME?",
    "#ЗНАЧ!": "#VALUE!",
    "#ПУСТО!": "#NULL!",
    "#ЧИСЛО!": "#NUM!",
}


FAULT = re.compile(r"#[^\s]{1,12}[!?]|#N/A|#Н/Д|Err:\d+|Ошибка:\d+|Ош\.?:\d+")


class OdsScan:
    """Feeds on content.xml (`styles` is styles.xml); `found` has a sheet for each title, in their
    order."""

    def __init__(self, limit: int, styles: bytes = b"") -> None:
        self.found: dict[str, Sheet] = {}
        self._styles = styles
        self.date1904 = False
        self._limit = limit
        self._sheet: Sheet | None = None
        self._months: frozenset[bytes] = frozenset()
        self._usual: list[bytes] = []
        self._pieces: list[bytes] = []
        self._row = 0

    def feed(self, piece: bytes) -> None:
        """Take the next piece; a row is looked at when it is whole."""
        self._pieces.append(piece)
        if ROW_END in b"".join(self._pieces[-2:])[-len(piece) - len(ROW_END) :]:
            *rows, rest = b"".join(self._pieces).split(ROW_END)
            self._pieces = [rest]
            for row in rows:
                self._whole(row)

    def close(self) -> None:
        """The part has ended: what is left may name tables without rows."""
        self._heads(b"".join(self._pieces))

    def _whole(self, text: bytes) -> None:
        """What stands before a row's end: heads of tables, then the row."""
        if b"<!" in text:
            text = without_comments(text)
        start = text.rfind(b"<table:table-row")
        self._heads(text[:start])
        end = text.find(b">", start)
        repeated = count(ROWS_REPEATED, text[start:end])
        if self._sheet is not None:
            self._cells(self._sheet, text[end + 1 :], repeated)
        self._row += repeated

    def _heads(self, text: bytes) -> None:
        """Tables that begin here, and the date system."""
        if not text:
            return
        if b"1904-01-01" in text and NULL_DATE.search(text):
            self.date1904 = True
        if b"<style:style" in text:
            self._months = month_styles(self._styles + text)
        for table in TABLE.finditer(text):
            title = unescape(table[1])
            self._sheet, self._row = Sheet(self._limit, title), 0
            self.found[title] = self._sheet
            self._usual = usual_styles(text[table.end() :]) if self._months else []
        self._row += sum(count(ROWS_REPEATED, row) for row in EMPTY_ROW.findall(text))

    def _cells(self, sheet: Sheet, text: bytes, repeated: int) -> None:
        """One row's cells; a row of plain ones is only counted, one that holds nothing is not."""
        if not any(mark in text for mark in FILLED):
            return
        last = text.rfind(b"<table:table-cell")
        if text.endswith(b"/>") and text.find(b"value-type=", last) < 0:
            text = text[:last] if b"table:formula=" not in text[last:] else text
        if self._months or any(mark in text for mark in MARKS):
            self._marked(sheet, text, repeated)
        elif width := text.count(b"<table:table-cell"):
            sheet.reach(self._row + repeated, width)

    def _marked(self, sheet: Sheet, text: bytes, repeated: int) -> None:
        """A row where cells have to be looked into, once the whole of it is known to fit."""
        column, filled = 0, []
        for cell in each_cell(text):
            times = count(COLUMNS_REPEATED, cell.head)
            if b"value-type=" in cell.head or cell.body or b"table:formula=" in cell.head:
                sheet.reach(self._row + repeated, column + times)
                filled.append((cell, column + 1, times))
            column += times
        for cell, first, times in filled:
            look(sheet, cell, (self._row + 1, first), (repeated, times))
            if self._months and self._of_month(cell, first):
                for place in product(range(repeated), range(times)):
                    sheet.add_month(self._row + 1 + place[0], first + place[1])

    def _of_month(self, cell: "OdsCell", column: int) -> bool:
        """A date whose style shows no day: its own style, else the usual one of its column."""
        own = STYLE_OF.search(cell.head)
        usual = self._usual[column - 1] if column <= len(self._usual) else b""
        return b'value-type="date"' in cell.head and (own[1] if own else usual) in self._months


FILLED = (b"value-type=", b"table:formula=", b"<text:p", b"-spanned=")


MARKS = (b"repeated=", b"table:formula=", b"-spanned=", b'"boolean"', b'"error"', b"covered-")


ROW_END = b"</table:table-row>"


TABLE = re.compile(rb'<table:table\s[^>]*?table:name="([^"]*)"')


EMPTY_ROW = re.compile(rb"<table:table-row(?:\s[^>]*)?/>")


NULL_DATE = re.compile(rb'<table:null-date\s[^>]*date-value="1904-01-01"')


ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d{1,9})"')


ROWS_SPANNED = re.compile(rb'number-rows-spanned="(\d{1,9})"')


COLUMNS_SPANNED = re.compile(rb'number-columns-spanned="(\d{1,9})"')


CELL = re.compile(rb"<table:(?:covered-)?table-cell((?:\s[^>]*?)?)(/?)>")


SHOWN = re.compile(rb"<text:p[^>]*>([^<]*)</text:p>\s*(?:</table:|$)")


STYLE_OF = re.compile(rb'\stable:style-name="([^"]*)"')


class OdsCell:
    """A cell's attributes and what stands between its tags."""

    __slots__ = ("body", "head")

    def __init__(self, head: bytes, body: bytes) -> None:
        self.head = head
        self.body = body


def each_cell(text: bytes) -> Iterator[OdsCell]:
    """The cells of a row from left to right."""
    tags = list(CELL.finditer(text))
    for tag, following in zip(tags, [*tags[1:], None], strict=True):
        end = following.start() if following else len(text)
        yield OdsCell(tag[1], b"" if tag[2] else text[tag.end() : end])


def look(sheet: Sheet, cell: OdsCell, address: tuple[int, int], times: tuple[int, int]) -> None:
    """A filled .ods cell: merged, an error, a formula without a value, a boolean."""
    row, column = address
    if b"-spanned=" in cell.head:
        rows, columns = count(ROWS_SPANNED, cell.head), count(COLUMNS_SPANNED, cell.head)
        if rows * columns > 1:
            sheet.merges.append(Merge(row, column, row + rows - 1, column + columns - 1))
    sheet.booleans = sheet.booleans or b'value-type="boolean"' in cell.head
    code = fault_of(cell)
    if code is not None:
        for down in range(times[0]):
            for right in range(times[1]):
                sheet.faults[row + down, column + right] = code


def fault_of(cell: OdsCell) -> str | None:
    """The code of an .ods cell's error, "" for a formula never calculated, None for neither."""
    formula = b"table:formula=" in cell.head
    error = b'calcext:value-type="error"' in cell.head
    if not formula and not error:
        return None
    found = SHOWN.search(cell.body)
    shown = unescape(found[1]) if found else ""
    if error or (b'value-type="string"' not in cell.head and FAULT.fullmatch(shown)):
        return CODES.get(shown, shown)
    return "" if b"value-type=" not in cell.head and b"<text:p" not in cell.body else None


ENTITIES: tuple[tuple[str, str], ...] = (
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", '"'),
    ("&apos;", "'"),
    ("&amp;", "&"),
)


def unescape(text: bytes) -> str:
    """The characters that an attribute or a text stands for."""
    plain = NUMBERED.sub(lambda found: character(found[1]), text.decode("utf-8", "replace"))
    for entity, letter in ENTITIES:
        plain = plain.replace(entity, letter)
    return plain


NUMBERED = re.compile(r"&#(x[0-9a-fA-F]{1,6}|\d{1,7});")


def character(code: str) -> str:
    """x41 or 65 → A."""
    number = int(code[1:], 16) if code.startswith("x") else int(code)
    return chr(number) if number < 0x110000 else "\ufffd"
