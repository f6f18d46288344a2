"""The tabs of the reports: who handed in what, declared against the journal; what repeats."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from sheets_sync.figures.alike import Saying, grouped, sayings
from sheets_sync.figures.events import REPORTS_NEEDS, needed
from sheets_sync.figures.measures.declared import pick
from sheets_sync.figures.measures.reports import (
    ACTUAL,
    DECLARED,
    OF_WHAT,
    REPORTS,
    SAYINGS,
    SIDE_BY_SIDE,
)
from sheets_sync.figures.reports import NOT_HANDED_IN, difference, handed_in
from sheets_sync.figures.rounding import with_ratio
from sheets_sync.letters import capital
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import (
    Align,
    Block,
    Cell,
    Format,
    Grid,
    Head,
    Look,
    Meaning,
    Row,
)
from sheets_sync.summary.cells import (
    NOT_KNOWN,
    as_total,
    group,
    head,
    heads,
    measured,
    number,
)
from sheets_sync.summary.typed import typed
from sheets_sync.summary.view import Summary, View, notes, tab

TITLE = "Отчёты тьюторов"
TEXTS_TITLE = "Трудности и предложения"
_ABOUT = "Отчёты тьюторов за полугодие"
_SHOWN = (*pick(REPORTS, "status", "due", "submitted", "days_late"), *SIDE_BY_SIDE)
_HEADS = (Head("Тьютор"), *heads(_SHOWN))
_WIDTHS = (16, 14, 10.5, 10.5, 10.5, *[9] * 3, *[9.6] * 3, *[8.3] * 3)
NOTE = (
    "По журналу: консультаций — проведённые по графику и вне графика; педагогов и школ — разных, "
    "у кого отметка означает присутствие; за дни полугодия. Разница = заявлено − по журналу; «–» — "
    "в отчёте число не указано. Опоздание — дни от срока до сдачи, а пока не сдан, до отчётной "
    "даты. Педагогов и школы тьюторов складывать нельзя: один педагог бывает у двоих."
)
NO_ROW = f"{NOT_HANDED_IN} (строки в таблице нет)"
NOT_YET = f"ещё {NOT_HANDED_IN}"
REPEATED = (
    "Записи с теми же словами собраны в одну строку; показана самая частая формулировка. "
    "Сначала те, что повторяются чаще."
)


def build(view: View) -> Grid:
    """The tab of the halves, from the reports figure."""
    reports = needed(view.analysis.facts.reports)
    rows = [
        row
        for half in reports["half"].unique()
        for row in _half(view, half, reports[reports["half"].eq(half)])
    ]
    block = Block(
        "halves", _HEADS, tuple(rows), empty="Отчётов не ждали", long=True, frozen_columns=1,
        known_as="Отчёты_по_полугодиям",
    )  # fmt: skip
    return tab(view, TITLE, _ABOUT, (block, notes(NOTE, of=_SHOWN)), _WIDTHS)


def build_texts(view: View) -> Grid:
    """The tab of what the reports say."""
    blocks = (
        _texts(view, "difficulties", "Трудности: что повторяется", "Трудность"),
        _texts(view, "proposals", "Предложения", "Предложение"),
        _analyses(view),
    )
    return tab(view, TEXTS_TITLE, _ABOUT, blocks, _TEXT_WIDTHS)


def _half(view: View, half: str, reports: pd.DataFrame) -> Iterator[Row]:
    there = int(handed_in(reports).sum())
    title = f"{half} полугодие: сдали {with_ratio(there, len(reports))}"
    due = view.analysis.shelf.due[half]
    if due > view.analysis.today:
        title = f"{half} полугодие: срок {due:%d.%m.%Y}, пока сдали {there} из {len(reports)}"
    rows = sorted(each(reports), key=lambda row: view.tutor(row.tutor))
    yield group(title, _HEADS)
    yield from (_row(view, row) for row in rows)
    total = _total(half, reports)
    if total:
        yield total


def _row(view: View, row: Any) -> Row:
    missing = row.status == NOT_HANDED_IN
    overdue = missing and row.days_late
    look = Look.BAD if overdue else Look.MUTED if missing else Look.BODY
    early = missing and row.due >= pd.Timestamp(view.analysis.today)
    said = NOT_YET if early else row.status if row.key >= 0 else NO_ROW
    status = Cell(said, look)
    ready = {"status": status} | dict(_differences(row))
    key = {"tutor": row.tutor, "year": row.year, "half": row.half}
    return (Cell(view.tutor(row.tutor)), *measured("reports", _SHOWN, row, ready, **key))


def _differences(row: Any) -> Iterator[tuple[str, Cell]]:
    for name in OF_WHAT:
        apart = difference(row, name)
        yield f"difference_{name}", NOT_KNOWN if apart is None else _difference(apart)


def _difference(value: int) -> Cell:
    return Cell(value, Look.WARN if value else Look.MUTED, Format.SIGNED, Align.RIGHT)


def _total(half: str, reports: pd.DataFrame) -> Row | None:
    """Consultations alone: two tutors may have helped the same teachers and schools; no row where
    nobody declared any."""
    told = reports[reports["declared_consultations"].notna()]
    if not len(told):
        return None
    row = told[[DECLARED[0].name, ACTUAL[0].name]].sum()
    apart = _difference(int(row[DECLARED[0].name] - row[ACTUAL[0].name]))
    declared = measured("reports", DECLARED[:1], row, half=half)
    summed = (*declared, number(row[ACTUAL[0].name]), apart)
    return as_total((Cell("Всего по сдавшим"), *(None,) * 4, *summed, *(None,) * 6))


_TEXT_HEADS = (head(SAYINGS["difficulties"]["tutors"]), Head("Кто", wrap=True))
_TEXT_WIDTHS = (80, 11.5, 54)


def _texts(view: View, column: str, title: str, called: str) -> Block:
    """What the reports of this year say in a column, alike sayings together."""
    records = view.analysis.counted["reports"]
    rows = records.frame
    this = rows[rows["year"].eq(str(view.analysis.year)) & rows[column].notna()]
    said = [
        Saying(tutor, capital(text), int(str(key)))
        for key, tutor in this["tutor"].items()
        for text in sayings(records.value(int(str(key)), column))  # with its line breaks
    ]
    lines = [_saying(view, column, group) for group in grouped(said)]
    return Block(
        column, (Head(called, wrap=True), *_TEXT_HEADS), tuple(lines), title=title,
        note=REPEATED if lines else "", empty="В отчётах ничего не указано",
        known_as=title.partition(":")[0],
    )  # fmt: skip


_ANALYSES = (Head("Анализ", wrap=True), Head("Полугодие"), Head("Тьютор", wrap=True))


def _analyses(view: View) -> Block:
    """What each tutor says of a half-year, by name."""
    rows = view.rows("reports")
    this = rows[rows["year"].eq(str(view.analysis.year)) & rows["analysis"].notna()]
    told = sorted(each(this), key=lambda row: (view.tutor(row.tutor), row.half))
    lines = tuple(
        (
            Cell(capital(typed(view, "reports", row, "analysis"))),
            Cell(row.half, align=Align.CENTER),
            Cell(view.tutor(row.tutor)),
        )
        for row in told
    )
    empty = "В отчётах ничего не указано"
    return Block(
        "analyses", _ANALYSES, lines, title="Анализ", empty=empty, flows=True,
        known_as="Анализы_отчётов",
    )  # fmt: skip


def _saying(view: View, column: str, group: Sequence[Saying]) -> Row:
    tutors = list(dict.fromkeys(saying.who for saying in group))
    names = ", ".join(sorted(map(view.tutor, tutors)))
    rows = tuple(("row", saying.row) for saying in group)
    look = Look.STRONG if len(tutors) > 1 else Look.BODY
    means = Meaning(f"reports.{column}", "tutors", rows)
    return (
        Cell(group[0].text, look),
        Cell(len(tutors), look, Format.WHOLE, means=means),
        Cell(names),
    )


SUMMARIES = (
    Summary(TITLE, REPORTS_NEEDS, build),
    Summary(TEXTS_TITLE, REPORTS_NEEDS, build_texts),
)
