"""The summary as its readers see it: snapshots of a small centre's tabs, and what all tabs keep.

`pytest --update-snapshots` writes them anew; look at the difference before a commit.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from math import isnan
from pathlib import Path

import pytest
from helpers import K02, TODAY, Desk, look
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.analysis import Analysis
from sheets_sync.letters import few, fold
from sheets_sync.sheet.formulas import spell
from sheets_sync.sheet.pieces import Cell, Format, Grid, Look, Row
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.summary.tabs import TITLES, build
from sheets_sync.summary.view import Stamp, View, previous_stamp
from sheets_sync.tables.books import wanted_titles

SNAPSHOTS = Path(__file__).parent / "snapshots"
CHECKED = datetime(2021, 2, 18, 13, 5)
PLAIN = {Look.BODY, Look.LINE}


def mixed() -> Desk:
    """A centre with something of everything: gaps, faults, moved and failed consultations."""
    desk = Desk()
    desk.set("Явка", 4, "С-02", None).set("Журнал", 4, "Школа", "9")
    desk.set("Поручения", 3, "Срок", "до 01.02.2021")
    desk.add("Тьюторы", like=4, Код="Т-04", Фамилия="Орлова", Имя="Анна", Отчество="Ильинична")
    desk.add("Явка", Тьютор="Орлова А.И.")
    for header in desk.rows("Явка")[0][1:]:
        desk.set("Явка", 5, header, "н")
    desk.add("ШНОР", Школа="О-9", Учебный_год="2020–2021", В_перечне="да",
             Предметы_риска="русский язык")  # fmt: skip
    for code, day, status, new_date in (
        ("К-04", date(2020, 10, 13), "не состоялась", None),
        ("К-05", date(2021, 1, 20), "перенесена", date(2021, 2, 8)),
        ("К-06", date(2021, 1, 21), "отменена", None),
        ("К-07", date(2021, 1, 28), "проведена", None),
    ):
        desk.add("График", like=4, Код=code, Дата=day, Статус=status, Новая_дата=new_date)
    desk.add("Журнал", like=3, Консультация="К-07", Дата=date(2021, 1, 28), Тьютор="Зимина О.Ю.",
             Школа="О-9", Педагог="Шилова Т.П.", Количество=None, Минуты=40)  # fmt: skip
    desk.add("Журнал", like=3, Консультация="вне графика", Дата=K02, Тьютор="Зимина О.Ю.",
             Школа="СОШ № 9", Педагог=None, Количество=7)  # fmt: skip
    return desk


def view_of(analysis: Analysis, fixed: bool = True) -> View:
    return View(analysis, Stamp(analysis.today, CHECKED, fixed))


def tabs(desk: Desk, today: date = TODAY) -> dict[str, Grid]:
    """The summary of these books."""
    view = view_of(look(desk, today, organisation="МКУ ИМЦ"))
    return {grid.title: grid for grid in build(view)[0]}


@pytest.fixture(scope="module")
def summary() -> Mapping[str, Grid]:
    return tabs(mixed())


# Snapshots


def shown(cell: Cell) -> str:
    """A cell's value as it is printed, then its look in brackets."""
    value = cell.value
    match cell.format:
        case Format.PERCENT if isinstance(value, float):
            text = f"{value * 100:.1f}%".replace(".", ",")
        case Format.DATE if isinstance(value, date):
            text = f"{value:%d.%m.%Y}"
        case Format.MOMENT if isinstance(value, date):
            text = f"{value:%d.%m.%Y %H:%M}"
        case _:
            text = "" if value is None else str(value).replace("\xa0", "~")
    marks = [str(cell.look)] if cell.look not in PLAIN else []
    marks += [f"=={spell(cell.formula, ';')}"] if cell.formula else []
    marks += [f"→ {cell.link}"] if cell.link else []
    return text + (f" [{', '.join(marks)}]" if marks else "")


