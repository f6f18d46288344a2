"""The measures of half-year reports: handed in or not, declared against the journal."""

from collections.abc import Iterator

from sheets_sync.figures.measures.consultations import CONSULTATIONS
from sheets_sync.figures.measures.declared import Basis, Count, Figure, Measure, by_name
from sheets_sync.sheet.pieces import Format
from sheets_sync.tables.directories import CALENDAR

OF_WHAT = {"consultations": "консультаций", "teachers": "педагогов", "schools": "школ"}
"""What a report declares and schedule and journal tell, as «сколько»."""
_HEADS = {
    "consultations": "Консульт.",
    "teachers": CONSULTATIONS["teachers"].head,
    "schools": CONSULTATIONS["schools"].head,
}
_MADE_OF = {
    "consultations": ("held", "unplanned"),
    "teachers": ("teachers",),
    "schools": ("schools",),
}


def _declared(name: str) -> Measure:
    formula = f"{OF_WHAT[name]} заявлено в отчёте"
    field, head = f"declared_{name}", f"{_HEADS[name]}: заявлено"
    return Measure(field, head, formula, Basis.REPORT, count=Count.VALUE, typed=name)


def _actual(name: str) -> Measure:
    formula = f"{OF_WHAT[name]} по графику и журналу за полугодие"
    field, head = f"actual_{name}", f"{_HEADS[name]}: по журналу"
    return Measure(field, head, formula, Basis.HALF_YEAR, made_of=_MADE_OF[name])


def _difference(name: str) -> Measure:
    formula = f"{OF_WHAT[name]}: заявлено − по журналу"
    field, head = f"difference_{name}", f"{_HEADS[name]}: разница"
    sides = (f"declared_{name}", f"actual_{name}")
    return Measure(field, head, formula, Basis.DIFFERENCE, made_of=sides, printed=False)


DECLARED = tuple(map(_declared, OF_WHAT))
ACTUAL = tuple(map(_actual, OF_WHAT))
DIFFERENCE = tuple(map(_difference, OF_WHAT))
DAYS_LATE = Measure(
    "days_late",
    "Опоздание, дней",
    "дни от срока до сдачи, а пока не сдан — до отчётной даты",
    Basis.REPORT,
    count=Count.VALUE,
    typed="submitted",
    unit="дней",
    limits=("late_report_amber",),
)
REPORTS = by_name(
    Measure(
        "status",
        "Статус",
        "статус отчёта; нет строки — не сдан",
        Basis.REPORT,
        Format.TEXT,
        count=Count.VALUE,
        typed="status",
    ),
    Measure(
        "due",
        "Срок",
        f"срок отчёта из листа {CALENDAR.sheet}, иначе 15 января и 10 июня",
        Basis.REPORT,
        Format.DATE,
        count=Count.VALUE,
        typed="half",
    ),
    Measure(
        "submitted",
        "Сдан",
        "дата сдачи",
        Basis.REPORT,
        Format.DATE,
        count=Count.VALUE,
        typed="submitted",
    ),
    DAYS_LATE,
    *DECLARED,
    *ACTUAL,
    *DIFFERENCE,
    Measure(
        "handed_in",
        "Отчёты",
        "сданные отчёты / отчёты тьюторов, работавших в полугодии",
        Basis.HANDED_IN,
        Format.PERCENT,
        printed=False,
    ),
)


def _side_by_side() -> Iterator[Measure]:
    for declared, actual, difference in zip(DECLARED, ACTUAL, DIFFERENCE, strict=True):
        yield from (declared, actual, difference)


SIDE_BY_SIDE = tuple(_side_by_side())


def _tutors(column: str) -> dict[str, Measure]:
    formula = "сколько тьюторов пишут об этом"
    return by_name(
        Measure(
            "tutors", "Тьюторов", formula, Basis.SAYING, count=Count.DISTINCT, of="tutor",
            typed=column,
        )
    )  # fmt: skip


SAYINGS = {name: _tutors(name) for name in ("difficulties", "proposals")}
FIGURES = (
    Figure("reports", "Отчёты за полугодие", ("tutor", "year", "half"), REPORTS, "reports"),
    *(
        Figure(f"reports.{name}", title, ("row",), SAYINGS[name], printed=False)
        for name, title in (
            ("difficulties", "Трудности, о которых пишут"),
            ("proposals", "Предложения, о которых пишут"),
        )
    ),
)
