"""The tabs «Охват ШНОР», which school got help in which subject, and «Предметы риска»."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from sheets_sync.figures.coverage import HELPED, LATE, NONE, OVER, asked_since, rated
from sheets_sync.figures.events import CONSULTATIONS_NEEDS, needed
from sheets_sync.figures.measures.consultations import COVERAGE, TEACHERS
from sheets_sync.figures.rounding import Key, natural
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Grid, Head, Look, Meaning, Row
from sheets_sync.summary.cells import group, head, heads, measured, wide_enough
from sheets_sync.summary.expected import active_schools
from sheets_sync.summary.view import Summary, View, tab
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.kinds.sides import OURS

TITLE = "Охват ШНОР"
RISKS_TITLE = "Предметы риска"
_ABOUT = "Консультации школам с низкими образовательными результатами (ШНОР)"
_FIRST, _WIDTH = 26, 6

_LOOKS = {NONE: Look.BAD, LATE: Look.WARN, HELPED: Look.GOOD, OVER: Look.GOOD}
NOTE = (
    "Число — сколько разных консультаций получила школа по предмету. Предметы риска отмечены: "
    "красное «! 0» — помощи не было с начала года, {helped}. Пусто — не предмет риска и "
    "консультаций не было."
)
THIS_MONTH = (
    "жёлтое — была, но не в этом месяце (рядом дата последней), зелёное — была в этом месяце"
)
THIS_YEAR = "зелёное — была в этом учебном году (после 31 мая по месяцам не проверяется)"
ALL_NOTE = (
    "Здесь все школы перечня и все действующие школы; «Всего» — сколько разных консультаций "
    "получила школа, красный ноль — школа из перечня не получила ни одной."
)


def build(view: View) -> Grid:
    """The matrix of schools and subjects, the listed ones first."""
    pairs = rated(view.analysis.figures["coverage"], view.analysis.facts)
    low, rest = pairs[pairs["listed"]], pairs[~pairs["listed"]]
    subjects = sorted(set(pairs["subject"]))
    named = (Head(subject, wrap=True, typed=True, turned=True) for subject in subjects)
    columns = (Head("Школа"), replace(head(_ALL), turned=True), *named)
    listed = _listed(view)
    order = sorted(listed, key=lambda code: _most_needy(low, code, view))
    others = _others(view, rest, listed) if listed or len(rest) else []
    rows = (
        *_part(columns, "Школы из перечня ШНОР", _matrix(view, low, order, subjects)),
        *_part(columns, "Остальные школы", _matrix(view, rest, others, subjects)),
    )
    helped = THIS_MONTH if asked_since(view.analysis.facts.centre) else THIS_YEAR
    block = Block(
        "matrix", columns, rows, empty="Перечня ШНОР этого года и консультаций ещё нет",
        note=f"{NOTE.format(helped=helped)} {ALL_NOTE}", long=True, frozen_columns=1,
        known_as="Охват_ШНОР",
    )  # fmt: skip
    spare = (_WIDTH,) * max(0, _LEAST_COLUMNS - len(subjects))
    widths = (_FIRST, _WIDTH, *(_WIDTH for _ in subjects), *spare)
    return tab(view, TITLE, _ABOUT, (block,), widths)


_LEAST_COLUMNS = 12
_ALL = replace(COVERAGE["consultations"], head="Всего")


def _listed(view: View) -> frozenset[str]:
    return frozenset(needed(view.analysis.facts.listed)["school"])


def _others(view: View, rest: pd.DataFrame, listed: frozenset[str]) -> list[str]:
    """The other schools, by name: those that are open and those that got help."""
    there = active_schools(view).union(rest["school"]) - listed
    return sorted(there, key=lambda code: natural(view.school(code)))


def _part(columns: Sequence[Head], name: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    return (group(name, columns), *rows) if rows else ()


def build_risks(view: View) -> Grid:
    """The tab of listed schools and the subjects in which they need help."""
    pairs = rated(view.analysis.figures["coverage"], view.analysis.facts)
    block = _risks(view, pairs[pairs["listed"] & pairs["risk"]])
    return tab(view, RISKS_TITLE, _ABOUT, (block,), _RISK_WIDTHS)


def _matrix(
    view: View, pairs: pd.DataFrame, schools: Sequence[str], subjects: Sequence[str]
) -> tuple[Row, ...]:
    cells = {(row.school, row.subject): _cell(row) for row in each(pairs)}
    events = needed(view.analysis.facts.visited).groupby("school", observed=True)["event"]
    counts, listed = events.nunique().to_dict(), _listed(view)
    return tuple(
        (
            Cell(view.school(school)),
            *_all(school, counts.get(school, 0), school in listed),
            *(cells.get((school, subject)) for subject in subjects),
        )
        for school in schools
    )


def _all(school: str, count: int, listed: bool) -> Row:
    """How many consultations a school had; none at all is loud for a listed one."""
    look = Look.STRONG if count or not listed else Look.BAD
    ready = {_ALL.name: Cell(count, look, Format.WHOLE, Align.CENTER)}
    return measured("coverage", (_ALL,), None, ready, school=school)


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
        return Cell(0, Look.BAD, Format.WHOLE, center, means=means)
    if row.risk and row.need == LATE:
        said = f"{count} · {row.last_date:%d.%m}"
        return Cell(said, Look.WARN, align=center, wrap=True, means=means)
    look = Look.GOOD if row.risk else Look.BODY
    return Cell(count, look, Format.WHOLE, center, means=means)


_SHOWN = tuple(COVERAGE.values())


def _risk_heads(view: View) -> tuple[Head, ...]:
    curator = SCHOOLS.column("curator").header.replace(OURS, view.side(OURS))
    return (
        Head("Школа", wrap=True),
        Head("Предмет", wrap=True),
        *heads(_SHOWN),
        Head("Помощь", wrap=True),
        Head(curator, wrap=True),
        Head("Тьюторы предмета", wrap=True),
    )


RISKS_NOTE = (
    f"Консультаций — {COVERAGE['consultations'].formula}; педагогов — {TEACHERS.formula}; "
    f"последняя — {COVERAGE['last_date'].formula}. Сначала те, где помощь нужнее. Тьюторы предмета "
    "— за кем закреплена школа и кто ведёт этот предмет; пусто — таких нет."
)
_RISK_WIDTHS = (21, 18, *wide_enough(heads(_SHOWN)), 17, 19, 37)


def _risks(view: View, pairs: pd.DataFrame) -> Block:
    order = {NONE: 0, LATE: 1, HELPED: 2, OVER: 2}
    rows = sorted(
        each(pairs), key=lambda r: (order[r.need], natural(view.school(r.school)), r.subject)
    )
    return Block(
        "risks", _risk_heads(view), tuple(_pair(view, row) for row in rows),
        note=RISKS_NOTE, empty="Предметов риска нет", filtered=True,
        long=True, known_as="Предметы_риска",
    )  # fmt: skip


def _pair(view: View, row: Any) -> Row:
    known = view.analysis.keepers
    tutors = known.teaching.get((row.school, row.subject), ())
    return (
        Cell(view.school(row.school)),
        Cell(row.subject),
        *measured("coverage", _SHOWN, row, school=row.school, subject=row.subject),
        Cell(row.need, _LOOKS[row.need]),
        Cell(known.curators.get(row.school) or None),
        Cell(", ".join(map(view.tutor, tutors)) or None),
    )


SUMMARIES = (
    Summary(TITLE, CONSULTATIONS_NEEDS, build),
    Summary(RISKS_TITLE, CONSULTATIONS_NEEDS, build_risks),
)
