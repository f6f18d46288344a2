"""The tab «Качество данных»: who was read, how fresh and how clean it is, and why not."""

from sheets_sync.figures.measures.declared import pick
from sheets_sync.figures.measures.region import TIMES
from sheets_sync.figures.measures.staff_rows import ERRORS, ROWS, TO_KNOW, WARNINGS
from sheets_sync.region.pages.region_tab import QUALITY_TITLE, Tab, View, name_cell, tab
from sheets_sync.region.standing import Standing
from sheets_sync.sheet.pieces import Block, Cell, Format, Grid, Head, Look, Row
from sheets_sync.summary.cells import (
    NOT_KNOWN,
    as_total,
    day_cell,
    head,
    heads,
    measured,
)
from sheets_sync.summary.view import notes

_ROWS = pick(ROWS, "read", "counted", "rejected")
_TOLD = (ERRORS, WARNINGS, TO_KNOW)
_LAST = TIMES["last_entry"]
_COUNTS = heads((*_ROWS, *_TOLD), turned=True)
_HEADS = (
    Head("Муниципалитет", wrap=True),
    Head("Данные на", Format.DATE),
    head(_LAST),
    *_COUNTS,
    Head("Почему не прочитан", wrap=True),
)
_WIDTHS = (24, 10.5, 11, *[8] * 6, 42)
_NOTE = (
    "Сначала непрочитанные. «Данные на» — отчётная дата чисел муниципалитета; у непрочитанного в "
    "итогах стоят его последние хорошие числа, если они были. Последняя запись — последний день "
    "журнала консультаций или отметки на совещании: по ней видно, давно ли таблицы заполняли."
)


def build(view: View) -> Grid:
    """A line a municipality, those not read first."""
    ordered = sorted(view.rows, key=lambda one: one.read)
    rows = tuple(_row(view, one) for one in ordered)
    block = Block(
        "quality", _HEADS, rows, total=_total(view), empty="Муниципалитетов нет", filtered=True,
        long=True, frozen_columns=1,
    )  # fmt: skip
    about = "Кто прочитан, насколько свежи и чисты таблицы"
    return tab(view, QUALITY_TITLE, about, (block, notes(_NOTE, of=_ROWS)), _WIDTHS)


def _row(view: View, one: Standing) -> Row:
    last = view.of(one, "freshness")
    name = name_cell(one)._replace(value=one.name)
    return (
        name,
        day_cell(one.as_of),
        day_cell(last.last_entry if last else None),
        *_counts(view, one),
        Cell(one.error, Look.BODY) if one.error else None,
    )


def _counts(view: View, one: Standing) -> Row:
    rows, problems = view.of(one, "rows"), view.of(one, "problems")
    if rows is None or problems is None:
        return tuple(NOT_KNOWN for _ in _COUNTS)
    return (
        *measured("rows", _ROWS, rows, municipality=one.name),
        *measured("problems", _TOLD, problems, municipality=one.name),
    )


def _total(view: View) -> Row | None:
    rows, problems, last = (view.total(name) for name in ("rows", "problems", "freshness"))
    if rows is None:
        return None
    counts = (*measured("rows", _ROWS, rows), *measured("problems", _TOLD, problems))
    return (*as_total((Cell("Всего"), Cell(), day_cell(last.last_entry), *counts)), None)


QUALITY_TAB = Tab(QUALITY_TITLE, build)
