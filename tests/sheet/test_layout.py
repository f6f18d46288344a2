from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.sheet import text_size, theme
from sheets_sync.sheet.cells import Merge, Place, Tab, tab_of
from sheets_sync.sheet.compare import digest, same_values
from sheets_sync.sheet.formulas import SameAs
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.links import linked
from sheets_sync.sheet.pieces import (
    Align,
    Block,
    Cell,
    Chart,
    ChartKind,
    Charts,
    Format,
    Grid,
    Head,
    Lines,
    Look,
    Page,
    Piece,
    Series,
    Spacer,
    Target,
    Tiles,
)
from sheets_sync.sheet.text_size import (
    GAP_HEIGHT,
    STANDARD_HEIGHT,
    head_width,
    line_count,
    painted_text,
)

HEADS = (Head("Школа"), Head("Было", Format.WHOLE), Head("Явка", Format.PERCENT))
ROWS = ((Cell("СОШ № 9"), Cell(19), Cell(0.792)), (Cell("СОШ № 44"), None, Cell("–")))
BLOCK = Block("явка", HEADS, ROWS, total=(Cell("Итого"), Cell(19), Cell(0.792)))
TALL = replace(BLOCK, rows=(*ROWS[:1] * 3, *ROWS[1:]))
WIDTHS = (20, 10, 10)


def values(grid: Grid) -> list[list[object]]:
    return [[cell.value if cell else None for cell in row] for row in grid.rows]


def read_back(grid: Grid) -> Tab:
    rows = [[cell.value if cell else None for cell in row] for row in grid.rows]
    return tab_of(Place("книга", grid.title), rows)  # type: ignore[arg-type]


def test_block_is_title_head_rows_total_note() -> None:
    block = replace(BLOCK, title="Явка", note="Явка = был / отмечен")
    grid = lay_out("Лист", [block], WIDTHS)
    assert values(grid) == [
        ["Явка", None, None],
        ["Школа", "Было", "Явка"],
        ["СОШ № 9", 19, 0.792],
        ["СОШ № 44", None, "–"],
        ["Итого", 19, 0.792],
        ["Явка = был / отмечен", None, None],
    ]
    assert [row[0].look for row in grid.rows if row[0]] == [
        Look.SECTION,
        Look.HEAD,
        Look.BODY,
        Look.BODY,
        Look.TOTAL,
        Look.NOTE,
    ]
    assert grid.merges == (Merge(1, 1, 1, 3), Merge(6, 1, 6, 3))


def test_cells_take_the_format_and_side_of_their_head() -> None:
    grid = lay_out("Лист", [BLOCK], WIDTHS)
    nine, blank, dash = grid.rows[2]
    assert nine == Cell("СОШ № 44", align=Align.LEFT)
    assert blank == Cell(None, format=Format.WHOLE, align=Align.RIGHT)
    assert dash == Cell("–", format=Format.PERCENT, align=Align.RIGHT)


def test_blanks_take_the_look_of_their_row() -> None:
    rows = ((Cell("Раздел 1", Look.SECTION, span=3),), (None, Cell(1), None))
    grid = lay_out("Лист", [Block("б", HEADS, rows, total=(Cell("Итого"),))], WIDTHS)
    assert grid.merges == (Merge(2, 1, 2, 3),)
    assert [cell.look for cell in grid.rows[2] if cell] == [Look.BODY] * 3
    assert [cell.look for cell in grid.rows[3] if cell] == [Look.TOTAL] * 3


def test_head_may_take_several_sheet_columns() -> None:
    heads = (Head("Показатель", span=2), Head("%", Format.PERCENT))
    block = Block("б", heads, ((Cell("Явка"), Cell(0.5)),) * 3)
    chart = Chart(ChartKind.BAR, "Явка", "б", 0, (Series("Явка", 1),))
    grid = lay_out("Лист", [Charts((chart,), height=2), block], WIDTHS)
    assert values(grid)[2:4] == [["Показатель", None, "%"], ["Явка", None, 0.5]]
    assert grid.merges[:2] == (Merge(3, 1, 3, 2), Merge(4, 1, 4, 2))
    assert grid.charts[0].categories == Merge(4, 1, 6, 1)
    assert grid.charts[0].values == (Merge(4, 3, 6, 3),)


def test_a_span_counts_sheet_columns() -> None:
    heads = (Head("Показатель", span=2), Head("Было"), Head("Стало", span=2))
    rows = (
        (Cell("Явка", span=2), Cell(1), Cell(2)),
        (Cell("Раздел", Look.SECTION, span=5),),
        (Cell("Итого", span=3), None, Cell(3)),
    )
    grid = lay_out("Лист", [Block("б", heads, rows)], (10,) * 5)
    assert values(grid)[1:] == [
        ["Явка", None, 1, 2, None],
        ["Раздел", None, None, None, None],
        ["Итого", None, None, 3, None],
    ]
    assert [m.last_column - m.first_column + 1 for m in grid.merges] == [2, 2, 2, 2, 5, 3, 2]


