"""Cells of the results: shares, means, changes, signs."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pandas as pd

from sheets_sync.figures.measures.declared import pick
from sheets_sync.figures.measures.results import LOW_RESULTS, PRINTED_FROM, RESULTS, WEAK_PROCEDURE
from sheets_sync.figures.results import before, last_year
from sheets_sync.figures.rounding import half_up, signed
from sheets_sync.figures.work import Done
from sheets_sync.sheet.pieces import Align, Cell, Format, Head, Look, Row
from sheets_sync.summary.cells import NOT_KNOWN, heads, measured

FEW = f"меньше {PRINTED_FROM}"


_SHOWN = pick(RESULTS, "n", "success", "quality", "share2", "share2_change", "mean", "sou")
HEADS = (
    Head("Процедура", wrap=True),
    Head("Класс", Format.WHOLE, Align.CENTER),
    Head("Учебный год"),
    *heads(_SHOWN),
)


SIGN_NOTE = (
    "Процедура здесь — работа по предмету в параллели. Слабая: "
    f"{WEAK_PROCEDURE.format(' учеников')}. «{LOW_RESULTS['r2'].head}» — одна и та же процедура "
    "слабая в этом и в прошлом году. Признак есть, если «да» стоит в столбце {rule}; он показан "
    "рядом с официальным перечнем и его не меняет."
)


FACTS_NOTE = (
    "Рядом с результатами стоят консультации, планы и пункты дорожной карты той же школы и того же "
    "предмета: что сделано и что изменилось. Это факты, а не причина и следствие. Пункт карты "
    "относится к предмету, если называет его. Результаты ВПР не служат для оценки школ и учителей; "
    "порядок школ — по названию."
)


def latest_year(figure: pd.DataFrame, by: list[str], year: str) -> pd.DataFrame:
    """The newest row of this year and the last for each key without its year; the last year's N
    beside it (`n_before`)."""
    near = figure[figure["year"].isin([year, before(year)])]
    last = last_year(figure, by).loc[near.index]
    near = near.assign(n_before=last["n"], n2_before=last["n2"])
    keys = [name for name in by if name != "year"]
    return near.sort_values("year").drop_duplicates(keys, keep="last")


def rate_cells(figure: str, row: Any, keys: Iterable[str], hidden: bool = False) -> Row:
    """The cells under HEADS of a row of a figure with these keys; nothing is printed of fewer than
    five pupils (`hidden`: nor what would show them by subtraction)."""
    lead = (Cell(row.procedure), Cell(row.grade, format=Format.WHOLE), Cell(row.year))
    key = {name: getattr(row, name) for name in keys}
    if row.n < PRINTED_FROM or hidden:
        few = {"n": Cell(FEW, Look.MUTED, align=Align.RIGHT)}
        return (*lead, *measured(figure, _SHOWN[:1], row, few, **key), *[None] * (len(_SHOWN) - 1))
    return (*lead, *measured(figure, _SHOWN, row, {"share2_change": _change(row)}, **key))


def _change(row: Any) -> Cell:
    text = change_text(row)
    return NOT_KNOWN if text is None else Cell(text, align=Align.RIGHT)


def change_text(row: Any) -> str | None:
    """How the share of «2» of a row of `latest_year` differs from last year's, in percentage
    points; None where either is not printed."""
    if row.n < PRINTED_FROM or pd.isna(row.n_before) or row.n_before < PRINTED_FROM:
        return None
    points = _share2(row.n2, row.n) - _share2(row.n2_before, row.n_before)
    return signed(float(half_up(points, 1)), 1)


def _share2(part: float, total: float) -> Fraction:
    return 100 * Fraction(int(part), int(total))


def yes(value: bool, look: Look = Look.BODY) -> Cell:
    """«да» in a look of its own, «нет» pale."""
    return Cell("да" if value else "нет", look if value else Look.MUTED, align=Align.CENTER)


def done_of(work: Done | None) -> Cell:
    """«2 из 5», «–» where nothing is planned or known."""
    if work is None or not work[1]:
        return NOT_KNOWN
    return Cell(f"{work[0]} из {work[1]}", align=Align.RIGHT)