def described(grid: Grid) -> Iterator[str]:
    """A tab as lines: the page, the filled cells of each row, the charts."""
    page = grid.page
    yield f"«{grid.title}»: {'landscape' if page.landscape else 'portrait'}" + (
        f", pages end at {', '.join(map(str, page.breaks))}" if page.breaks else ""
    )
    yield f"frozen {grid.frozen_rows}×{grid.frozen_columns}, filter {grid.filtered is not None}"
    for number, row in enumerate(grid.rows, 1):
        cells = [shown(cell) for cell in row if cell is not None]
        yield f"{number:>3} {' | '.join(cells)}".rstrip()
    for chart in grid.charts:
        names = ", ".join(series.name for series in chart.chart.series)
        yield f"chart «{chart.chart.title}» ({chart.chart.kind}): {names}"


@pytest.mark.parametrize("title", TITLES)
def test_snapshot(summary: Mapping[str, Grid], title: str, request: pytest.FixtureRequest) -> None:
    file = SNAPSHOTS / f"{title}.txt"
    found = "\n".join(described(summary[title])) + "\n"
    if request.config.getoption("--update-snapshots"):
        SNAPSHOTS.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    assert {file.stem for file in SNAPSHOTS.glob("*.txt")} == set(TITLES)


# What all tabs keep


def test_no_tab_bears_a_staff_tabs_name() -> None:
    assert not set(map(fold, TITLES)) & wanted_titles()


def test_titles_fit_a_workbook(summary: Mapping[str, Grid]) -> None:
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in summary)


def test_the_overview_has_the_charts_that_have_points(summary: Mapping[str, Grid]) -> None:
    drawn = {placed.chart.title for placed in summary["Сводка"].charts}
    assert drawn == {"Консультации: план и проведено", "Выполнено из того, чей срок наступил"}


def test_every_tab_says_what_period_when_and_how_complete(summary: Mapping[str, Grid]) -> None:
    for grid in summary.values():
        lines = [str(row[0].value) for row in grid.rows[:4] if row[0]]
        assert "МКУ ИМЦ" in lines[0]
        assert "учебный год 2020–2021" in lines[1]
        assert lines[2] == "Данные на 18.02.2021 · проверено 18.02.2021 13:05"
        assert "= учтено" in lines[3]
        assert "+ отклонено" in lines[3]


def test_completeness_is_the_sum_of_the_tabs(summary: Mapping[str, Grid]) -> None:
    analysis = look(mixed())
    read, counted, rejected = (
        sum(getattr(tab, name) for tab in analysis.tabs) for name in ("read", "counted", "rejected")
    )
    said = str(summary["Сводка"].rows[3][0].value)  # type: ignore[union-attr]
    assert list(map(int, re.findall(r"\d+", said))) == [read, counted, rejected]
    assert read == counted + rejected


_SHARE = re.compile(r"\d+(?:,\d)?\xa0%")
_RATIO = re.compile(r"\(?\d[\d\xa0]*/\d[\d\xa0]*\)?| из ")


def test_every_percentage_has_its_counts_beside_it(summary: Mapping[str, Grid]) -> None:
    """In the cell itself, beside it, in the two before it, or (a tile) in the row below."""
    for grid in summary.values():
        for number, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if cell is None or not _is_share(cell):
                    continue
                after = [c for c in row[column + 1 : column + 8] if c][:2]
                under = [c for c in _below(grid, number, column, cell.span) if c]
                texts = [str(cell.value)]
                for pair in (after, under):
                    if [c.format for c in pair] in _PAIRS:
                        texts.append("/".join(str(c.value) for c in pair))
                if grid.title in WITH_N_APART and _share_of_a_column(cell, row, column):
                    continue
                before = [c for c in row[:column] if c][-2:]
                if [c.format for c in before] == [Format.WHOLE] * 2:
                    texts.append("/".join(str(c.value) for c in before))
                assert any(_RATIO.search(text) for text in texts), (grid.title, number, cell)