def test_frozen_and_filtered() -> None:
    block = replace(BLOCK, long=True, frozen_columns=1, filtered=True)
    grid = lay_out("Лист", [Lines((Cell("Заголовок", Look.TITLE),)), Spacer(), block], WIDTHS)
    assert (grid.frozen_rows, grid.frozen_columns) == (3, 1)
    assert grid.page == Page(repeat_rows=(3, 3))
    assert grid.filtered == Merge(3, 1, 5, 3)


def test_at_most_one_filter_a_tab() -> None:
    one = replace(BLOCK, filtered=True)
    with pytest.raises(ValueError, match="another block"):
        lay_out("Лист", [one, replace(one, name="ещё")], WIDTHS)


@pytest.mark.parametrize(
    "other",
    [replace(BLOCK, name="ещё"), Tiles((((Cell("Явка"),), (Cell(1),)),)),
     Charts((Chart(ChartKind.COLUMN, "Явка", "явка", 0, (Series("Было", 1),)),))],
    ids=["a block", "tiles", "charts"],
)  # fmt: skip
@pytest.mark.parametrize("first", [True, False])
def test_nothing_shares_a_tab_with_a_long_table(other: Piece, first: bool) -> None:
    long = replace(TALL, long=True)
    with pytest.raises(ValueError, match="stands alone"):
        lay_out("Лист", [other, long] if first else [long, other], WIDTHS)


def test_a_table_that_does_not_fit_the_rest_of_a_page_begins_another() -> None:
    blocks = [replace(BLOCK, name=str(n), title=f"Явка {n}", rows=ROWS * 8) for n in range(3)]
    grid = lay_out("Лист", blocks, WIDTHS, Page(landscape=True))
    begins = {dict(grid.places)[str(n)] - 1 for n in range(3)}
    assert set(grid.page.breaks) <= begins
    assert len(grid.page.breaks) == 2


def test_a_table_of_several_pages_has_its_head_on_each() -> None:
    block = replace(BLOCK, title="Явка", rows=ROWS * 40)
    grid = lay_out("Лист", [block], WIDTHS, Page(landscape=True))
    assert len(grid.page.breaks) == 2
    for row in grid.page.breaks:
        assert [cell.value for cell in grid.rows[row] if cell] == ["Школа", "Было", "Явка"]
    assert grid.frozen_rows == 0


def test_a_long_table_repeats_its_head_in_print_alone() -> None:
    grid = lay_out("Лист", [replace(BLOCK, rows=ROWS * 40, long=True)], WIDTHS)
    assert sum(row[0] == grid.rows[0][0] for row in grid.rows) == 1
    assert grid.page.repeat_rows == (1, 1)
    assert len(grid.page.breaks) == 1


@given(st.integers(1, 200))
def test_the_last_page_is_never_a_row_or_two(rows: int) -> None:
    block = replace(BLOCK, rows=ROWS[:1] * rows, total=None, long=True)
    grid = lay_out("Лист", [block], WIDTHS, Page(landscape=True))
    if grid.page.breaks:
        assert len(grid.rows) - grid.page.breaks[-1] >= 3
    assert list(grid.page.breaks) == sorted(set(grid.page.breaks))


def test_a_page_may_be_asked_for() -> None:
    second = replace(BLOCK, name="ещё", title="Ещё", own_page=True)
    grid = lay_out("Лист", [BLOCK, Spacer(), second], WIDTHS)
    assert grid.page.breaks == (4,)


def test_a_head_may_stand_over_two_columns() -> None:
    heads = (Head("Школа"), Head("было / всего"), Head("", joined=True))
    grid = lay_out("Лист", [Block("б", heads, ((Cell("СОШ"), Cell(1), Cell(2)),))], WIDTHS)
    assert values(grid) == [["Школа", "было / всего", None], ["СОШ", 1, 2]]
    assert grid.merges == (Merge(1, 2, 1, 3),)


def test_a_turned_head_is_as_high_as_its_text_is_long() -> None:
    heads = (Head("Школа"), Head("Нет отметки в срок", turned=True))
    grid = lay_out("Лист", [Block("б", heads, ((Cell("СОШ"), Cell(1)),))], (20, 6))
    assert grid.heights[1] > 80
    (turned,) = [cell for cell in grid.rows[0] if cell and cell.look is Look.HEAD_TURNED]
    assert not turned.wrap


def test_a_cell_leads_to_a_block_wherever_it_stands() -> None:
    first = lay_out("Сводка", [Lines((Cell("явка", to=Target("Явка", "явка")),))], WIDTHS)
    second = lay_out("Явка", [Lines((Cell("Явка"),)), Spacer(), BLOCK], WIDTHS)
    (cell, *_), *_ = linked([first, second])[0].rows
    assert cell is not None
    assert (cell.link, cell.to) == ("#'Явка'!A3", None)


