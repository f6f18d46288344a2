"""The measures of tests and exams, of the sign of low results and the work beside them."""

from sheets_sync.figures.measures.declared import (
    GRADES,
    Basis,
    Count,
    Figure,
    Measure,
    by_name,
)
from sheets_sync.sheet.pieces import Align, Format

PRINTED_FROM = 5
"""Fewer pupils than this are not printed and make no procedure weak."""
WEAK_FROM = 30
"""Percent of «2» from which a procedure is weak."""
WEAK_PROCEDURE = f"писали не меньше {PRINTED_FROM}{{}} и доля «2» {WEAK_FROM} % и выше"


def _sum(worth: tuple[int, ...]) -> str:
    """«(5·«5» + 4·«4»)»: what is added up, in words."""
    marks = zip(worth, (name[1:] for name in GRADES), strict=True)
    said = [f"{times}·«{mark}»" if times > 1 else f"«{mark}»" for times, mark in marks if times]
    return f"({' + '.join(said)})" if len(said) > 1 else said[0]


def _rate(name: str, head: str, worth: tuple[int, ...], shown: Format, note: str = "") -> Measure:
    """A rate of what pupils of each grade are worth: a share, or a mean of points."""
    called = head if head.isupper() else head.lower()
    formula = f"{called} = {_sum(worth)} / писали"
    return Measure(
        name, head, formula, Basis.RESULTS, shown, Count.SUM, whole="n", worth=worth, note=note
    )


def _got(grade: str) -> Measure:
    mark = f"«{grade[1:]}»"
    worth = tuple(int(name == grade) for name in GRADES)
    return Measure(
        grade,
        mark,
        f"получили {mark}",
        Basis.RESULTS,
        count=Count.SUM,
        worth=worth,
        unit="учеников",
    )


_MARKED = f"{WEAK_FROM} % и выше отмечены, если писали не меньше {PRINTED_FROM}"
RATES = (
    _rate("success", "Успеваемость", (1, 1, 1, 0), Format.PERCENT),
    _rate("quality", "Качество", (1, 1, 0, 0), Format.PERCENT),
    _rate("share2", "Доля «2»", (0, 0, 0, 1), Format.PERCENT, _MARKED),
    _rate("mean", "Средняя отметка", (5, 4, 3, 2), Format.MEAN),
    _rate("sou", "СОУ", (100, 64, 36, 16), Format.MEAN),
)
RESULTS = by_name(
    Measure(
        "n",
        "Писали",
        "писали = " + _sum((1, 1, 1, 1))[1:-1],
        Basis.RESULTS,
        count=Count.SUM,
        worth=(1, 1, 1, 1),
        unit="учеников",
    ),
    *map(_got, GRADES),
    *RATES,
    Measure(
        "share2_change",
        "Изменение доли «2», п.п.",
        "изменение доли «2» к прошлому году, в процентных пунктах",
        Basis.TWO_YEARS,
        Format.POINTS,
        unit="п.п.",
    ),
)


def _sign(name: str, head: str, formula: str, basis: Basis = Basis.WEAK) -> Measure:
    return Measure(
        name, head, formula, basis, Format.TEXT, Count.VALUE, unit="да или нет", align=Align.CENTER
    )


LOW_RESULTS = by_name(
    _sign("r1", "Две слабые и больше", "R1: в этом году две слабые процедуры и больше"),
    _sign("r2", "Слабая второй год", "R2: одна и та же процедура слабая в этом и в прошлом году"),
    _sign("sign", "Признак", "признак по правилу low_results из R1 и R2"),
    _sign("listed", "В перечне", "школа в официальном перечне ШНОР этого года", Basis.LISTED),
    Measure(
        "weak",
        "Слабых процедур",
        f"слабые процедуры: {WEAK_PROCEDURE.format('')}",
        Basis.WEAK,
        printed=False,
    ),
    Measure(
        "procedures",
        "Процедур",
        f"процедуры, где писали не меньше {PRINTED_FROM}",
        Basis.PROCEDURES,
        printed=False,
    ),
    Measure(
        "weak_rate",
        "Доля слабых процедур",
        f"слабые / все процедуры, где писали не меньше {PRINTED_FROM}; слабая: доля «2» "
        f"{WEAK_FROM} % и выше",
        Basis.WEAK,
        Format.PERCENT,
        part="weak",
        whole="procedures",
        beside="слабых / всего",
        printed=False,
    ),
)


def _part(name: str, head: str, formula: str, basis: Basis) -> Measure:
    return Measure(name, head, formula, basis, Format.TEXT, align=Align.RIGHT, unit="n из N")


WORK = by_name(
    _part(
        "plans",
        "Планы: выполнено / всего",
        "выполнено / планы этой школы по этому предмету, без отменённых",
        Basis.WORK_PLANS,
    ),
    _part(
        "items",
        "Пункты карты: выполнено / всего",
        "выполнено / пункты дорожной карты для этой школы, которые называют предмет",
        Basis.WORK_ITEMS,
    ),
)
CLASS_MARKS = by_name(
    *(
        Measure(
            name, head, f"{head.lower()} / все, о ком известно", Basis.CLASS_MARKS,
            Format.PERCENT, whole="compared", beside="из известных",
        )
        for name, head in (
            ("lowered", "Понизили"),
            ("confirmed", "Подтвердили"),
            ("raised", "Повысили"),
        )
    )
)  # fmt: skip
KEYS = ("year", "procedure", "school", "grade", "subject")
TOWN_KEYS = ("year", "procedure", "grade", "subject")
FIGURES = (
    Figure("results", "Результаты школ", KEYS, RESULTS, "results"),
    Figure("results_municipality", "Результаты города", TOWN_KEYS, RESULTS, "results"),
    Figure("low_results", "Признак низких результатов", ("school", "year"), LOW_RESULTS, "results"),
    Figure("school_work", "Работа со школой", ("school", "subject"), WORK, printed=False),
    Figure("marks", "Отметки за работу и в журнале", KEYS, CLASS_MARKS, "results", printed=False),
)
