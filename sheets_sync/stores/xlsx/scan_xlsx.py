"""One pass over a sheet's XML: its real size, and the cells whose value readers lose silently."""

import re
from array import array
from functools import cache

from sheets_sync.sheet.cells import Merge, column_letters, column_number
from sheets_sync.stores.xlsx.preflight import RAISE, Refused


class Sheet:
    """What the scan found: the last row and column with content, lost cells, booleans, merges,
    by column the rows whose format shows a month and no day."""

    def __init__(self, limit: int, title: str) -> None:
        self.rows = 0
        self.columns = 0
        self.size = 0
        self.booleans = False
        self.faults: dict[tuple[int, int], str] = {}
        self.merges: list[Merge] = []
        self.months: dict[int, array[int]] = {}
        self._limit, self._title = limit, title

    @property
    def filled(self) -> bool:
        """Something stands in a cell."""
        return self.rows > 0

    def add_month(self, row: int, column: int) -> None:
        """A format without a day stands at this address."""
        self.months.setdefault(column, array("i")).append(row)

    def reach(self, row: int, column: int) -> None:
        """Content stands at this address; refuses a box that is too large."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)
        if self.rows * self.columns > self._limit:
            raise Refused(
                f"её лист «{self._title}» занимает {self.rows} строк на {self.columns} столбцов,"
                f" это больше {self._limit} ячеек",
                "Посмотрите, что вписано далеко внизу и справа (Ctrl+End): случайное очистите. "
                + RAISE.format("cells"),
            )


class SheetScan:
    """Feeds on the pieces of an .xlsx sheet, whole rows at a time; `found` grows."""

    def __init__(
        self,
        limit: int,
        title: str,
        thorough: bool = True,
        months: frozenset[bytes] = frozenset(),
    ) -> None:
        self.found = Sheet(limit, title)
        self._months = months
        self._thorough = thorough
        self._rest = b""
        self._wait = 0
        self._prefix: bytes | None = None
        self._inside = True
        self._row = 0

    def feed(self, piece: bytes) -> None:
        """Take the next piece."""
        self.found.size += len(piece)
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
        plain = words.special(self.found.columns, len(last[1]), self._months)
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
        if self._months and (style := STYLE.search(tag[0])) and style[1] in self._months:
            self.found.add_month(*address)
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
STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
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
    def special(self, columns: int, digits: int, months: frozenset[bytes]) -> re.Pattern[bytes]:
        """A cell that is not plain: beyond these columns, an error, a boolean, without a value, of
        a style that shows a month."""
        p = self._p
        usual = rb'(?!(?:%s)")' % b"|".join(sorted(months)) if months else b""
        formula = rb"f(?:\s[^<>]*)?(?:/>|>[^<]*</" + p + rb"f>)<" + p + rb"v>[^<]"
        plain = (
            rb' r="(?:%s)\d{1,%d}"(?: s="%s\d+")?' % (letters_up_to(columns), digits, usual)
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
