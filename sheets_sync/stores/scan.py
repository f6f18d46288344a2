"""One pass over a sheet's XML: its real size, and the cells whose value readers lose silently."""

import re
from collections.abc import Iterator
from functools import cache

from sheets_sync.cells import Merge, column_letters, column_number
from sheets_sync.stores.preflight import RAISE, Refused

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


class Sheet:
    """What the scan found: the last row and column with content, lost cells, booleans, merges."""

    def __init__(self, limit: int) -> None:
        self.rows = 0
        self.columns = 0
        self.booleans = False
        self.faults: dict[tuple[int, int], str] = {}
        self.merges: list[Merge] = []
        self._limit = limit

    @property
    def filled(self) -> bool:
        """Something stands in a cell."""
        return self.rows > 0

    def reach(self, row: int, column: int) -> None:
        """Content stands at this address; refuses a box that is too large."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)
        if self.rows * self.columns > self._limit:
            raise Refused(
                f"её лист занимает {self.rows} строк на {self.columns} столбцов,"
                f" это больше {self._limit} ячеек",
                "Удалите лишние ячейки далеко внизу и справа. " + RAISE.format("cells"),
            )


class SheetScan:
    """Feeds on the pieces of an .xlsx sheet, whole rows at a time; `found` grows."""

    def __init__(self, limit: int, thorough: bool = True) -> None:
        self.found = Sheet(limit)
        self._thorough = thorough
        self._rest = b""
        self._wait = 0
        self._prefix: bytes | None = None
        self._inside = True
        self._row = 0

    def feed(self, piece: bytes) -> None:
        """Take the next piece."""
        if not self._inside:
            return
        self._rest += piece
        if not self._thorough:
            self._glance()
        elif len(self._rest) >= self._wait:
            self._advance(last=False)

    def close(self) -> Sheet:
        """The part has ended."""
        if self._inside and self._thorough:
            self._advance(last=True)
        return self.found

    def _advance(self, last: bool) -> None:
        """Read the whole rows at hand; a longer row waits for twice as much."""
        if self._prefix is None and not self._find_root():
            return
        words, text = Words.of(self._prefix or b""), self._rest
        if b"!" in text and b"<!" in text:  # the first test is a memchr, the second is slow
            text = without_comments(text)
        end = text.find(words.end, max(text.rfind(words.row_start), 0))
        self._inside = end < 0
        cut = end if end >= 0 else len(text) if last else text.rfind(words.row_start)
        if cut > 0:
            self._block(words, text[:cut])
        self._rest = text[max(cut, 0) :] if self._inside else b""
        self._wait = 2 * len(self._rest) if cut <= 0 else 0

    def _glance(self) -> None:
        """Of a sheet nobody wants only whether it has content."""
        if FILLED.search(self._rest):
            self.found.reach(1, 1)
            self._inside = False
        self._rest = self._rest[-32:]

    def _find_root(self) -> bool:
        """The root's namespace prefix; every element of the sheet has the same."""
        root = re.search(rb"<(?:([\w.-]+):)?(?:worksheet|dialogsheet)[\s>]", self._rest)
        if root:
            self._prefix = (root[1] + b":") if root[1] else b""
        return root is not None

    def _block(self, words: "Words", text: bytes) -> None:
        """Whole rows: plain cells are passed by at the speed of a regex, the rest looked at."""
        first = words.row.match(text, text.find(words.row_start))
        last = words.row.match(text, text.rfind(words.row_start))
        if not first or not last or not self._row < int(first[1]) <= int(last[1]):
            self._walk(words, text)
            return
        plain = words.special(self.found.columns, len(last[1]))
        if not all(self._special(words, text, cell) for cell in plain.finditer(text)):
            self._walk(words, text)
            return
        self._row = int(last[1])
        self._lowest(words, text)

    def _lowest(self, words: "Words", text: bytes) -> None:
        """The last row of a block that holds a cell with content."""
        end = text.rfind(words.cell_end)
        row = words.row.match(text, text.rfind(words.row_start, 0, end)) if end >= 0 else None
        if row:
            self.found.reach(int(row[1]), self.found.columns)

    def _special(self, words: "Words", text: bytes, cell: re.Match[bytes]) -> bool:
        """A cell that is not plain; False when it does not say where it stands."""
        if cell[0].endswith(b"/>"):
            return True
        address = ADDRESS.search(cell[0])
        if address is None:
            return False
        self._cell(words, text, cell, (int(address[2]), number_of(address[1])))
        return True

    def _walk(self, words: "Words", text: bytes) -> None:
        """Every row and cell by its address, or by its place when it has none."""
        column = 0
        for tag in words.tags.finditer(text):
            address = ADDRESS.search(tag[0]) if tag[1] == b"c" else ROW_NUMBER.search(tag[0])
            if tag[1] != b"c":
                self._row, column = int(address[1]) if address else self._row + 1, 0
                continue
            column = number_of(address[1]) if address else column + 1
            row = int(address[2]) if address else self._row
            if not tag[0].endswith(b"/>"):
                self._cell(words, text, tag, (row, column))

    def _cell(
        self, words: "Words", text: bytes, tag: re.Match[bytes], address: tuple[int, int]
    ) -> None:
        """A cell with content: is it in the box, an error, a formula without a value, a boolean."""
        self.found.reach(*address)
        kind = TYPE.search(tag[0])
        kind_name = kind[1] if kind else b"n"
        content = text[tag.end() : text.find(words.cell_end, tag.end())]
        value = words.value.search(content)
        shown = (value[1] or b"").strip() if value else b""
        if kind_name == b"e":
            self.found.faults[address] = shown.decode("utf-8", "replace")
        elif words.formula.search(content) and not shown:
            if value is None or kind_name not in (b"str", b"s"):
                self.found.faults[address] = ""
        elif kind_name == b"b":
            self.found.booleans = True


ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d{1,7})["']""")
TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
FILLED = re.compile(rb"<(?:[\w.-]+:)?(?:v|is|f)[\s>]")
LOST_CDATA = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>[^<]*<!\[CDATA\[")
PLAIN_CDATA = re.compile(rb"<!\[CDATA\[.*?\]\]>", re.DOTALL)
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


def without_comments(text: bytes) -> bytes:
    """The text without whole comments; CDATA is refused where readers drop it, else made plain."""
    text = COMMENT.sub(b"", text)
    if LOST_CDATA.search(text):
        raise Refused("внутри неё числа записаны блоками CDATA, которые не читаются")
    return PLAIN_CDATA.sub(b"x", text)


@cache
def number_of(letters: bytes) -> int:
    """A → 1."""
    return column_number(letters.decode("ascii"))


class Words:
    """The regexes of a sheet whose elements carry one namespace prefix."""

    def __init__(self, prefix: bytes) -> None:
        p = re.escape(prefix)
        self._p = p
        self.row_start = b"<" + prefix + b"row"
        self.cell_end = b"</" + prefix + b"c>"
        self.end = b"</" + prefix + b"sheetData"
        self.row = re.compile(rb"<" + p + rb'row r="(\d{1,7})"')
        self.tags = re.compile(rb"<" + p + rb"(row|c)(?:\s[^>]*)?/?>")
        self.value = re.compile(rb"<" + p + rb"v(?:\s[^>/]*)?>([^<]*)<|<" + p + rb"v(?:\s[^>]*)?/>")
        self.formula = re.compile(rb"<" + p + rb"f[\s/>]")

    @staticmethod
    @cache
    def of(prefix: bytes) -> "Words":
        """The words for a prefix («x:» or none)."""
        return Words(prefix)

    @cache  # noqa: B019  one object a prefix, a few sizes each
    def special(self, columns: int, digits: int) -> re.Pattern[bytes]:
        """A cell that is not plain: beyond these columns, an error, a boolean, without a value."""
        p = self._p
        formula = rb"f(?:\s[^<>]*)?(?:/>|>[^<]*</" + p + rb"f>)<" + p + rb"v>[^<]"
        plain = (
            rb' r="(?:%s)\d{1,%d}"(?: s="\d+")?' % (letters_up_to(columns), digits)
            + rb'(?:(?:>| t="[nsi]\w*">)<'
            + (p + rb"(?:v>[^<]|is>|" + formula + rb")|/>)")
        )
        return re.compile(rb"<" + p + rb"c(?!" + plain + rb")(?:\s[^>]*)?/?>")


def letters_up_to(columns: int) -> bytes:
    """A regex for the columns A to this one: 28 → [A-Z]|A[A-B]."""
    if not columns:
        return b"(?!)"
    letters, choices = column_letters(columns), []
    for size in range(1, len(letters)):
        choices.append("[A-Z]" * size)
    for at, letter in enumerate(letters):
        end = letter if at == len(letters) - 1 else chr(ord(letter) - 1)
        if end >= "A":
            choices.append(f"{letters[:at]}[A-{end}]" + "[A-Z]" * (len(letters) - at - 1))
    return "|".join(choices).encode()


class OdsScan:
    """Feeds on content.xml; `found` has a sheet for each title, in their order."""

    def __init__(self, limit: int) -> None:
        self.found: dict[str, Sheet] = {}
        self.date1904 = False
        self._limit = limit
        self._sheet: Sheet | None = None
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
        for table in TABLE.finditer(text):
            title = unescape(table[1])
            self._sheet, self._row = Sheet(self._limit), 0
            self.found[title] = self._sheet
        self._row += sum(count(ROWS_REPEATED, row) for row in EMPTY_ROW.findall(text))

    def _cells(self, sheet: Sheet, text: bytes, repeated: int) -> None:
        """One row's cells; a row of plain ones is only counted."""
        last = text.rfind(b"<table:table-cell")
        if text.endswith(b"/>") and text.find(b"value-type=", last) < 0:
            text = text[:last] if b"table:formula=" not in text[last:] else text
        if any(mark in text for mark in MARKS):
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


MARKS = (b"repeated=", b"table:formula=", b"-spanned=", b'"boolean"', b'"error"', b"covered-")
ROW_END = b"</table:table-row>"
TABLE = re.compile(rb'<table:table\s[^>]*?table:name="([^"]*)"')
EMPTY_ROW = re.compile(rb"<table:table-row(?:\s[^>]*)?/>")
NULL_DATE = re.compile(rb'<table:null-date\s[^>]*date-value="1904-01-01"')
ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d{1,9})"')
COLUMNS_REPEATED = re.compile(rb'number-columns-repeated="(\d{1,9})"')
ROWS_SPANNED = re.compile(rb'number-rows-spanned="(\d{1,9})"')
COLUMNS_SPANNED = re.compile(rb'number-columns-spanned="(\d{1,9})"')
CELL = re.compile(rb"<table:(?:covered-)?table-cell((?:\s[^>]*?)?)(/?)>")
SHOWN = re.compile(rb"<text:p[^>]*>([^<]*)</text:p>\s*(?:</table:|$)")


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


def count(pattern: re.Pattern[bytes], text: bytes) -> int:
    """The number an attribute gives, else 1."""
    found = pattern.search(text)
    return int(found[1]) if found else 1


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
