"""Where the lines of a tab come to stand: rows, pages, and what points at them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sheets_sync.sheet import a4
from sheets_sync.sheet.cells import Merge
from sheets_sync.sheet.pieces import Block, Chart, Grid, Look, Page, PlacedChart, Row
from sheets_sync.sheet.text_size import STANDARD_HEIGHT

_LEAST_ROWS = 3
"""A page does not hold fewer rows of a table that goes on over several."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells, its height in points, the first and last columns (from 1) of its spans."""

    cells: Row
    height: float
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def leads(self) -> bool:
        """Whether it says what the rows below it are."""
        return self.cells[0] is not None and self.cells[0].look is Look.GROUP


@dataclass(frozen=True, slots=True)
class Part:
    """What a piece became. `loose` lines keep to what follows; of a block, `columns[i]` is the
    sheet column of head i, `head` the index of its head's line, and so many `rows` follow it."""

    lines: Sequence[Line]
    loose: bool = False
    block: Block | None = None
    columns: tuple[int, ...] = ()
    head: int = 0
    rows: int = 0
    charts: tuple[tuple[Chart, tuple[int, int]], ...] = ()

    @property
    def opening(self) -> Sequence[Line]:
        """What is not parted: a block's title and head, or all of it."""
        return self.lines[: self.head + 1] if self.block else self.lines

    @property
    def rest(self) -> Sequence[Line]:
        """A block's rows, total and note."""
        return self.lines[self.head + 1 :] if self.block else ()

    @property
    def is_long(self) -> bool:
        """Whether it is a table with a tab of its own."""
        return self.block is not None and self.block.long


def placed(parts: Sequence[Part], title: str, widths: tuple[float, ...], page: Page) -> Grid:
    """The parts from top to bottom as a grid with its pages.

    Raises ValueError for two filters, for a long table that is not alone on its tab.
    """
    if any(part.is_long for part in parts) and sum(not part.loose for part in parts) > 1:
        raise ValueError(f"«{title}»: a long table stands alone, or its head would cover others")
    sheet = _Sheet(a4.height(page.landscape))
    for before, part, after in _groups(parts):
        sheet.put_group(before, part, after)
    return sheet.grid(title, widths, page)


def _groups(parts: Sequence[Part]) -> Iterator[tuple[list[Line], Part, list[Line]]]:
    """Each part that is not loose, the loose lines before it and, at the end, after it."""
    solid = [index for index, part in enumerate(parts) if not part.loose]
    if not solid:
        yield [], Part([line for part in parts for line in part.lines]), []
    start = 0
    for index in solid:
        last = index == solid[-1]
        yield _lines(parts[start:index]), parts[index], _lines(parts[index + 1 :] if last else ())
        start = index + 1


def _lines(parts: Iterable[Part]) -> list[Line]:
    return [line for part in parts for line in part.lines]


def _height(lines: Iterable[Line]) -> float:
    return sum(line.height for line in lines)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a block's rows came to stand."""

    first_row: int
    last_row: int
    columns: tuple[int, ...]

    def range(self, head: int) -> Merge:
        column = self.columns[head]
        return Merge(self.first_row, column, self.last_row, column)


