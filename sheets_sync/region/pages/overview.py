"""The tab «Сводка региона»: the indicators of every municipality on one page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheets_sync.figures.measures.attendance import RATE
from sheets_sync.figures.measures.consultations import HELD_RATE, TEACHERS
from sheets_sync.figures.measures.declared import Measure
from sheets_sync.figures.measures.deeds import ASSIGNMENTS, DONE_RATE
from sheets_sync.figures.measures.region import COVERAGE, REPORTS
from sheets_sync.figures.measures.staff_rows import ERRORS
from sheets_sync.figures.rounding import whole
from sheets_sync.letters import plural
from sheets_sync.region.pages.region_tab import TITLE, Tab, View, name_cell, tab
from sheets_sync.region.setup import BY_HELP
from sheets_sync.region.standing import Standing
from sheets_sync.sheet.pieces import (
    Align,
    Block,
    Cell,
    Format,
    Grid,
    Head,
    Meaning,
    Row,
    Target,
    Tiles,
)
from sheets_sync.summary.cells import NOT_KNOWN, as_total, day_cell, head, measured, percent
from sheets_sync.summary.view import CONTENTS, notes, stale


@dataclass(frozen=True, slots=True)
class _Indicator:
    """A share of the page: its name, where it is from, the tab that tells more, and its key."""

    name: str
    figure: str
    measure: Measure
    tab: str = ""
    key: tuple[tuple[str, str], ...] = ()


_MAIN = (
    _Indicator("Явка", "attendance", RATE, "Явка"),
    _Indicator("Консульт.", "consultations", HELD_RATE, "Консультации"),
    _Indicator("Охват ШНОР", "coverage_total", COVERAGE["helped_rate"], "Охват ШНОР"),
    _Indicator("Дорожная карта", "roadmap_total", DONE_RATE, "Исполнение дорожной карты"),
)
_MORE = (
    _Indicator("Планы", "plans", DONE_RATE),
    _Indicator("Поручения", "assignments", ASSIGNMENTS["done_rate"]),
    _Indicator("Отчёты", "reports_by_half", REPORTS["handed_rate"], "Отчёты"),
)
_COLUMNS = 3
_WIDTHS = (8, 7, 7, *(9.3, 6.4, 7.6) * 4, 8.5, 7.5, 10)


def build(view: View) -> Grid:
    """Tiles of the region, its municipalities one below the other, what stands where."""
    main, more = _known(view, _MAIN), _known(view, _MORE)
    blocks = (
        stale(view.stamp),
        Tiles(tuple(_tiles(view, main, more)), _COLUMNS),
        _table(view, "municipalities", "По муниципалитетам", main, True),
        *([_table(view, "deeds", "Планы, поручения и отчёты", more, False)] if more else []),
        _contents(view),
        notes(_note(view), of=[one.measure for one in (*main, *more)]),
    )
    about = "Работа учителей-тьюторов во всех муниципалитетах"
    return tab(view, TITLE, about, blocks, _WIDTHS)


def _known(view: View, some: Sequence[_Indicator]) -> list[_Indicator]:
    """The shares that any municipality tells; of the reports those of the last half that anybody
    has handed in or is late with."""
    found = [one for one in some if one.figure != "reports_by_half" and view.known(one.figure)]
    reports = [one for one in some if one.figure == "reports_by_half"]
    halves = [row for row in view.every("reports_by_half") if row.handed_in or row.late]
    for row in halves[-1:]:
        key = (("year", row.year), ("half", row.half))
        found += [replace(one, key=key, name=f"{one.name}, {row.half} пол.") for one in reports]
    return found


def _note(view: View) -> str:
    order = (
        "Муниципалитеты стоят по числу предметов риска, где школам ШНОР ещё не помогли, затем по "
        "просроченным пунктам дорожной карты"
        if view.order == BY_HELP
        else "Муниципалитеты стоят по названию"
    )
    return (
        f"{order}: это не рейтинг. Рядом с процентом — из каких чисел он получен. «Всего» "
        "посчитано из сумм, а не как среднее долей. Жёлтое название — муниципалитет сейчас не "
        "прочитан, стоят его последние числа; красное — чисел ещё не было."
    )


def _tiles(
    view: View, main: Sequence[_Indicator], more: Sequence[_Indicator]
) -> Iterator[tuple[Row, ...]]:
    """The teachers stand over the names, each share of the first table over its columns."""
    held: Any = view.total("consultations")
    if held is None:
        yield ((Cell("Муниципалитеты"),), (_big(len(view.look.rows)),))
    else:
        schools = plural(held.schools, "школа", "школы", "школ")
        yield _tile(TEACHERS.head, held.teachers, "consultations", TEACHERS.name, schools)
    yield from (_share_tile(view, one) for one in main)
    problems: Any = view.total("problems")
    if problems is not None:
        yield _tile("Ошибок в таблицах", problems.errors, "problems", ERRORS.name, "")
    yield from (_share_tile(view, one) for one in more)


def _share_tile(view: View, one: _Indicator) -> tuple[Row, ...]:
    n, total = one.measure.share(view.total(one.figure, **dict(one.key)))
    means = Meaning(one.figure, one.measure.name, one.key)
    to = Target(one.tab) if one.tab else None
    value = percent(n, total)._replace(align=Align.LEFT, to=to, means=means if total else None)
    said = Cell(f"{whole(n)} из {whole(total)}") if total else None
    return ((Cell(one.name),), (value,), (said,))


def _tile(name: str, value: int, figure: str, field: str, said: str) -> tuple[Row, ...]:
    shown = _big(value)._replace(means=Meaning(figure, field))
    return ((Cell(name),), (shown,), (Cell(said) if said else None,))


def _big(value: int) -> Cell:
    return Cell(value, format=Format.WHOLE, align=Align.LEFT)


def _table(view: View, name: str, title: str, shown: Sequence[_Indicator], counts: bool) -> Block:
    """The shares by municipality, after them the teachers, the errors and the day with `counts`."""
    columns = [
        column
        for one in shown
        for column in (
            Head(one.name, Format.PERCENT, field=one.measure.name, wrap=True),
            Head(one.measure.beside, align=Align.CENTER, field=one.measure.name),
            Head("", field=one.measure.name, joined=True),
        )
    ]
    last = (head(TEACHERS), head(ERRORS), Head("Данные на", Format.DATE)) if counts else ()
    rows = tuple(
        (name_cell(one), *_shares(view, one, shown), *(_counts(view, one) if counts else ()))
        for one in view.rows
    )
    total = (Cell("Всего"), *as_total(_shares(view, None, shown)))
    return Block(
        name, (Head("Муниципалитет", wrap=True, span=_COLUMNS), *columns, *last), rows,
        title=title, total=(*total, *(as_total(_counts(view, None)) if counts else ())),
        empty="Муниципалитетов нет", flows=True,
    )  # fmt: skip


def _shares(view: View, one: Standing | None, shown: Sequence[_Indicator]) -> Row:
    """The shares of a municipality, or of all."""
    cells: list[Cell | None] = []
    for indicator in shown:
        key = dict(indicator.key)
        row = _of(view, one, indicator.figure, **key)
        if row is None:
            cells += [NOT_KNOWN, NOT_KNOWN, NOT_KNOWN]
        else:
            key = {**_whose(one), **key}
            cells += measured(indicator.figure, (indicator.measure,), row, None, **key)
    return tuple(cells)


def _counts(view: View, one: Standing | None) -> Row:
    held, problems = (_of(view, one, name) for name in ("consultations", "problems"))
    shown = (("consultations", TEACHERS, held), ("problems", ERRORS, problems))
    cells = [
        NOT_KNOWN if row is None else measured(name, (field,), row, None, **_whose(one))[0]
        for name, field, row in shown
    ]
    day = one.as_of if one else view.look.today
    return (*cells, day_cell(day))


def _of(view: View, one: Standing | None, figure: str, **key: str) -> Any:
    return view.of(one, figure, **key) if one else view.total(figure, **key)


def _whose(one: Standing | None) -> dict[str, str]:
    return {"municipality": one.name} if one else {}


def _contents(view: View) -> Block:
    """A link to each tab."""
    links = [Cell(title, to=Target(title)) for title in _TABS]
    rows = tuple(tuple(links[at : at + 3]) for at in range(0, len(links), 3))
    heads = tuple(Head(text, wrap=True, span=6) for text in ("Листы", "", ""))
    return Block(CONTENTS, heads, rows, title="Что где искать")


_TABS = (
    "Явка", "Консультации", "Охват ШНОР", "Исполнение дорожной карты", "Отчёты", "Результаты",
    "Признаки низких результатов", "Качество данных", "История",
)  # fmt: skip

OVERVIEW_TAB = Tab(TITLE, build)
