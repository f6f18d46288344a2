"""Faults planted into «Индивидуальные планы», and their legal neighbours."""

from __future__ import annotations

from datetime import date

from .faults import SILENT, WARNING, Fault, becomes, keep, one_cell, typed, warned
from .oracle_execution import recurs, term_end
from .schema import required
from .targets import (
    BOTH_SCHOOLS,
    BOTH_TUTORS,
    NO_SCHOOL,
    NO_SUBJECT,
    NO_TUTOR,
    NONSENSE,
    has,
    of_tutor,
)
from .truth import DAY, Row, Term, World
from .words import LAYOUT

TAB, DATE = "Индивидуальные планы", "Дата выполнения"
UNREADABLE = Term("unreadable", words="когда-нибудь потом")


def readable(world: World, row: Row) -> bool:
    """Its term is a day, long past."""
    end = term_end(world, row["Срок"])
    return end is not None and not recurs(row) and end + DAY * 9 <= world.today


def on_time(world: World, row: Row) -> bool:
    """Done, dated, within a term that is long past."""
    day = row[DATE]
    done = row["Статус"] == "выполнено" and day is not None
    return bool(done and readable(world, row) and day <= term_end(world, row["Срок"]))


def late_day(world: World, row: Row) -> date:
    end = term_end(world, row["Срок"])
    assert end
    return end + DAY * 9


def recurring(world: World, row: Row) -> bool:
    return recurs(row) and row["Статус"] not in ("выполнено", "отменено")


def recurring_done(world: World, row: Row) -> dict[str, tuple[object, object]]:
    day = world.today - DAY * 5
    return {"Статус": ("выполнено", "выполнено"), DATE: (day, day)}


PLANS: dict[str, Fault] = {
    **{f"plan without {name}": one_cell(TAB, name, None) for name in required(TAB)},
    "plan unknown tutor": one_cell(TAB, "Тьютор", NO_TUTOR),
    "plan ambiguous tutor": one_cell(
        TAB, "Тьютор", "Иванова М.П.", says=BOTH_TUTORS,
        wanted=lambda w, row: row["Тьютор"] in ("Т-01", "Т-02"),
    ),
    "plan one letter off": one_cell(TAB, "Тьютор", "Серибряк О.К.", says=(("Серебряк",),)),
    "plan unknown school": one_cell(TAB, "Школа", NO_SCHOOL),
    "plan ambiguous school": one_cell(TAB, "Школа", 9, says=BOTH_SCHOOLS),
    "plan 144": one_cell(TAB, "Школа", "СОШ № 144"),
    "plan unknown subject": one_cell(TAB, "Предмет", NO_SUBJECT),
    "plan unknown status": one_cell(TAB, "Статус", NONSENSE),
    "plan status of a report": one_cell(TAB, "Статус", "на доработке"),
    "plan status #REF!": one_cell(TAB, "Статус", "#REF!"),
    "plan measure #REF!": one_cell(TAB, "Мероприятие", "#REF!"),
    "plan proof #REF!": one_cell(TAB, "Подтверждение", "#REF!", keep),
    "plan done on 31.02": one_cell(
        TAB, DATE, "31.02.2021", becomes(**{DATE: None}), has(Статус="выполнено")
    ),
    "plan done in month 18": one_cell(
        TAB, DATE, "12.18.2020", becomes(**{DATE: None}), has(Статус="выполнено частично")
    ),
    **{
        f"plan term «{words}»": warned(TAB, "Срок", words, becomes(Срок=UNREADABLE), readable)
        for words in ("когда-нибудь потом", "после согласования")
    },
    "plan done without date": warned(
        TAB, DATE, None, becomes(**{DATE: None}), on_time, also=None
    ),
    "plan done late": warned(TAB, DATE, late_day, becomes(**{DATE: late_day}), on_time, also=None),
    "plan recurring done early": typed(TAB, recurring_done, recurring, severity=WARNING),
    "plan status in the wrong layout": warned(
        TAB, "Статус", "выполнено".translate(LAYOUT), keep, on_time
    ),
    "plan subject in the wrong layout": warned(
        TAB, "Предмет", lambda w, row: row["Предмет"].translate(LAYOUT), keep,
        lambda w, row: row["Предмет"] in ("Математика", "География"),
    ),
}  # fmt: skip


def odd(world: World, row: Row) -> dict[str, tuple[object, object]]:
    """Every cell unlike the tidy spelling, every one of them readable."""
    tutor = world.find("Тьюторы", row["Тьютор"])
    day = date(world.start + 1, 2, 11)
    return {
        "Тьютор": (f"{tutor['Имя'][0]}. {tutor['Отчество'][0]}. {tutor['Фамилия']}", row["Тьютор"]),
        "Педагог": ("П-17", row["Педагог"]),
        "Школа": ("сош N44", "Ш-01"),
        "Предмет": (row["Предмет"].upper(), row["Предмет"]),
        "Дефицит": ("Предметный: геометрия, 7–9 классы", ""),
        "Срок": ("ДО 12.02.2021г.", Term("by", last=day + DAY)),
        "Статус": ("вып.", "выполнено"),
        DATE: ("11.02.21", day),
        "Результат (план)": ("около 10 % «двоек»", ""),
    }


def says(text: str, meaning: str) -> Fault:
    """A state in other words; undone, so the date of completion goes."""
    return typed(TAB, lambda w, row: {"Статус": (text, meaning), DATE: (None, None)}, readable)


def until(typed_term: object, term: Term, severity: str = SILENT) -> Fault:
    """A term in other words on a row that is in work."""
    return typed(
        TAB,
        lambda w, row: {
            "Срок": (typed_term, term), "Статус": ("в работе", "в работе"), DATE: (None, None)
        },
        severity=severity,
    )  # fmt: skip


LEGAL_PLANS: dict[str, Fault] = {
    "legal plan, every form odd": typed(
        TAB, odd, of_tutor("Т-04"), severity=SILENT
    ),
    "legal plan «не выполнено»": says("не выполнено", "не выполнено"),
    "legal plan «Не  выполнено »": says("Не  выполнено ", "не выполнено"),
    "legal plan «нет»": says("нет", "не выполнено"),
    "legal plan «-»": says("-", "не выполнено"),
    "legal plan «идёт»": says("идёт", "в работе"),
    "legal plan «выполнено частично»": says("выполнено частично", "выполнено частично"),
    "legal plan «✓»": typed(TAB, lambda w, row: {"Статус": ("✓", "выполнено")}, on_time,
                            severity=SILENT),
    "legal plan of a whole year": until("В течение года", Term("recurring", words="…")),
    "legal plan as needed": until("по мере необходимости", Term("needed", words="…")),
    "legal plan for ever": until("Постоянно", Term("recurring", words="…")),
    "legal plan till the end of May": until("до 31.05.2021", Term("by", last=date(2021, 5, 31))),
    "legal plan due today": until("до 18.02.2021", Term("by", last=date(2021, 2, 18))),
    "legal plan of a month": until("февраль 2021", Term("month", last=date(2021, 2, 28))),
    "legal plan of months": until("январь–май", Term("months", last=date(2021, 5, 31))),
}  # fmt: skip
