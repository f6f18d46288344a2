"""The lines of what is owed, as «Что сделать» and «Сводка» show them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.duties.owed import Urgency, urgency
from sheets_sync.figures.measures.deeds import DEEDS
from sheets_sync.figures.rounding import DASH
from sheets_sync.letters import plural
from sheets_sync.sheet.pieces import Align, Cell, Format, Head, Look, Row
from sheets_sync.sheet.text_size import column_pixels, shortened
from sheets_sync.summary.cells import day_cell
from sheets_sync.summary.view import View

TITLE = "Что сделать"
NOTHING = "Ничего не просрочено, и на две недели вперёд ничего не назначено"
HEADS = (
    Head("Кто", wrap=True),
    Head("Что", wrap=True),
    Head("Срок", Format.DATE),
    Head("Просрочка", Format.DAYS, Align.CENTER),
    Head("Где стоит", wrap=True),
)
GROUPS = {
    Urgency.OVERDUE: DEEDS["overdue"].head,
    Urgency.WEEK: "Ближайшие 7 дней",
    Urgency.LATER: "Через 8–14 дней",
    Urgency.UNDATED: "Исправить в таблицах",
}
_FORMS = {
    Subject.ROADMAP: ("пункт карты", "пункта карты", "пунктов карты"),
    Subject.PLAN: ("мероприятие плана", "мероприятия плана", "мероприятий плана"),
    Subject.ASSIGNMENT: ("поручение", "поручения", "поручений"),
    Subject.REPORT: ("отчёт", "отчёта", "отчётов"),
    Subject.CONSULTATION: ("консультация", "консультации", "консультаций"),
    Subject.MEETING: ("совещание", "совещания", "совещаний"),
    Subject.HELP: ("школа ждёт помощи", "школы ждут помощи", "школ ждут помощи"),
    Subject.MEND: ("лист", "листа", "листов"),
}
"""What stands in one line where one person owes several; marks are a line of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody owes of one subject, at one urgency: a duty, or several in one line."""

    urgency: Urgency
    duties: tuple[Duty, ...]

    @property
    def first(self) -> Duty:
        """The most pressing of its duties."""
        return self.duties[0]

    @property
    def said(self) -> str:
        """What is owed; several in short."""
        short = "; ".join(duty.short for duty in self.duties)
        if self.first.subject is Subject.MEND:
            return f"Исправить: {short}"
        if len(self.duties) == 1:
            return self.first.what
        return f"{plural(len(self.duties), *_FORMS[self.first.subject])}: {short}"

    @property
    def number(self) -> int:
        """How many duties there are in it; of what is to be mended, how many cells."""
        mending = self.first.subject is Subject.MEND
        return sum(duty.size for duty in self.duties) if mending else len(self.duties)


def lines(view: View) -> list[Line]:
    """Everything that is owed, what one person owes of one subject in one line."""
    today = view.analysis.today
    found: dict[tuple[Any, ...], list[Duty]] = {}
    for duty in view.duties:
        alone = duty.key if duty.subject not in _FORMS else ""
        key = (urgency(duty, today), duty.who, duty.subject, alone)
        found.setdefault(key, []).append(duty)
    return [Line(key[0], tuple(duties)) for key, duties in found.items()]


def count(found: Sequence[Line], kind: Urgency) -> int:
    """How many duties of an urgency there are."""
    return sum(line.number for line in found if line.urgency is kind)


def cells(view: View, line: Line, widths: Sequence[float] = ()) -> Row:
    """The cells under HEADS; in columns of these widths each takes one line, whatever it says.
    Where codes will stand for names nothing is cut: half a name is not known for one."""
    duty, coded = line.first, view.analysis.workspace.codes_only
    names = [person.name if coded else _POST.sub("", person.name) for person in duty.who]
    texts = [", ".join(names), line.said if widths else duty.what, _where(view, duty)]
    if widths and not coded:
        whole = [_in_short(names), line.said, texts[2]]
        room = [column_pixels(widths[column]) for column in (0, 1, 4)]
        texts = [shortened(*pair) for pair in zip(whole, room, strict=True)]
    who, said, where = texts
    return (
        Cell(who or DASH),
        Cell(said),
        day_cell(duty.until) if duty.until else None,
        _late(view, line),
        Cell(where, link=_link(duty)),
    )


def _in_short(names: Sequence[str]) -> str:
    return f"{names[0]} и др." if len(names) > 1 else "".join(names)


_POST = re.compile(r"^[а-яё][а-яё -]*(?=[А-ЯЁ][а-яё-]+ [А-ЯЁ]\.)")
"""«методист» before a name."""


def _late(view: View, line: Line) -> Cell | None:
    """How long it is overdue, or how many days are left."""
    duty = line.first
    means = duty.late_as if len(line.duties) == 1 else None
    if duty.late:
        return Cell(duty.late, Look.BAD, Format.DAYS, means=means)
    if duty.until is None:
        return None
    left = (duty.until - view.analysis.today).days
    return Cell(left, format=Format.LEFT, means=means) if left else Cell("сегодня", Look.WARN)


def _where(view: View, duty: Duty) -> str:
    """«E14 · Журнал», with the book where a tab of this title stands in several."""
    place = duty.cells[0].place if duty.cells else duty.place
    if place is None:
        return ""
    same = sum(counted.tab == place.tab for counted in view.analysis.tabs)
    book = PurePath(place.shown).stem if same > 1 or not place.tab else ""
    cell = duty.cells[0].a1 if duty.cells else ""
    return " · ".join(part for part in (cell, place.tab, book) if part)


def _link(duty: Duty) -> str | None:
    if duty.cells:
        return duty.cells[0].link
    return f"{duty.place.link}A1" if duty.place and duty.place.link else None
