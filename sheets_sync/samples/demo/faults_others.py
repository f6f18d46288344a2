"""The faults in the demo's directories and attendance book."""

from datetime import date

from sheets_sync.samples.demo.faults import Planter, Tab
from sheets_sync.samples.demo.town import NEVER_HELPED, NOT_THIS_MONTH, SCHOOL, TUTORS, YEAR

_BOOK, _MEETINGS = "Справочники.xlsx", "Посещаемость.xlsx"


def plant_directories(planter: Planter) -> None:
    """Faults in Справочники.xlsx."""
    tutors = planter.tab(_BOOK, "Тьюторы")
    tutor = tutors.row(code="Т-03")
    tutors.error(tutor, "attached", "школа без типа: две школы № 9", attached="ООШ № 15; 9")
    calendar = planter.tab(_BOOK, "Календарь")
    day = calendar.row(start=date(2021, 4, 30))
    calendar.error(day, "start", "31 апреля не бывает", start="31.04.2021")
    listed = planter.tab(_BOOK, "ШНОР")
    before = listed.row(school=SCHOOL["Ш-07"].name, year="2019–2020")
    listed.error(before, "risk", "опечатка в предмете", risk="матиматика")
    for code in sorted({school for school, _ in NEVER_HELPED | NOT_THIS_MONTH}):
        row = listed.row(school=SCHOOL[code].name, year=YEAR)
        listed.warning(row, "risk", "школа ШНОР без консультации в этом месяце")


def plant_attendance(planter: Planter) -> None:
    """Faults in Посещаемость.xlsx."""
    _register(planter.tab(_MEETINGS, "Явка"))
    _tasks(planter.tab(_MEETINGS, "Поручения"))


def _register(register: Tab) -> None:
    rows = {TUTORS[int(str(r.cells["number"])) - 1].code: r for r in register.sheet.rows}
    register.warning(rows["Т-10"], "С-06", "приглашённый не отмечен", **{"С-06": None})
    register.warning(rows["Т-01"], "С-02", "отметка неприглашённого", **{"С-02": "+"})
    register.warning(rows["Т-06"], "С-11", "отметка на будущем совещании", **{"С-11": "+"})
    register.error(None, "lost", "столбец с датой, в которую совещания нет")


def _tasks(tasks: Tab) -> None:
    monthly = tasks.row(meeting="С-08", item="2.2")
    tasks.warning(monthly, "status", "повторяется до конца года, а уже исполнено")
    tasks.warning(tasks.row(meeting="С-10", item="4.1"), "due", "срок не прочитать")
