"""Writes big workbooks fast, with shared strings and date styles as Excel has them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Value = str | int | float | date | time | None
Rows = Iterable[Sequence[Value]]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="20" applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_EPOCH = date(1899, 12, 30).toordinal()
_BATCH = 5000


@dataclass
class Book:
    """Sheets by title, each an iterable of rows that is read once."""

    path: Path
    sheets: dict[str, Rows]

    def write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        strings: dict[str, int] = {}
        with ZipFile(self.path, "w", ZIP_DEFLATED, compresslevel=4) as target:
            for name, text in _fixed(list(self.sheets)):
                target.writestr(name, _HEAD + text)
            for number, rows in enumerate(self.sheets.values(), 1):
                name = f"xl/worksheets/sheet{number}.xml"
                with target.open(name, "w", force_zip64=True) as part:
                    for piece in _sheet(rows, strings):
                        part.write(piece.encode())
            with target.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
                for piece in _strings(strings):
                    part.write(piece.encode())


def _fixed(titles: list[str]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(titles) + 1)
    yield "[Content_Types].xml", _content_types(numbers)
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    sheets = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    others = [("s1", "styles", "styles.xml"), ("s2", "sharedStrings", "sharedStrings.xml")]
    yield "xl/_rels/workbook.xml.rels", _relations(sheets + others)
    listed = "".join(
        f'<sheet name="{escape(title)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, title in enumerate(titles, 1)
    )
    workbook = f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets>{listed}</sheets></workbook>'
    yield "xl/workbook.xml", workbook
    yield "xl/styles.xml", _STYLES


def _content_types(numbers: Iterable[int]) -> str:
    parts = [("xl/workbook", "sheet.main"), ("xl/styles", "styles")]
    parts += [("xl/sharedStrings", "sharedStrings")]
    parts += [(f"xl/worksheets/sheet{n}", "worksheet") for n in numbers]
    listed = "".join(
        f'<Override PartName="/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in parts
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    default = f'<Default Extension="rels" ContentType="{rels}"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{default}{listed}</Types>'


def _relations(parts: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{_RELS}/{kind}" Target="{target}"/>'
        for key, kind, target in parts
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _sheet(rows: Rows, strings: dict[str, int]) -> Iterator[str]:
    yield f'<worksheet xmlns="{_MAIN}"><sheetData>'
    batch: list[str] = []
    for number, row in enumerate(rows, 1):
        batch.append(_row(number, row, strings))
        if len(batch) == _BATCH:
            yield "".join(batch)
            batch.clear()
    yield "".join(batch)
    yield "</sheetData></worksheet>"


def _row(number: int, row: Sequence[Value], strings: dict[str, int]) -> str:
    cells = []
    for letter, value in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", row, strict=False):
        if value is None:
            continue
        at = f'<c r="{letter}{number}"'
        if isinstance(value, str):
            code = strings.setdefault(value, len(strings))
            cells.append(f'{at} t="s"><v>{code}</v></c>')
        elif isinstance(value, date):
            cells.append(f'{at} s="1"><v>{value.toordinal() - _EPOCH}</v></c>')
        elif isinstance(value, time):
            cells.append(f'{at} s="2"><v>{(value.hour * 60 + value.minute) / 1440}</v></c>')
        else:
            cells.append(f"{at}><v>{value}</v></c>")
    return f'<row r="{number}">{"".join(cells)}</row>'


def _strings(strings: dict[str, int]) -> Iterator[str]:
    yield f'<sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">'
    for text in strings:
        yield f'<si><t xml:space="preserve">{escape(text)}</t></si>'
    yield "</sst>"
