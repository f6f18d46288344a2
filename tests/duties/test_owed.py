"""What people owe: each line by hand."""

from datetime import date

from helpers import Desk, look

from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.duties.owed import duties

Line = tuple[str, str, date | None, int, str]
"""What, who, until, how late, where."""


def line(duty: Duty) -> Line:
    who = ", ".join(person.name for person in duty.who)
    where = duty.cells[0].a1 if duty.cells else ""
    return duty.what, who, duty.until, duty.late, where


def owed(desk: Desk, subject: Subject, **settings: object) -> list[Line]:
    return [line(duty) for duty in duties(look(desk, **settings)) if duty.subject is subject]


def test_an_item_of_the_road_map_is_owed_when_it_is_late_or_near():
    assert owed(Desk(), Subject.ROADMAP) == [
        ("Карта 1.2: Курсы", "ИРО", date(2021, 2, 1), 17, "G3"),
        (
            "Карта 2.1: Диагностика",
            "администрация ОО",
            date(2021, 2, 25),
            0,
            "G4",
        ),
    ]
