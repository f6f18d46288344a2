"""A Word page as the centre's templates have it: A4, Times New Roman, tags in paragraphs."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from sheets_sync.documents.files import repacked

FONT = "Times New Roman"
LEFT, CENTER, RIGHT, WIDE = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
Column = tuple[str, str, float]
"""A column of a table: its head, what its cells hold, its width in centimetres."""
RED = 50
"""Twentieths of a centimetre: the red line of an official paper, 1.25 cm."""


class WordPage:
    """One template under construction; every method adds below what stands."""

    def __init__(self, title: str, size: float = 14, landscape: bool = False) -> None:
        self.document = Document()
        _drop_second_styles(self.document)
        self._size = size
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = title, "", ""
        self._set_page(landscape)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(0)
        style.element.rPr.append(_language())

    def _set_page(self, landscape: bool) -> None:
        section = self.document.sections[0]
        width, height = Cm(21), Cm(29.7)
        section.page_width, section.page_height = (height, width) if landscape else (width, height)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
        section.left_margin, section.right_margin = Cm(2 if landscape else 3), Cm(1.5)
        section.top_margin = section.bottom_margin = Cm(2)

    def filled(self) -> "WordPage":
        """Narrow margins, for a card that has to be one page: 17.5 cm of width."""
        section = self.document.sections[0]
        section.left_margin, section.top_margin, section.bottom_margin = Cm(2), Cm(1.3), Cm(1.3)
        section.header_distance = section.footer_distance = Cm(0.7)
        return self

    def line(
        self,
        text: str = "",
        align: WD_ALIGN_PARAGRAPH = LEFT,
        *,
        red: bool = False,
        after: float = 0,
        keep: bool = False,
    ) -> "WordPage":
        """A paragraph; «**…**» is bold, «*…*» italic; `red` gives it a red line."""
        paragraph = self.document.add_paragraph()
        self._fill(paragraph, text)
        paragraph.alignment = align
        shape = paragraph.paragraph_format
        shape.space_after, shape.keep_with_next = Pt(after), keep
        if red:
            shape.first_line_indent = Cm(RED / 40)
        return self

    def heading(self, text: str, before: float = 12) -> "WordPage":
        """A line that stays with what follows it, with room above."""
        return self.line(text, after=4, keep=True).room(before)

    def room(self, points: float) -> "WordPage":
        """Room above the last line."""
        self.document.paragraphs[-1].paragraph_format.space_before = Pt(points)
        return self

    def new_page(self) -> "WordPage":
        """The last line begins a page."""
        self.document.paragraphs[-1].paragraph_format.page_break_before = True
        return self

    def _fill(self, paragraph: object, text: str, size: float | None = None) -> None:
        for number, part in enumerate(text.split("**")):
            for place, piece in enumerate(part.split("*")):
                if piece:
                    run = paragraph.add_run(piece)  # type: ignore[attr-defined]
                    run.bold, run.italic = bool(number % 2) or None, bool(place % 2) or None
                    if size:
                        run.font.size = Pt(size)

    def tag(self, *tags: str) -> "WordPage":
        """`{%p … %}`, each in a paragraph of its own."""
        for tag in tags:
            self.document.add_paragraph("{%p " + tag + " %}")
        return self

    def signature(self, post: str, name: str) -> "WordPage":
        """A post at the left, the name at the right, room for the hand between."""
        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        for cell, text, width, align in zip(
            table.rows[0].cells, (post, name), (11, 5.5), (LEFT, RIGHT), strict=True
        ):
            cell.width = Cm(width)
            self._fill(cell.paragraphs[0], text)
            cell.paragraphs[0].alignment = align
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        return self

    def table(
        self,
        columns: Sequence[Column],
        loop: str,
        *,
        size: float = 11,
        center: Sequence[int] = (),
        total: Sequence[str] = (),
    ) -> "WordPage":
        """A table with a head repeated on every page, a row for each step of a loop, a last row."""
        heads, cells, widths = zip(*columns, strict=True)
        texts = [heads, ["{%tr for " + loop + " %}"], cells, ["{%tr endfor %}"]]
        texts += [[f"**{text}**" for text in total]] if total else []
        table = self.document.add_table(rows=len(texts), cols=len(heads))
        table.style = "Table Grid"
        table.autofit = False
        if size < _SMALL:
            _tighten(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for number, (row, line) in enumerate(zip(table.rows, texts, strict=True)):
            for place, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
                cell.width = Cm(width)
                text = line[place] if place < len(line) else ""
                self._fill(cell.paragraphs[0], f"**{text}**" if number == 0 else text, size)
                _empty_as_small(cell.paragraphs[0], size)
                if number == 0 or place in center:
                    cell.paragraphs[0].alignment = CENTER
            _unsplit(row, head=number == 0)
        return self

    def packed(self) -> bytes:
        """The template as a file, the same bytes on each run."""
        properties = self.document.core_properties
        properties.created = properties.modified = datetime(2021, 1, 1)
        saved = io.BytesIO()
        self.document.save(saved)
        return repacked(saved.getvalue())

    def footer(self, text: str) -> "WordPage":
        """A small line at the foot of every page, and the page's number."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        self._fill(paragraph, f"{text} · с.\u00a0", _FOOT)
        paragraph._p.append(_page_number())
        paragraph.alignment = CENTER
        return self


_FOOT = 9
"""Points of the letters at the foot of a page."""
_SMALL = 10
"""A table in smaller letters has narrow margins: it has many columns."""
_MARGIN = 57
"""Twentieths of a point: a millimetre."""


def _empty_as_small(paragraph: Any, size: float) -> None:
    """A cell left empty is no higher than a filled one: its paragraph's mark has the same size."""
    mark, letters = OxmlElement("w:rPr"), OxmlElement("w:sz")
    letters.set(qn("w:val"), str(int(2 * size)))
    mark.append(letters)
    paragraph._p.get_or_add_pPr().append(mark)


def _tighten(table: object) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), str(_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # type: ignore[attr-defined]
    look.addprevious(margins)


def _drop_second_styles(document: Any) -> None:
    """The copy of the styles for Word 2007 would contradict ours: Word repairs such a file."""
    relations = document.part.rels
    for key in [
        key for key, one in relations.items() if one.reltype.endswith("/stylesWithEffects")
    ]:
        del relations[key]


def _page_number() -> object:
    """The field that Word replaces with the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, size, text = (OxmlElement(name) for name in ("w:r", "w:sz", "w:t"))
    size.set(qn("w:val"), str(2 * _FOOT))
    properties = OxmlElement("w:rPr")
    properties.append(size)
    text.text = "1"
    run.extend((properties, text))
    field.append(run)
    return field


def _language() -> object:
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), "ru-RU")
    return element


def _unsplit(row: object, head: bool) -> None:
    """A row stays on one page; the head stands on every page."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    for name in ("w:cantSplit", *(("w:tblHeader",) if head else ())):
        properties.append(OxmlElement(name))
