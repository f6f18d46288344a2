"""A formatted tab as data: blocks are laid out into a grid, and a store only paints the grid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import TypeGuard, assert_never

from sheets_sync.sheet import text_size
from sheets_sync.sheet.cells import Merge
from sheets_sync.sheet.dress import card_cell, dressed, head_cell
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
    PlacedChart,
    Row,
    Spacer,
    Tiles,
)


def lay_out(
    title: str, pieces: Sequence[Piece], widths: Sequence[float], page: Page | None = None
) -> Grid:
    """Pieces from top to bottom on one set of columns → a grid.

    Raises ValueError for what can't be laid out: a block wider than the tab, two filters, two
    frozen blocks, a chart of a block that is not there.
    """
    sheet = _Sheet(tuple(widths), {piece.name: piece for piece in pieces if _is_block(piece)})
    for piece in pieces:
        sheet.add(piece)
    return sheet.grid(title, page or Page())


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a block's rows came to stand: `columns[i]` is the sheet column of head i."""

    first_row: int
    last_row: int
    columns: tuple[int, ...]

    def range(self, head: int) -> Merge:
        column = self.columns[head]
        return Merge(self.first_row, column, self.last_row, column)


_LINE_LOOKS = {
    Look.BODY: Look.LINE,
    Look.MUTED: Look.LINE_MUTED,
    Look.STRONG: Look.LINE_STRONG,
}
_TILE_LOOKS = (Look.TILE_NAME, Look.TILE_VALUE, Look.TILE_DETAIL)
_FILTER_BUTTON = 18.0
_CARD_MARGINS = 14.0