def _is_share(cell: Cell) -> bool:
    if cell.format is Format.PERCENT and isinstance(cell.value, int | float):
        return True
    return isinstance(cell.value, str) and bool(_SHARE.search(cell.value))


WITH_N_APART = ("Профили школ", "Результаты муниципалитета")
"""Their N is the column «Писали» of the row; beside the share stands n alone."""


def _share_of_a_column(cell: Cell, row: Row, column: int) -> bool:
    n, share = row[column + 1], cell.value
    assert n is not None
    assert isinstance(n.value, int)
    assert isinstance(share, int | float)
    counts = [c.value for c in row[:column] if c and c.format is Format.WHOLE]
    return any(isinstance(c, int) and c and abs(n.value / c - share) < 0.001 for c in counts)


_PAIRS = ([Format.WHOLE, Format.OF], [Format.WHOLE, Format.FROM])


def _below(grid: Grid, number: int, column: int, span: int) -> Row:
    return grid.rows[number + 1][column : column + span] if number + 1 < len(grid.rows) else ()


def row_of(grid: Grid, first: str) -> list[object]:
    """The values of the first row that begins with this text."""
    found = next(row for row in grid.rows if row[0] and row[0].value == first)
    return [cell.value if cell else None for cell in found]


def test_total_of_attendance_is_the_figures(summary: Mapping[str, Grid]) -> None:
    figures = look(mixed()).figures["attendance"].to_dict("records")[0]
    names = ("expected", "marked", "present", "remote", "late", "excused", "absent", "unmarked")
    total = row_of(summary["Явка тьюторов"], "Всего")
    assert total[2:10] == [figures[name] for name in names]
    assert total[11:13] == [figures["present"], figures["marked"]]


def test_total_of_consultations_is_the_figures(summary: Mapping[str, Grid]) -> None:
    figures = look(mixed()).figures["consultations"].to_dict("records")[0]
    total = row_of(summary["Консультации"], "Всего")
    names = ("planned", "held", None, "held", "planned", "failed", "overdue", "waiting", "moved",
             "cancelled", "unplanned", "teachers", "visits", "schools", "low_schools",
             "minutes")  # fmt: skip
    for name, value in zip(names, total[1:], strict=True):
        assert name is None or value == figures[name]


def test_totals_of_all_blocks_of_a_tab_agree(summary: Mapping[str, Grid]) -> None:
    for titles in (
        ("Явка тьюторов", "Явка по совещаниям"),
        ("Консультации", "Консультации по предметам"),
    ):
        totals = [
            [cell.value if cell else None for cell in row[2:12]]
            for title in titles
            for row in summary[title].rows
            if row[0] and row[0].value == "Всего"
        ]
        assert len(totals) > 1
        assert all(total == totals[0] for total in totals)


def test_a_centre_without_problems_says_so() -> None:
    desk = Desk()
    for book in ("Отчёты тьюторов.xlsx", "Дорожная карта ШНОР.xlsx"):
        del desk.books[book]  # they are about what is overdue
    found = tabs(desk)
    assert any("Замечаний нет" in str(c.value) for r in found["Замечания"].rows for c in r if c)
    assert any("Ничего срочного" in str(c.value) for r in found["Сводка"].rows for c in r if c)


def test_an_empty_centre_has_a_summary() -> None:
    desk = Desk()
    for books in desk.books.values():
        for rows in books.values():
            del rows[1:]
    desk.rows("Явка")[0] = ["Тьютор"]
    found = tabs(desk)
    assert list(found) == list(TITLES)
    values = [cell.value for grid in found.values() for row in grid.rows for cell in row if cell]
    assert not [v for v in values if isinstance(v, float) and isnan(v)]
    assert not [v for v in values if isinstance(v, str) and re.search(r"\bnan\b|None|NaT", v)]


