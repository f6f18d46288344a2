"""Duties as lines that a test can state by hand."""

from datetime import date, timedelta

from helpers import TODAY, Desk, look

from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.duties.owed import duties

Line = tuple[str, str, date | None, int, str]
"""What, who, until, how late, where."""


def line(duty: Duty) -> Line:
    who = ", ".join(person.name for person in duty.who)
    where = duty.cells[0].a1 if duty.cells else f"лист {duty.place.tab}" if duty.place else ""
    return duty.what, who, duty.until, duty.late, where


def found(desk: Desk, subject: Subject, today: date = TODAY, **settings: object) -> list[Duty]:
    every = duties(look(desk, today, **settings))
    return [duty for duty in every if duty.subject is subject]


def owed(desk: Desk, subject: Subject, today: date = TODAY, **settings: object) -> list[Line]:
    return [line(duty) for duty in found(desk, subject, today, **settings)]


def who(desk: Desk, subject: Subject, **settings: object) -> list[str]:
    return [said[1] for said in owed(desk, subject, **settings)]


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def typed(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def left(desk: Desk, row: int, until: date) -> Desk:
    """A tutor whose last day of work is given."""
    return desk.set("Тьюторы", row, "По", until)


OWNERS = {
    "Справочники.xlsx": "методист Лисицына О.В.",
    "Посещаемость.xlsx": "методист Сомова Т.П.",
    "Консультации.xlsx": "методист Рогова А.Д.",
    "Отчёты тьюторов.xlsx": "методист Сомова Т.П.",
    "Дорожная карта ШНОР.xlsx": "методист Рогова А.Д.",
}