@dataclass(slots=True)
class _Sheet:
    """A tab while it is being laid out."""

    widths: tuple[float, ...]
    blocks: Mapping[str, Block]
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    spots: dict[str, _Spot] = field(default_factory=dict)
    waiting: list[tuple[Chart, Merge]] = field(default_factory=list)
    frozen: tuple[int, int] = (0, 0)
    filtered: Merge | None = None

    def add(self, piece: Piece) -> None:
        match piece:
            case Lines():
                self._lines(piece.cells)
            case Block():
                self._block(piece)
            case Tiles():
                self._tiles(piece)
            case Charts():
                self._charts(piece)
            case Spacer():
                self._gap()
            case _:
                assert_never(piece)

    def grid(self, title: str, page: Page) -> Grid:
        if page.repeat and page.repeat_rows is None and self.frozen[0]:
            page = replace(page, repeat_rows=(self.frozen[0], self.frozen[0]))
        return Grid(
            title,
            tuple(self.rows),
            self.widths,
            page,
            merges=tuple(self.merges),
            heights=self.heights,
            frozen_rows=self.frozen[0],
            frozen_columns=self.frozen[1],
            filtered=self.filtered,
            charts=tuple(self._placed(chart, place) for chart, place in self.waiting),
        )

    def _put(self, cells: Mapping[int, Cell], taken: float = 0) -> None:
        """Add a row of cells by their columns (from 0); `taken` pixels of each are not for text."""
        row = len(self.rows) + 1
        line: list[Cell | None] = [None] * len(self.widths)
        height = text_size.STANDARD_HEIGHT
        for column, cell in cells.items():
            lines = self._line_count(cell, column, taken)
            line[column] = replace(cell, wrap=True) if lines > 1 and not cell.wrap else cell
            height = max(height, text_size.row_height(cell.look, lines))
            if cell.span > 1:
                self.merges.append(Merge(row, column + 1, row, column + cell.span))
        self.rows.append(tuple(line))
        if height != text_size.STANDARD_HEIGHT:
            self.heights[row] = height

    def _line_count(self, cell: Cell, column: int, taken: float) -> int:
        if not isinstance(cell.value, str):
            return 1
        room = sum(map(text_size.column_pixels, self.widths[column : column + cell.span]))
        text, points = text_size.painted_text(cell.value), text_size.size(cell.look)
        return text_size.line_count(text, room - taken, points, cell.look in text_size.BOLD)

    def _gap(self) -> None:
        self.rows.append((None,) * len(self.widths))
        self.heights[len(self.rows)] = text_size.GAP_HEIGHT

    def _lines(self, cells: Sequence[Cell]) -> None:
        for cell in cells:
            look = _LINE_LOOKS.get(cell.look, cell.look)
            align = cell.align or Align.LEFT
            own = cell.own or cell.look is Look.NOTE
            line = replace(cell, look=look, align=align, span=len(self.widths), wrap=True, own=own)
            self._put({0: line})

    def _tiles(self, piece: Tiles) -> None:
        across = max(1, len(self.widths) // piece.columns)
        for first in range(0, len(piece.tiles), across):
            if first:
                self._gap()
            self._cards(piece.tiles[first : first + across], piece.columns)

    def _cards(self, tiles: Sequence[tuple[Cell, Cell, Cell]], columns: int) -> None:
        for part, usual in enumerate(_TILE_LOOKS):
            cards = [card_cell(tile[part], usual, columns) for tile in tiles]
            self._put({i * columns: card for i, card in enumerate(cards)}, _CARD_MARGINS)

    def _charts(self, piece: Charts) -> None:
        shown = [chart for chart in piece.charts if self._block_of(chart).rows]
        if not shown:
            return
        first = len(self.rows) + 1
        self.rows.extend([(None,) * len(self.widths)] * piece.height)
        for chart, (left, right) in zip(shown, _shares(self.widths, len(shown)), strict=True):
            self.waiting.append((chart, Merge(first, left, len(self.rows), right)))

    def _block_of(self, chart: Chart) -> Block:
        if chart.block not in self.blocks:
            raise ValueError(f"chart «{chart.title}»: no block «{chart.block}»")
        return self.blocks[chart.block]

    def _placed(self, chart: Chart, place: Merge) -> PlacedChart:
        spot = self.spots[chart.block]
        return PlacedChart(
            chart,
            place.first_row,
            place.first_column,
            place.last_row,
            place.last_column,
            categories=spot.range(chart.category),
            values=tuple(spot.range(series.column) for series in chart.series),
        )

    def _block(self, block: Block) -> None:
        columns = self._columns(block)
        if block.title:
            self._lines([Cell(block.title, Look.SECTION, own=not block.typed)])
        self._head(block, columns)
        head_row = len(self.rows)
        if block.rows:
            for row in block.rows:
                self._put(dressed(row, block.heads, columns))
            self.spots[block.name] = _Spot(head_row + 1, len(self.rows), columns[:-1])
        elif block.empty:
            self._put({0: Cell(block.empty, Look.MUTED, span=columns[-1] - 1, wrap=True)})
        self._filter(block, Merge(head_row, 1, len(self.rows), columns[-1] - 1))
        if block.total and block.rows:
            self._put(dressed(block.total, block.heads, columns, Look.TOTAL))
        if block.note:
            self._lines([Cell(block.note, Look.NOTE, wrap=True)])

    def _columns(self, block: Block) -> tuple[int, ...]:
        """The sheet column of each head (from 1), and the one after the last."""
        columns = tuple(accumulate((head.span for head in block.heads), initial=1))
        if columns[-1] > len(self.widths) + 1:
            raise ValueError(f"block «{block.name}» is wider than the tab's {len(self.widths)}")
        return columns

    def _head(self, block: Block, columns: Sequence[int]) -> None:
        cells = {
            column - 1: head_cell(head) for column, head in zip(columns, block.heads, strict=False)
        }
        self._put(cells, _FILTER_BUTTON if block.filtered else 0)
        if block.frozen:
            if self.frozen[0]:
                raise ValueError(f"block «{block.name}»: another block of the tab is frozen")
            self.frozen = (len(self.rows), block.frozen_columns)

    def _filter(self, block: Block, area: Merge) -> None:
        if block.filtered and self.filtered:
            raise ValueError(f"block «{block.name}»: another block of the tab is filtered")
        if block.filtered and block.rows:
            self.filtered = area


def _is_block(piece: Piece) -> TypeGuard[Block]:
    return isinstance(piece, Block)


def _shares(widths: Sequence[float], parts: int) -> list[tuple[int, int]]:
    """Parts of about the same width → their first and last columns (from 1)."""
    edges = list(accumulate(widths, initial=0.0))
    cuts = [_nearest(edges, edges[-1] * part / parts) for part in range(parts + 1)]
    return [(left + 1, max(left + 1, right)) for left, right in pairwise(cuts)]


def _nearest(edges: Sequence[float], wanted: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - wanted))
