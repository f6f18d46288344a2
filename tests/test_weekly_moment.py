"""A day of the week and a time, however people write them."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from sheets_sync.periods import Weekly, weekday_of, weekly_of

EIGHT = Weekly(0, time(8))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "пн 8:00",
            "Пн 08:00",
            "понедельник 8.00",
            "Понедельник, 08:00",
            "ПН. 8-00",
            "пн 8",
            "пн",
        ),
        *("по понедельникам в 8:00", "каждый понедельник в 8 ч", "8:00 пн", "понедельник"),
        *("в понедельник, 8 часов утра", "пн 8 ч 00 мин", "пон. 8:00", "monday 8:00", "Mon 08:00"),
    ],
)
def test_a_monday_is_understood(text: str) -> None:
    assert weekly_of(text) == EIGHT


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("вт 9:30", 1, time(9, 30)),
        ("среда 18.15", 2, time(18, 15)),
        ("по средам в 7", 2, time(7)),
        ("четверг 6 вечера", 3, time(18)),
        ("Пятница 16:00", 4, time(16)),
        ("суббота", 5, time(8)),
        ("вс 0:05", 6, time(0, 5)),
        ("по пятницам", 4, time(8)),
    ],
)
def test_any_day_and_time_is_understood(text: str, day: int, at: time) -> None:
    assert weekly_of(text) == Weekly(day, at)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8:00",
        "завтра 8:00",
        "пн 25:00",
        "пн 8:60",
        "пн вт 8:00",
        "пн 8:00 9:00",
        "понятно",
        "1",
    ],
)
def test_what_is_no_moment_of_a_week_is_none(text: str) -> None:
    assert weekly_of(text) is None


@pytest.mark.parametrize(
    ("text", "day"), [("Понедельник", 0), ("ср", 2), (" вс. ", 6), ("пн 8", None)]
)
def test_a_weekday_alone(text: str, day: int | None) -> None:
    assert weekday_of(text) == day


def test_the_last_moment_is_that_of_this_week_or_of_the_one_before() -> None:
    zone = ZoneInfo("Asia/Vladivostok")
    monday = datetime(2021, 2, 15, 8, tzinfo=zone)
    assert EIGHT.latest(datetime(2021, 2, 15, 8, tzinfo=zone)) == monday
    assert EIGHT.latest(datetime(2021, 2, 21, 23, 59, tzinfo=zone)) == monday
    assert EIGHT.latest(datetime(2021, 2, 15, 7, 59, tzinfo=zone)).day == 8
