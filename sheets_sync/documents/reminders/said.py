"""What a letter says of a duty: what, until when, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.documents.grammar import day_and_month, day_in_words
from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.letters import plural
from sheets_sync.problems import Problem, Severity
from sheets_sync.reading.records import Records
from sheets_sync.sheet.cells import CellRef, Place
from sheets_sync.tables.attendance import MEETINGS, REGISTER
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE
from sheets_sync.tables.kinds.text import quote
from sheets_sync.tables.reports import PLANS, REPORTS
from sheets_sync.tables.roadmap import ROADMAP
from sheets_sync.tables.tasks import TASKS

Values = dict[str, Any]


_DONE = {
    Subject.ROADMAP: (ROADMAP, "сделаете", "выполнено", "done_on"),
    Subject.PLAN: (PLANS, "сделаете", "выполнено", "done_on"),
    Subject.ASSIGNMENT: (TASKS, "сделаете", "исполнено", "done_on"),
    Subject.REPORT: (REPORTS, "сдадите", "сдан", "submitted"),
}
"""Where it is marked done: the table, what is done, the word, the column of the day."""
_TO_DO = {
    Subject.CONSULTATION: f"после неё впишите «проведена» в столбец {SCHEDULE.head('status')}, а "
    f"кто пришёл — на лист {JOURNAL.sheet}; если она не состоится, впишите и это",
    Subject.MEETING: f"после него впишите «проведено» в столбец {MEETINGS.head('status')} и "
    f"отметьте пришедших на листе {REGISTER.sheet}",
    Subject.HELP: f"договоритесь со школой и проведите консультацию: её день — на лист "
    f"{SCHEDULE.sheet}, кто пришёл — на лист {JOURNAL.sheet}",
}
_NEW_ROW = (
    f"когда сдадите, добавьте на лист {REPORTS.sheet} строку со своей фамилией, учебным годом, "
    f"полугодием, днём сдачи и словом «сдан» в столбце {REPORTS.head('status')}"
)


def deed(duty: Duty, analysis: Analysis) -> Values:
    """A duty under the names of the tags."""
    return {
        "что": duty.what,
        "срок": _until(duty, analysis.today),
        "как": _to_do(duty, analysis),
        "где": _places(duty),
        "ссылка": _link(duty.cells[0]) if duty.cells else "",
    }


def sheets(to_mend: Iterable[Duty]) -> list[Values]:
    """What is to be mended, tab by tab; what is said of several cells is said once."""
    return [_sheet(duty) for duty in to_mend]


def to_know(problem: Problem) -> str:
    """«Книга «…», лист «Отчёты», ячейка D16: сдан позже срока; …»"""
    cells = (problem.cell,) if problem.cell else ()
    return f"{_place(problem.place, cells)}: {problem.message}"


_MOST = 60
"""Lines of a tab: a letter is read, and a tab where so much is wrong is filled in anew."""


def _sheet(duty: Duty) -> Values:
    alike: dict[tuple[str, str, str], list[CellRef]] = {}
    for problem in duty.problems:
        cells = alike.setdefault((_message(problem), problem.fix, _lost(problem)), [])
        cells += [problem.cell] if problem.cell else []
    lines = [_cells(*said, cells) for said, cells in alike.items()]
    more = plural(len(lines) - _MOST, "замечание", "замечания", "замечаний")
    return {
        "где": _place(duty.problems[0].place),
        "ячейки": lines[:_MOST],
        "ещё": f"и ещё {more}, все — на листе «Замечания» сводки" if len(lines) > _MOST else "",
    }


def _message(problem: Problem) -> str:
    """What is wrong, and what stands there: rows that others insert move addresses."""
    if not problem.value or quote(problem.value) in problem.message:
        return problem.message
    return f"вписано {quote(problem.value)} — {problem.message}"


def _cells(message: str, fix: str, lost: str, cells: list[CellRef]) -> Values:
    return {
        "адрес": ", ".join(cell.a1 for cell in cells),
        "замечание": message,
        "как": fix,
        "пока": lost,
        "ссылка": _link(cells[0]) if cells else "",
    }


def _lost(problem: Problem) -> str:
    """What does not count because of it."""
    if problem.severity is not Severity.ERROR:
        return ""
    return f"{'строка' if problem.rejects else 'это значение'} пока не считается"


def _to_do(duty: Duty, analysis: Analysis) -> str:
    if duty.subject is Subject.REPORT and not duty.cells:
        return _NEW_ROW
    if duty.subject in _DONE:
        table, what, word, day = _DONE[duty.subject]
        records, cell = analysis.counted[table.name], duty.cells[0]
        status, on = _column(records, cell, "status"), _column(records, cell, day)
        return f"когда {what}, впишите «{word}» в {status} и день — в {on}"
    return _TO_DO.get(duty.subject) or next((p.fix for p in duty.problems if p.fix), "")


def _column(records: Records, cell: CellRef, name: str) -> str:
    """«ячейку L26»: a column in the row of a cell; by its name where the tab has none."""
    for origin in records.origins:
        header, number = origin.header, origin.header.columns.get(name)
        if origin.place == cell.place and header.last < cell.row <= header.until and number:
            return f"ячейку {replace(cell, column=number).a1}"
    return f"столбец {records.table.head(name)}"


def _until(duty: Duty, today: date) -> str:
    if duty.until is None:
        return "срока нет"
    day = _day(duty.until, today)
    ago = f"{plural(duty.late, 'день', 'дня', 'дней')} назад"
    if duty.subject is Subject.MARK:
        return f"отметки нет с {day} ({ago.removesuffix(' назад')})"
    if duty.late:
        return f"{day} ({ago})"
    near = {today: "сегодня, ", today + timedelta(days=1): "завтра, "}.get(duty.until, "")
    takes_place = duty.subject in (Subject.CONSULTATION, Subject.MEETING)
    return f"{near}{day}" if near or takes_place else f"до {day}"


def _day(day: date, today: date) -> str:
    return day_and_month(day) if day.year == today.year else day_in_words(day)


def _places(duty: Duty) -> str:
    """Every tab of a duty with its cells."""
    if not duty.cells:
        return _place(duty.place) if duty.place else ""
    tabs: dict[Place, list[CellRef]] = {}
    for cell in duty.cells:
        tabs.setdefault(cell.place, []).append(cell)
    return "; ".join(_place(place, cells) for place, cells in tabs.items())


def _place(place: Place, cells: Iterable[CellRef] = ()) -> str:
    """«книга «Отчёты тьюторов.xlsx», лист «Отчёты», ячейки E18, E20»."""
    parts = [f"книга «{place.shown}»"] + [f"лист «{place.tab}»"] * bool(place.tab)
    named = [cell.a1 for cell in cells]
    if named:
        parts.append(f"{'ячейка' if len(named) == 1 else 'ячейки'} {', '.join(named)}")
    return ", ".join(parts)


def _link(cell: CellRef) -> str:
    """What opens a cell from anywhere: the link of a local book is good beside it alone."""
    link = cell.link or ""
    return link if link.startswith("https://") else ""