def test_nothing_of_the_program_shows(summary: Mapping[str, Grid]) -> None:
    """No English, no code of ours in what managers read."""
    for grid in summary.values():
        for row in grid.rows:
            for cell in row:
                if cell and isinstance(cell.value, str):
                    words = set(re.findall(r"[A-Za-z]{2,}", cell.value)) - {"xlsx", "II"}
                    assert not words or grid.title == "История", cell.value


PLURALS = (
    ("ошибка", "ошибки", "ошибок"),
    ("предупреждение", "предупреждения", "предупреждений"),
    ("клетка", "клетки", "клеток"),
    ("консультация", "консультации", "консультаций"),
    ("строка", "строки", "строк"),
    ("замечание", "замечания", "замечаний"),
)


def good_plurals(text: str) -> bool:
    for number, word in re.findall(r"(\d+) ([а-яё]+)", text.replace("\xa0", " ")):
        for forms in PLURALS:
            if word not in forms:
                continue
            n = int(number)
            one, few_ = n % 10 == 1 and n % 100 != 11, n % 10 in (2, 3, 4) and not 11 < n % 100 < 15
            if word != forms[0 if one else 1 if few_ else 2]:
                return False
    return True


@pytest.mark.kinds
@pytest.mark.parametrize("count", [1, 2, 5, 11, 21])
def test_russian_plurals(count: int) -> None:
    desk = Desk()
    for n in range(count):
        desk.add("Журнал", like=4, Школа=f"СОШ № {700 + n}")
        desk.add("График", like=4, Код=f"К-{100 + n}", Дата=date(2021, 2, 1), Начало=f"{n}:00",
                 Окончание=f"{n}:30")  # fmt: skip
    texts = [
        str(cell.value) for grid in tabs(desk).values() for row in grid.rows for cell in row if cell
    ]
    bad = [text for text in texts if not good_plurals(text)]
    assert bad == []
    assert any(re.search(rf"\b{count} (ошиб)", text) for text in texts)


def test_few() -> None:
    nouns = ("тьютор", "тьютора", "тьюторов")
    assert few(list("абвг"), *nouns) == "а, б, в, г"
    assert few(list("абвгде"), *nouns) == "а, б, в, г и ещё 2 тьютора"
    assert few(list("абвгде"), *nouns, 1) == "а и ещё 5 тьюторов"


def test_the_stamp_is_read_back() -> None:
    store = MemoryStore([])
    store.write(list(tabs(Desk()).values()))
    assert previous_stamp(store.read(frozenset()).ours) == Stamp(TODAY, CHECKED)


@given(
    st.dates(min_value=date(1000, 1, 1)), st.datetimes(min_value=datetime(1000, 1, 1))
)  # strftime spells earlier years without their zeros
def test_what_a_stamp_says_it_reads(as_of: date, checked: datetime) -> None:
    stamp = Stamp(as_of, checked.replace(second=0, microsecond=0))
    assert Stamp.read(stamp.text()) == stamp


@pytest.mark.parametrize("text", ["", "Данные на 18.02.2021", "проверено 18.02.2021 13:05", "None"])
def test_any_other_text_is_no_stamp(text: str) -> None:
    assert Stamp.read(text) is None


def test_schools_are_ordered_by_need_and_never_by_result(summary: Mapping[str, Grid]) -> None:
    grid = summary["Охват ШНОР"]
    names = [row[0].value for row in grid.rows if row[0] and str(row[0].value).startswith("МБОУ")]
    assert names[:2] == ["МБОУ ООШ № 9", "МБОУ СОШ № 44"]


@pytest.mark.kinds
@pytest.mark.parametrize("today", [date(2020, 9, 1), date(2020, 12, 31), date(2021, 8, 31)])
def test_a_summary_of_any_day_of_the_year(today: date) -> None:
    assert list(tabs(Desk(), today)) == list(TITLES)