def test_nothing_leads_to_a_tab_that_is_not_there() -> None:
    grid = lay_out("Сводка", [Lines((Cell("явка", to=Target("Явка")),))], WIDTHS)
    (cell, *_), *_ = linked([grid])[0].rows
    assert cell is not None
    assert cell.link is None


def test_a_hidden_column_is_told_to_the_store() -> None:
    heads = (Head("Школа"), Head("Отпечаток", hidden=True))
    assert lay_out("Лист", [Block("б", heads, ())], WIDTHS).hidden == (2,)


def test_empty_block_says_so_and_has_no_total() -> None:
    block = replace(BLOCK, rows=(), empty="Замечаний нет.", filtered=True)
    grid = lay_out("Лист", [block], WIDTHS)
    assert values(grid)[1:] == [["Замечаний нет.", None, None]]
    assert grid.filtered is None


def test_block_wider_than_the_tab_is_refused() -> None:
    with pytest.raises(ValueError, match="wider"):
        lay_out("Лист", [BLOCK], (20, 10))


def test_value_under_a_span_is_refused() -> None:
    block = Block("б", HEADS, ((Cell("Раздел", span=2), Cell("потерялось")),))
    with pytest.raises(ValueError, match="потерялось"):
        lay_out("Лист", [block], WIDTHS)


def test_tiles_stand_side_by_side_in_as_many_rows_as_they_need() -> None:
    tile = ((Cell("Явка"),), (Cell(0.5, Look.BAD, Format.PERCENT),), (Cell("1 из 2"),))
    grid = lay_out("Лист", [Tiles((tile,) * 3)], (10,) * 4)
    assert [row[0].look if row[0] else None for row in grid.rows] == [
        Look.TILE_NAME,
        Look.TILE_BAD,
        Look.TILE_DETAIL,
        None,
        Look.TILE_NAME,
        Look.TILE_BAD,
        Look.TILE_DETAIL,
    ]
    assert values(grid)[1] == [0.5, None, 0.5, None]
    assert grid.heights[4] == GAP_HEIGHT


def chart(block: str, kind: ChartKind = ChartKind.COLUMN) -> Chart:
    return Chart(kind, "Явка", block, 0, (Series("Было", 1), Series("Явка", 2)))


def test_charts_share_the_width_and_leave_the_total_out() -> None:
    grid = lay_out("Лист", [TALL, Charts((chart("явка"), chart("явка")), height=5)], (20, 10, 10))
    left, right = grid.charts
    assert (left.first_row, left.first_column, left.last_row, left.last_column) == (7, 1, 11, 1)
    assert (right.first_column, right.last_column) == (2, 3)
    assert left.categories == Merge(2, 1, 5, 1)
    assert left.values == (Merge(2, 2, 5, 2), Merge(2, 3, 5, 3))


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_charts_of_fewer_than_three_points_leave_no_hole(rows: int) -> None:
    block = replace(BLOCK, rows=ROWS[:rows], name="мало", total=None)
    grid = lay_out("Лист", [Charts((chart("мало"),)), block], WIDTHS)
    assert len(grid.rows) == 1 + rows
    assert grid.charts == ()


def test_rows_without_a_number_are_no_points_of_a_chart() -> None:
    dashes = (Cell("январь"), Cell("–"), None)
    block = replace(BLOCK, rows=(*ROWS[:2], dashes, dashes), name="мало", total=None)
    assert lay_out("Лист", [Charts((chart("мало"),)), block], WIDTHS).charts == ()


def test_chart_of_an_unknown_block_is_refused() -> None:
    with pytest.raises(ValueError, match="no block «нет»"):
        lay_out("Лист", [Charts((chart("нет"),))], WIDTHS)


def test_long_text_is_wrapped_and_its_row_is_high_enough() -> None:
    note = "Очень длинное примечание, которое не помещается в одну строку. " * 3
    rows = ((Cell("коротко"), None, None), (Cell(note), None, None))
    grid = lay_out("Лист", [Block("б", HEADS, rows, note=note)], WIDTHS)
    assert 2 not in grid.heights
    long = grid.rows[2][0]
    assert long is not None
    assert long.wrap
    assert grid.heights[3] > 8 * STANDARD_HEIGHT / 1.5
    assert STANDARD_HEIGHT < grid.heights[4] < grid.heights[3]
    assert max(grid.heights.values()) <= 409


def test_lines_span_the_tab() -> None:
    grid = lay_out("Лист", [Lines((Cell("Явка", Look.TITLE), Cell("за год", Look.MUTED)))], WIDTHS)
    assert grid.merges == (Merge(1, 1, 1, 3), Merge(2, 1, 2, 3))
    assert grid.rows[1][0] == Cell("за год", Look.LINE_MUTED, align=Align.LEFT, span=3, wrap=True)


