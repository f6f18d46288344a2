"""The tab «Охват ШНОР»: which listed school got help in which subject."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sheets_sync.figures.coverage import HELPED, LATE, NONE, OVER, asked_since, rated
from sheets_sync.figures.events import CONSULTATIONS_NEEDS
from sheets_sync.figures.measures.consultations import COVERAGE
from sheets_sync.figures.rounding import Key, natural
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Grid, Head, Look, Meaning, Row
from sheets_sync.summary.cells import heads, measured, wide_enough
from sheets_sync.summary.view import Summary, View, tab

TITLE = "Охват ШНОР"
_ABOUT = "Консультации школам с низкими образовательными результатами (ШНОР)"
_FIRST = 26
_WIDTH = 13

_LOOKS = {NONE: Look.BAD, LATE: Look.WARN, HELPED: Look.GOOD, OVER: Look.GOOD}
NOTE = (
    "Число — сколько разных консультаций получила школа по предмету. Предметы риска отмечены: "
    "красное «нет» — помощи не было с начала года, {helped}. Пусто — не предмет риска и "
    "консультаций не было."
)
THIS_MONTH = (
    "жёлтое — была, но не в этом месяце (рядом дата последней), зелёное — была в этом месяце"
)
THIS_YEAR = "зелёное — была в этом учебном году (после 31 мая по месяцам не проверяется)"


def build(view: View) -> Grid:
    """The matrix of listed schools and subjects, their risks in rows, the other schools."""
    pairs = rated(view.analysis.figures["coverage"], view.analysis.facts)
    low, rest = pairs[pairs["listed"]], pairs[~pairs["listed"]]
    subjects = sorted(set(pairs["subject"]))
    named = (Head(subject, align=Align.CENTER, typed=True) for subject in subjects)
    columns = (Head("Школа"), *named)
    order = sorted(set(low["school"]), key=lambda code: _most_needy(low, code, view))
    others = sorted(set(rest["school"]), key=lambda code: natural(view.school(code)))
    blocks = (
        Block(
            "matrix",
            columns,
            _matrix(view, low, order, subjects),
            title="Школы из перечня ШНОР",
            note=NOTE.format(
                helped=THIS_MONTH if asked_since(view.analysis.facts.centre) else THIS_YEAR
            ),
            empty="В перечне ШНОР этого года школ нет",
            frozen=True,
            frozen_columns=1,
        ),
        _risks(view, low[low["risk"]]),
        Block(
            "others",
            columns,
            _matrix(view, rest, others, subjects),
            title="Остальные школы",
            empty="Консультаций другим школам не было",
        ),
    )
    widths = (_FIRST, *wide_enough(columns[1:], _WIDTH), *[_WIDTH] * (7 - len(subjects)))
    return tab(view, TITLE, _ABOUT, blocks, widths)


def _matrix(
    view: View, pairs: pd.DataFrame, schools: Sequence[str], subjects: Sequence[str]
) -> tuple[Row, ...]:
    cells = {(row.school, row.subject): _cell(row) for row in each(pairs)}
    return tuple(
        (Cell(view.school(school)), *(cells.get((school, subject)) for subject in subjects))
        for school in schools
    )


def _most_needy(low: pd.DataFrame, school: str, view: View) -> tuple[int, int, Key]:
    """Those with most unhelped risks first, then by name: the order of need, not of results."""
    own = low[low["school"].eq(school) & low["risk"]]
    return (
        -int(own["need"].eq(NONE).sum()),
        -int(own["need"].eq(LATE).sum()),
        natural(view.school(school)),
    )


def _cell(row: Any) -> Cell:
    count, center = int(row.consultations), Align.CENTER
    means = Meaning("coverage", "consultations", (("school", row.school), ("subject", row.subject)))
    if row.risk and row.need == NONE:
        return Cell("нет", Look.BAD, align=center, means=means)
    if row.risk and row.need == LATE:
        said = f"{count} · {row.last_date:%d.%m}"
        return Cell(said, Look.WARN, align=center, means=means)
    look = Look.GOOD if row.risk else Look.BODY
    return Cell(count, look, Format.WHOLE, center, means=means)


_SHOWN = tuple(COVERAGE.values())
_HEADS = (
    Head("Школа"),
    Head("Предмет", span=2),
    *heads(_SHOWN),
    Head("Помощь", span=2),
)


def _risks(view: View, pairs: pd.DataFrame) -> Block:
    order = {NONE: 0, LATE: 1, HELPED: 2, OVER: 2}
    rows = sorted(
        each(pairs), key=lambda r: (order[r.need], natural(view.school(r.school)), r.subject)
    )
    return Block(
        "risks", _HEADS, tuple(_pair(view, row) for row in rows),
        title="Предметы риска: сначала те, где помощь нужнее", empty="Предметов риска нет",
    )  # fmt: skip


def _pair(view: View, row: Any) -> Row:
    return (
        Cell(view.school(row.school)),
        Cell(row.subject),
        *measured("coverage", _SHOWN, row, school=row.school, subject=row.subject),
        Cell(row.need, _LOOKS[row.need]),
    )


SUMMARY = Summary(TITLE, CONSULTATIONS_NEEDS, build)
