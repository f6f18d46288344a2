"""What a summary tab is made of: the pieces it is described in, the grid they are laid out into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sheets_sync.periods import Period
from sheets_sync.sheet.cells import Merge
from sheets_sync.sheet.formulas import Formula

Value = str | int | float | date | datetime | None


class Look(StrEnum):
    """What a cell means; `theme.py` alone knows its colours and borders."""

    TITLE = "title"
    LINE = "line"
    LINE_MUTED = "line_muted"
    LINE_STRONG = "line_strong"
    SECTION = "section"
    HEAD = "head"
    HEAD_TURNED = "head_turned"
    GROUP = "group"
    BODY = "body"
    MUTED = "muted"
    STRONG = "strong"
    TOTAL = "total"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    ALERT = "alert"
    NOTE = "note"
    TILE_NAME = "tile_name"
    TILE_VALUE = "tile_value"
    TILE_LINE = "tile_line"
    TILE_LEFT = "tile_left"
    TILE_RIGHT = "tile_right"
    TILE_DETAIL = "tile_detail"
    TILE_GOOD = "tile_good"
    TILE_WARN = "tile_warn"
    TILE_BAD = "tile_bad"


class Format(StrEnum):
    """How a value is shown; `theme.py` alone knows the number codes. POINTS is a change in
    percentage points, CHANGE one in pieces, SIGNED a difference; OF and FROM are the N beside an n:
    «/ 147», «из 147»; DAYS are «80 дн.», LEFT those still to come: «ещё 5»; MEAN has two
    decimals, TENTH one."""

    TEXT = "text"
    WHOLE = "whole"
    PERCENT = "percent"
    POINTS = "points"
    CHANGE = "change"
    SIGNED = "signed"
    OF = "of"
    FROM = "from"
    DAYS = "days"
    LEFT = "left"
    MEAN = "mean"
    TENTH = "tenth"
    DATE = "date"
    MOMENT = "moment"


class Align(StrEnum):
    """Where a value stands in its cell."""

    DAYS = "days"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Which figure a cell shows, for `explain`: the table and field as figures name them, the
    row's key, the days it is about and, for a change, the days it is compared with."""

    figure: str
    field: str
    key: tuple[tuple[str, str | int], ...] = ()
    period: Period | None = None
    before: Period | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A block of a tab of ours, or the row of a cell with that `anchor`, as a link leads to it; ""
    for the tab's first cell."""

    tab: str
    block: str = ""


class Cell(NamedTuple):
    """One cell to paint. With `formula` `value` is its result now. A `stamp` changes with the
    clock and does not count as a change. `span` merges the cell with those to its right; `wrap`
    breaks long text into lines. A `link` is an address; what it leads `to` becomes one
    when all tabs are laid out. `means`, `own` and `anchor` are not painted: `own` says that the
    words are the program's, a heading or a note, and nothing that staff typed; links lead to an
    `anchor` by its name."""

    value: Value = None
    look: Look = Look.BODY
    format: Format = Format.TEXT
    align: Align | None = None
    link: str | None = None
    formula: Formula | None = None
    stamp: bool = False
    span: int = 1
    wrap: bool = False
    means: Meaning | None = None
    own: bool = False
    to: Target | None = None
    anchor: str = ""


Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a block: its header, what its cells are like, how many sheet columns it takes,
    and the `field` of a figure table that it shows. `typed`: its text is what staff typed. A
    `joined` column stands under the header to its left, a `turned` header reads upwards, a
    `hidden` column is kept for the program."""

    text: str
    format: Format = Format.TEXT
    align: Align | None = None
    wrap: bool = False
    span: int = 1
    field: str = ""
    typed: bool = False
    joined: bool = False
    turned: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Full-width lines, each a cell spanning the tab: title, period, completeness, notes; `beside`
    stands at the right end of the first."""

    cells: tuple[Cell, ...]
    beside: Cell | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A table of the tab: heads, rows, a total row, a note under it.

    `name` lets charts and links point at it; `filtered` gives it the tab's one filter. A `long`
    table is the only one of its tab: its head is frozen, and comes again on every printed page;
    any other lies on one page, and where it is too tall its head stands again. `frozen_columns`
    stay in sight. `own_page`: it begins a page; `flows`: it may begin on any and go on. `empty` is
    the sentence that stands in place of rows when there are none. `typed`: the title says what
    staff typed. `known_as` is its name in formulas of other tabs, letters, digits and «_»; `views`
    are texts of its first column that may be looked at alone. Both are for stores that can.
    """

    name: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    title: str = ""
    total: Row | None = None
    note: str = ""
    empty: str = ""
    filtered: bool = False
    long: bool = False
    frozen_columns: int = 0
    own_page: bool = False
    flows: bool = False
    typed: bool = False
    known_as: str = ""
    views: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tiles:
    """The key figures of a page side by side, each `columns` wide: rows of cells, the name first,
    then the big value, then what explains it.

    The cells need no look; a value with Look.GOOD, WARN or BAD keeps that colour.
    """

    tiles: tuple[tuple[Row, ...], ...]
    columns: int = 2


class ChartKind(StrEnum):
    """The charts we draw."""

    COLUMN = "column"
    STACKED = "stacked"
    LINE = "line"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Series:
    """One series: its legend and the block's column it takes values from (from 0)."""

    name: str
    column: int
    look: Look = Look.HEAD


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart over the rows of a block of the same tab (total row left out)."""

    kind: ChartKind
    title: str
    block: str
    category: int
    series: tuple[Series, ...]
    format: Format = Format.WHOLE


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts side by side over the full width, `height` rows of standard height."""

    charts: tuple[Chart, ...]
    height: int = 13


@dataclass(frozen=True, slots=True)
class Spacer:
    """An empty row."""


Piece = Lines | Block | Tiles | Charts | Spacer


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A chart at its place: corners and source ranges are sheet addresses (from 1)."""

    chart: Chart
    first_row: int
    first_column: int
    last_row: int
    last_column: int
    categories: Merge
    values: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """How the tab prints on A4: `footer` stands left below every page; `breaks` are the rows that
    end a page, `repeat_rows` the head that comes again on each; of a tab whose `first_only` is
    printed the others are for the screen; with `one` all of it fits a single page."""

    landscape: bool = False
    footer: str = ""
    breaks: tuple[int, ...] = ()
    repeat_rows: tuple[int, int] | None = None
    first_only: bool = False
    one: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A tab ready to paint. `rows[r - 1][c - 1]` is sheet row r, column c; widths in characters;
    `heights` in points for the rows that need one; `places` are the first rows of
    blocks, and those of anchors, by name, `hidden` the columns (from 1) that nobody is to see.
    `named` are the tables (head and rows, no total) that formulas know by a name, `views` what of
    the first column of `filtered` may be looked at alone: neither is painted, so no digest has
    it."""

    title: str
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    page: Page = field(default_factory=Page)
    merges: tuple[Merge, ...] = ()
    heights: Mapping[int, float] = field(default_factory=dict)
    frozen_rows: int = 0
    frozen_columns: int = 0
    filtered: Merge | None = None
    charts: tuple[PlacedChart, ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    hidden: tuple[int, ...] = ()
    named: tuple[tuple[str, Merge], ...] = field(default=(), repr=False)
    views: tuple[str, ...] = field(default=(), repr=False)