def test_line_count() -> None:
    assert line_count("слово", 100, 10) == 1
    assert line_count("слово\nслово", 1000, 10) == 2
    assert line_count("слово слово", 50, 10) == 2
    assert line_count("ш" * 100, 100, 10) >= 9
    assert head_width("Обществознание") > 14


def test_painted_text() -> None:
    assert painted_text("а\x00б\r\nв\ud800") == "аб\nв"
    long = painted_text("😀" * 20_000)
    assert long.endswith("…")
    assert len(long.encode("utf-16-le")) // 2 <= text_size.TEXT_LIMIT
    assert painted_text("ж" * 32_767) == "ж" * 32_767
    assert len(painted_text("ж" * 32_768)) == 32_767


def test_digest_leaves_out_the_clock_and_formula_results() -> None:
    def of(*cells: Cell) -> str:
        return digest(lay_out("Лист", [Lines(cells)], WIDTHS))

    assert len(of(Cell("а"))) == 16
    assert of(Cell("а")) == of(Cell("а"))
    assert of(Cell("13:05", stamp=True)) == of(Cell("14:05", stamp=True))
    same = SameAs("Лист", "A1")
    assert of(Cell("", formula=same)) == of(Cell("УСТАРЕЛО", formula=same))
    different = [
        Cell("а"),
        Cell("б"),
        Cell("а", stamp=True),
        Cell("а", Look.BAD),
        Cell("а", link="https://example.org"),
        Cell("а", formula=same),
        Cell("а", formula=SameAs("Лист", "A2")),
        Cell(1),
        Cell("1"),
    ]
    assert len({of(cell) for cell in different}) == len(different)


def test_digest_sees_the_shape_of_the_tab() -> None:
    grid = lay_out("Лист", [BLOCK], WIDTHS)
    for changed in (
        replace(grid, widths=(21, 10, 10)),
        replace(grid, page=Page(landscape=True)),
        replace(grid, heights={1: 30.0}),
        replace(grid, title="Другой"),
    ):
        assert digest(changed) != digest(grid)


SAMPLES = (
    "=1+1",
    7,
    7.0,
    0.1 + 0.2,
    date(2021, 2, 18),
    datetime(2021, 2, 18, 13, 5),
    datetime(2021, 2, 18),
    None,
)


def test_same_values_after_a_round_trip() -> None:
    grid = lay_out("Лист", [Lines(tuple(map(Cell, SAMPLES)))], WIDTHS)
    assert same_values(grid, read_back(grid))


@pytest.mark.parametrize(
    ("ours", "read", "same"),
    [
        (7, 7.0, True),
        (7.0, 7, True),
        (7, "7", False),
        ("7", 7, False),
        ("", None, True),
        ("а\r\nб", "а\nб", True),
        (0.3, 0.1 + 0.2, True),
        (0.3, 0.3001, False),
        (date(2021, 2, 18), datetime(2021, 2, 18), True),
        (datetime(2021, 2, 18), date(2021, 2, 18), True),
        (date(2021, 2, 18), date(2021, 2, 19), False),
        (date(2021, 2, 18), 44245, False),
        (datetime(2021, 2, 18, 13, 5), datetime(2021, 2, 18, 13, 5, 0, 400), True),
        (None, "что-то", False),
        ("что-то", None, False),
    ],
)
def test_same_values_of_one_cell(ours: object, read: object, same: bool) -> None:
    grid = lay_out("Лист", [Lines((Cell(ours),))], (10,))  # type: ignore[arg-type]
    assert same_values(grid, tab_of(Place("", ""), [[read]])) is same  # type: ignore[list-item]


def test_same_values_skips_stamps_and_formulas_and_trailing_blanks() -> None:
    cells = (Cell("13:05", stamp=True), Cell(1, formula=SameAs("Лист", "A1")))
    grid = lay_out("Лист", [Lines(cells)], (10,))
    assert same_values(grid, tab_of(Place("", ""), [["14:05"], [2], [None, None]]))
    assert not same_values(grid, tab_of(Place("", ""), [["14:05"], [2], [None, "лишнее"]]))


def test_every_look_and_format_is_painted() -> None:
    assert {theme.paint(look).ink for look in Look}
    assert theme.number_code(Format.PERCENT) == '0.0"\u00a0"%'
    assert theme.number_code(Format.SIGNED, padded=True) == '+#,##0_0;"−"#,##0_0;0_0;@_0'
    assert all(theme.number_code(format, padded=True).count(";") == 3 for format in Format)


def test_colours_of_series_differ() -> None:
    colours = theme.series_colours([Look.HEAD] * 4 + [Look.BAD])
    assert len(set(colours)) == 5
