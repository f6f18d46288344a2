"""The faults in the tutors' plans and reports."""

from collections.abc import Mapping

from sheets_sync.samples.demo.faults import Planter, Tab
from sheets_sync.samples.demo.half import Work
from sheets_sync.samples.demo.reports import LATE, NO_ROW, NOT_HANDED_IN, TWICE
from sheets_sync.samples.demo.sheets import Row
from sheets_sync.samples.demo.town import TUTOR

_BOOK = "Отчёты тьюторов.xlsx"


def plant_plans(planter: Planter) -> None:
    """Faults in the tab Индивидуальные планы."""
    tab = planter.tab(_BOOK, "Индивидуальные планы")
    for due in ("до 1 декабря", "до 5 февраля"):
        tab.warning(tab.row(due=due), "done_on", "выполнено позже срока")
    tab.warning(tab.row(due="до конца I полугодия"), "done_on", "выполнено, а даты нет")
    what = "повторяется до конца года, а уже выполнено"
    tab.warning(tab.row(due="1 раз в месяц"), "status", what)
    tab.warning(tab.row(due="после курсов"), "due", "срок не прочитать")
    what = "набрано в английской раскладке"
    tab.warning(_done(tab), "status", what, status="dsgjkytyj")
    tab.error(_done(tab), "school", "школа без типа: две школы № 9", school="9")
    row = _done(tab)
    two = f"{row.cells['teacher']}, Петрова И.И."
    tab.error(row, "teacher", "два педагога в одной клетке", teacher=two)
    what = "не сказано, какой это дефицит"
    tab.error(_done(tab), "need", what, need="затрудняется с критериями")


def _done(tab: Tab) -> Row:
    """Some plan carried out in time."""
    return tab.any_row(
        lambda row: bool(row.cells["done_on"]) and row.cells["status"] == "выполнено"
    )


def plant_reports(planter: Planter, work: Mapping[str, Work]) -> None:
    """Faults in the tab Отчёты."""
    tab = planter.tab(_BOOK, "Отчёты")
    rows = {str(row.group): row for row in tab.sheet.rows if row.group}
    tab.missing(f"нет отчёта: {TUTOR[NO_ROW].short}")
    tab.warning(rows[NOT_HANDED_IN], "status", "отчёт не сдан")
    tab.warning(rows[LATE], "submitted", "сдан позже срока")
    again = next(row for row in tab.sheet.rows if not row.group)
    tab.error(again, "tutor", f"второй отчёт за то же полугодие: {TUTOR[TWICE].short}")
    tab.warning(rows["Т-06"], "teachers", "неточное число педагогов", teachers="около 20")
    tab.warning(rows["Т-11"], "status", "набрано в английской раскладке", status="ghbyzn")
    _declared_otherwise(tab, rows, work)


def _declared_otherwise(tab: Tab, rows: Mapping[str, Row], work: Mapping[str, Work]) -> None:
    two = "две консультации в графике отклонены из-за ошибок"
    tab.warning(rows["Т-01"], "consultations", two, consultations=work["Т-01"].consultations + 2)
    more = "заявлено больше, чем в журнале"
    tab.warning(rows["Т-09"], "consultations", more, consultations=work["Т-09"].consultations + 2)
    tab.warning(rows["Т-12"], "teachers", more, teachers=work["Т-12"].teachers + 9)
    less = "заявлено меньше, чем в журнале"
    tab.warning(rows["Т-17"], "schools", less, schools=work["Т-17"].schools - 1)
    typed = work["Т-20"]
    tab.warning(rows["Т-20"], "consultations", more, consultations=typed.consultations + 1)
    tab.warning(rows["Т-20"], "teachers", more, teachers=f"{typed.teachers + 4} чел.")
