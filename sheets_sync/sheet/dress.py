"""How a row of a block looks by default: heads, tiles, alignment, fills."""

from bisect import bisect_left
from collections.abc import Sequence

from sheets_sync.sheet.pieces import Align, Cell, Format, Head, Look, Row

_ALIGNS = {Format.TEXT: Align.LEFT, Format.DATE: Align.CENTER, Format.MOMENT: Align.CENTER}


_ROW_LOOKS = frozenset({Look.SECTION, Look.GROUP, Look.TOTAL, Look.NOTE, Look.MUTED})


_TILE_TONES = {
    Look.GOOD: Look.TILE_GOOD,
    Look.WARN: Look.TILE_WARN,
    Look.BAD: Look.TILE_BAD,
    Look.ALERT: Look.TILE_BAD,
}


def head_cell(head: Head) -> Cell:
    """Heads stand where they are told to, else left over text and centred over the rest."""
    usual = Align.LEFT if head.format is Format.TEXT else Align.CENTER
    align = head.align or usual
    own = not head.typed
    if head.turned:
        return Cell(head.text, Look.HEAD_TURNED, align=Align.CENTER, span=head.span, own=own)
    return Cell(head.text, Look.HEAD, align=align, span=head.span, wrap=True, own=own)


def card_row(row: Row, part: int, last: bool, columns: int) -> list[Cell]:
    """A line of a tile: the name comes first, the value second; the last cell takes what the spans
    of those before it leave."""
    usual = _CARD_LOOKS[part] if part < len(_CARD_LOOKS) else Look.TILE_LINE
    cells = [cell or Cell() for cell in row]
    spans = [cell.span for cell in cells[:-1]]
    looks = [Look.TILE_DETAIL if last else usual]
    if len(cells) > 1:
        looks = [Look.TILE_LEFT, *[Look.TILE_RIGHT] * (len(cells) - 1)]
    places = zip(cells, looks, (*spans, columns - sum(spans)), strict=True)
    return [_card_cell(cell, look, span) for cell, look, span in places]


_CARD_LOOKS = (Look.TILE_NAME, Look.TILE_VALUE)


def _card_cell(cell: Cell, usual: Look, span: int) -> Cell:
    look = _TILE_TONES.get(cell.look, usual) if usual is Look.TILE_VALUE else usual
    align = cell.align or Align.LEFT
    wrap, own = isinstance(cell.value, str), usual is Look.TILE_NAME
    return cell._replace(look=look, align=align, span=span, wrap=wrap, own=own)


def dressed(
    row: Row, heads: Sequence[Head], columns: Sequence[int], look: Look = Look.BODY
) -> dict[int, Cell]:
    """A block's row by sheet columns (from 0): blanks filled, the heads' defaults applied.

    A cell is as wide as its head or, if that is more, its own span in sheet columns.
    """
    first = row[0] if row else None
    if first is not None and first.look in _ROW_LOOKS:
        look = first.look
    blank = Cell(look=look)
    cells: dict[int, Cell] = {}
    free = 0
    for index, head in enumerate(heads):
        cell = row[index] if index < len(row) else None
        if index >= free:
            filled = cell or blank
            end = columns[index] + max(filled.span, head.span)
            free = min(bisect_left(columns, end), len(heads))
            span = columns[free] - columns[index]
            cells[columns[index] - 1] = _filled(filled, head, look, span)
        elif cell is not None:
            raise ValueError(f"«{cell.value}» stands under a cell that spans it")
    return cells


def _filled(cell: Cell, head: Head, row_look: Look, span: int) -> Cell:
    """A row's cell with its head's defaults."""
    format = head.format if cell.format is Format.TEXT else cell.format
    align = cell.align or head.align or _ALIGNS.get(format, Align.RIGHT)
    return Cell(
        cell.value,
        row_look if cell.look is Look.BODY else cell.look,
        format,
        align,
        cell.link,
        cell.formula,
        cell.stamp,
        span,
        cell.wrap or head.wrap,
        cell.means,
        to=cell.to,
        anchor=cell.anchor,
    )