@dataclass(slots=True)
class _Sheet:
    """A tab while its lines are put one below another; `used` are the points of this page."""

    room: float
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    used: float = 0.0
    spots: dict[str, _Spot] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[Chart, Merge]] = field(default_factory=list)
    frozen: tuple[int, int] = (0, 0)
    filtered: Merge | None = None
    hidden: tuple[int, ...] = ()
    named: dict[str, Merge] = field(default_factory=dict)
    views: tuple[str, ...] = ()

    def put_group(self, before: Sequence[Line], part: Part, after: Sequence[Line]) -> None:
        """One part with the loose lines around it: on one page, or a block on several."""
        rest = (*part.rest, *after)
        pages = self._turned(_height((*before, *part.opening)), part, rest)
        self._put(before)
        self._start(part)
        self._put(part.opening)
        for index, line in enumerate(rest):
            if index in pages:
                self._turn()
                self._again(part.lines[part.head], part.is_long)
            self._put([line])
            if index == part.rows - 1:
                self._end(part)

    def _turned(self, opening: float, part: Part, rest: Sequence[Line]) -> set[int]:
        """Turn the page before a part where it must; → at which of its rows it turns again."""
        whole = opening + _height(rest)
        used = self.used if part.block and part.block.flows else 0.0
        splits = part.block is not None and used + whole > self.room
        needed = opening + _height(rest[:_LEAST_ROWS]) if splits else whole
        if self.used + needed > self.room or (part.block and part.block.own_page):
            self._turn()
        if not splits:
            return set()
        first = self.room - self.used - opening
        further = self.room - part.lines[part.head].height
        last = len(rest) - part.rows + _LEAST_ROWS
        leading = {index for index, line in enumerate(rest) if line.leads}
        return set(a4.cuts([line.height for line in rest], first, further, last, leading))

    def _again(self, head: Line, repeated: bool) -> None:
        """The head of a table that goes on: printed by itself, or put into the tab once more."""
        if repeated:
            self.used += head.height
        else:
            self._put([head])

    def _turn(self) -> None:
        """A new page, unless this one is still empty."""
        if self.used and len(self.breaks) < a4.MOST_BREAKS:
            self.breaks.append(len(self.rows))
        self.used = 0.0

    def _put(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.rows.append(line.cells)
            row = len(self.rows)
            self.places |= {cell.anchor: row for cell in line.cells if cell and cell.anchor}
            self.merges.extend(Merge(row, first, row, last) for first, last in line.spans)
            if line.height != STANDARD_HEIGHT:
                self.heights[row] = line.height
            self.used += line.height

    def _start(self, part: Part) -> None:
        """What is known where a part begins: links to it, its charts, what its head freezes."""
        first = len(self.rows) + 1
        for chart, (left, right) in part.charts:
            self.waiting.append((chart, Merge(first, left, first + len(part.lines) - 1, right)))
        if part.block is None:
            return
        self.places[part.block.name] = first
        frozen = first + part.head if part.is_long else self.frozen[0]
        self.frozen = (frozen, max(self.frozen[1], part.block.frozen_columns))
        heads = zip(part.columns, part.block.heads, strict=False)
        self.hidden += tuple(column for column, head in heads if head.hidden)
        self._name(part, first + part.head, first + part.head)

    def _name(self, part: Part, first: int, last: int) -> None:
        if part.block is not None and part.block.known_as:
            self.named[part.block.known_as] = Merge(first, 1, last, part.columns[-1] - 1)

    def _end(self, part: Part) -> None:
        """What is known when the rows of a block stand: its range for charts, its filter."""
        if part.block is None:
            return
        first, last = self.places[part.block.name] + part.head, len(self.rows)
        self.spots[part.block.name] = _Spot(first + 1, last, part.columns[:-1])
        self._name(part, first, last)
        if part.block.filtered and self.filtered:
            raise ValueError(f"block «{part.block.name}»: another block of the tab is filtered")
        if part.block.filtered:
            self.filtered = Merge(first, 1, last, part.columns[-1] - 1)
            self.views = part.block.views

    def grid(self, title: str, widths: tuple[float, ...], page: Page) -> Grid:
        """All of it as a grid."""
        head = self.frozen[0]
        page = replace(page, breaks=tuple(self.breaks), repeat_rows=(head, head) if head else None)
        return Grid(
            title,
            tuple(self.rows),
            widths,
            page,
            merges=tuple(self.merges),
            heights=self.heights,
            frozen_rows=head,
            frozen_columns=self.frozen[1],
            filtered=self.filtered,
            charts=tuple(self._placed(chart, place) for chart, place in self.waiting),
            places=tuple(self.places.items()),
            hidden=self.hidden,
            named=tuple(self.named.items()),
            views=self.views,
        )

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
