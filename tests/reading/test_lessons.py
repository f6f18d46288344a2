"""Times written as lessons: «7 урок» by the bells in «Календарь»."""

from datetime import date, time

import pytest
from helpers import WARNING, Desk, look, spots

from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.lessons import lesson_of
from sheets_sync.tables.kinds.times import TIME

pytestmark = pytest.mark.kinds

PLAN, DAYS = "График", "Календарь"
BELLS = {5: "5 урок 12:10–12:50", 6: "6 урок, 13.10-13.50", 7: "7: 14:05–14:45"}


def with_bells(*names: str) -> Desk:
    desk = Desk()
    for name in names or BELLS.values():
        desk.add(DAYS, Начало=date(2020, 9, 1), Вид="урок", Название=name)
    return desk


def begins(desk: Desk) -> tuple[object, object]:
    row = look(desk).counted["schedule"].frame.iloc[0]
    return row["start"], row["end"]


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("7 урок", (time(14, 5), time(14, 45))),
        ("7-й урок", (time(14, 5), time(14, 45))),
        ("урок 7", (time(14, 5), time(14, 45))),
        ("на 7 уроке", (time(14, 5), time(14, 45))),
        ("6–7 уроки", (time(13, 10), time(14, 45))),
        ("6 и 7 урок", (time(13, 10), time(14, 45))),
        ("после 6 урока", (time(13, 50), None)),
        ("14:05", (time(14, 5), None)),
    ],
)
def test_a_lesson_is_the_time_of_its_bells(typed, start):
    assert begins(with_bells().set(PLAN, 2, "Начало", typed))[0] == start


def test_a_lesson_ends_what_it_closes():
    desk = with_bells().set(PLAN, 2, "Начало", "6 урок").set(PLAN, 2, "Окончание", "7 урок")
    assert begins(desk) == ((time(13, 10), time(13, 50)), (time(14, 45), None))


@pytest.mark.parametrize("typed", ["8 урок", "7–8 уроки"])
def test_a_lesson_without_a_bell_says_where_it_belongs(typed):
    desk = with_bells().set(PLAN, 2, "Начало", typed)
    (fix,) = [p.fix for p in look(desk).problems if p.check == "time.unreadable"]
    assert "добавьте в «Календарь» строку «урок»" in fix


@pytest.mark.parametrize("typed", ["открытый урок", "7 класс", "7 уроков и экзамен"])
def test_what_names_no_lesson_is_no_time(typed):
    assert TIME.read(typed, Context(2020)).value is None


@pytest.mark.parametrize("name", ["7 урок", "последний", "", "14:05–14:45", "7 урок в 14:05"])
def test_a_bell_that_cannot_be_read_is_told(name):
    assert lesson_of(name) is None
    found = spots(with_bells(name))
    assert (WARNING, "calendar.lesson", DAYS, "Название", 3) in found


def test_a_second_time_for_a_lesson_is_told_and_the_first_counts():
    desk = with_bells("7 урок 14:05–14:45", "7 урок 15:00–15:40").set(PLAN, 2, "Начало", "7 урок")
    assert (WARNING, "calendar.lesson", DAYS, "Название", 4) in spots(desk)
    assert begins(desk)[0] == (time(14, 5), time(14, 45))
