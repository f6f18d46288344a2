"""Faults planted into «Совещания», «Повестка» and «Поручения»."""

from __future__ import annotations

from datetime import date

from .faults import (
    Fault,
    becomes,
    keep,
    one_cell,
    warned,
)
from .schema import required
from .targets import (
    NONSENSE,
    by_code,
    has,
    next_year,
    spare,
    sunday,
)
from .truth import DAY, Row, World


def late_task(world: World, row: Row) -> bool:
    on_time = row["Дата исполнения"] and row["Дата исполнения"] <= row["Срок"]
    return bool(row["Статус"] == "исполнено" and on_time and row["Срок"] + DAY * 9 <= world.today)


MEETINGS: dict[str, Fault] = {
    **{
        f"meeting without {name}": one_cell("Совещания", name, None, wanted=by_code)
        for name in required("Совещания")
        if name != "Код"
    },
    "meeting without code": one_cell("Совещания", "Код", None, wanted=spare),
    "meeting code twice": one_cell("Совещания", "Код", "С-01", wanted=spare),
    "meeting impossible date": one_cell("Совещания", "Дата", "31.02.2021", wanted=by_code),
    "meeting month 18": one_cell("Совещания", "Дата", "12.18.2020", wanted=by_code),
    "meeting of next year": one_cell("Совещания", "Дата", next_year, wanted=by_code),
    "meeting kind unknown": one_cell("Совещания", "Вид", NONSENSE, wanted=by_code),
    "meeting format unknown": one_cell("Совещания", "Формат", NONSENSE, wanted=by_code),
    "meeting status unknown": one_cell("Совещания", "Статус", NONSENSE, wanted=by_code),
    "meeting begins 13.60": one_cell("Совещания", "Начало", "13.60", wanted=by_code),
    "meeting ends 25:00": one_cell("Совещания", "Окончание", "25:00", keep, by_code),
    "meeting topic #REF!": one_cell("Совещания", "Тема", "#REF!", wanted=by_code),
    "meeting secretary #REF!": one_cell("Совещания", "Секретарь", "#REF!", keep, by_code),
    "meeting unknown stream": one_cell(
        "Совещания", "Приглашены", "ВПР; ФИПИ", becomes(Приглашены=["ВПР"]), by_code
    ),
    "meeting held in the future": one_cell(
        "Совещания", "Статус", "проведено", wanted=spare, also=("Дата",)
    ),
    "meeting time eaten": warned(
        "Совещания", "Начало", lambda w, row: date(w.start + 1, 10, 9), keep, spare
    ),
    "meeting on Sunday": warned("Совещания", "Дата", sunday, keep, spare, also=None),
    "agenda unknown meeting": one_cell("Повестка", "Совещание", "С-99"),
    "task unknown meeting": one_cell("Поручения", "Совещание", "С-99"),
    **{f"agenda without {n}": one_cell("Повестка", n, None) for n in required("Повестка")},
    **{f"task without {n}": one_cell("Поручения", n, None) for n in required("Поручения")},
    "task status unknown": one_cell("Поручения", "Статус", NONSENSE),
    "task term unreadable": warned(
        "Поручения", "Срок", "когда-нибудь потом", becomes(Срок=None)
    ),
    "task done on 31.02": one_cell(
        "Поручения", "Дата исполнения", "31.02.2021", becomes(**{"Дата исполнения": None}),
        has(Статус="исполнено"),
    ),
    "task done without date": warned(
        "Поручения", "Дата исполнения", None, becomes(**{"Дата исполнения": None}),
        lambda w, row: row["Статус"] == "исполнено" and row["Дата исполнения"] <= row["Срок"],
        also=None,
    ),
    "task done late": warned(
        "Поручения", "Дата исполнения", lambda w, row: row["Срок"] + DAY * 9,
        becomes(**{"Дата исполнения": lambda w, row: row["Срок"] + DAY * 9}), late_task, also=None,
    ),
}  # fmt: skip
