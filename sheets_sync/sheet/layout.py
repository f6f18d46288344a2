"""A formatted tab as data: its pieces are drawn as lines, and a store only paints the grid."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TypeGuard, assert_never

from sheets_sync.sheet import text_size, theme
from sheets_sync.sheet.dress import card_row, dressed, head_cell
from sheets_sync.sheet.pieces import (
    Align,
    Block,
    Cell,
    Chart,
    Charts,
    Grid,
    Lines,
    Look,
    Page,
    Piece,
    Row,
    Spacer,
    Tiles,
)
from sheets_sync.sheet.placing import Line, Part, placed


def lay_out(
    title: str, pieces: Sequence[Piece], widths: Sequence[float], page: Page | None = None
) -> Grid:
    """Pieces from top to bottom on one set of columns → a grid.

    Raises ValueError for what can't be laid out: a block wider than the tab, two filters, a long
    table that is not alone, a chart of a block that is not there.
    """
    drawing = _Drawing(tuple(widths), {piece.name: piece for piece in pieces if _is_block(piece)})
    parts = [part for piece in pieces for part in drawing.parts(piece)]
    return placed(parts, title, tuple(widths), page or Page())


_LINE_LOOKS = {
    Look.BODY: Look.LINE,
    Look.MUTED: Look.LINE_MUTED,
    Look.STRONG: Look.LINE_STRONG,
}
_FILTER_BUTTON = 18.0
_CARD_MARGINS = 14.0
_LEAST_POINTS = 3
"""A chart of fewer shows nothing that its table does not."""
_BESIDE = 12.0
"""Characters that the cell at the right end of a line takes at least."""


class _Drawing:
    """Pieces → the lines they take on these columns."""

    def __init__(self, widths: tuple[float, ...], blocks: Mapping[str, Block]) -> None:
        self._widths, self._blocks = widths, blocks

    def parts(self, piece: Piece) -> Iterator[Part]:
        match piece:
            case Lines():
                yield Part(list(self._lines(piece)), loose=True)
            case Spacer():
                yield Part([self._gap()], loose=True)
            case Block():
                yield self._block(piece)
            case Tiles():
                yield Part(list(self._tiles(piece)))
            case Charts():
                yield from self._charts(piece)
            case _:
                assert_never(piece)

    def _line(self, cells: Mapping[int, Cell], taken: float = 0) -> Line:
        """A row of cells by their columns (from 0); `taken` pixels of each are not for text."""
        line: list[Cell | None] = [None] * len(self._widths)
        height = text_size.STANDARD_HEIGHT
        for column, cell in cells.items():
            lines = self._line_count(cell, column, taken)
            line[column] = cell._replace(wrap=True) if lines > 1 and not cell.wrap else cell
            height = max(height, text_size.cell_height(cell, lines))
        spans = ((at + 1, at + cell.span) for at, cell in cells.items() if cell.span > 1)
        return Line(tuple(line), height, tuple(spans))

    def _line_count(self, cell: Cell, column: int, taken: float) -> int:
        if not isinstance(cell.value, str) or cell.look is Look.HEAD_TURNED:
            return 1
        room = sum(map(text_size.column_pixels, self._widths[column : column + cell.span]))
        said = theme.SIGNS.get(cell.look, "") + cell.value
        text, points = text_size.painted_text(said), text_size.size(cell.look)
        return text_size.line_count(text, room - taken, points, cell.look in text_size.BOLD)

    def _gap(self) -> Line:
        return Line((None,) * len(self._widths), text_size.GAP_HEIGHT)

    def _lines(self, piece: Lines) -> Iterator[Line]:
        beside = piece.beside
        for cell in piece.cells:
            taken = self._beside() if beside else 0
            line = {0: self._full_width(cell, len(self._widths) - taken)}
            if beside:
                line[len(self._widths) - taken] = beside._replace(span=taken)
            yield self._line(line)
            beside = None

    def _beside(self) -> int:
        """So many columns at the right end give room for a short text."""
        columns = range(1, len(self._widths))
        return next((n for n in columns if sum(self._widths[-n:]) >= _BESIDE), 1)

    def _full_width(self, cell: Cell, span: int) -> Cell:
        look = _LINE_LOOKS.get(cell.look, cell.look)
        align = cell.align or Align.LEFT
        own = cell.own or cell.look is Look.NOTE
        return cell._replace(look=look, align=align, span=span, wrap=True, own=own)

    def _tiles(self, piece: Tiles) -> Iterator[Line]:
        across = max(1, len(self._widths) // piece.columns)
        for first in range(0, len(piece.tiles), across):
            if first:
                yield self._gap()
            yield from self._cards(piece.tiles[first : first + across], piece.columns)

    def _cards(self, tiles: Sequence[tuple[Row, ...]], columns: int) -> Iterator[Line]:
        """Tiles beside one another, as many lines each as the tallest has."""
        tallest = max(map(len, tiles))
        for part in range(tallest):
            cells: dict[int, Cell] = {}
            for index, tile in enumerate(tiles):
                at = index * columns
                row = tile[part] if part < len(tile) else (None,)
                for cell in card_row(row, part, part == tallest - 1, columns):
                    cells[at] = cell
                    at += cell.span
            yield self._line(cells, _CARD_MARGINS)

    def _charts(self, piece: Charts) -> Iterator[Part]:
        shown = [c for c in piece.charts if self._points(c) >= _LEAST_POINTS]
        if not shown:
            return
        lines = [Line((None,) * len(self._widths), text_size.STANDARD_HEIGHT)] * piece.height
        shares = _shares(self._widths, len(shown))
        yield Part(lines, charts=tuple(zip(shown, shares, strict=True)))

    def _points(self, chart: Chart) -> int:
        """The rows in which it has anything to draw."""
        columns = [series.column for series in chart.series]
        drawn = [[row[at] for at in columns] for row in self._block_of(chart).rows]
        return sum(any(c and isinstance(c.value, int | float) for c in cells) for cells in drawn)

    def _block_of(self, chart: Chart) -> Block:
        if chart.block not in self._blocks:
            raise ValueError(f"chart «{chart.title}»: no block «{chart.block}»")
        return self._blocks[chart.block]

    def _block(self, block: Block) -> Part:
        columns = self._columns(block)
        lines = [self._whole(Cell(block.title, Look.SECTION, own=not block.typed))] * bool(
            block.title
        )
        head = len(lines)
        lines.append(self._head(block, columns))
        rows = [dressed(row, block.heads, columns) for row in block.rows]
        if not rows and block.empty:
            rows = [{0: Cell(block.empty, Look.MUTED, span=columns[-1] - 1, wrap=True)}]
        lines += map(self._line, rows)
        if block.total and block.rows:
            lines.append(self._line(dressed(block.total, block.heads, columns, Look.TOTAL)))
        if block.note:
            lines.append(self._whole(Cell(block.note, Look.NOTE)))
        return Part(lines, block=block, columns=columns, head=head, rows=len(block.rows))

    def _whole(self, cell: Cell) -> Line:
        return self._line({0: self._full_width(cell, len(self._widths))})

    def _columns(self, block: Block) -> tuple[int, ...]:
        """The sheet column of each head (from 1), and the one after the last."""
        columns = tuple(accumulate((head.span for head in block.heads), initial=1))
        if columns[-1] > len(self._widths) + 1:
            raise ValueError(f"block «{block.name}» is wider than the tab's {len(self._widths)}")
        return columns

    def _head(self, block: Block, columns: Sequence[int]) -> Line:
        """The heads; one over joined columns spans them all."""
        cells: dict[int, Cell] = {}
        for column, head in zip(columns, block.heads, strict=False):
            if head.joined and cells:
                start = next(reversed(cells))
                cells[start] = cells[start]._replace(span=cells[start].span + head.span)
            else:
                cells[column - 1] = head_cell(head)
        return self._line(cells, _FILTER_BUTTON if block.filtered else 0)


def _is_block(piece: Piece) -> TypeGuard[Block]:
    return isinstance(piece, Block)


def _shares(widths: Sequence[float], parts: int) -> list[tuple[int, int]]:
    """Parts of about the same width → their first and last columns (from 1)."""
    edges = list(accumulate(widths, initial=0.0))
    cuts = [_nearest(edges, edges[-1] * part / parts) for part in range(parts + 1)]
    return [(left + 1, max(left + 1, right)) for left, right in pairwise(cuts)]


def _nearest(edges: Sequence[float], wanted: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - wanted))
