"""Faults planted into «График»."""

from __future__ import annotations

from datetime import date

from .faults import (
    WARNING,
    Case,
    Effect,
    Expected,
    Fault,
    becomes,
    keep,
    one_cell,
    warned,
)
from .schema import required
from .targets import (
    BOTH_SCHOOLS,
    BOTH_TUTORS,
    NO_SCHOOL,
    NO_SUBJECT,
    NO_TUTOR,
    NONSENSE,
    ahead,
    failed,
    has_visits,
    held,
    next_year,
    put_off,
    special,
    sunday,
)
from .truth import DAY, Row, World, is_working
from .words import LAYOUT


def pair_fault(special: str) -> Fault:
    """Two consultations apart by date alone are brought to one date."""

    def fault(case: Case) -> Expected:
        first = case.take("График", lambda w, row: row.get("_special") == special)
        second = case.take("График", lambda w, row: row.get("_special") == special)
        day = case.world.tabs["График"][second]["Дата"]
        case.put("График", first, "Дата", day)
        case.world.tabs["График"][first]["Дата"] = day
        rows = case.whole_row("График", first) | case.whole_row("График", second)
        return Expected(rows, WARNING)

    return fault


def beside_meeting(case: Case) -> Expected:
    """A consultation brought to the hours of a meeting its tutor is invited to."""
    place = case.take("График", lambda w, row: row.get("_special") == "beside meeting")
    meeting = case.take("Совещания", lambda w, row: bool(row.get("_for_all")))
    day = case.world.tabs["Совещания"][meeting]["Дата"]
    case.put("График", place, "Дата", day)
    case.world.tabs["График"][place]["Дата"] = day
    both = case.whole_row("График", place) | case.whole_row("Совещания", meeting)
    return Expected(both, WARNING)


def after_leaving(world: World, row: Row) -> date:
    tutor = world.find("Тьюторы", row["Тьютор"])
    return next(d for d in (tutor["По"] + DAY * n for n in range(1, 20)) if is_working(d))


def own_subject(world: World, row: Row) -> bool:
    tutor = world.find("Тьюторы", row["Тьютор"])
    return failed(world, row) and row["Предмет"] == tutor["Предмет"] != "Обществознание"


NO_NEW_DATE: Effect = becomes(**{"Новая дата": None})
SCHEDULE: dict[str, Fault] = {
    **{
        f"consultation without {name}": one_cell("График", name, None, wanted=failed)
        for name in required("График")
    },
    "consultation code twice": one_cell("График", "Код", "К-001", wanted=failed),
    "consultation impossible date": one_cell("График", "Дата", "31.02.2021", wanted=failed),
    "consultation month 18": one_cell("График", "Дата", "12.18.2020", wanted=failed),
    "consultation of next year": one_cell("График", "Дата", next_year, wanted=failed),
    "consultation date #VALUE!": one_cell("График", "Дата", "#VALUE!", wanted=failed),
    "consultation begins 13.60": one_cell("График", "Начало", "13.60", wanted=failed),
    "consultation ends 25:00": one_cell("График", "Окончание", "25:00", keep, failed),
    "consultation unknown tutor": one_cell("График", "Тьютор", NO_TUTOR, wanted=failed),
    "consultation ambiguous tutor": one_cell(
        "График", "Тьютор", "Иванова М.П.",
        wanted=lambda w, row: row["Тьютор"] in ("Т-01", "Т-02") and failed(w, row),
        says=BOTH_TUTORS,
    ),
    "consultation one letter off": one_cell(
        "График", "Тьютор", "Борсукова Е.Л.", wanted=failed, says=(("Барсукова",),)
    ),
    "consultation unknown subject": one_cell("График", "Предмет", NO_SUBJECT, wanted=failed),
    "consultation unknown stream": one_cell("График", "Направление", "ФИПИ", wanted=failed),
    "consultation unknown kind": one_cell("График", "Вид", NONSENSE, wanted=failed),
    "consultation unknown format": one_cell("График", "Формат", NONSENSE, wanted=failed),
    "consultation unknown status": one_cell("График", "Статус", NONSENSE, wanted=failed),
    "consultation topic #REF!": one_cell("График", "Тема", "#REF!", wanted=failed),
    "consultation note #REF!": one_cell("График", "Примечание", "#REF!", keep, failed),
    "consultation invites unknown school": one_cell(
        "График", "Приглашённые школы", f"СОШ № 44; {NO_SCHOOL}", keep, failed
    ),
    "consultation invites 9": one_cell(
        "График", "Приглашённые школы", "9; СОШ № 44", keep, failed, says=BOTH_SCHOOLS
    ),
    "consultation invites 144": one_cell(
        "График", "Приглашённые школы", "СОШ № 144", keep, failed
    ),
    "new date of next year": one_cell("График", "Новая дата", next_year, NO_NEW_DATE, put_off),
    "new date impossible": one_cell(
        "График", "Новая дата", "31.02.2021", NO_NEW_DATE, put_off
    ),
    "moved without new date": warned(
        "График", "Новая дата", None, NO_NEW_DATE, put_off, also=None
    ),
    "consultation held in the future": one_cell(
        "График", "Статус", "проведена", wanted=ahead, also=("Дата",)
    ),
    **{
        f"participants «{text}»": warned("График", "План участников", text, keep, failed)
        for text in ("около 10", "10–12", "более 20")
    },
    "consultation time eaten": warned(
        "График", "Начало", lambda w, row: date(w.start + 1, 10, 14), keep, failed
    ),
    "consultation wrong layout": warned(
        "График", "Статус", "проведена".translate(LAYOUT), keep,
        lambda w, row: held(w, row) and has_visits(w, row),
    ),
    "held without journal": warned(
        "График", "Статус", "проведена", becomes(Статус="проведена"), failed, also=None
    ),
    "planned long past": warned(
        "График", "Статус", "запланирована", becomes(Статус="запланирована"), failed, also=None
    ),
    "consultation on Sunday": warned(
        "График", "Дата", sunday, becomes(Дата=sunday), ahead, also=None
    ),
    "overlap of one tutor": pair_fault("same tutor"),
    "place taken twice": pair_fault("same place"),
    "overlap with a meeting": beside_meeting,
    "tutor has left": warned(
        "График", "Дата", after_leaving, becomes(Дата=after_leaving), special("leaver"),
        also=None,
    ),
    "stream not the tutor's": warned(
        "График", "Направление", "ЕГЭ", becomes(Направление="ЕГЭ"), special("two streams"),
        also=None,
    ),
    "subject not the tutor's": warned(
        "График", "Предмет", "Обществознание", becomes(Предмет="Обществознание"), own_subject,
        also=None,
    ),
}  # fmt: skip
