"""Cells of the results: shares with their n, means, changes, signs, what was done."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import pandas as pd

from sheets_sync.figures.events import needed
from sheets_sync.figures.measures.declared import Measure, pick
from sheets_sync.figures.measures.results import (
    LOW_RESULTS,
    PRINTED_FROM,
    RATES,
    RESULTS,
    WEAK_PROCEDURE,
    WORK,
)
from sheets_sync.figures.results import before, last_year, seasons, weak
from sheets_sync.figures.rounding import half_up_share, signed
from sheets_sync.figures.work import Done
from sheets_sync.letters import capital
from sheets_sync.sheet.pieces import Align, Cell, Format, Head, Look, Row
from sheets_sync.summary.cells import NOT_KNOWN, head, measured, percent, ratio

FEW = f"меньше {PRINTED_FROM}"


def pair(one: Measure) -> tuple[Head, Head]:
    """Two columns under one head."""
    return head(one, align=Align.CENTER), Head("", field=one.name, joined=True)


_SHOWN = pick(RESULTS, "n", "success", "quality", "share2", "share2_change", "mean", "sou")
_SHARES = frozenset({"success", "quality", "share2"})
HEADS = (
    Head("Процедура", wrap=True),
    Head("Класс", Format.WHOLE, Align.CENTER),
    Head("Учебный год"),
    *(column for one in _SHOWN for column in (pair(one) if one.name in _SHARES else (head(one),))),
)
WORK_HEADS = tuple(column for one in WORK.values() for column in pair(one))


NOTE = (
    f"{capital('; '.join(rate.formula for rate in RATES))}; рядом с долей — сколько это учеников. "
    "Изменение — в процентных пунктах к прошлому году, та же процедура, "
    "класс и предмет. Классы одной параллели складываются. Где писали "
    f"меньше {PRINTED_FROM} учеников, числа не печатаются. Красное — "
    f"слабая процедура: {WEAK_PROCEDURE.format(' учеников')}."
)
ORDER_NOTE = (
    "Внутри школы выше те предметы и работы, где доля «2» больше. Консультации, планы и пункты "
    "карты относятся к предмету и стоят в первой его строке; ноль консультаций выделен, если в "
    "предмете есть слабая процедура."
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


def latest_year(
    figure: pd.DataFrame, by: list[str], year: str, events: pd.DataFrame | None
) -> pd.DataFrame:
    """The newest row of this year and the last for each key without its year; whether it is
    `weak`, the last year's counts beside it (`n_before`, `n2_before`), and what the work is
    called (`work`): its procedure and, where `events` say it, the season."""
    near = figure[figure["year"].isin([year, before(year)])]
    last = last_year(figure, by).loc[near.index]
    near = near.assign(work=works(near, needed(events), by))
    near = near.assign(n_before=last["n"], n2_before=last["n2"], weak=weak(near))
    keys = [name for name in by if name != "year"]
    return near.sort_values("year").drop_duplicates(keys, keep="last")


def works(rows: pd.DataFrame, events: pd.DataFrame, by: list[str]) -> list[str]:
    """«ВПР, весна»: the procedure of each row and its season, where it is said."""
    said = seasons(events, by).to_dict()
    keys = rows[by].itertuples(index=False, name=None)
    pairs = zip(rows["procedure"], map(said.get, keys), strict=True)
    return [f"{procedure}, {season}" if season else procedure for procedure, season in pairs]


def weakest_first(rows: Iterable[Any]) -> list[list[Any]]:
    """Rows of `latest_year` by subject: the highest share of «2» first among the subjects and in
    each; what is not printed comes last and in no order of its own."""
    subjects: dict[str, list[Any]] = {}
    for row in sorted(rows, key=_weakness):
        subjects.setdefault(row.subject, []).append(row)
    return list(subjects.values())


def _weakness(row: Any) -> tuple[bool, Fraction, str, str, int]:
    few = row.n < PRINTED_FROM
    share = Fraction(0) if few else -_share2(row.n2, row.n)
    return few, share, row.subject, row.procedure, row.grade


def rate_cells(figure: str, row: Any, keys: Iterable[str], hidden: bool = False) -> Row:
    """The cells under HEADS of a row of a figure with these keys; nothing is printed of fewer than
    five pupils (`hidden`: nor what would show them by subtraction)."""
    lead = (Cell(row.work), Cell(row.grade, format=Format.WHOLE), Cell(row.year))
    key = {name: getattr(row, name) for name in keys}
    if row.n < PRINTED_FROM or hidden:
        few = {"n": Cell(FEW, Look.MUTED, align=Align.RIGHT)}
        blank = [None] * (len(HEADS) - len(lead) - 1)
        return (*lead, *measured(figure, _SHOWN[:1], row, few, **key), *blank)
    return (*lead, *(cell for one in _SHOWN for cell in _rate(figure, one, row, key)))


def _rate(figure: str, one: Measure, row: Any, key: dict[str, str | int]) -> Iterator[Cell | None]:
    """A measure's cells: beside a share, which is red where it is weak, the pupils in n."""
    if one.name not in _SHARES:
        yield from measured(figure, (one,), row, {"share2_change": _change(row)}, **key)
        return
    n, whole = one.share(row)
    look = Look.BAD if one.name == "share2" and row.weak else one.look(n, whole)
    share = percent(n, whole, look)._replace(align=Align.RIGHT)
    beside = Cell(n, Look.MUTED, Format.WHOLE, Align.RIGHT)
    yield from several(figure, one, (share, beside), **key)


def several(figure: str, one: Measure, cells: Iterable[Cell | None], **key: str | int) -> Row:
    """Cells that all show one measure."""
    return tuple(
        shown
        for cell in cells
        for shown in (
            (cell,) if cell is None else measured(figure, (one,), None, {one.name: cell}, **key)
        )
    )


def _change(row: Any) -> Cell:
    points = _points(row)
    return NOT_KNOWN if points is None else Cell(points, format=Format.POINTS)


def change_text(row: Any) -> str | None:
    """How the share of «2» of a row of `latest_year` differs from last year's, in percentage
    points; None where either is not printed."""
    points = _points(row)
    return None if points is None else signed(points, 1)


def _points(row: Any) -> float | None:
    """Rounded once."""
    if row.n < PRINTED_FROM or pd.isna(row.n_before) or row.n_before < PRINTED_FROM:
        return None
    n2, n, before2, before = map(int, (row.n2, row.n, row.n2_before, row.n_before))
    return half_up_share(100 * (n2 * before - before2 * n), n * before, 1)


def _share2(part: float, total: float) -> Fraction:
    return Fraction(int(part), int(total))


def yes(value: bool, look: Look = Look.BODY) -> Cell:
    """«да» in a look of its own, «нет» pale."""
    return Cell("да" if value else "нет", look if value else Look.MUTED, align=Align.CENTER)


def done_of(work: Done | None) -> Row:
    """Done and all, «–» where nothing is planned or known."""
    return ratio(*work) if work else (NOT_KNOWN, None)
