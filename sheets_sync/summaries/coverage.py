"""The tab «Охват ШНОР»: which listed school got help in which subject."""

from typing import Any

import pandas as pd

from sheets_sync.frames import each
from sheets_sync.grid import (
    Align,
    Block,
    Cell,
    Format,
    Grid,
    Head,
    Look,
    Page,
    Piece,
    Row,
    Spacer,
    lay_out,
)
from sheets_sync.periods import month_of
from sheets_sync.stats.figures import CONSULTATIONS_NEEDS
from sheets_sync.summaries.base import DASH, Summary, View, day_cell, number, top

TITLE = "Охват ШНОР"
_ABOUT = "Консультации школам с низкими образовательными результатами (ШНОР)"
_FIRST = 26
_WIDTH = 13

NONE, LATE, HELPED = "нет помощи", "не в этом месяце", "есть помощь"
_LOOKS = {NONE: Look.BAD, LATE: Look.WARN, HELPED: Look.GOOD}
NOTE = (
    "Число — сколько разных консультаций получила школа по предмету. Предметы риска отмечены: "
    "красное «0 !» — помощи не было с начала года, жёлтое — была, но не в этом месяце (рядом дата "
    "последней), зелёное — была в этом месяце. Пусто — не предмет риска и консультаций не было."
)


def build(view: View) -> Grid:
    """The matrix of listed schools and subjects, then every pair in rows."""
    pairs = rated(view)
    low = pairs[pairs["listed"]]
    subjects = sorted(set(low["subject"]))
    columns = max(len(subjects), 6)
    pieces: list[Piece] = [
        top(view, TITLE, _ABOUT),
        Spacer(),
        _matrix(view, low, subjects),
        Spacer(),
        _pairs(view, "risks", "Предметы риска, где помощь нужнее всего", low[low["risk"]]),
        Spacer(),
        _pairs(view, "others", "Остальные школы и предметы", pairs[~pairs["risk"]]),
    ]
    return lay_out(TITLE, pieces, (_FIRST, *[_WIDTH] * columns), Page(landscape=True))


def rated(view: View) -> pd.DataFrame:
    """The coverage figures with `listed`, `risk` and, for risks, the need in words (`need`)."""
    pairs = view.analysis.figures["coverage"].copy()
    low = view.analysis.facts.listed
    assert low is not None
    risks = {
        (s, subject)
        for s, risk in zip(low["school"], low["risk"], strict=True)
        for subject in risk or ()
    }
    pairs["listed"] = pairs["school"].isin(set(low["school"]))
    pairs["risk"] = [pair in risks for pair in zip(pairs["school"], pairs["subject"], strict=True)]
    month = month_of(view.analysis.today)
    pairs["need"] = [
        _need(n, day, pd.Timestamp(month.start))
        for n, day in zip(pairs["consultations"], pairs["last_date"], strict=True)
    ]
    return pairs


def _need(consultations: int, last: pd.Timestamp, month: pd.Timestamp) -> str:
    if not consultations:
        return NONE
    return HELPED if last >= month else LATE


def _matrix(view: View, low: pd.DataFrame, subjects: list[str]) -> Block:
    cells = {(row.school, row.subject): _cell(row) for row in each(low)}
    order = sorted(set(low["school"]), key=lambda code: _most_needy(low, code, view))
    rows = [
        (Cell(view.school(school)), *(cells.get((school, subject)) for subject in subjects))
        for school in order
    ]
    heads = (Head("Школа"), *(Head(subject, align=Align.CENTER) for subject in subjects))
    return Block(
        "matrix", heads, tuple(rows), title="Школы и предметы", note=NOTE,
        empty="В перечне ШНОР этого года школ нет", frozen=True, frozen_columns=1,
    )  # fmt: skip


def _most_needy(low: pd.DataFrame, school: str, view: View) -> tuple[int, int, str]:
    """Those with most unhelped risks first, then by name: the order of need, not of results."""
    own = low[low["school"].eq(school) & low["risk"]]
    return -int(own["need"].eq(NONE).sum()), -int(own["need"].eq(LATE).sum()), view.school(school)


def _cell(row: Any) -> Cell:
    count = int(row.consultations)
    if not row.risk:
        return Cell(count, Look.BODY, Format.WHOLE, Align.CENTER)
    if row.need == NONE:
        return Cell("0 !", Look.BAD, align=Align.CENTER)
    if row.need == LATE:
        return Cell(f"{count} · {row.last_date:%d.%m}", Look.WARN, align=Align.CENTER)
    return Cell(count, Look.GOOD, Format.WHOLE, Align.CENTER)


_HEADS = (
    Head("Школа"),
    Head("Предмет", span=2),
    Head("Консультаций", Format.WHOLE),
    Head("Педагогов", Format.WHOLE),
    Head("Последняя", Format.DATE, Align.CENTER),
    Head("Состояние"),
)


def _pairs(view: View, name: str, title: str, pairs: pd.DataFrame) -> Block:
    order = {NONE: 0, LATE: 1, HELPED: 2}
    rows = sorted(
        each(pairs),
        key=lambda r: (order[r.need] if r.risk else 0, view.school(r.school), r.subject),
    )
    return Block(name, _HEADS, tuple(_pair(view, row) for row in rows), title=title, empty="Нет")


def _pair(view: View, row: Any) -> Row:
    state = Cell(row.need, _LOOKS[row.need]) if row.risk else Cell(DASH, Look.MUTED)
    return (
        Cell(view.school(row.school)),
        Cell(row.subject),
        number(row.consultations),
        number(row.teachers),
        day_cell(row.last_date),
        state,
    )


SUMMARY = Summary(TITLE, CONSULTATIONS_NEEDS, build)
